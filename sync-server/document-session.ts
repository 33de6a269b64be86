/** One document on one connection: opening, answering, following (SPEC W). A union on `state`, so that only an open one has a room. */
import type { CloseName } from '#lib/protocol/close-codes.ts';
import { nameOfDocument, type DocumentName } from '#lib/protocol/document-name.ts';
import type { RefusalCode, SecurityCode } from '#lib/protocol/refusals.ts';
import type { Access, Right, Speaker } from './access.ts';
import { ownAwareness } from './awareness-guard.ts';
import type { Background } from './background.ts';
import type { Budget, Budgets } from './budget.ts';
import type { ClockRange, Decoded } from './decode.ts';
import { encodeUpdate } from './encode.ts';
import type { Log } from './log.ts';
import {
	awarenessMessage,
	readStateVector,
	step1Message,
	step2Message,
	updateMessage,
	type ClientMessage,
} from './messages.ts';
import type { Pipeline } from './pipeline.ts';
import type { Clock, Logger, SecurityEvents, Signer } from './ports.ts';
import type { Answers, Member } from './open-document.ts';
import { ROWS_PER_RECEIPT, RECEIPTS_FOR_MS, SignedRows } from './receipts.ts';
import { Room } from './room.ts';
import type { Present } from './room-awareness.ts';
import type { AnyRoom, Rooms } from './rooms.ts';
import { SessionGifts } from './session-gifts.ts';
import { SessionInbox } from './session-inbox.ts';
import { SessionUpdates } from './session-updates.ts';
import { TokenBucket } from './token-bucket.ts';

/** What carries a session: a socket of its own, or a channel of a shared one. */
export interface Channel {
	opened(caughtUp: boolean): void;
	/** One message of the y-websocket protocol. */
	message(bytes: Uint8Array): void;
	/** The same, as large as a document; only while there is room. */
	answer(bytes: Uint8Array): void;
	/** Has the reader taken most of what was sent to him? */
	readonly hasRoom: boolean;
	/** Runs the task as soon as he has. */
	whenRoom(task: () => void): void;
	refusal(range: ClockRange, code: RefusalCode, tombstoned: boolean): void;
	/** So many sync messages are dealt with (SPEC X11); undefined where there is no word for it. */
	readonly stored?: (count: number) => void;
	/** SPEC P4; null where the protocol has no word for it. */
	readonly receipt: Member['receipt'];
	/** So many rows of a gift were taken (SPEC P8); undefined where there is no word for it. */
	readonly given?: (rows: number, code: string) => void;
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
	budgets: Budgets;
	background: Background;
	access: Access;
	clock: Clock;
	security: SecurityEvents;
	logger: Logger;
	log: Log;
	signer: Signer | undefined;
}

type State =
	| { state: 'opening'; isStale: boolean }
	| {
			state: 'open';
			room: AnyRoom;
			right: Right;
			/** It has had its first answer, and gets every row from there on. */
			isFollowing: boolean;
			/** It has answered the relay's step 1, or was caught up: from now on a gap is asked about (SPEC W6). */
			hasAnswered: boolean;
	  }
	| { state: 'closed' };

type Open = State & { state: 'open' };

const NO_LEDGER = { epoch: 0, ledgerLength: 0 };

export class DocumentSession implements Member, Present {
	readonly document: string;
	readonly name: DocumentName | undefined;
	readonly user: string;
	readonly #speaker: Speaker;
	readonly #channel: Channel;
	readonly #context: SessionContext;
	readonly #budget: Budget;
	#state: State = { state: 'opening', isStale: false };
	readonly #inbox: SessionInbox;
	readonly #updates: SessionUpdates;
	readonly #gifts: SessionGifts;
	readonly #hellos: TokenBucket;
	readonly #awarenesses: TokenBucket;
	readonly #receiptAnswers: TokenBucket;
	readonly receipt: Member['receipt'];
	readonly #onEnd: (session: DocumentSession) => void;

	constructor(
		document: string,
		speaker: Speaker,
		channel: Channel,
		context: SessionContext,
		onEnd: (session: DocumentSession) => void,
	) {
		this.document = document;
		this.name = nameOfDocument(document);
		this.user = speaker.user;
		this.#speaker = speaker;
		this.#channel = channel;
		this.#context = context;
		this.#budget = context.budgets.of(speaker.user);
		this.#onEnd = onEnd;
		this.#updates = new SessionUpdates(this, document, speaker, channel, context);
		const given: Channel['given'] = (...outcome) =>
			this.#state.state === 'open' && channel.given?.(...outcome);
		this.#gifts = new SessionGifts(this, document, speaker, given, context);
		this.receipt =
			channel.receipt && ((bytes, asked) => this.#state.state === 'open' && channel.receipt!(bytes, asked));
		this.#hellos = new TokenBucket(context.clock, 5, 0.5);
		this.#receiptAnswers = new TokenBucket(context.clock, 20, 0.5);
		this.#awarenesses = new TokenBucket(context.clock, 40, 10);
		this.#inbox = new SessionInbox(
			context.background,
			{
				update: (decoded, kind, release) => this.#hearUpdate(decoded, kind, release),
				other: (message) => this.#hear(message),
				malformed: () => this.#refuse('BAD_FRAME', 'malformed'),
				overflow: () => this.#refuse('TOO_MUCH_WAITING', 'tooSlow'),
			},
			this.#budget,
			this.name?.kind === 'text' ? 'text' : 'events',
		);
	}

	get source(): unknown {
		return this.#updates;
	}

	get hearsOwn(): boolean {
		return !this.#channel.stored;
	}

	/** Looks up the rights, reads the document, and begins the exchange. */
	async open(cursor: Cursor): Promise<void> {
		const { access, rooms, logger } = this.#context;
		try {
			const right = this.name && (await access.right(this.#speaker, this.name));
			// Authorisation before existence: unknown, foreign and forbidden are one answer.
			if (!right || !this.name || volumeOf(this.name) > right.volume)
				return this.#refuse('NO_ACCESS', 'noAccess');
			const room = await rooms.enter(this.document, right.organisation, this.#budget);
			if (this.#state.state !== 'opening') return rooms.leave(room);
			if (room instanceof Room) room.newestVolume = Math.max(room.newestVolume, right.volume);
			this.#begin(room, right, cursor);
		} catch (error) {
			logger.warn({ error: String(error), document: this.document }, 'a document could not be opened');
			this.end('appendFailed');
		}
	}

	#begin(room: AnyRoom, right: Right, cursor: Cursor): void {
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
			if (!caughtUp) this.#channel.message(step1Message(room.stateVector()));
			open.hasAnswered = caughtUp;
		};
		// Until then messages wait: the answer comes first.
		const proceed = (): void => {
			this.#inbox.open();
			if (opening.isStale) void this.recheck();
		};
		room.whenSettled(() => {
			if (!isCurrent()) return;
			const ledger = room instanceof Room ? room.index : NO_LEDGER;
			const { epoch, ledgerLength } = ledger;
			if (cursor.epoch === 0 || cursor.epoch !== epoch || cursor.ledgerLength > ledgerLength) {
				start(false);
				return proceed();
			}
			if (cursor.ledgerLength === ledgerLength) {
				start(true);
				this.#follow(open, updateMessage(encodeUpdate([])));
				return proceed();
			}
			this.#answer(open, (answers) => {
				start(true);
				this.#follow(open, updateMessage(answers.sinceEntry(cursor.ledgerLength)!));
				proceed();
			});
		});
	}

	/** Answers with contents when the reader has room for them, so that many documents at once are no backlog of his. */
	#answer(open: Open, answer: (answers: Answers) => void): void {
		const attempt = (): void => {
			if (this.#state !== open) return;
			open.room.withAnswers(
				(answers) => {
					if (this.#state !== open) return;
					// The contents may have been read only now, and another document have taken the room meanwhile.
					if (!this.#channel.hasRoom) this.#channel.whenRoom(attempt);
					else this.#budget.charge(() => answer(answers));
				},
				(error) => this.#failed(error),
			);
		};
		this.#channel.whenRoom(attempt);
	}

	#follow(open: Open, first: Uint8Array): void {
		this.#channel.answer(first);
		open.isFollowing = true;
		if (open.right.level === 'write') open.room.awareness.enter(this);
	}

	/** Ends, and a supervisor may see why (SPEC S1). */
	#refuse(code: SecurityCode, reason: CloseName): void {
		if (this.#state.state === 'closed') return;
		const { organisation, user, device } = this.#speaker;
		// A name that is none may be anything, of any length.
		const document = this.name ? this.document : null;
		this.#context.security.record({ organisation, user, device, document, code });
		this.end(reason);
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
		this.#inbox.receive(message);
	}

	#hear(message: ClientMessage): void {
		const open = this.#state;
		if (open.state !== 'open') return;
		if (message.kind === 'step 1') this.#answerStep1(message.stateVector, open);
		else if (message.kind === 'awareness') void this.#hearAwareness(message.update, open);
		else if (open.right.level === 'write' && this.#awarenesses.take()) open.room.awareness.tell(this);
	}

	/** SPEC W3. */
	#answerStep1(bytes: Uint8Array, open: Open): void {
		const stateVector = readStateVector(bytes);
		if (!stateVector) return this.#refuse('BAD_FRAME', 'malformed');
		// A flood of hellos gets no flood of documents; an honest client asks again when it reconnects.
		if (!this.#hellos.take()) return;
		this.#answer(open, (answers) => this.#follow(open, step2Message(answers.since(stateVector))));
	}

	#hearUpdate(decoded: Decoded, kind: 'step 2' | 'update', release: () => void): void {
		const open = this.#state;
		if (open.state !== 'open') return;
		this.#updates.submit(decoded, open.room, open.hasAnswered, release);
		if (kind === 'step 2') open.hasAnswered = true;
	}

	async #hearAwareness(bytes: Uint8Array, open: Open): Promise<void> {
		if (open.right.level !== 'write' || !open.isFollowing) return;
		if (!this.#awarenesses.take() || !this.#budget.takeAwareness()) return;
		const { access, logger } = this.#context;
		try {
			const own = await ownAwareness(bytes, this.user, access);
			if (this.#state !== open || open.right.level !== 'write') return;
			if (own.length > 0) open.room.awareness.say(this, own);
		} catch (error) {
			// Presence is worth no connection.
			logger.warn({ error: String(error) }, 'a lease could not be looked up');
		}
	}

	awareness(update: Uint8Array): void {
		if (this.#state.state === 'open') this.#channel.message(awarenessMessage(update));
	}

	deliver(message: Uint8Array): void {
		if (this.#state.state === 'open' && this.#state.isFollowing) this.#channel.message(message);
	}

	/** The client asks for the receipts from this row on (SPEC P4). Who asks too often hears nothing. */
	async answerReceipts(fromSeq: number): Promise<void> {
		const open = this.#state;
		const { log, signer, clock, logger } = this.#context;
		if (open.state !== 'open' || !open.isFollowing || !signer || !this.receipt) return;
		const { room } = open;
		if (!(room instanceof Room)) return;
		if (!this.#receiptAnswers.take()) return;
		try {
			const from = Math.max(fromSeq, await log.seqAt(this.document, clock.now() - RECEIPTS_FOR_MS));
			const rows = await log.audit(this.document, from, ROWS_PER_RECEIPT);
			room.whenSettled(() => {
				// What was committed and not delivered yet is nobody's to know.
				const known = rows.filter(({ seq }) => seq < room.index.seq);
				if (known.length === 0 || room.hasFailed || this.#state !== open) return;
				this.#budget.charge(() => {
					const signed = new SignedRows(signer, known);
					this.receipt?.(signed.receipt(known[0]!, known.at(-1)!, room.index), true);
				});
			});
		} catch (error) {
			// The client asks again some time.
			logger.warn({ error: String(error), document: this.document }, 'receipts could not be read');
		}
	}

	/** The client gives back what a restored server has lost (SPEC P7). */
	giveBack(gift: Uint8Array): void {
		if (this.#state.state !== 'open') return;
		if (!this.#gifts.give(gift, this.#state.room)) this.#refuse('TOO_MUCH_WAITING', 'tooSlow');
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
		const { room } = state;
		if (room instanceof Room) room.newestVolume = Math.max(room.newestVolume, right.volume);
		if (right.level === 'read') room.awareness.leave(this);
		if (!mayWriteNow) return;
		if (state.isFollowing) room.awareness.enter(this);
		// What was refused because he was no member is asked for once more.
		this.#updates.forgetRefusals();
		room.whenSettled(() => {
			if (this.#state === state) this.#channel.message(step1Message(room.stateVector()));
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
		this.#inbox.stop();
		this.#updates.ended();
		if (state.state === 'open') {
			state.room.members.delete(this);
			state.room.awareness.leave(this);
			this.#context.rooms.leave(state.room);
		}
		this.#onEnd(this);
		return true;
	}
}

function volumeOf(name: DocumentName): number {
	return name.kind === 'text' ? 0 : name.volume;
}
