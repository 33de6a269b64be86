/** From the socket, the documents and the queue to the one state that the interface says in words. */
import type { Clock } from './environment.ts';
import type { SocketState } from './multiplexer.ts';
import type { ConnectionState, ConnectionStatus } from './summaries.ts';

/** What is known at a moment. */
export interface ConnectionFacts {
	/** The workspace was fetched since the socket opened, and every document has completed an exchange. */
	complete: boolean;
	/** Own events and commands that only this device has. */
	unsent: number;
	/** Files whose bytes are on their way by themselves; they take their time, in which all else is current. */
	files?: number;
	/** Others' messages that arrived since this tab was opened. */
	received: number;
}

/** A message that is on its way for no longer than this does not make the device "syncing". */
const CALM_MS = 3_000;

export class Connection {
	readonly #clock: Clock;
	readonly #onChange: () => void;
	#socket: SocketState = { name: 'stopped' };
	#facts: ConnectionFacts = { complete: false, unsent: 0, received: 0 };
	#status: ConnectionStatus;
	/** The server did not answer, and has not since. */
	#unreachable = false;
	/** Everything was up to date since the socket opened. */
	#wasCurrent = false;
	#cancelCalm: (() => void) | null = null;
	#impatient = false;
	#sent = 0;
	#receivedBefore = 0;

	/** @param asOf when everything was last up to date on this device */
	constructor(clock: Clock, asOf: number | null, onChange: () => void) {
		this.#clock = clock;
		this.#onChange = onChange;
		const none = { sent: 0, toSend: 0, received: 0, unsent: 0, files: 0 };
		this.#status = { state: 'syncing', asOf, nextTryAt: null, ...none };
	}

	get status(): ConnectionStatus {
		return this.#status;
	}

	takeSocket(socket: SocketState): void {
		const before = this.#socket;
		this.#socket = socket;
		if (socket.name === 'waiting') this.#unreachable = true;
		else if (socket.name !== 'connecting') this.#unreachable = false;
		if (before.name === 'open' && socket.name !== 'open') this.#facts = { ...this.#facts, complete: false };
		if (socket.name === 'open' && before.name !== 'open') {
			this.#wasCurrent = false;
			this.#sent = 0;
			this.#receivedBefore = this.#facts.received;
		}
		this.#update();
	}

	takeFacts(facts: ConnectionFacts): void {
		// Whoever hears of a change asks for the facts again: a later time alone must be no change, or it would never end.
		if (isSame(facts, this.#facts)) return;
		if (facts.unsent < this.#facts.unsent) this.#sent += this.#facts.unsent - facts.unsent;
		this.#facts = facts;
		this.#update();
	}

	/** The server was heard of: what is current is so as of now. */
	heard(): void {
		if (this.#status.state === 'current') this.#update();
	}

	#update(): void {
		const { unsent, files = 0 } = this.#facts;
		const state = this.#state();
		if (state === 'current' && unsent === 0) this.#sent = 0;
		const asOf = state === 'current' && unsent === 0 ? this.#clock.now() : this.#status.asOf;
		const next: ConnectionStatus = {
			state,
			asOf,
			nextTryAt: this.#socket.name === 'waiting' ? this.#socket.nextTryAt : null,
			sent: this.#sent,
			toSend: this.#sent + unsent,
			received: this.#facts.received - this.#receivedBefore,
			unsent: unsent + files,
			files,
		};
		if (isSame(next, this.#status)) return;
		this.#status = next;
		this.#onChange();
	}

	#state(): ConnectionState {
		switch (this.#socket.name) {
			case 'offline':
			case 'stopped':
				return 'offline';
			case 'signed-out':
			case 'outdated':
				return this.#socket.name;
			case 'waiting':
				return 'unreachable';
			case 'connecting':
				return this.#unreachable ? 'unreachable' : 'syncing';
			case 'open':
				return this.#openState();
		}
	}

	#openState(): ConnectionState {
		const { complete, unsent } = this.#facts;
		if (complete && unsent === 0) {
			this.#wasCurrent = true;
			this.#impatient = false;
			this.#cancelCalm?.();
			this.#cancelCalm = null;
			return 'current';
		}
		if (!this.#wasCurrent || this.#impatient) return 'syncing';
		this.#cancelCalm ??= this.#clock.after(CALM_MS, () => {
			this.#cancelCalm = null;
			this.#impatient = true;
			this.#update();
		});
		return 'current';
	}
}

function isSame<Fields extends object>(one: Fields, other: Fields): boolean {
	return (Object.keys(one) as (keyof Fields)[]).every((key) => one[key] === other[key]);
}
