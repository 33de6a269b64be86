/**
 * What the server routes tell every relay over Postgres NOTIFY, in the transaction that changes the tables: a relay re-checks and never trusts the payload for access.
 */
export const NOTIFY_CHANNEL = 'parley';
/** Which relay appended, and to which documents, separated by blanks; in the transaction that does. */
export const LOG_CHANNEL = 'parley_log';
/** What relays tell each other about who is connected (SPEC A7). */
export const PRESENCE_CHANNEL = 'parley_presence';

export type Notification =
	/** Memberships or the conversation itself changed; `users` are those affected (their sockets re-check the document, and get a `workspace` event). */
	| { type: 'conversation'; organisation: string; conversation: string; users: string[] }
	/** People, roles or names changed. */
	| { type: 'organisation'; organisation: string }
	/** Sessions of this user were ended (all, or the one with this id hash), or a device was revoked. */
	| { type: 'sign-out'; user: string; session?: string; device?: number }
	| { type: 'read'; user: string; conversation: string; mark: number; volume: number; position: number }
	/** How far somebody has read, or has it on a device, for the other members, `users` (SPEC W9, W11). */
	| {
			type: 'reader' | 'held';
			user: string;
			conversation: string;
			volume: number;
			position: number;
			users: string[];
	  }
	/** Settings of this person changed: his devices fetch the workspace. */
	| { type: 'settings'; user: string }
	/** Somebody stopped looking at this person's pages: what waited for that may be sent (SPEC B5). */
	| { type: 'attention'; user: string }
	/** There are new outbox rows for the relay to append. */
	| { type: 'outbox' }
	/** A security event alerts: those of the organisation who may see it are told. */
	| { type: 'alert'; organisation: string }
	/** An erasure was approved. */
	| { type: 'erasure' };
