import WebSocket from 'ws';
import { decodeServerFrame, encodeClientFrame, WIRE_PROTOCOL, type ServerFrame } from '#lib/protocol/wire.ts';
import * as encoding from 'lib0/encoding';
import type { TestUser } from './test-people.ts';

/** Where to connect: `ws://host:port`. */
export interface SyncServer {
	readonly url: string;
}

/** A client of one's own making on a real socket: it sends whatever bytes it likes. */
export class RawClient {
	readonly frames: ServerFrame[] = [];
	/** Binary frames as they came. */
	readonly received: Uint8Array[] = [];
	/** Called with every frame. */
	onFrame: (frame: ServerFrame) => void = () => {};
	closedWith: number | null = null;
	/** HTTP status when the upgrade was refused. */
	refusedWith: number | null = null;
	readonly #socket: WebSocket;

	/** @param path such as `/sync`, with its query */
	constructor(
		server: SyncServer,
		path: string,
		headers: Record<string, string> = {},
		protocols: string[] = [],
	) {
		this.#socket = new WebSocket(`${server.url}${path}`, protocols, { headers });
		this.#socket.on('message', (data: Buffer) => {
			this.received.push(data);
			const frame = decodeServerFrame(data);
			if (!frame) return;
			this.frames.push(frame);
			this.onFrame(frame);
		});
		this.#socket.on('close', (code) => (this.closedWith = code));
		this.#socket.on('unexpected-response', (_request, response) => {
			this.refusedWith = response.statusCode ?? null;
			this.#socket.terminate();
		});
		this.#socket.on('error', () => {});
	}

	/** The multiplexed socket of a device. */
	static multiplexed(server: SyncServer, user: TestUser): RawClient {
		return new RawClient(server, `/sync?token=${user.token}`, {}, [WIRE_PROTOCOL]);
	}

	get isOpen(): boolean {
		return this.#socket.readyState === WebSocket.OPEN;
	}

	get protocol(): string {
		return this.#socket.protocol;
	}

	open(channel: number, document: string, epoch = 0, ledgerLength = 0): void {
		this.send(encodeClientFrame({ op: 'open', channel, document, epoch, ledgerLength }));
	}

	/** One update on a channel, as `Y.encodeStateAsUpdate` makes it, or worse. */
	update(channel: number, update: Uint8Array, kind = 2): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarUint8Array(encoder, update);
		this.send(encodeClientFrame({ op: 'data', channel, message: encoding.toUint8Array(encoder) }));
	}

	send(bytes: Uint8Array | string): void {
		this.#socket.send(bytes);
	}

	framesOf<Op extends ServerFrame['op']>(op: Op): Extract<ServerFrame, { op: Op }>[] {
		return this.frames.filter((frame): frame is Extract<ServerFrame, { op: Op }> => frame.op === op);
	}

	stop(): void {
		this.#socket.terminate();
	}
}
