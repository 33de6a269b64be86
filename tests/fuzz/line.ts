/** Sockets and channels of the people in a room, without anything of a client's behaviour in them. */
import * as decoding from 'lib0/decoding';
import type { Speaker } from '../../sync-server/access.ts';
import type { Connection, RelayCore } from '../../sync-server/relay-core.ts';
import { decodeServerFrame, encodeClientFrame, type ServerFrame } from '#lib/protocol/wire.ts';
import { SYNC, syncMessage } from '../attacks/bytes.ts';

export type RefusalFrame = Extract<ServerFrame, { op: 'refusal' }>;

/** One document on a socket. */
export class Line {
	readonly refusals: RefusalFrame[] = [];
	/** Updates and answers, as they came. */
	readonly updates: Uint8Array[] = [];
	/** State vectors that the relay has asked from. */
	readonly asked: Uint8Array[] = [];
	endedWith: number | null = null;
	onUpdate: (update: Uint8Array) => void = () => undefined;
	onAsked: (stateVector: Uint8Array) => void = () => undefined;
	readonly #phone: Phone;
	readonly #channel: number;

	constructor(phone: Phone, channel: number) {
		this.#phone = phone;
		this.#channel = channel;
	}

	hear(frame: ServerFrame): void {
		if (frame.op === 'refusal') this.refusals.push(frame);
		if (frame.op === 'closed') this.endedWith = frame.code;
		if (frame.op !== 'data') return;
		const decoder = decoding.createDecoder(frame.message);
		if (decoding.readVarUint(decoder) !== 0) return;
		const kind = decoding.readVarUint(decoder);
		const content = decoding.readVarUint8Array(decoder);
		if (kind === SYNC.step1) {
			this.asked.push(content);
			this.onAsked(content);
		} else {
			this.updates.push(content);
			this.onUpdate(content);
		}
	}

	send(kind: number, content: Uint8Array): void {
		this.#phone.send(
			encodeClientFrame({ op: 'data', channel: this.#channel, message: syncMessage(kind, content) }),
		);
	}

	close(): void {
		this.#phone.hangUp(this.#channel);
	}
}

/** A multiplexed socket of one person. */
export class Phone {
	isClosed = false;
	readonly #connection: Connection;
	readonly #lines = new Map<number, Line>();
	#lastChannel = 0;

	constructor(core: RelayCore, speaker: Speaker) {
		const send = (bytes: Uint8Array) => {
			const frame = decodeServerFrame(bytes);
			if (!frame) throw new Error('The relay has sent what is no frame.');
			if ('channel' in frame) this.#lines.get(frame.channel)?.hear(frame);
		};
		const close = () => void (this.isClosed = true);
		this.#connection = core.connect({ send, close, bufferedAmount: 0 }, speaker, null);
	}

	open(document: string, epoch: number, ledgerLength: number): Line {
		const channel = ++this.#lastChannel;
		const line = new Line(this, channel);
		this.#lines.set(channel, line);
		this.send(encodeClientFrame({ op: 'open', channel, document, epoch, ledgerLength }));
		return line;
	}

	send(frame: Uint8Array): void {
		this.#connection.receive(frame);
	}

	hangUp(channel: number): void {
		if (this.#lines.delete(channel)) this.send(encodeClientFrame({ op: 'close', channel }));
	}

	/** It is still there. */
	alive(): void {
		this.#connection.alive();
	}

	stop(): void {
		this.#connection.closed();
	}
}
