/** A socket of the relay, as a stock provider speaks (one document) or multiplexed (SPEC W1). */
import { CLOSE, type CloseName } from '#lib/protocol/close-codes.ts';
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { RefusalCode, SecurityCode } from '#lib/protocol/refusals.ts';
import {
	decodeClientFrame,
	encodeServerFrame,
	type ClientFrame,
	type ServerFrame,
} from '#lib/protocol/wire.ts';
import type { Speaker } from './access.ts';
import type { Budget } from './budget.ts';
import type { ClockRange } from './decode.ts';
import { DocumentSession, type Channel, type SessionContext } from './document-session.ts';
import { KEEP_ALIVE, permissionDeniedMessage } from './messages.ts';
import { Outgoing } from './outgoing.ts';
import type { Socket, TimerHandle } from './ports.ts';
import type { Connection } from './relay-core.ts';

/** To open a document asks the database, and may read the whole of it: as much as so many frames. */
const OPEN_WEIGHT = 4;
/** People whose presence is looked up for what one frame costs. */
const PEOPLE_PER_FRAME = 50;

/** What the relay's register of connections needs to hear. */
export interface Register {
	sessionOpened(session: DocumentSession): void;
	sessionEnded(session: DocumentSession): void;
	connectionEnded(connection: RelayConnection): void;
	/** It wants to hear of these people, and its own person may be seen or not (SPEC A5). */
	watches(connection: RelayConnection, watch: { shown: boolean; users: readonly string[] }): void;
}

/** What both kinds have in common: the socket, its silence, its end. */
export abstract class RelayConnection implements Connection {
	readonly speaker: Speaker;
	protected readonly context: SessionContext;
	protected readonly register: Register;
	protected readonly budget: Budget;
	protected readonly outgoing: Outgoing;
	readonly #socket: Socket;
	#isOpen = true;
	#heardAt: number;
	#sentAt: number;
	/** Set while nothing is read, because its user is in debt. */
	#rest: TimerHandle | null = null;

	constructor(socket: Socket, speaker: Speaker, context: SessionContext, register: Register) {
		this.#socket = socket;
		this.speaker = speaker;
		this.context = context;
		this.register = register;
		this.budget = context.budgets.of(speaker.user);
		this.#heardAt = this.#sentAt = context.clock.now();
		this.outgoing = new Outgoing(socket, this.#heardAt);
	}

	receive(frame: Uint8Array): void {
		if (!this.#isOpen) return;
		this.alive();
		this.budget.frame(frame.length);
		this.budget.charge(() => this.take(frame));
		if (this.#rest === null) this.#restWhileInDebt();
	}

	/** SPEC R13: nothing is read meanwhile, so that what he sends waits with him and not here. */
	#restWhileInDebt(): void {
		const { restMs } = this.budget;
		if (restMs === 0 || !this.#isOpen || !this.#socket.pause) return;
		this.#socket.pause();
		this.#rest = this.context.clock.setTimeout(() => {
			this.#rest = null;
			this.alive();
			this.#restWhileInDebt();
			if (this.#rest === null) this.#socket.resume?.();
		}, restMs);
	}

	drained(): void {
		if (this.#isOpen) this.outgoing.drained();
	}

	receiveText(): void {
		if (this.#isOpen) this.refuse('TEXT_FRAME', 'malformed');
	}

	unreadable(): void {
		if (this.#isOpen) this.refuse('BAD_FRAME', 'malformed');
	}

	alive(): void {
		this.#heardAt = this.context.clock.now();
	}

	closed(): void {
		if (!this.#isOpen) return;
		this.#isOpen = false;
		if (this.#rest !== null) this.context.clock.clearTimeout(this.#rest);
		this.outgoing.stop();
		this.endSessions();
		this.register.connectionEnded(this);
	}

	end(reason: CloseName): void {
		if (!this.#isOpen) return;
		const { code } = CLOSE[reason];
		this.closed();
		this.#socket.close(code, reason);
	}

	/** Ends, and a supervisor may see why (SPEC S1). */
	refuse(code: SecurityCode, reason: CloseName): void {
		this.record(code);
		this.end(reason);
	}

	protected record(code: SecurityCode): void {
		const { organisation, user, device } = this.speaker;
		this.context.security.record({ organisation, user, device, document: null, code });
	}

	/** Nothing was heard of it for so long that its person may be gone (SPEC A6). */
	isSilent(now: number): boolean {
		return now - this.#heardAt > LIMITS.presentMs;
	}

	/** To be called every so often: ends a silent socket, keeps a quiet one. */
	tick(now: number): void {
		if (this.outgoing.isStalled(now)) return this.end('tooSlow');
		if (this.#rest !== null) this.alive();
		if (now - this.#heardAt > LIMITS.idleMs) return this.end('socketLost');
		if (now - this.#heardAt >= LIMITS.pingMs) this.#socket.ping?.();
		if (now - this.#sentAt >= LIMITS.pingMs) this.keepAlive();
	}

	/** A slow reader is closed and resumes, so that its backlog is not kept here. @param isAnswer see Channel.answer */
	protected send(bytes: Uint8Array, isAnswer = false): void {
		if (!this.#isOpen) return;
		const isSent = isAnswer ? this.outgoing.answer(bytes) : this.outgoing.send(bytes);
		if (!isSent) return this.end('tooSlow');
		this.#sentAt = this.context.clock.now();
	}

	protected abstract take(frame: Uint8Array): void;
	protected abstract keepAlive(): void;
	protected abstract endSessions(): void;
	/** An event of the inbox; only multiplexed sockets have one. */
	abstract push(event: InboxEvent): void;
}

/** `/sync/<document>`: an unmodified `WebsocketProvider`. */
export class StockConnection extends RelayConnection implements Channel {
	readonly #session: DocumentSession;

	constructor(
		socket: Socket,
		speaker: Speaker,
		context: SessionContext,
		register: Register,
		document: string,
	) {
		super(socket, speaker, context, register);
		this.#session = new DocumentSession(document, speaker, this, context, (ended) =>
			register.sessionEnded(ended),
		);
		register.sessionOpened(this.#session);
		void this.#session.open({ epoch: 0, ledgerLength: 0 });
	}

	protected override take(frame: Uint8Array): void {
		this.#session.receive(frame);
	}

	protected override keepAlive(): void {
		this.send(KEEP_ALIVE);
	}

	protected override endSessions(): void {
		this.#session.closed();
	}

	override push(): void {
		// It has no channel for it.
	}

	opened(): void {
		// The protocol has no word for it.
	}

	message(bytes: Uint8Array): void {
		this.send(bytes);
	}

	answer(bytes: Uint8Array): void {
		this.send(bytes, true);
	}

	get hasRoom(): boolean {
		return this.outgoing.hasRoom;
	}

	whenRoom(task: () => void): void {
		this.outgoing.whenRoom(task);
	}

	refusal({ client, clock, length }: ClockRange, code: RefusalCode): void {
		this.send(permissionDeniedMessage(`${code} ${client} ${clock} ${length}`));
	}

	/** Nor for receipts. */
	readonly receipt = null;

	ended(reason: CloseName): void {
		this.end(reason);
	}
}

let made: { channel: number; message: Uint8Array; frame: Uint8Array } | null = null;

/** The readers of a document get one message after the other, nearly all of them on the same channel: it is made once. */
function dataFrame(channel: number, message: Uint8Array): Uint8Array {
	if (made?.message !== message || made.channel !== channel)
		made = { channel, message, frame: encodeServerFrame({ op: 'data', channel, message }) };
	return made.frame;
}

/** `/sync`: many documents, each on a channel of its own. */
export class MultiplexedConnection extends RelayConnection {
	readonly #sessions = new Map<number, DocumentSession>();
	#lastChannel = 0;

	protected override take(bytes: Uint8Array): void {
		const frame = decodeClientFrame(bytes);
		if (!frame) return this.refuse('BAD_FRAME', 'malformed');
		switch (frame.op) {
			case 'open':
				return this.#open(frame);
			case 'data':
				// A channel that has just ended may still have frames on the way.
				return this.#sessions.get(frame.channel)?.receive(frame.message);
			case 'close': {
				const session = this.#sessions.get(frame.channel);
				this.#sessions.delete(frame.channel);
				return session?.closed();
			}
			case 'receipts':
				return void this.#sessions.get(frame.channel)?.answerReceipts(frame.seq);
			case 'give':
				return this.#sessions.get(frame.channel)?.giveBack(frame.gift);
			case 'watch':
				this.budget.frame(0, Math.ceil(frame.users.length / PEOPLE_PER_FRAME));
				return this.register.watches(this, frame);
			case 'ping':
				return this.#send({ op: 'pong', serverTime: this.context.clock.now() });
		}
	}

	#open({ channel, document, epoch, ledgerLength }: ClientFrame & { op: 'open' }): void {
		if (channel <= this.#lastChannel) return this.refuse('BAD_FRAME', 'malformed');
		this.#lastChannel = channel;
		this.budget.frame(0, OPEN_WEIGHT);
		if (this.#sessions.size >= LIMITS.documentsPerSocket) {
			const { code } = CLOSE.tooMany;
			this.record('TOO_MANY_DOCUMENTS');
			return this.#send({ op: 'closed', channel, code, reason: 'tooMany' });
		}
		const session = new DocumentSession(
			document,
			this.speaker,
			this.#channel(channel),
			this.context,
			(ended) => {
				this.#sessions.delete(channel);
				this.register.sessionEnded(ended);
			},
		);
		this.#sessions.set(channel, session);
		this.register.sessionOpened(session);
		void session.open({ epoch, ledgerLength });
	}

	#channel(channel: number): Channel {
		const { outgoing } = this;
		return {
			get hasRoom() {
				return outgoing.hasRoom;
			},
			whenRoom: (task) => outgoing.whenRoom(task),
			answer: (message) => this.send(encodeServerFrame({ op: 'data', channel, message }), true),
			opened: (caughtUp) => this.#send({ op: 'opened', channel, caughtUp }),
			message: (message) => this.send(dataFrame(channel, message)),
			refusal: (range, code, tombstoned) =>
				this.#send({ op: 'refusal', channel, ...range, code, tombstoned }),
			stored: (count) => this.#send({ op: 'stored', channel, count }),
			given: (rows, code) => this.#send({ op: 'given', channel, rows, code }),
			receipt: (receipt, asked = false) => this.#send({ op: 'receipt', channel, asked, receipt }),
			ended: (reason) => this.#send({ op: 'closed', channel, code: CLOSE[reason].code, reason }),
		};
	}

	#send(frame: ServerFrame): void {
		this.send(encodeServerFrame(frame));
	}

	/** Its client pings, and hears the answer. */
	protected override keepAlive(): void {}

	protected override endSessions(): void {
		const sessions = [...this.#sessions.values()];
		this.#sessions.clear();
		for (const session of sessions) session.closed();
	}

	override push(event: InboxEvent): void {
		this.#send({ op: 'event', json: JSON.stringify(event) });
	}
}
