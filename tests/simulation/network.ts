/**
 * The network between browser profiles and the server: sockets that keep their order and lose nothing but by breaking, requests that may get lost either
 * way and overtake each other. Everything moves only when the scheduler says so.
 */
import type { Answer, RawSocket } from '#lib/client/environment.ts';
import type { Connection } from '../../sync-server/relay-core.ts';
import type { Socket } from '../../sync-server/ports.ts';
import { describeFrame } from './describe-frame.ts';
import { currentHost, runIn, type Host } from './virtual-time.ts';

/** One end's view of where the other traffic comes from. */
export interface Subscriber {
	readonly name: string;
	/** Nothing gets through, and nothing breaks either, until it is healed. */
	partitioned: boolean;
	/** What the browser believes; without it no new socket opens and no request starts. */
	online: boolean;
	/** This reader takes nothing: the relay sees its buffer full. */
	stalled: boolean;
}

export interface ServerEnd {
	/** Undefined: the upgrade is refused (server down, not signed in). */
	accept(
		socket: Socket,
		from: Subscriber,
		document: string | null,
	): { host: Host; connection: Connection } | undefined;
	/** Rejects when the server is down. */
	answer(from: Subscriber, method: 'GET' | 'POST', path: string, body: unknown): Promise<Answer>;
}

type ToClient = { kind: 'open' } | { kind: 'frame'; bytes: Uint8Array } | { kind: 'close'; code: number };
type ToServer = { kind: 'open' } | { kind: 'frame'; bytes: Uint8Array } | { kind: 'close' };

/** Sees every frame at the moment at which the relay sends it, and each that the client sent before it arrives. */
export interface Tap {
	opened(wire: number, document: string | null): void;
	sent(wire: number, to: Subscriber, bytes: Uint8Array): void;
	arriving(wire: number, bytes: Uint8Array): void;
}

const STALLED_BYTES = 64 * 1024 * 1024;

class Wire {
	readonly id: number;
	readonly subscriber: Subscriber;
	readonly client: Host;
	/** Of a socket for one document, its name; null for a multiplexed one. */
	readonly document: string | null;
	readonly raw: RawSocket;
	toClient: ToClient[] = [];
	toServer: ToServer[] = [{ kind: 'open' }];
	server: { host: Host; connection: Connection } | undefined;
	clientClosed = false;
	serverClosed = false;

	constructor(id: number, subscriber: Subscriber, client: Host, document: string | null) {
		this.id = id;
		this.document = document;
		this.subscriber = subscriber;
		this.client = client;
		this.raw = {
			onopen: null,
			onmessage: null,
			onclose: null,
			onerror: null,
			send: (bytes) => {
				if (!this.clientClosed) this.toServer.push({ kind: 'frame', bytes: bytes.slice() });
			},
			close: (code = 1000) => {
				if (this.clientClosed) return;
				this.toServer.push({ kind: 'close' });
				this.toClient = [{ kind: 'close', code }];
				this.clientClosed = true;
			},
		};
	}

	/** The socket as the relay sees it. */
	socket(tap: Tap): Socket {
		const isStalled = () => this.subscriber.stalled;
		const queued = () =>
			this.toClient.reduce((sum, item) => sum + (item.kind === 'frame' ? item.bytes.length : 0), 0);
		return {
			send: (bytes) => {
				if (this.serverClosed) return;
				tap.sent(this.id, this.subscriber, bytes);
				if (!this.clientClosed) this.toClient.push({ kind: 'frame', bytes: bytes.slice() });
			},
			close: (code) => {
				if (this.serverClosed) return;
				this.serverClosed = true;
				if (!this.clientClosed) this.toClient.push({ kind: 'close', code });
			},
			get bufferedAmount() {
				return isStalled() ? STALLED_BYTES : queued();
			},
		};
	}

	/** The cable is cut: what is in flight is lost, both ends find out in their own time. */
	cut(): void {
		if (!this.clientClosed) this.toClient = [{ kind: 'close', code: 1006 }];
		this.toServer = this.server === undefined || this.serverClosed ? [] : [{ kind: 'close' }];
		this.clientClosed = true;
	}

	get over(): boolean {
		const clientDone = !this.client.alive || (this.clientClosed && this.toClient.length === 0);
		return clientDone && this.toServer.length === 0;
	}
}

interface Request {
	host: Host;
	subscriber: Subscriber;
	label: string;
	/** Undefined while it is on its way to the server or being answered. */
	outcome?: { answer: Answer } | { error: Error };
	arrive: (() => Promise<Answer>) | undefined;
	resolve: (answer: Answer) => void;
	reject: (error: Error) => void;
}

/** Something that can move now. */
export interface Movement {
	label: string;
	move: (fate: 'deliver' | 'lose' | 'repeat') => void;
}

export class Network {
	/** Traces say what is in the frames. */
	verbose = false;
	readonly #server: ServerEnd;
	readonly #tap: Tap;
	#wires: Wire[] = [];
	#requests: Request[] = [];
	#lastWire = 0;

	constructor(server: ServerEnd, tap: Tap) {
		this.#server = server;
		this.#tap = tap;
	}

	openSocket(subscriber: Subscriber, document: string | null = null): RawSocket {
		const host = currentHost();
		if (!host) throw new Error('Sockets are opened by a simulated host.');
		const wire = new Wire(++this.#lastWire, subscriber, host, document);
		this.#wires.push(wire);
		if (!subscriber.online) wire.cut();
		return wire.raw;
	}

	request(subscriber: Subscriber, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
		const host = currentHost();
		if (!host) throw new Error('Requests are made by a simulated host.');
		const sent: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
		return new Promise<Answer>((resolve, reject) => {
			const arrive = () => this.#server.answer(subscriber, method, path, sent);
			const request: Request = { host, subscriber, label: `${method} ${path}`, arrive, resolve, reject };
			if (!subscriber.online) request.outcome = { error: new TypeError('Failed to fetch') };
			this.#requests.push(request);
		});
	}

	/** Breaks all sockets and requests of a profile, or one socket of it at random. */
	cut(subscriber: Subscriber, pick?: (count: number) => number): void {
		const wires = this.#wires.filter((wire) => wire.subscriber === subscriber && !wire.clientClosed);
		if (pick) {
			if (wires.length > 0) wires[pick(wires.length)]?.cut();
			return;
		}
		for (const wire of wires) wire.cut();
		for (const request of this.#requests)
			if (request.subscriber === subscriber) request.outcome = { error: new TypeError('Failed to fetch') };
	}

	/** A reader that had stopped goes on. */
	takeIn(subscriber: Subscriber): void {
		if (!subscriber.stalled) return;
		subscriber.stalled = false;
		for (const wire of this.#wires) if (wire.subscriber === subscriber) this.#drained(wire);
	}

	/** The server's process died: its sockets break, requests that it had begun to answer get no answer. */
	serverDied(): void {
		for (const wire of this.#wires) {
			wire.serverClosed = true;
			wire.cut();
			wire.toServer = [];
		}
		for (const request of this.#requests)
			if (!request.arrive) request.outcome ??= { error: new TypeError('Failed to fetch') };
	}

	/** The tab died: its ends are gone, the server finds out in its own time. */
	clientDied(host: Host): void {
		for (const wire of this.#wires) if (wire.client === host) wire.cut();
		this.#requests = this.#requests.filter((request) => request.host !== host);
	}

	/** Everything that could move now, in a fixed order. */
	movements(): Movement[] {
		this.#wires = this.#wires.filter((wire) => !wire.over);
		const movements: Movement[] = [];
		for (const wire of this.#wires) {
			const closes = wire.toClient[0]?.kind === 'close' && wire.clientClosed;
			if (wire.subscriber.partitioned && !closes) continue;
			if (wire.toServer.length > 0)
				movements.push({
					label: `${wire.client.name} #${wire.id} > ${this.#describe(wire, wire.toServer[0]!, false)}`,
					move: (fate) => this.#toServer(wire, fate),
				});
			if (wire.toClient.length > 0 && wire.client.alive && !wire.subscriber.stalled)
				movements.push({
					label: `${wire.client.name} #${wire.id} < ${this.#describe(wire, wire.toClient[0]!, true)}`,
					move: (fate) => this.#toClient(wire, fate),
				});
		}
		for (const request of this.#requests) {
			if (request.subscriber.partitioned) continue;
			if (request.arrive || request.outcome)
				movements.push({
					label: `${request.host.name} ${request.label} ${request.outcome ? 'answer' : 'request'}`,
					move: (fate) => this.#moveRequest(request, fate),
				});
		}
		return movements;
	}

	#describe(wire: Wire, item: ToClient | ToServer, toClient: boolean): string {
		if (item.kind === 'close') return 'code' in item ? `close ${item.code}` : 'close';
		if (item.kind === 'open') return wire.document ?? 'open';
		return this.verbose ? describeFrame(item.bytes, toClient, wire.document === null) : 'frame';
	}

	#toServer(wire: Wire, fate: 'deliver' | 'lose' | 'repeat'): void {
		if (fate === 'lose') return wire.cut();
		const item = wire.toServer.shift();
		if (!item) return;
		if (item.kind === 'open') {
			this.#tap.opened(wire.id, wire.document);
			wire.server = this.#server.accept(wire.socket(this.#tap), wire.subscriber, wire.document);
			if (wire.server) wire.toClient.unshift({ kind: 'open' });
			else wire.cut();
			return;
		}
		const server = wire.server;
		if (!server?.host.alive) return;
		runIn(server.host, () => {
			if (item.kind === 'close') {
				wire.serverClosed = true;
				server.connection.closed();
			} else if (!wire.serverClosed) {
				this.#tap.arriving(wire.id, item.bytes);
				server.connection.receive(item.bytes);
				// A resend after a reconnect looks like this: the same update once more. Only `data` may come twice.
				if (fate === 'repeat' && isData(item.bytes)) server.connection.receive(item.bytes.slice());
			}
		});
	}

	#toClient(wire: Wire, fate: 'deliver' | 'lose' | 'repeat'): void {
		if (fate === 'lose' && wire.toClient[0]?.kind !== 'close') return wire.cut();
		const item = wire.toClient.shift();
		if (!item) return;
		runIn(wire.client, () => {
			if (item.kind === 'open') wire.raw.onopen?.();
			else if (item.kind === 'frame') wire.raw.onmessage?.({ data: exactBuffer(item.bytes) });
			else {
				wire.clientClosed = true;
				if (wire.server && !wire.serverClosed) wire.toServer.push({ kind: 'close' });
				wire.raw.onclose?.({ code: item.code, reason: '' });
			}
		});
		if (item.kind === 'frame') this.#drained(wire);
	}

	/** The relay's side of the socket has fewer bytes to keep. */
	#drained({ server, serverClosed }: Wire): void {
		if (server?.host.alive && !serverClosed) runIn(server.host, () => server.connection.drained());
	}

	#moveRequest(request: Request, fate: 'deliver' | 'lose' | 'repeat'): void {
		if (fate === 'lose') {
			// On the way there: nothing happened. On the way back: it did, and nobody knows.
			request.arrive = undefined;
			request.outcome = { error: new TypeError('Failed to fetch') };
		}
		if (request.outcome) {
			const { outcome } = request;
			this.#requests = this.#requests.filter((other) => other !== request);
			if (!request.host.alive) return;
			runIn(request.host, () =>
				'answer' in outcome ? request.resolve(outcome.answer) : request.reject(outcome.error),
			);
			return;
		}
		const arrive = request.arrive;
		request.arrive = undefined;
		if (fate === 'repeat') void arrive?.().catch(() => undefined);
		void arrive?.().then(
			(answer) => (request.outcome ??= { answer }),
			() => (request.outcome ??= { error: new TypeError('Failed to fetch') }),
		);
	}
}

/** Is this a `data` frame of the multiplexed socket (SPEC W1)? Channels below 128 take one byte; others are left alone. */
function isData(bytes: Uint8Array): boolean {
	return bytes[0]! > 0 && bytes[0]! < 128 && bytes[1] === 1;
}

function exactBuffer(bytes: Uint8Array): ArrayBuffer {
	return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
