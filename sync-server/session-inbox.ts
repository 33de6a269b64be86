/** The messages of one session, one after the other: held until it is open, long updates decoded with everybody else's turn between (SPEC R13). */
import { LIMITS } from '#lib/protocol/limits.ts';
import { NOBODY, type Payer } from './budget.ts';
import { UpdateDecoder, type Decoded } from './decode.ts';
import { readMessage, type ClientMessage } from './messages.ts';
import type { Clock } from './ports.ts';

type UpdateKind = 'step 2' | 'update';
type OtherMessage = Exclude<ClientMessage, { kind: 'step 2' } | { kind: 'update' }>;

export interface InboxReader {
	/** A decoded update, or why it cannot be. `release` must be called once it is done with. */
	update(decoded: Decoded, kind: UpdateKind, release: () => void): void;
	other(message: OtherMessage): void;
	/** No message of the protocol. */
	malformed(): void;
	/** More is waiting than any honest client sends. */
	overflow(): void;
}

/** Bytes that one session may have waiting here: two whole backlogs. */
const MAX_WAITING_BYTES = 2 * LIMITS.frameBytes;
const DECODE_STEP = 64 * 1024;

export class SessionInbox {
	readonly #clock: Clock;
	readonly #payer: Payer;
	readonly #reader: InboxReader;
	#messages: Uint8Array[] = [];
	#waitingBytes = 0;
	/** Held, or in the middle of a long update. */
	#isBusy = true;
	#isStopped = false;

	/** @param payer whose reading it is */
	constructor(clock: Clock, reader: InboxReader, payer: Payer = NOBODY) {
		this.#clock = clock;
		this.#payer = payer;
		this.#reader = reader;
	}

	receive(message: Uint8Array): void {
		if (this.#isStopped) return;
		this.#waitingBytes += message.length;
		if (this.#waitingBytes > MAX_WAITING_BYTES) return this.#reader.overflow();
		this.#messages.push(message);
		if (!this.#isBusy) this.#readOn();
	}

	/** Reads what is held, and whatever comes from now on. */
	open(): void {
		this.#readOn();
	}

	stop(): void {
		this.#isStopped = true;
		this.#messages = [];
	}

	#readOn(): void {
		this.#isBusy = false;
		while (!this.#isBusy && !this.#isStopped) {
			const bytes = this.#messages.shift();
			if (!bytes) return;
			const message = readMessage(bytes);
			if (!message) return this.#reader.malformed();
			if (message.kind === 'step 2' || message.kind === 'update')
				this.#decode(new UpdateDecoder(message.update), message.kind, bytes.length);
			else {
				this.#waitingBytes -= bytes.length;
				this.#reader.other(message);
			}
		}
	}

	#decode(decoder: UpdateDecoder, kind: UpdateKind, size: number): void {
		const decoded = decoder.step(DECODE_STEP);
		if (decoded) return this.#reader.update(decoded, kind, () => void (this.#waitingBytes -= size));
		this.#isBusy = true;
		this.#clock.setTimeout(() => {
			if (this.#isStopped) return;
			this.#isBusy = false;
			this.#payer.charge(() => this.#decode(decoder, kind, size));
			if (!this.#isBusy) this.#readOn();
		}, 0);
	}
}
