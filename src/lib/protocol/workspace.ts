import type { NotificationLevel } from '#lib/domain/concern.ts';

/** `GET /api/workspace`: everything about a person's organisation and conversations that is not in a document. Kept on the device for offline. */

export const ROLES = ['OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER', 'READER', 'AUDITOR'] as const;
export type Role = (typeof ROLES)[number];

/** Who may be made a member of anything: the others read what they are bound to, and nobody writes to them. */
export const TAKES_PART: ReadonlySet<Role> = new Set(['OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER']);

export interface Person {
	id: string;
	name: string;
	email: string;
	role: Role;
	/** What they do, in their own words. Absent when empty. */
	title?: string;
	/** A name of the tz database; absent where the person chose none. */
	zone?: string;
	/** Of the picture: `/api/photos/<hash>`. */
	photo?: string;
	/** False once the account is closed; the name stays for old messages. */
	active: boolean;
}

/** What a person says of himself. */
export interface Profile {
	title: string;
	/** A name of the tz database; null where the browser's own counts. */
	zone: string | null;
}

/** A read position (compared by `mark`, then volume, then position). "Mark as unread" raises the mark. */
export interface ReadPosition {
	mark: number;
	volume: number;
	/** Ledger position through which everything is read; -1 for nothing. */
	position: number;
}

export type ConversationKind = 'dm' | 'room';
export type Visibility = 'private' | 'public';
/** Who writes new messages in a room: all of its members, or its admins alone (SPEC R8). */
export type Posting = 'all' | 'admins';
export type RoomRole = 'ADMIN' | 'MEMBER';

export interface WorkspaceConversation {
	id: string;
	kind: ConversationKind;
	visibility: Visibility;
	/** A group is a private room with a free name; a channel has a name of `[a-z0-9-]`. */
	channel: boolean;
	/** Empty for a direct message: the others' names stand for it. */
	name: string;
	topic: string;
	/** The newest volume: where new messages go. */
	volume: number;
	createdAt: number;
	/** When its newest volume last took anything, by the server's clock, ms. Absent where nothing did yet, and from older servers. */
	activeAt?: number;
	members: { user: string; role: RoomRole }[];
	read: ReadPosition;
	/** Of a direct message: its two people may not write to each other (SPEC V3). */
	apart?: boolean;
	/** By the person himself, on all his devices. */
	muted: boolean;
	/** First in the person's list, on all his devices. Absent from older servers. */
	pinned?: boolean;
	posting: Posting;
}

/** What the person wants to be told of. */
export interface NotificationSettings {
	level: NotificationLevel;
	/** Texts of messages in notifications. */
	showText: boolean;
	/** False where the organisation keeps texts out of notifications. */
	textAllowed: boolean;
	/** The notification centre is seen through this time of the server, ms. */
	seenThrough: number;
}

export const DEFAULT_NOTIFICATIONS: NotificationSettings = {
	level: 'all',
	showText: true,
	textAllowed: true,
	seenThrough: 0,
};

/** What the server says for the person in direct messages while he is away (SPEC Y). */
export interface AutoReply {
	on: boolean;
	text: string;
	/** ms; null for until it is turned off. */
	until: number | null;
}

export const NO_AUTO_REPLY: AutoReply = { on: false, text: '', until: null };

/** Another person, as one's contact (SPEC V): `asked` by oneself, `asks` for it, is one, or was. */
export interface Contact {
	user: string;
	state: 'asked' | 'asks' | 'accepted' | 'removed';
	/** ms */
	since: number;
}

export interface Contacts {
	/** The organisation's setting: who is no contact cannot write directly. */
	needed: boolean;
	all: readonly Contact[];
	/** By oneself; nobody else learns of it. */
	blocked: readonly string[];
}

export const NO_CONTACTS: Contacts = { needed: false, all: [], blocked: [] };

export interface Workspace {
	organisation: { id: string; name: string };
	self: Person;
	people: Person[];
	conversations: WorkspaceConversation[];
	/** Absent in a copy of an older version. */
	notifications?: NotificationSettings;
	/** One's own; absent in a copy of an older version. */
	autoReply?: AutoReply;
	/** Likewise. */
	contacts?: Contacts;
	/** The largest file that may be sent, bytes (SPEC M4); absent in a copy of an older version. */
	maxFileBytes?: number;
	/** Server's clock, ms. */
	serverTime: number;
	/** Rises when the server was put back from a backup (SPEC L14). */
	epoch?: number;
}

/** Is `one` further than `other`? */
export function isFurther(one: ReadPosition, other: ReadPosition): boolean {
	if (one.mark !== other.mark) return one.mark > other.mark;
	if (one.volume !== other.volume) return one.volume > other.volume;
	return one.position > other.position;
}
