/** The messages of one session, one after the other: held until it is open, long updates decoded with everybody else's turn between (SPEC R13). */
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Background } from './background.ts';
import { NOBODY, type Payer } from './budget.ts';
import { UpdateDecoder, type Decoded, type Holds } from './decode.ts';
import { readMessage, type ClientMessage } from './messages.ts';

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
/** About a millisecond's work where every struct has a few bytes. */
const DECODE_STEP = 16 * 1024;

/** Many may have been held behind a long one. */
const MESSAGES_PER_STEP = 100;
const TAKEN = new Uint8Array(0);
const NOTHING = (): void => undefined;

export class SessionInbox {
	readonly #background: Pick<Background, 'next'>;
	readonly #payer: Payer;
	readonly #holds: Holds;
	readonly #reader: InboxReader;
	#messages: Uint8Array[] = [];
	/** How many of them were read. */
	#read = 0;
	#waitingBytes = 0;
	/** Held, or in the middle of a long update. */
	#isBusy = true;
	#isStopped = false;
	/** Of the update that is being decoded. */
	#release = NOTHING;

	/** @param payer whose reading it is; @param holds of what the document is made */
	constructor(
		background: Pick<Background, 'next'>,
		reader: InboxReader,
		payer: Payer = NOBODY,
		holds: Holds = 'events',
	) {
		this.#holds = holds;
		this.#background = background;
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
		this.#release();
	}

	#readOn(): void {
		this.#isBusy = false;
		for (let read = 0; !this.#isBusy && !this.#isStopped; read++) {
			const bytes = this.#messages[this.#read];
			if (!bytes) {
				this.#messages = [];
				this.#read = 0;
				return;
			}
			if (read >= MESSAGES_PER_STEP) return this.#goOn(() => this.#readOn());
			this.#messages[this.#read++] = TAKEN;
			const message = readMessage(bytes);
			if (!message) return this.#reader.malformed();
			if (message.kind === 'step 2' || message.kind === 'update')
				this.#begin(message.update, message.kind, bytes.length);
			else {
				this.#waitingBytes -= bytes.length;
				this.#reader.other(message);
			}
		}
	}

	#begin(update: Uint8Array, kind: UpdateKind, size: number): void {
		this.#isBusy = true;
		let isWaiting = false;
		this.#payer.whenFree(() => {
			if (this.#isStopped) return;
			this.#payer.hold(size);
			this.#release = once(() => {
				this.#waitingBytes -= size;
				this.#payer.release(size);
			});
			this.#isBusy = false;
			const decoder = new UpdateDecoder(update, this.#holds);
			if (isWaiting) this.#goOn(() => this.#decodeOn(decoder, kind));
			else this.#decode(decoder, kind);
		});
		isWaiting = true;
	}

	#decode(decoder: UpdateDecoder, kind: UpdateKind): void {
		const decoded = decoder.step(DECODE_STEP);
		if (!decoded) return this.#goOn(() => this.#decodeOn(decoder, kind));
		const release = this.#release;
		this.#release = NOTHING;
		this.#reader.update(decoded, kind, release);
	}

	#decodeOn(decoder: UpdateDecoder, kind: UpdateKind): void {
		this.#decode(decoder, kind);
		if (!this.#isBusy) this.#readOn();
	}

	/** After everybody else's turn. */
	#goOn(step: () => void): void {
		this.#isBusy = true;
		this.#background.next(() => {
			if (this.#isStopped) return;
			this.#isBusy = false;
			this.#payer.charge(step);
		});
	}
}

function once(task: () => void): () => void {
	let isDone = false;
	return () => {
		if (isDone) return;
		isDone = true;
		task();
	};
}
