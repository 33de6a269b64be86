/** What the interface is told about conversations, the connection and the store: immutable pictures, replaced when anything changed. */
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import type { TimelineItem } from '#lib/domain/timeline.ts';
import type { ConversationKind, Posting, RoomRole, Visibility } from '#lib/protocol/workspace.ts';

/**
 * Where an item is. `saving`: in memory only; `saved`: a completed write holds it on this device; `stored`: the ledger names it;
 * `not-saved`: the write was aborted, it is kept in memory and tried again; `refused`: see `reason`.
 */
export type Delivery = 'saving' | 'saved' | 'stored' | 'not-saved' | 'refused';

export interface ShownItem extends TimelineItem {
	/** Written by the person who looks. */
	mine: boolean;
	delivery: Delivery;
	/** Completes "Not delivered: …"; null unless refused. */
	reason: string | null;
}

/** A text of one's own that was not delivered and stands in no document. */
export interface UndeliveredText {
	/** Unique in its list. */
	key: string;
	conversation: string;
	/** The conversation's name when it happened; it may be gone. */
	conversationName: string;
	body: string;
	/** The author's clock, ms. */
	at: number;
	/** Completes "Not delivered: …" */
	words: string;
}

export interface LastMessage {
	/** Absent where an older version stored it. */
	key?: string;
	author: string;
	/** One line, at most 140 characters; empty when deleted, and where there are files alone. */
	preview: string;
	/** What was sent with it; absent when nothing was. */
	files?: readonly AttachedFile[];
	deleted: boolean;
	/** The relay's clock, ms; the author's while pending. */
	at: number;
	/** Of others' messages always `stored`. */
	state: Delivery;
}

/** `pending`: the command waits in the queue; `refused`: the server said no, the texts are kept as not delivered. */
export type CreationState = 'accepted' | 'pending' | { refused: string };

export interface ConversationSummary {
	id: string;
	kind: ConversationKind;
	visibility: Visibility;
	channel: boolean;
	/** For a direct message the other person's name. */
	name: string;
	topic: string;
	memberIds: readonly string[];
	/** Of them, who changes the room. */
	adminIds: readonly string[];
	/** Of a direct message: the two may not write to each other. */
	apart?: boolean;
	/** By oneself, on all one's devices. */
	muted: boolean;
	/** Likewise. */
	pinned: boolean;
	/** Who writes new messages. */
	posting: Posting;
	/** Null when I am not a member. */
	myRole: RoomRole | null;
	/** I asked to join, and am no member yet. */
	joining: boolean;
	lastMessage: LastMessage | null;
	/** Orders the list: the newest message's time, else the conversation's creation, ms. */
	activityAt: number;
	/** When anything last happened in it, also by the word of the server where its messages are not on this device, ms. */
	activeAt: number;
	unread: number;
	/** Own events that the ledger does not name yet. */
	unsent: number;
	creation: CreationState;
	/** The newest volume. */
	volume: number;
}

/**
 * `offline`: the browser has no network; `unreachable`: it has, the server does not answer; `signed-out`: the server knows this
 * browser no longer, or as somebody else; `outdated`: it understands newer programs than this page's only.
 */
export type ConnectionState = 'offline' | 'unreachable' | 'syncing' | 'current' | 'signed-out' | 'outdated';

export interface ConnectionStatus {
	state: ConnectionState;
	/** When everything was last up to date, ms; null when it never was on this device. */
	asOf: number | null;
	/** While unreachable: the time of the next try, ms. */
	nextTryAt: number | null;
	/** Since the sync began: "2 of 3 sent, 41 received". Events and commands. */
	sent: number;
	toSend: number;
	received: number;
	/** Own events, commands and files that exist only on this device. */
	unsent: number;
	/** Those of them that are files. */
	files: number;
}

export interface StorageStatus {
	/** False: the browser may evict the data; null: not known yet. */
	persisted: boolean | null;
	/** The last write failed for want of room. */
	full: boolean;
	/** Something written is not on this device's disk (full, or the store does not work); it is tried again. */
	failed: boolean;
}

/** A command that the server refused: `words` are a whole sentence without its end, "Could not add Jamie: you left this channel". */
export interface Notice {
	id: string;
	conversation: string | null;
	words: string;
}
