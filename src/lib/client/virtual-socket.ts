/**
 * One document's socket, as a `WebsocketProvider` sees it, over one channel of the multiplexed socket (SPEC W1, W4, W6).
 *
 * What the provider wants to upload is never forwarded as it is. It is taken as the news that there is something to send, and what goes up is cut
 * from one's own logs, beginning where the relay's copy ends: so no gap, no foreign struct and no deletion ever leaves this device, and
 * a backlog of any size goes up in bounded frames.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { ClientFrame, ServerFrame } from '#lib/protocol/wire.ts';
import type { RunPiece } from './own-runs.ts';

/** What a virtual socket asks of the replica behind it. */
export interface DocumentLink {
	readonly document: string;
	/** Where the newest ledger ends, if the replica is closed (SPEC W4); else null. */
	cursor(): { epoch: number; ledgerLength: number } | null;
	/** One's own logs in the replica: client id to next clock. */
	ownLogs(): ReadonlyMap<number, number>;
	/** The clock through which a ledger here names this log. */
	namedThrough(client: number): number;
	piecesOf(client: number, clock: number): RunPiece[];
	refused(refusal: Extract<ServerFrame, { op: 'refusal' }>): void;
	/** The channel is open; over it receipts may be asked for (SPEC P4). */
	opened(askReceipts: (seq: number) => void): void;
	receipt(bytes: Uint8Array, asked: boolean): void;
	/** What a relay that has this has lost, in frames to give back (SPEC P7). */
	giftsFor(vector: ReadonlyMap<number, number>): Uint8Array[];
	/** The client id under which others may know that I am here; null while the document is on no screen. */
	readonly presentAs: number | null;
}

/** One document on a channel, as the multiplexer sees it. */
export interface ChannelSocket {
	/** There is a channel for it. Answers the frame that opens it. */
	open(channel: number): ClientFrame;
	receive(frame: ServerFrame): void;
	/** The real socket lives. */
	keepAlive(): void;
	/** The channel is gone. */
	end(code: number, reason: string): void;
}

/** The side of the multiplexer that a document's socket uses. */
export interface Carrier {
	/** Opens a channel when the real socket is open; if it is not, when it will be. */
	attach(socket: ChannelSocket): void;
	detach(socket: ChannelSocket): void;
	send(frame: ClientFrame): void;
}

const MESSAGE_SYNC = 0;
const MESSAGE_AWARENESS = 1;
const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;
/** An awareness message about nobody: it tells the provider that the connection lives. */
const KEEP_ALIVE = Uint8Array.of(MESSAGE_AWARENESS, 1, 0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);

export class VirtualSocket implements ChannelSocket {
	readonly CONNECTING = 0;
	readonly OPEN = 1;
	readonly CLOSING = 2;
	readonly CLOSED = 3;
	binaryType = 'arraybuffer';
	readyState = 0;
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	onerror: ((event: unknown) => void) | null = null;

	readonly #carrier: Carrier;
	readonly #link: DocumentLink;
	#channel = 0;
	/** Ends of one's own logs when the cursor was taken: all of it was stored then. */
	#logsAtCursor: ReadonlyMap<number, number> | null = null;
	#caughtUp = false;
	/** Own client id to the clock through which this connection's relay has it, or was sent it. Null until it said what it has. */
	#sent: Map<number, number> | null = null;
	/** What the relay said last that it has. */
	#relayHas: ReadonlyMap<number, number> = new Map();
	/** What is given back, and what the relay has said meanwhile. Null when there is nothing to give. */
	#giving: { gifts: Uint8Array[]; held: Uint8Array[] } | null = null;

	constructor(carrier: Carrier, link: DocumentLink) {
		this.#carrier = carrier;
		this.#link = link;
		carrier.attach(this);
	}

	/** The carrier has a channel for this socket. Answers the frame that opens it. */
	open(channel: number): ClientFrame {
		this.#channel = channel;
		const cursor = this.#link.cursor();
		this.#logsAtCursor = cursor && new Map(this.#link.ownLogs());
		const { document } = this.#link;
		return {
			op: 'open',
			channel,
			document,
			epoch: cursor?.epoch ?? 0,
			ledgerLength: cursor?.ledgerLength ?? 0,
		};
	}

	receive(frame: ServerFrame): void {
		if (this.readyState === this.CLOSED) return;
		switch (frame.op) {
			case 'opened':
				if (this.readyState !== this.CONNECTING) return;
				this.readyState = this.OPEN;
				this.#caughtUp = frame.caughtUp;
				this.#link.opened((seq) => this.#askReceipts(seq));
				this.onopen?.();
				return;
			case 'receipt':
				return this.#link.receipt(frame.receipt, frame.asked);
			case 'data':
				if (!this.#giving) return this.#receiveMessage(frame.message);
				this.#giving.held.push(frame.message);
				return;
			case 'given':
				return this.#giveNext();
			case 'refusal':
				// Without a tombstone the relay refuses the rest of this log too, for as long as the connection lasts (SPEC R9).
				if (!frame.tombstoned) this.#sent?.set(frame.client, Infinity);
				return this.#link.refused(frame);
			case 'closed':
				return this.end(frame.code, frame.reason);
		}
	}

	keepAlive(): void {
		if (this.readyState === this.OPEN) this.#deliver(KEEP_ALIVE);
	}

	/** The relay, or the loss of the real socket, ends this one. */
	end(code: number, reason: string): void {
		if (this.readyState === this.CLOSED) return;
		this.readyState = this.CLOSED;
		this.#channel = 0;
		this.onclose?.({ code, reason });
	}

	send(data: Uint8Array | ArrayBuffer): void {
		if (this.readyState !== this.OPEN) return;
		const message = data instanceof Uint8Array ? data : new Uint8Array(data);
		if (message[0] === MESSAGE_AWARENESS && !this.#isMine(message)) return;
		if (message[0] === MESSAGE_SYNC) {
			if (message[1] !== SYNC_STEP_1) this.#push(SYNC_UPDATE);
			// After a catch-up there is nothing to ask.
			if (message[1] !== SYNC_STEP_1 || this.#caughtUp) return;
		}
		this.#carrier.send({ op: 'data', channel: this.#channel, message });
	}

	/** The provider lets go. It does not wait for an event. */
	close(): void {
		if (this.readyState === this.CLOSED) return;
		if (this.#channel !== 0) this.#carrier.send({ op: 'close', channel: this.#channel });
		this.readyState = this.CLOSED;
		this.#carrier.detach(this);
	}

	#receiveMessage(message: Uint8Array): void {
		if (this.readyState !== this.OPEN) return;
		if (message[0] !== MESSAGE_SYNC) return this.#deliver(message);
		if (message[1] === SYNC_STEP_1) return this.#giveBack(message) ? undefined : this.#answer(message);
		if (!this.#caughtUp || this.#sent !== null) {
			this.#deliver(message);
			// What the relay brought may have closed a hole in one's own log; the provider sends nothing for its own updates.
			this.#push(SYNC_UPDATE);
			return;
		}
		// The catch-up: to the provider it is the second step of the exchange that it began.
		const second = message.slice();
		second[1] = SYNC_STEP_2;
		this.#deliver(second);
		this.#sent = new Map(this.#logsAtCursor);
		this.#push(SYNC_UPDATE);
	}

	/** SPEC P7: nothing else is taken or sent before the relay has answered. */
	#giveBack(message: Uint8Array): boolean {
		const gifts = this.#sent === null ? this.#link.giftsFor(vectorOf(message)) : [];
		if (gifts.length === 0) return false;
		this.#giving = { gifts, held: [message] };
		this.#giveNext();
		return true;
	}

	#giveNext(): void {
		const giving = this.#giving;
		if (!giving) return;
		const gift = giving.gifts.shift();
		if (gift) return this.#carrier.send({ op: 'give', channel: this.#channel, gift });
		this.#giving = null;
		const [step1, ...rest] = giving.held;
		this.#answer(step1!);
		for (const message of rest) this.#receiveMessage(message);
	}

	#askReceipts(seq: number): void {
		if (this.readyState === this.OPEN) this.#carrier.send({ op: 'receipts', channel: this.#channel, seq });
	}

	/** A provider repeats what it hears of others; only one's own presence is news to the relay. */
	#isMine(message: Uint8Array): boolean {
		const { presentAs } = this.#link;
		if (presentAs === null) return false;
		const outer = decoding.createDecoder(message.subarray(1));
		const update = decoding.createDecoder(decoding.readVarUint8Array(outer));
		return decoding.readVarUint(update) === 1 && decoding.readVarUint(update) === presentAs;
	}

	/** The relay's step 1 says all that it has, at the beginning and whenever something has to be sent again from an earlier clock. */
	#answer(message: Uint8Array): void {
		const vector = vectorOf(message);
		const isFirst = this.#sent === null;
		this.#relayHas = vector;
		this.#sent = new Map();
		for (const client of this.#link.ownLogs().keys()) this.#sent.set(client, vector.get(client) ?? 0);
		const count = this.#push(isFirst ? SYNC_STEP_2 : SYNC_UPDATE);
		if (isFirst && count === 0) this.#sendUpdate(SYNC_STEP_2, EMPTY_UPDATE);
	}

	/**
	 * Sends what is new in one's own logs, older sessions first. Answers how many messages that took. Where the relay has events that nothing here says are one's
	 * own, the rest of that log waits until a ledger has named them (SPEC W6): another copy of this profile may have written them, and what follows would be
	 * taken for something else there.
	 */
	#push(firstAs: number): number {
		if (this.#sent === null) return 0;
		let count = 0;
		for (const [client, next] of [...this.#link.ownLogs()].sort(([one], [other]) => one - other)) {
			const from = this.#sent.get(client) ?? 0;
			if (next <= from || this.#link.namedThrough(client) < (this.#relayHas.get(client) ?? 0)) continue;
			for (const piece of this.#link.piecesOf(client, from)) {
				this.#sent.set(client, piece.clock + piece.length);
				this.#sendUpdate(count++ === 0 ? firstAs : SYNC_UPDATE, piece.update);
			}
		}
		return count;
	}

	#sendUpdate(step: number, update: Uint8Array): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, MESSAGE_SYNC);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, update);
		this.#carrier.send({ op: 'data', channel: this.#channel, message: encoding.toUint8Array(encoder) });
	}

	#deliver(message: Uint8Array): void {
		this.onmessage?.({ data: message.slice().buffer });
	}
}

/** That of a step 1. */
function vectorOf(message: Uint8Array): Map<number, number> {
	const decoder = decoding.createDecoder(message.subarray(2));
	return Y.decodeStateVector(decoding.readVarUint8Array(decoder));
}

/** A class to give to `WebsocketProvider` as its `WebSocketPolyfill`. */
export function virtualSocketClass(carrier: Carrier, link: DocumentLink): typeof WebSocket {
	class DocumentSocket extends VirtualSocket {
		constructor() {
			super(carrier, link);
		}
	}
	// The provider uses the members above and no others of the type that it asks for.
	return DocumentSocket as unknown as typeof WebSocket;
}
