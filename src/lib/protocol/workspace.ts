/** `GET /api/workspace`: everything about a person's organisation and conversations that is not in a document. Kept on the device for offline. */

export const ROLES = ['OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER', 'READER', 'AUDITOR'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
	id: string;
	name: string;
	email: string;
	role: Role;
	/** False once the account is closed; the name stays for old messages. */
	active: boolean;
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
	members: { user: string; role: RoomRole }[];
	read: ReadPosition;
	/** By the person himself, on all his devices. */
	muted: boolean;
}

export interface Workspace {
	organisation: { id: string; name: string };
	self: Person;
	people: Person[];
	conversations: WorkspaceConversation[];
	/** Server's clock, ms. */
	serverTime: number;
}

/** Is `one` further than `other`? */
export function isFurther(one: ReadPosition, other: ReadPosition): boolean {
	if (one.mark !== other.mark) return one.mark > other.mark;
	if (one.volume !== other.volume) return one.volume > other.volume;
	return one.position > other.position;
}
