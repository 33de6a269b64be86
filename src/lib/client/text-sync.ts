/** Keeps a text document (SPEC X) and the relay's in step over one channel of the multiplexed socket. A refusal ends it: its text stays on this device (X9). */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { ClientFrame, ServerFrame } from '#lib/protocol/wire.ts';
import type { Clock } from './environment.ts';
import type { Carrier, ChannelSocket } from './virtual-socket.ts';

const MESSAGE_SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const RETRY_MS = 2_000;
/** What is typed goes up in pieces: each is a row of the log. */
const SEND_AFTER_MS = 700;
/** After a write that the device's store did not take. */
const STORE_AGAIN_MS = 5_000;

export interface TextSyncOptions {
	/** Resolves when nothing of the document waits for the disk; false when it is not there. Nothing leaves this device before (SPEC X16). */
	whenStored?(): Promise<boolean>;
	/** The relay takes nothing more of this replica; the sync has stopped. */
	onRefused?(refusal: Extract<ServerFrame, { op: 'refusal' }>): void;
	/** What the relay has is in the document. */
	onExchanged?(): void;
}

/** Origin of the transactions that bring what the relay has. */
export const FROM_RELAY = Symbol('from the relay');

export class TextSync implements ChannelSocket {
	readonly #document: string;
	readonly #doc: Y.Doc;
	readonly #carrier: Carrier;
	readonly #clock: Clock;
	readonly #options: TextSyncOptions;
	#sending: Promise<void> = Promise.resolve();
	#channel = 0;
	#sent = 0;
	#stored = 0;
	#unsent: Uint8Array[] = [];
	#cancelSending: (() => void) | null = null;
	#isStopped = false;
	#cancelRetry: (() => void) | null = null;

	constructor(document: string, doc: Y.Doc, carrier: Carrier, clock: Clock, options: TextSyncOptions = {}) {
		this.#document = document;
		this.#doc = doc;
		this.#carrier = carrier;
		this.#clock = clock;
		this.#options = options;
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === FROM_RELAY || this.#channel === 0 || this.#isStopped) return;
			this.#unsent.push(update);
			this.#cancelSending ??= clock.after(SEND_AFTER_MS, () => this.#flush());
		});
		carrier.attach(this);
	}

	/** Everything that was written here is on the server's disk. */
	get isStored(): boolean {
		return this.#unsent.length === 0 && this.#sent > 0 && this.#stored === this.#sent;
	}

	stop(): void {
		this.#isStopped = true;
		this.#forgetUnsent();
		this.#cancelRetry?.();
		if (this.#channel !== 0) this.#carrier.send({ op: 'close', channel: this.#channel });
		this.#channel = 0;
		this.#carrier.detach(this);
	}

	open(channel: number): ClientFrame {
		this.#channel = channel;
		this.#sent = this.#stored = 0;
		this.#forgetUnsent();
		return { op: 'open', channel, document: this.#document, epoch: 0, ledgerLength: 0 };
	}

	receive(frame: ServerFrame): void {
		if (frame.op === 'opened') this.#send(STEP_1, Y.encodeStateVector(this.#doc));
		else if (frame.op === 'stored') this.#stored = frame.count;
		else if (frame.op === 'closed') this.end(frame.code);
		else if (frame.op === 'refusal') this.#refused(frame);
		else if (frame.op === 'data' && frame.message[0] === MESSAGE_SYNC) this.#hear(frame.message);
	}

	#refused(refusal: Extract<ServerFrame, { op: 'refusal' }>): void {
		this.stop();
		this.#options.onRefused?.(refusal);
	}

	#hear(message: Uint8Array): void {
		const content = decoding.readVarUint8Array(decoding.createDecoder(message.subarray(2)));
		if (message[1] === STEP_1)
			return this.#sendStored(STEP_2, () => Y.encodeStateAsUpdate(this.#doc, content));
		Y.applyUpdate(this.#doc, content, FROM_RELAY);
		if (message[1] === STEP_2) this.#options.onExchanged?.();
	}

	/** In turn, each when it is on the disk. What is not there in time goes up with a later piece, for which the relay asks. */
	#sendStored(step: number, encode: () => Uint8Array): void {
		const channel = this.#channel;
		this.#sending = this.#sending.then(async () => {
			while (!((await this.#options.whenStored?.()) ?? true)) {
				if (this.#isStopped || channel !== this.#channel) return;
				await new Promise<void>((resolve) => this.#clock.after(STORE_AGAIN_MS, resolve));
			}
			if (!this.#isStopped && channel === this.#channel && channel !== 0) this.#sendUpdate(step, encode());
		});
	}

	keepAlive(): void {}

	/** The channel is gone; it comes again by itself where that helps. */
	end(code: number): void {
		this.#channel = 0;
		const close = Object.values(CLOSE).find((known) => known.code === code);
		if (this.#isStopped || close?.retry !== true) return;
		if (code === CLOSE.socketLost.code) return this.#carrier.attach(this);
		this.#cancelRetry = this.#clock.after(RETRY_MS, () => this.#carrier.attach(this));
	}

	#flush(): void {
		const unsent = this.#unsent;
		this.#forgetUnsent();
		if (this.#channel !== 0 && unsent.length > 0) this.#sendStored(UPDATE, () => Y.mergeUpdates(unsent));
	}

	/** It is in the document, and goes up with the next exchange. */
	#forgetUnsent(): void {
		this.#cancelSending?.();
		this.#cancelSending = null;
		this.#unsent = [];
	}

	#sendUpdate(step: number, update: Uint8Array): void {
		this.#sent++;
		this.#send(step, update);
	}

	#send(step: number, content: Uint8Array): void {
		const message = encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, MESSAGE_SYNC);
			encoding.writeVarUint(encoder, step);
			encoding.writeVarUint8Array(encoder, content);
		});
		this.#carrier.send({ op: 'data', channel: this.#channel, message });
	}
}
