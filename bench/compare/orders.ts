/** What the clients' process is told to do, and what it answers. */
import type { Place } from './bench-client.ts';

export type Order =
	/** One message every `1000 / perSecond` ms, the writers in turn: how long until the last of the others has it? */
	| { job: 'fan-out'; places: Place[]; perSecond: number; messages: number; warmUp: number }
	/** Every `everyMs` each client sends `burst` messages at once. The server's CPU is read between the marks. */
	| {
			job: 'bursts';
			places: Place[];
			burst: number;
			everyMs: number;
			rounds: number;
			warmUp: number;
	  }
	/** `closed`: each client sends its next message when the last is acknowledged. `open`: at a fixed rate, whatever happens to the others. */
	| {
			job: 'acknowledge';
			places: Place[];
			load: { kind: 'closed' } | { kind: 'open'; messagesPerSecond: number };
			warmUpMs: number;
			measureMs: number;
	  }
	/** Fills each document with so many messages, and leaves. Answers what a client there knows then. */
	| { job: 'fill'; documents: Place[][]; messages: number }
	/** Connects, says so, and holds the connections until it is told to leave. */
	| { job: 'hold'; places: Place[] }
	/** Connects all at once, and is done when the last is in sync. */
	| { job: 'reconnect'; places: Place[] }
	/** Writes until it is told that the server is dead; then comes back and looks for what somebody had been given. */
	| { job: 'kill'; documents: Place[][]; perSecond: number }
	| JoinOrder;

export interface JoinOrder {
	job: 'join';
	place: Place;
	/** Of Parley: the volumes to show, the newest last. */
	volumes: string[];
}

export interface Answers {
	'fan-out': { latencies: number[]; received: number };
	bursts: { deliveries: number; seconds: number; cpuMs: number; received: number };
	acknowledge: { latencies: number[]; seconds: number; delivered: number; cpuMs: number };
	fill: { known: NonNullable<Place['known']>[] };
	hold: { connected: number };
	reconnect: { ms: number };
	kill: { delivered: number; lost: number };
	join: { ms: number; received: number; shown: number };
}

export type Job = keyof Answers;

/** At a mark the clients wait for the parent, which measures or breaks something meanwhile. */
export type FromClients = { mark: string } | { answer: Answers[Job] } | { error: string };
export type ToClients = { order: Order } | { goOn: true };
