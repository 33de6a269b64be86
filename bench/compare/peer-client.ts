/** A light client of the peers: the y-websocket protocol, and Hocuspocus' form of it (each message after the document's name). It writes as Parley's clients do, which suits a Yjs server best. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { eventBytes } from '#lib/domain/digest.ts';
import type { MessageEvent } from '#lib/domain/events.ts';
import { decodeUpdate } from '../../sync-server/decode.ts';
import { encodeSection, encodeUpdate } from '../../sync-server/encode.ts';
import type { BenchClient, Place } from './bench-client.ts';

const SYNC = 0;
const AUTH = 2;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;
const TOKEN = 0;
const AUTHENTICATED = 2;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const EMPTY_VECTOR = Uint8Array.of(0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);

export class PeerClient implements BenchClient {
	onAcknowledged: ((sentAt: number) => void) | null = null;
	onDelivered: ((values: readonly unknown[]) => void) | null = null;
	delivered = 0;
	received = 0;
	readonly #place: Place & { kind: 'y-websocket' | 'hocuspocus' };
	readonly #socket: WebSocket;
	readonly #ready = Promise.withResolvers<undefined>();
	/** `sentAt` of what no answer came to, the oldest first. */
	#waiting: number[] = [];
	readonly #clocks = new Map<number, number>();
	readonly #own = new Map<number, number>();
	/** Steps 1 that were answered and not acknowledged yet. */
	#answered = 0;

	constructor(place: Place & { kind: 'y-websocket' | 'hocuspocus' }) {
		this.#place = place;
		const path = place.kind === 'y-websocket' ? `/${place.document}` : '';
		this.#socket = new WebSocket(`${place.url}${path}`);
		this.#socket.binaryType = 'nodebuffer';
		this.#socket.on('open', () => {
			if (place.kind === 'y-websocket') return this.#sayHello();
			this.#frame(AUTH, (encoder) => {
				encoding.writeVarUint(encoder, TOKEN);
				encoding.writeVarString(encoder, place.token);
			});
		});
		this.#socket.on('message', (data: Buffer) => this.#receive(data));
		this.#socket.on('error', (error) => this.#ready.reject(error));
		this.#socket.on('close', (code) => this.#ready.reject(new Error(`closed with ${code}`)));
		this.#ready.promise.catch(() => undefined);
	}

	get ready(): Promise<undefined> {
		return this.#ready.promise;
	}

	get outstanding(): number {
		return this.#waiting.length;
	}

	get known(): NonNullable<Place['known']> {
		const encoder = encoding.createEncoder();
		const clocks = new Map([...this.#clocks, ...this.#own]);
		encoding.writeVarUint(encoder, clocks.size);
		for (const [client, clock] of clocks) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
		}
		return { stateVector: encoding.toUint8Array(encoder) };
	}

	send(event: MessageEvent, sentAt: number): void {
		this.sendAs(this.#place.client, event, sentAt);
	}

	/** In another's name: nobody checks it. */
	sendAs(client: number, event: MessageEvent, sentAt: number): void {
		const clock = this.#own.get(client) ?? 0;
		this.#own.set(client, clock + 1);
		this.#waiting.push(sentAt);
		const piece = { kind: 'values', length: 1, bytes: eventBytes(event) } as const;
		this.#sync(UPDATE, encodeUpdate([encodeSection(client, clock, [piece])]));
	}

	close(): void {
		this.#socket.close();
	}

	#sayHello(): void {
		const { known } = this.#place;
		this.#sync(STEP_1, known && 'stateVector' in known ? known.stateVector : EMPTY_VECTOR);
	}

	#sync(step: number, bytes: Uint8Array): void {
		this.#frame(SYNC, (encoder) => {
			encoding.writeVarUint(encoder, step);
			encoding.writeVarUint8Array(encoder, bytes);
		});
	}

	#frame(type: number, write: (encoder: encoding.Encoder) => void): void {
		const encoder = encoding.createEncoder();
		if (this.#place.kind === 'hocuspocus') encoding.writeVarString(encoder, this.#place.document);
		encoding.writeVarUint(encoder, type);
		write(encoder);
		this.#socket.send(encoding.toUint8Array(encoder));
	}

	#receive(data: Buffer): void {
		this.received += data.length;
		const decoder = decoding.createDecoder(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
		if (this.#place.kind === 'hocuspocus') decoding.readVarString(decoder);
		const type = decoding.readVarUint(decoder);
		if (type === SYNC_STATUS) {
			// The answer to its step 1 is acknowledged like an update.
			if (this.#answered > 0) this.#answered--;
			else this.#acknowledge(1);
			return;
		}
		if (type === AUTH && decoding.readVarUint(decoder) === AUTHENTICATED) return this.#sayHello();
		if (type !== SYNC && type !== SYNC_REPLY) return;
		const step = decoding.readVarUint(decoder);
		if (step === STEP_1) {
			this.#answered++;
			return this.#sync(STEP_2, EMPTY_UPDATE);
		}
		this.#read(decoding.readVarUint8Array(decoder));
		if (step === STEP_2) this.#ready.resolve(undefined);
	}

	#read(update: Uint8Array): void {
		const decoded = decodeUpdate(update);
		if (!decoded.ok) throw new Error(`${this.#place.kind}: an update cannot be read: ${decoded.code}`);
		for (const { client, clock, end, structs } of decoded.update.sections) {
			this.#clocks.set(client, end);
			if (this.#own.has(client)) {
				if (this.#place.kind === 'y-websocket') this.#acknowledge(end - clock);
				continue;
			}
			this.delivered += end - clock;
			if (!this.onDelivered) continue;
			for (const struct of structs) if (struct.kind === 'values') this.onDelivered(struct.values);
		}
	}

	#acknowledge(count: number): void {
		for (const sentAt of this.#waiting.splice(0, count)) this.onAcknowledged?.(sentAt);
	}
}
