/**
 * A light client of the multiplexed socket (SPEC W1) for load: it appends messages to its own log and waits for the ledger to name them, and keeps nothing else.
 * A real client's Yjs would cost more than the relay that is measured.
 */
import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { deviceOf, SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { digestBytes, eventBytes } from '#lib/domain/digest.ts';
import { parseEntry } from '#lib/domain/ledger.ts';
import type { MessageEvent } from '#lib/domain/events.ts';
import { decodeServerFrame, encodeClientFrame, WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import { decodeUpdate, type Section } from '../../sync-server/decode.ts';
import { encodeSection, encodeUpdate } from '../../sync-server/encode.ts';

export interface LoadPlace {
	/** `ws://host:port/sync` */
	url: string;
	document: string;
	/** Fresh: nobody wrote with it before. */
	client: number;
	token: string;
	/** How far a client that comes back is (SPEC W4): it hears what is new, and cannot write. */
	known?: { ledgerLength: number } | object;
	/** The relay is killed under it: to be closed is no fault. */
	mayEnd?: boolean;
}

const CHANNEL = 1;
const EPOCH = 1;
const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const EMPTY_UPDATE = Uint8Array.of(0, 0);
const EMPTY_VECTOR = Uint8Array.of(0);

export class LoadClient {
	/** The digest of an acknowledged run was that of the bytes sent; `sentAt` of each of its events, as given to send(). */
	onAcknowledged: ((sentAt: number) => void) | null = null;
	/** Events of others, as they come; the system's left out. */
	onDelivered: ((values: readonly unknown[]) => void) | null = null;
	/** How many of them came. */
	delivered = 0;
	/** Bytes of the frames that came. */
	received = 0;
	#ledgerLength = 0;
	readonly #place: LoadPlace;
	readonly #socket: WebSocket;
	/** Number of our writer in the ledger. */
	#writer = -1;
	#writers = 0;
	/** Values sent and not yet acknowledged, from `#acknowledged` on. */
	#waiting: { value: Uint8Array; sentAt: number }[] = [];
	#acknowledged = 0;
	readonly #ready = Promise.withResolvers<undefined>();
	#hasLedger = false;
	#isAsked = false;

	constructor(place: LoadPlace) {
		this.#place = place;
		this.#socket = new WebSocket(`${place.url}?token=${encodeURIComponent(place.token)}`, WIRE_PROTOCOL);
		this.#socket.on('open', () => {
			const { document } = place;
			const known = place.known && 'ledgerLength' in place.known ? place.known.ledgerLength : 0;
			this.#ledgerLength = known;
			this.#send({ op: 'open', channel: CHANNEL, document, epoch: known && EPOCH, ledgerLength: known });
		});
		this.#socket.on('message', (data: Buffer) => this.#receive(data));
		this.#socket.on('error', (error) => this.#ready.reject(error));
		this.#socket.on('close', (code) => {
			this.#ready.reject(new Error(`closed with ${code}`));
			if (!place.mayEnd) this.#fail(`closed with ${code}`);
		});
		this.#ready.promise.catch(() => undefined);
	}

	/** Resolves when messages may be sent (SPEC W6). Rejects when the relay does not let us in. */
	get ready(): Promise<undefined> {
		return this.#ready.promise;
	}

	/** Thrown out of the socket's handlers, so that a load run with a fault ends loudly. */
	#fail(words: string): void {
		if (!this.#isClosing) throw new Error(`${this.#place.document}: ${words}`);
	}
	#isClosing = false;

	/** Messages on their way. */
	get outstanding(): number {
		return this.#waiting.length;
	}

	/** For `LoadPlace.known` of who comes back. */
	get known(): { ledgerLength: number } {
		return { ledgerLength: this.#ledgerLength };
	}

	/** @param sentAt any clock of the caller's */
	send(event: MessageEvent, sentAt: number): void {
		const value = eventBytes(event);
		const clock = this.#acknowledged + this.#waiting.push({ value, sentAt }) - 1;
		const piece = { kind: 'values', length: 1, bytes: value } as const;
		this.#sync(UPDATE, encodeUpdate([encodeSection(this.#place.client, clock, [piece])]));
	}

	close(): void {
		this.#isClosing = true;
		this.#socket.close();
	}

	#send(frame: Parameters<typeof encodeClientFrame>[0]): void {
		this.#socket.send(encodeClientFrame(frame));
	}

	#sync(step: number, bytes: Uint8Array): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, SYNC);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
		this.#send({ op: 'data', channel: CHANNEL, message: encoding.toUint8Array(encoder) });
	}

	#receive(data: Uint8Array): void {
		this.received += data.length;
		const frame = decodeServerFrame(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
		if (frame?.op === 'data') return this.#receiveMessage(frame.message);
		if (frame?.op === 'opened' && frame.caughtUp) this.#isAsked = true;
		if (frame?.op === 'refusal') return this.#fail(`refused: ${frame.code}`);
		if (frame?.op === 'closed') return this.#fail(`closed with ${frame.code}`);
	}

	#receiveMessage(message: Uint8Array): void {
		const decoder = decoding.createDecoder(message);
		if (decoding.readVarUint(decoder) !== SYNC) return;
		const step = decoding.readVarUint(decoder);
		if (step === STEP_1) {
			this.#sync(STEP_1, EMPTY_VECTOR);
			this.#sync(STEP_2, EMPTY_UPDATE);
			this.#isAsked = true;
			return this.#becomeReady();
		}
		const decoded = decodeUpdate(decoding.readVarUint8Array(decoder));
		if (!decoded.ok) return this.#fail(`the relay's update cannot be read: ${decoded.code}`);
		for (const section of decoded.update.sections) {
			if (section.client === EPOCH) this.#readLedger(section);
			else if (section.client !== this.#place.client && deviceOf(section.client) !== SYSTEM_DEVICE)
				this.#deliver(section);
		}
		// Of who was caught up this is the frame that did it.
		if (step === STEP_2 || !this.#hasLedger) {
			this.#hasLedger = true;
			this.#becomeReady();
		}
	}

	#deliver(section: Section): void {
		this.delivered += section.end - section.clock;
		if (!this.onDelivered) return;
		for (const struct of section.structs) if (struct.kind === 'values') this.onDelivered(struct.values);
	}

	#becomeReady(): void {
		if (this.#isAsked && this.#hasLedger) this.#ready.resolve(undefined);
	}

	#readLedger(section: Section): void {
		this.#ledgerLength = section.end;
		for (const struct of section.structs) {
			if (struct.kind !== 'values') continue;
			for (const value of struct.values) {
				const entry = parseEntry(value);
				if (entry?.kind === 'writer') {
					if (entry.client === this.#place.client) this.#writer = this.#writers;
					this.#writers++;
				} else if (entry?.kind === 'run' && entry.writer === this.#writer)
					this.#acknowledge(entry.clock, entry.length, entry.digest);
			}
		}
	}

	#acknowledge(clock: number, length: number, digest: number): void {
		const run = this.#waiting.splice(0, length);
		if (clock !== this.#acknowledged || run.length !== length)
			return this.#fail(`an entry names ${clock}+${length}, expected ${this.#acknowledged}`);
		const bytes = length === 1 ? run[0]!.value : Buffer.concat(run.map(({ value }) => value));
		if (digestBytes(bytes) !== digest)
			return this.#fail(`the digest at ${clock} is not that of what was sent`);
		this.#acknowledged += length;
		for (const { sentAt } of run) this.onAcknowledged?.(sentAt);
	}
}
