/** The one real socket of a tab (SPEC W1): connects, reconnects with growing delay, and carries every document's virtual socket. */
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { parseInboxEvent, type InboxEvent } from '#lib/protocol/inbox.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { decodeServerFrame, encodeClientFrame, type ClientFrame } from '#lib/protocol/wire.ts';
import type { Clock, Network, Randomness, RawSocket } from './environment.ts';
import type { Carrier, ChannelSocket } from './virtual-socket.ts';

/**
 * May this tab's user speak over a socket that was just opened? A cookie may have changed hands since the last one; the server may be another version, which
 * speaks otherwise than this program.
 */
export type Admission = 'admitted' | 'signed-out' | 'outdated' | 'unreachable';

export type SocketState =
	| { name: 'stopped' }
	| { name: 'offline' }
	| { name: 'signed-out' }
	/** Only a newer program is understood. */
	| { name: 'outdated' }
	| { name: 'connecting' }
	/** The server did not answer; `nextTryAt` in ms. */
	| { name: 'waiting'; nextTryAt: number }
	| { name: 'open' };

export interface MultiplexerOptions {
	clock: Clock;
	randomness: Pick<Randomness, 'fraction'>;
	network: Pick<Network, 'online' | 'subscribe' | 'openSocket'>;
	/** Asked after each opening and before anything is sent, and after each failure. */
	admit(): Promise<Admission>;
	onEvent?(event: InboxEvent): void;
	onServerTime?(serverTime: number): void;
	/** The state changed. */
	onChange?(state: SocketState): void;
}

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;
/** A socket that neither opens nor fails, or does not answer a ping, within this time is given up. */
const PATIENCE_MS = 10_000;

export class Multiplexer implements Carrier {
	readonly #options: MultiplexerOptions;
	#channels = new Map<number, ChannelSocket>();
	/** Those that wait for a channel. */
	readonly #waiting = new Set<ChannelSocket>();
	#socket: RawSocket | null = null;
	#lastChannel = 0;
	#failures = 0;
	#state: SocketState = { name: 'stopped' };
	#cancelTimer: (() => void) | null = null;
	#cancelPatience: (() => void) | null = null;
	#unsubscribe: (() => void) | null = null;

	constructor(options: MultiplexerOptions) {
		this.#options = options;
	}

	get state(): SocketState {
		return this.#state;
	}

	start(): void {
		if (this.#unsubscribe) return;
		this.#unsubscribe = this.#options.network.subscribe((event) => {
			if (event === 'offline') this.#lose({ name: 'offline' });
			else if (event === 'online') this.tryNow();
			else this.#wake();
		});
		if (this.#options.network.online()) this.#connect();
		else this.#setState({ name: 'offline' });
	}

	/** For good. Documents that are attached get no event. */
	stop(): void {
		this.#unsubscribe?.();
		this.#unsubscribe = null;
		this.#waiting.clear();
		this.#lose({ name: 'stopped' });
	}

	/** Connects at once, whatever it was waiting for. */
	tryNow(): void {
		if (!this.#unsubscribe || this.#state.name === 'open' || this.#state.name === 'connecting') return;
		this.#failures = 0;
		this.#connect();
	}

	attach(socket: ChannelSocket): void {
		if (this.#state.name === 'open') this.#openChannel(socket);
		else this.#waiting.add(socket);
	}

	detach(socket: ChannelSocket): void {
		this.#waiting.delete(socket);
		for (const [channel, other] of this.#channels) if (other === socket) this.#channels.delete(channel);
	}

	send(frame: ClientFrame): void {
		if (this.#state.name === 'open') this.#socket?.send(encodeClientFrame(frame));
	}

	#setState(state: SocketState): void {
		this.#state = state;
		this.#options.onChange?.(state);
	}

	#connect(): void {
		this.#cancelTimer?.();
		this.#cancelTimer = null;
		const socket = this.#options.network.openSocket();
		this.#socket = socket;
		this.#setState({ name: 'connecting' });
		this.#wait(() => this.#fail(socket));
		socket.onerror = () => {};
		socket.onclose = ({ code }) => {
			if (code === CLOSE.signedOut.code) this.#end(socket, { name: 'signed-out' });
			else this.#fail(socket);
		};
		socket.onopen = () => {
			void this.#options.admit().then((admission) => {
				if (this.#socket !== socket) return;
				if (admission === 'admitted') this.#opened(socket);
				else if (admission !== 'unreachable') this.#end(socket, { name: admission });
				else this.#retryLater();
			});
		};
	}

	#opened(socket: RawSocket): void {
		this.#cancelPatience?.();
		this.#failures = 0;
		this.#lastChannel = 0;
		socket.onmessage = ({ data }) => {
			if (data instanceof ArrayBuffer) this.#receive(new Uint8Array(data));
		};
		this.#setState({ name: 'open' });
		this.#ping();
		for (const virtual of [...this.#waiting]) this.#openChannel(virtual);
	}

	#openChannel(virtual: ChannelSocket): void {
		this.#waiting.delete(virtual);
		const channel = ++this.#lastChannel;
		this.#channels.set(channel, virtual);
		this.send(virtual.open(channel));
	}

	#receive(bytes: Uint8Array): void {
		const frame = decodeServerFrame(bytes);
		// A frame of a newer relay's.
		if (frame === undefined) return;
		if (frame.op === 'pong') {
			this.#ponged();
			this.#options.onServerTime?.(frame.serverTime);
		} else if (frame.op === 'event') {
			const event = parseInboxEvent(frame.json);
			if (event) this.#options.onEvent?.(event);
		} else {
			const virtual = this.#channels.get(frame.channel);
			if (frame.op === 'closed' && virtual) this.detach(virtual);
			virtual?.receive(frame);
		}
	}

	#ping(): void {
		const socket = this.#socket;
		this.send({ op: 'ping' });
		this.#wait(() => socket && this.#fail(socket));
	}

	/** One keep-alive per real socket: each provider is told that its own connection lives. */
	#ponged(): void {
		this.#cancelPatience?.();
		this.#cancelPatience = null;
		for (const virtual of this.#channels.values()) virtual.keepAlive();
		this.#cancelTimer?.();
		this.#cancelTimer = this.#options.clock.after(LIMITS.pingMs, () => this.#ping());
	}

	/** The page was asleep: the socket may be dead without an event. */
	#wake(): void {
		if (this.#state.name === 'open') this.#ping();
		else if (this.#state.name === 'waiting') this.tryNow();
	}

	#wait(giveUp: () => void): void {
		this.#cancelPatience?.();
		this.#cancelPatience = this.#options.clock.after(PATIENCE_MS, giveUp);
	}

	/** The socket is gone. Whether the server is gone too, or only this sign-in, a browser's socket does not say: ask. */
	#fail(socket: RawSocket): void {
		if (this.#socket !== socket) return;
		const wasOpen = this.#state.name === 'open';
		this.#retryLater();
		if (wasOpen) return;
		void this.#options.admit().then((admission) => {
			const isOver = admission === 'signed-out' || admission === 'outdated';
			if (isOver && this.#state.name === 'waiting') this.#lose({ name: admission });
		});
	}

	#end(socket: RawSocket, state: SocketState): void {
		if (this.#socket === socket) this.#lose(state);
	}

	#retryLater(): void {
		const limit = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(this.#failures++, 10));
		const delay = Math.round(limit * (0.5 + this.#options.randomness.fraction() / 2));
		this.#lose({ name: 'waiting', nextTryAt: this.#options.clock.now() + delay });
		this.#cancelTimer = this.#options.clock.after(delay, () => this.#connect());
	}

	/** Lets go of the real socket. The documents' sockets end with a code after which their providers ask for new ones. */
	#lose(state: SocketState): void {
		this.#cancelTimer?.();
		this.#cancelPatience?.();
		this.#cancelTimer = this.#cancelPatience = null;
		const socket = this.#socket;
		this.#socket = null;
		if (socket) {
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.close();
		}
		const channels = this.#channels;
		this.#channels = new Map();
		this.#setState(state);
		for (const virtual of channels.values()) virtual.end(CLOSE.socketLost.code, CLOSE.socketLost.meaning);
	}
}
