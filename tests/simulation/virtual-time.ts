/**
 * One virtual time line and the simulated processes ("hosts") that live on it. Code that runs inside a host (`runIn`) gets
 * virtual `setTimeout`, `setInterval`, `setImmediate`, `Date.now` and `Math.random`; the test runner outside keeps the real ones. The host is carried
 * through promises by AsyncLocalStorage, so a crashed host's timers can be told apart and never fire.
 *
 * Import this file before anything else: lib0 keeps the `Date.now` that it finds when it loads.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Prng } from './prng.ts';

export interface Host {
	readonly name: string;
	readonly time: VirtualTime;
	readonly random: Prng;
	/** False after a crash: nothing of it runs any more. */
	alive: boolean;
	/** Its wall clock less the true time, ms. Steps both ways. */
	skew: number;
}

interface Timer {
	host: Host;
	due: number;
	order: number;
	run: () => void;
	/** ms; undefined for a timer that fires once. */
	every?: number;
}

// Tests load this file more than once, with other modules mocked; lib0 and the global functions keep the first one's.
const INSTALLED = Symbol.for('parley simulation hosts');
const shared = globalThis as { [INSTALLED]?: AsyncLocalStorage<Host> };
const isInstalled = shared[INSTALLED] !== undefined;
const hosts = (shared[INSTALLED] ??= new AsyncLocalStorage<Host>());
const real = {
	setTimeout: globalThis.setTimeout,
	clearTimeout: globalThis.clearTimeout,
	setInterval: globalThis.setInterval,
	clearInterval: globalThis.clearInterval,
	setImmediate: globalThis.setImmediate,
	clearImmediate: globalThis.clearImmediate,
	now: Date.now,
	random: Math.random,
};

export function currentHost(): Host | undefined {
	return hosts.getStore();
}

export function runIn<Result>(host: Host, code: () => Result): Result {
	return hosts.run(host, code);
}

/** Resolves when all promise reactions that were under way have run. */
export function microtasksDone(): Promise<void> {
	return new Promise((resolve) => real.setImmediate(resolve));
}

export class VirtualTime {
	static readonly start = Date.UTC(2026, 10, 2, 9);
	/** True time, ms since 1970. */
	now = VirtualTime.start;
	#timers = new Map<number, Timer>();
	#lastId = 0;

	set(host: Host, run: () => void, delay: number, every?: number): number {
		const id = ++this.#lastId;
		const due = this.now + Math.max(0, Number.isFinite(delay) ? delay : 0);
		this.#timers.set(id, { host, due, order: id, run, every });
		return id;
	}

	clear(id: unknown): void {
		this.#timers.delete(Number(id));
	}

	/** When the next timer is due; undefined when there is none. */
	get nextDue(): number | undefined {
		return this.#next()?.[1].due;
	}

	/** Moves to the next timer and runs it in its host. */
	fire(): void {
		const next = this.#next();
		if (!next) return;
		const [id, timer] = next;
		this.now = Math.max(this.now, timer.due);
		if (timer.every === undefined) this.#timers.delete(id);
		else Object.assign(timer, { due: this.now + Math.max(1, timer.every), order: ++this.#lastId });
		runIn(timer.host, timer.run);
	}

	#next(): [number, Timer] | undefined {
		let best: [number, Timer] | undefined;
		for (const entry of this.#timers) {
			const timer = entry[1];
			if (!timer.host.alive) this.#timers.delete(entry[0]);
			else if (!best || timer.due < best[1].due || (timer.due === best[1].due && timer.order < best[1].order))
				best = entry;
		}
		return best;
	}
}

/** What the virtual functions return: a number to browsers' code, with the methods that Node's code calls on a timer. */
class TimerHandle {
	readonly id: number;
	constructor(id: number) {
		this.id = id;
	}
	ref(): this {
		return this;
	}
	unref(): this {
		return this;
	}
	hasRef(): boolean {
		return true;
	}
	refresh(): this {
		return this;
	}
	[Symbol.toPrimitive](): number {
		return this.id;
	}
}

type Callback = (...args: unknown[]) => void;

function install(): void {
	const start =
		(fallback: Callback, repeat: boolean) =>
		(run: Callback, delay = 0, ...args: unknown[]) => {
			const host = hosts.getStore();
			if (!host) return fallback(run, delay, ...args);
			const call = () => run(...args);
			return new TimerHandle(host.time.set(host, call, delay, repeat ? delay : undefined));
		};
	const stop = (fallback: Callback) => (handle: unknown) => {
		if (handle instanceof TimerHandle) hosts.getStore()?.time.clear(handle.id);
		else fallback(handle);
	};
	Object.assign(globalThis, {
		setTimeout: Object.assign(start(real.setTimeout as Callback, false), real.setTimeout),
		setInterval: start(real.setInterval as Callback, true),
		setImmediate: (run: Callback, ...args: unknown[]) => {
			const host = hosts.getStore();
			if (!host) return real.setImmediate(run, ...args);
			return new TimerHandle(host.time.set(host, () => run(...args), 0));
		},
		clearTimeout: stop(real.clearTimeout as Callback),
		clearInterval: stop(real.clearInterval as Callback),
		clearImmediate: stop(real.clearImmediate as Callback),
	});
	Date.now = () => {
		const host = hosts.getStore();
		return host ? host.time.now + host.skew : real.now();
	};
	Math.random = () => {
		const host = hosts.getStore();
		return host ? host.random.next() : real.random();
	};
}

if (!isInstalled) install();
