/** One document on one connection: opening, answering, following (SPEC W). A union on `state`, so that only an open one has a room. */
import type { CloseName } from '#lib/protocol/close-codes.ts';
import { parseDocumentName, type ConversationName } from '#lib/protocol/document-name.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import { deviceOf } from '#lib/domain/client-id.ts';
import type { Access, Lease, Right, Speaker } from './access.ts';
import { readAwareness, stampAwareness } from './awareness-guard.ts';
import { UpdateDecoder, type ClockRange, type Decoded } from './decode.ts';
import { encodeUpdate } from './encode.ts';
import {
	awarenessMessage,
	readMessage,
	readStateVector,
	step1Message,
	step2Message,
	updateMessage,
} from './messages.ts';
import type { Pipeline } from './pipeline.ts';
import type { Clock, Logger, SecurityEvents } from './ports.ts';
import type { Member, Room } from './room.ts';
import { inJudgingOrder } from './room-append.ts';
import type { Present } from './room-awareness.ts';
import type { Rooms } from './rooms.ts';
import { devicesOf, isKnown } from './rules.ts';
import { TokenBucket } from './token-bucket.ts';

/** What carries a session: a socket of its own, or a channel of a shared one. */
export interface Channel {
	opened(caughtUp: boolean): void;
	/** One message of the y-websocket protocol. */
	message(bytes: Uint8Array): void;
	refusal(range: ClockRange, code: RefusalCode, tombstoned: boolean): void;
	/** The session has ended; nothing follows. */
	ended(reason: CloseName): void;
}

/** How far the replica is (SPEC W4); epoch 0: unknown. */
export interface Cursor {
	epoch: number;
	ledgerLength: number;
}

export interface SessionContext {
	rooms: Rooms;
	pipeline: Pipeline;
	access: Access;
	clock: Clock;
	security: SecurityEvents;
	logger: Logger;
}

type State =
	| { state: 'opening'; held: Uint8Array[]; isStale: boolean }
	| {
			state: 'open';
			room: Room;
			right: Right;
			/** It has had its first answer, and gets every row from there on. */
			isFollowing: boolean;
			/** It has answered the relay's step 1, or was caught up: from now on a gap is asked about (SPEC W6). */
			hasAnswered: boolean;
	  }
	| { state: 'closed' };

/** Bytes that one session may have waiting here: two whole backlogs. */
const MAX_WAITING_BYTES = 2 * LIMITS.frameBytes;
/** Updates are decoded in steps of so many bytes, with everybody else's turn between. */
const DECODE_STEP = 64 * 1024;
/** Own and targets' devices of one update. */
const MAX_DEVICES = 2000;
/** Frames that cannot be decoded, after which nothing more is read. */
const MAX_MALFORMED = 10;
/** Client ids that one session may be refused: more than any honest replica of a volume holds. */
const MAX_REFUSALS = 1000;
const MAX_ASKED = 1000;

export class DocumentSession implements Member, Present {
	readonly document: string;
	readonly name: ConversationName | undefined;
	readonly user: string;
	readonly #speaker: Speaker;
	readonly #channel: Channel;
	readonly #context: SessionContext;
	#state: State = { state: 'opening', held: [], isStale: false };
	/** Messages behind one that is being decoded. */
	#inbox: Uint8Array[] = [];
	#isDecoding = false;
	#waitingBytes = 0;
	#malformed = 0;
	#refusals = 0;
	/** Client id -> the clock that was asked for: once is enough. */
	readonly #asked = new Map<number, number>();
	readonly #sticky = { clients: new Set<number>(), deletes: false };
	readonly #hellos: TokenBucket;
	readonly #awarenesses: TokenBucket;
	readonly #onEnd: (session: DocumentSession) => void;

	constructor(
		document: string,
		speaker: Speaker,
		channel: Channel,
		context: SessionContext,
		onEnd: (session: DocumentSession) => void,
	) {
		this.document = document;
		this.name = parseDocumentName(document);
		this.user = speaker.user;
		this.#speaker = speaker;
		this.#channel = channel;
		this.#context = context;
		this.#onEnd = onEnd;
		this.#hellos = new TokenBucket(context.clock, 5, 0.5);
		this.#awarenesses = new TokenBucket(context.clock, 40, 10);
	}

	/** Looks up the rights, reads the document, and begins the exchange. */
	async open(cursor: Cursor): Promise<void> {
		const { access, rooms, logger } = this.#context;
		try {
			const right = this.name && (await access.right(this.#speaker, this.name));
			// Authorisation before existence: unknown, foreign and forbidden are one answer.
			if (!right || !this.name || this.name.volume > right.volume) return this.end('noAccess');
			const room = await rooms.enter(this.document, right.organisation);
			if (this.#state.state !== 'opening') return rooms.leave(room);
			room.newestVolume = Math.max(room.newestVolume, right.volume);
			this.#begin(room, right, cursor);
		} catch (error) {
			logger.warn({ error: String(error), document: this.document }, 'a document could not be opened');
			this.end('appendFailed');
		}
	}

	#begin(room: Room, right: Right, cursor: Cursor): void {
		if (room.hasFailed) {
			this.#context.rooms.leave(room);
			return this.end('appendFailed');
		}
		const opening = this.#state as State & { state: 'opening' };
		const open: State = { state: 'open', room, right, isFollowing: false, hasAnswered: false };
		this.#state = open;
		room.members.add(this);
		const isCurrent = () => this.#state === open;
		const start = (caughtUp: boolean): void => {
			this.#channel.opened(caughtUp);
			if (!caughtUp) this.#channel.message(step1Message(room.index.stateVector()));
			open.hasAnswered = caughtUp;
		};
		const proceed = (): void => {
			this.#inbox = [...opening.held, ...this.#inbox];
			this.#isDecoding = false;
			this.#readInbox();
			if (opening.isStale) void this.recheck();
		};
		// Until then messages wait: the answer comes first.
		this.#isDecoding = true;
		room.whenSettled(() => {
			if (!isCurrent()) return;
			const { index } = room;
			if (cursor.epoch === 0 || cursor.epoch !== index.epoch || cursor.ledgerLength > index.ledgerLength) {
				start(false);
				return proceed();
			}
			if (cursor.ledgerLength === index.ledgerLength) {
				start(true);
				this.#follow(open, updateMessage(encodeUpdate([])));
				return proceed();
			}
			room.withContent(
				(content) => {
					if (!isCurrent()) return;
					start(true);
					this.#follow(open, updateMessage(content.sinceEntry(index, cursor.ledgerLength)));
					proceed();
				},
				(error) => this.#failed(error),
			);
		});
	}

	#follow(open: State & { state: 'open' }, first: Uint8Array): void {
		this.#channel.message(first);
		open.isFollowing = true;
		if (open.right.level === 'write') open.room.awareness.enter(this);
	}

	#failed(error: unknown): void {
		if (this.#state.state === 'closed') return;
		this.#context.logger.warn(
			{ error: String(error), document: this.document },
			'contents could not be read',
		);
		this.end('appendFailed');
	}

	/** One message of the client's. */
	receive(message: Uint8Array): void {
		if (this.#state.state === 'closed') return;
		this.#waitingBytes += message.length;
		if (this.#waitingBytes > MAX_WAITING_BYTES) return this.end('tooSlow');
		if (this.#state.state === 'opening') this.#state.held.push(message);
		else {
			this.#inbox.push(message);
			this.#readInbox();
		}
	}

	#readInbox(): void {
		while (!this.#isDecoding && this.#inbox.length > 0 && this.#state.state === 'open') {
			const bytes = this.#inbox.shift()!;
			this.#read(bytes, this.#state);
		}
	}

	#read(bytes: Uint8Array, open: State & { state: 'open' }): void {
		const message = readMessage(bytes);
		if (!message) return this.end('malformed');
		switch (message.kind) {
			case 'step 1':
				this.#waitingBytes -= bytes.length;
				return this.#answerStep1(message.stateVector, open);
			case 'step 2':
			case 'update':
				return this.#decode(new UpdateDecoder(message.update), message.kind, bytes.length, open);
			case 'awareness':
				this.#waitingBytes -= bytes.length;
				return void this.#hearAwareness(message.update, open);
			case 'query awareness':
				this.#waitingBytes -= bytes.length;
				if (open.right.level === 'write' && this.#awarenesses.take()) open.room.awareness.tell(this);
		}
	}

	/** SPEC W3. */
	#answerStep1(bytes: Uint8Array, open: State & { state: 'open' }): void {
		const stateVector = readStateVector(bytes);
		if (!stateVector) return this.end('malformed');
		// A flood of hellos gets no flood of documents; an honest client asks again when it reconnects.
		if (!this.#hellos.take()) return;
		open.room.withContent(
			(content) => {
				if (this.#state !== open) return;
				this.#follow(open, step2Message(content.since(open.room.index, stateVector)));
			},
			(error) => this.#failed(error),
		);
	}

	#decode(
		decoder: UpdateDecoder,
		kind: 'step 2' | 'update',
		size: number,
		open: State & { state: 'open' },
	): void {
		this.#isDecoding = true;
		const decoded = decoder.step(DECODE_STEP);
		if (!decoded) {
			this.#context.clock.setTimeout(() => {
				if (this.#state === open) this.#decode(decoder, kind, size, open);
			}, 0);
			return;
		}
		this.#isDecoding = false;
		this.#submit(decoded, size, open);
		if (kind === 'step 2') open.hasAnswered = true;
		this.#readInbox();
	}

	#submit(decoded: Decoded, size: number, open: State & { state: 'open' }): void {
		const release = () => void (this.#waitingBytes -= size);
		if (!decoded.ok) return this.#refuseFrame(decoded.code, release);
		const { update } = decoded;
		// What is known stays known, so this needs no lock: most answers to a step 1 end here.
		if (isKnown(update, open.room.index)) return release();
		const devices = devicesOf(update.sections, MAX_DEVICES);
		if (!devices) return this.#refuseFrame('TOO_MANY_NODES', release);
		const { hasAnswered } = open;
		this.#context.pipeline.enqueue(open.room, {
			speaker: this.#speaker,
			source: this,
			member: this,
			bytes: update.bytes,
			sections: inJudgingOrder(update.sections),
			deletes: update.deletes,
			devices,
			receivedAt: null,
			outbox: null,
			sticky: this.#sticky,
			report: {
				gap: (client, expected) => {
					if (hasAnswered) this.#askAgain(client, expected);
				},
				refused: (range, code, tombstoned) => this.#refuse(range, code, tombstoned),
				revoked: () => this.end('noAccess'),
				done: release,
				answered: release,
				failed: () => this.end('appendFailed'),
			},
		});
	}

	/** SPEC R1: nothing of the frame is used. */
	#refuseFrame(code: RefusalCode, release: () => void): void {
		release();
		this.#refuse({ client: 0, clock: 0, length: 0 }, code, false);
		if (++this.#malformed >= MAX_MALFORMED) this.end('malformed');
	}

	#refuse(range: ClockRange, code: RefusalCode, tombstoned: boolean): void {
		// Each client id is refused once, so these are as many client ids.
		if (!tombstoned && ++this.#refusals > MAX_REFUSALS) return this.end('malformed');
		const { organisation, user } = this.#speaker;
		const device = range.client === 0 ? this.#speaker.device : deviceOf(range.client);
		this.#context.security.record({ organisation, user, device, document: this.document, code });
		if (this.#state.state !== 'closed') this.#channel.refusal(range, code, tombstoned);
	}

	#askAgain(client: number, expected: number): void {
		if (this.#state.state !== 'open' || this.#asked.get(client) === expected) return;
		if (this.#asked.size >= MAX_ASKED) this.#asked.clear();
		this.#asked.set(client, expected);
		this.#channel.message(step1Message(this.#state.room.index.stateVector()));
	}

	async #hearAwareness(bytes: Uint8Array, open: State & { state: 'open' }): Promise<void> {
		if (open.right.level !== 'write' || !open.isFollowing || !this.#awarenesses.take()) return;
		const states = readAwareness(bytes);
		if (!states) return;
		const { access, logger } = this.#context;
		const leases = new Map<number, Lease | undefined>();
		try {
			for (const { client } of states) leases.set(deviceOf(client), await access.lease(deviceOf(client)));
		} catch (error) {
			// Presence is worth no connection.
			logger.warn({ error: String(error) }, 'a lease could not be looked up');
			return;
		}
		if (this.#state !== open || open.right.level !== 'write') return;
		const own = stampAwareness(states, this.user, (device) => leases.get(device));
		if (own.length > 0) open.room.awareness.say(this, own);
	}

	awareness(update: Uint8Array): void {
		if (this.#state.state === 'open') this.#channel.message(awarenessMessage(update));
	}

	deliver(update: Uint8Array): void {
		if (this.#state.state === 'open' && this.#state.isFollowing) this.#channel.message(updateMessage(update));
	}

	/** The rights may have changed (SPEC R2). */
	async recheck(): Promise<void> {
		const state = this.#state;
		if (state.state === 'opening') state.isStale = true;
		if (state.state !== 'open' || !this.name) return;
		let right: Right | undefined;
		try {
			right = await this.#context.access.right(this.#speaker, this.name);
		} catch (error) {
			// Whether he may stay cannot be known: he comes back when it can.
			this.#failed(error);
			return;
		}
		if (this.#state !== state) return;
		if (!right) return this.end('noAccess');
		const mayWriteNow = state.right.level === 'read' && right.level === 'write';
		state.right = right;
		state.room.newestVolume = Math.max(state.room.newestVolume, right.volume);
		if (right.level === 'read') state.room.awareness.leave(this);
		if (!mayWriteNow) return;
		if (state.isFollowing) state.room.awareness.enter(this);
		// What was refused because he was no member is asked for once more.
		this.#sticky.clients.clear();
		state.room.whenSettled(() => {
			if (this.#state === state) this.#channel.message(step1Message(state.room.index.stateVector()));
		});
	}

	/** Ends the session and tells the client why. */
	end(reason: CloseName): void {
		if (this.#leave()) this.#channel.ended(reason);
	}

	/** The client is gone, or has closed the channel. */
	closed(): void {
		this.#leave();
	}

	#leave(): boolean {
		const state = this.#state;
		if (state.state === 'closed') return false;
		this.#state = { state: 'closed' };
		this.#inbox = [];
		if (state.state === 'open') {
			state.room.members.delete(this);
			state.room.awareness.leave(this);
			this.#context.rooms.leave(state.room);
		}
		this.#onEnd(this);
		return true;
	}
}
