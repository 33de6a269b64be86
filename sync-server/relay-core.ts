/**
 * The relay without sockets, database and timers of its own: `createRelay` (relay.ts) gives it the real ones, the simulation fake ones.
 */
import type { AuthoredEvent, ConversationEvent } from '#lib/domain/events.ts';
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import { conversationOf } from '#lib/protocol/document-name.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { Access, Speaker } from './access.ts';
import { Background } from './background.ts';
import { Budgets } from './budget.ts';
import { MultiplexedConnection, StockConnection, type RelayConnection } from './connection.ts';
import { DocumentReader } from './document-reader.ts';
import type { DocumentSession, SessionContext } from './document-session.ts';
import type { Erasure } from './erasure.ts';
import type { Log } from './log.ts';
import { Pipeline } from './pipeline.ts';
import { Presence, type PresenceWord } from './presence.ts';
import type { Clock, Logger, RandomBytes, SecurityEvents, Signer, Socket, TimerHandle } from './ports.ts';
import type { VolumeLimits } from './room-append.ts';
import { Rooms } from './rooms.ts';
import { Snapshots } from './snapshots.ts';
import { Submissions } from './submit.ts';

export interface RelayCoreOptions {
	log: Log;
	access: Access;
	clock: Clock;
	randomBytes: RandomBytes;
	security: SecurityEvents;
	logger: Logger;
	/** Without one there are no receipts. */
	signer?: Signer;
	/** Tells other relays who is connected here (SPEC A7). */
	tellPresence?: (word: PresenceWord) => void;
	/** Bytes of contents that are kept in memory, over all documents. */
	cacheBytes?: number;
	/** Rows between snapshots, when others than SNAPSHOT_ROWS: for tests. */
	snapshotRows?: number;
	/** Smaller volumes than LIMITS says, for tests. */
	limits?: Partial<VolumeLimits>;
}

/** What the socket's owner calls. */
export interface Connection {
	receive(frame: Uint8Array): void;
	/** A text frame: nobody of ours sends one. */
	receiveText(): void;
	/** A frame was too long, or none of a WebSocket; the socket ends. */
	unreadable(): void;
	/** A pong came. */
	alive(): void;
	/** The socket has fewer bytes waiting than before. */
	drained(): void;
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
	/**
	 * Received time, ms, for a history that is made up; otherwise the clock's. The ledger's time never goes back, so whoever gives one gives
	 * it rising, within each document.
	 */
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
	/** One document's part of a legal erasure (SPEC G3): how many values went. Rejects when the log failed. */
	erase(document: string, erasure: Erasure): Promise<number>;
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
	/** Who is connected: other relays' words come in here. */
	readonly presence: Presence;
	/** Resolves once nothing is queued or in flight. */
	settled(): Promise<void>;
	/** Closes all connections with `goingAway` and waits for what is in flight. */
	close(): Promise<void>;
}

export function createRelayCore(options: RelayCoreOptions): RelayCore {
	return new Relay(options);
}

class Relay implements RelayCore {
	readonly #rooms: Rooms;
	readonly #snapshots: Snapshots;
	readonly #pipeline: Pipeline;
	readonly #budgets: Budgets;
	readonly #context: SessionContext;
	readonly #submissions: Submissions;
	readonly #connections = new Set<RelayConnection>();
	/** By user: how many of the connections are his. */
	readonly #sockets = new Map<string, number>();
	/** By conversation, whatever state they are in. */
	readonly #sessions = new Map<string, Set<DocumentSession>>();
	readonly presence: Presence;
	/** Sockets that said that their person may be seen. */
	readonly #shown = new Set<RelayConnection>();
	#timer: TimerHandle | null = null;
	#isClosing = false;

	constructor(options: RelayCoreOptions) {
		const { log, access, clock, randomBytes, security, logger, signer, cacheBytes } = options;
		const background = new Background(clock);
		this.#snapshots = new Snapshots(log, background, clock, logger, options.snapshotRows);
		const reader = new DocumentReader(log, logger);
		this.#rooms = new Rooms(reader, (room) => this.#snapshots.consider(room, 'left'), cacheBytes);
		const limits = { ...LIMITS, ...options.limits };
		this.#pipeline = new Pipeline(this.#rooms, {
			log,
			clock,
			randomBytes,
			logger,
			signer,
			limits,
			snapshots: this.#snapshots,
		});
		this.#budgets = new Budgets(clock);
		this.#context = {
			rooms: this.#rooms,
			pipeline: this.#pipeline,
			budgets: this.#budgets,
			background,
			access,
			clock,
			security,
			logger,
			log,
			signer,
		};
		this.#submissions = new Submissions(this.#context);
		const relay = Buffer.from(randomBytes(12)).toString('base64url');
		this.presence = new Presence({ clock, relay, tell: options.tellPresence });
	}

	connect(socket: Socket, speaker: Speaker, document: string | null): Connection {
		const register = {
			sessionOpened: (session: DocumentSession) => this.#addSession(session),
			sessionEnded: (session: DocumentSession) => this.#removeSession(session),
			connectionEnded: (ended: RelayConnection) => this.#removeConnection(ended),
			watches: (viewer: RelayConnection, watch: { shown: boolean; users: readonly string[] }) =>
				this.#watch(viewer, watch),
		};
		const connection =
			document === null
				? new MultiplexedConnection(socket, speaker, this.#context, register)
				: new StockConnection(socket, speaker, this.#context, register, document);
		this.#connections.add(connection);
		const sockets = (this.#sockets.get(speaker.user) ?? 0) + 1;
		this.#sockets.set(speaker.user, sockets);
		if (sockets > LIMITS.socketsPerUser) connection.refuse('TOO_MANY_SOCKETS', 'tooMany');
		if (this.#isClosing) connection.end('goingAway');
		this.#tickLater();
		return connection;
	}

	submit(submission: Submission): Promise<SubmitOutcome> {
		return this.#submissions.submit(submission);
	}

	async erase(document: string, erasure: Erasure): Promise<number> {
		const room = await this.#rooms.enter(document, erasure.organisation);
		try {
			return await this.#pipeline.erase(room, erasure);
		} finally {
			this.#rooms.leave(room);
		}
	}

	recheck(conversation: string, users?: readonly string[]): void {
		for (const session of [...(this.#sessions.get(conversation) ?? [])])
			if (!users || users.includes(session.user)) void session.recheck();
	}

	recheckAll(): void {
		for (const conversation of [...this.#sessions.keys()]) this.recheck(conversation);
	}

	push(event: InboxEvent, to: { organisation: string } | { users: readonly string[] }): void {
		for (const connection of [...this.#connections]) {
			const { organisation, user } = connection.speaker;
			if ('users' in to ? to.users.includes(user) : to.organisation === organisation) connection.push(event);
		}
	}

	signOut(user: string, { session, device }: { session?: string; device?: number }): void {
		for (const connection of [...this.#connections]) {
			const { speaker } = connection;
			if (speaker.user !== user) continue;
			if (session !== undefined && speaker.session !== session) continue;
			if (device !== undefined && speaker.device !== device) continue;
			connection.push({ type: 'signed-out' });
			connection.end('signedOut');
		}
	}

	refresh(documents?: readonly string[]): void {
		const rooms = documents ? documents.map((document) => this.#rooms.peek(document)) : this.#rooms.all();
		for (const room of rooms) if (room) void this.#pipeline.refresh(room);
	}

	settled(): Promise<void> {
		return this.#pipeline.settled();
	}

	async close(): Promise<void> {
		this.#isClosing = true;
		if (this.#timer !== null) this.#context.clock.clearTimeout(this.#timer);
		this.#timer = null;
		for (const connection of [...this.#connections]) connection.end('goingAway');
		this.presence.close();
		await this.settled();
		await this.#snapshots.stop();
	}

	#watch(viewer: RelayConnection, { shown, users }: { shown: boolean; users: readonly string[] }): void {
		if (shown) {
			this.#shown.add(viewer);
			this.presence.show(viewer);
		} else if (this.#shown.delete(viewer)) this.presence.hide(viewer);
		this.presence.watch(viewer, users);
	}

	#removeConnection(connection: RelayConnection): void {
		if (!this.#connections.delete(connection)) return;
		this.#shown.delete(connection);
		this.presence.leave(connection);
		const { user } = connection.speaker;
		const left = this.#sockets.get(user)! - 1;
		if (left > 0) this.#sockets.set(user, left);
		else this.#sockets.delete(user);
	}

	#addSession(session: DocumentSession): void {
		const conversation = concerns(session);
		const sessions = this.#sessions.get(conversation);
		if (sessions) sessions.add(session);
		else this.#sessions.set(conversation, new Set([session]));
	}

	#removeSession(session: DocumentSession): void {
		const conversation = concerns(session);
		const sessions = this.#sessions.get(conversation);
		sessions?.delete(session);
		if (sessions?.size === 0) this.#sessions.delete(conversation);
	}

	/** One timer for all sockets, and none while there are none. */
	#tickLater(): void {
		if (this.#timer !== null || this.#isClosing) return;
		this.#timer = this.#context.clock.setTimeout(() => {
			this.#timer = null;
			const now = this.#context.clock.now();
			for (const connection of [...this.#connections]) connection.tick(now);
			for (const connection of this.#shown)
				if (connection.isSilent(now)) this.presence.hide(connection, true);
				else this.presence.show(connection);
			this.presence.tick(now);
			this.#budgets.forget(this.#sockets);
			if (this.#connections.size > 0 || this.presence.isBusy) this.#tickLater();
		}, LIMITS.pingMs / 4);
	}
}

/** The conversation whose changes concern a session; for what is nobody's conversation, none of them. */
function concerns({ name }: DocumentSession): string {
	return (name && conversationOf(name)) ?? '';
}
