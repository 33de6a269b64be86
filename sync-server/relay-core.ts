/**
 * The relay without sockets, database and timers of its own: `createRelay` (relay.ts) gives it the real ones, the simulation fake ones.
 */
import type { AuthoredEvent, ConversationEvent } from '#lib/domain/events.ts';
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { Access, Speaker } from './access.ts';
import type { Log } from './log.ts';
import type { Clock, Logger, RandomBytes, SecurityEvents, Socket } from './ports.ts';

export interface RelayCoreOptions {
	log: Log;
	access: Access;
	clock: Clock;
	randomBytes: RandomBytes;
	security: SecurityEvents;
	logger: Logger;
	/** Bytes of contents that are kept in memory, over all documents. */
	cacheBytes?: number;
}

/** What the socket's owner calls. */
export interface Connection {
	receive(frame: Uint8Array): void;
	/** A text frame: nobody of ours sends one. */
	receiveText(): void;
	/** A pong came. */
	alive(): void;
	/** The socket is gone. Nothing is sent to it any more. */
	closed(): void;
}

/** Events that come in without a socket: the outbox, ingestion, the demo. They meet the same rules. */
export interface Submission {
	document: string;
	speaker: Speaker;
	/** The client id into whose log they go, leased to the speaker. Its next clock is taken under the lock. */
	client: number;
	events: readonly (AuthoredEvent | ConversationEvent)[];
	/** Received time, ms, for a history that is made up; otherwise the clock's. The ledger's time never goes back. */
	receivedAt?: number;
	/** The row of the outbox that this answers. */
	outbox?: number;
}

export type SubmitOutcome =
	/** Committed from this clock on. */
	| { ok: true; clock: number }
	/** Nothing or only a tombstone was written; with `clock`, from there on. */
	| { ok: false; code: RefusalCode }
	/** Not written: the log failed, or another relay has answered the row of the outbox. */
	| { ok: false; code: 'APPEND_FAILED' | 'ALREADY_ANSWERED' | 'NO_ACCESS' };

export interface RelayCore {
	/** @param document the name after `/sync/`; null for a multiplexed socket (SPEC W1) */
	connect(socket: Socket, speaker: Speaker, document: string | null): Connection;
	submit(submission: Submission): Promise<SubmitOutcome>;
	/** Memberships or the conversation changed: the sessions of these users there (of all, without `users`) are judged again (SPEC R2). */
	recheck(conversation: string, users?: readonly string[]): void;
	/** Everything is judged again: notifications may have been missed. */
	recheckAll(): void;
	/** To every multiplexed socket of these users; of everybody in the organisation, without `users`. */
	push(event: InboxEvent, to: { organisation: string } | { users: readonly string[] }): void;
	/** Ends sockets: all of the user's, or those of one session or device. */
	signOut(user: string, which: { session?: string; device?: number }): void;
	/** Another relay has appended to these documents (to any, without names). */
	refresh(documents?: readonly string[]): void;
	/** Resolves once nothing is queued or in flight. */
	settled(): Promise<void>;
	/** Closes all connections with `goingAway` and waits for what is in flight. */
	close(): Promise<void>;
}
