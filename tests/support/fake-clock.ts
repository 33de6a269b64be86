import type { Clock, Locks } from '../../src/lib/client/environment.ts';
import { queuedHold } from '../../src/lib/client/queued-hold.ts';

/** A clock that moves when it is told to. Timers run in order, and what they start has its turn before the next one. */
export class FakeClock implements Clock {
	#now: number;
	#timers: { at: number; call: () => void }[] = [];

	constructor(now = 1_700_000_000_000) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	after(ms: number, call: () => void): () => void {
		const timer = { at: this.#now + ms, call };
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((other) => other !== timer);
		};
	}

	async advance(ms: number): Promise<void> {
		const end = this.#now + ms;
		for (;;) {
			await settle();
			const next = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
			if (!next) break;
			this.#timers = this.#timers.filter((other) => other !== next);
			this.#now = Math.max(this.#now, next.at);
			next.call();
		}
		this.#now = end;
		await settle();
	}
}

/** Lets everything that waits for nothing but promises go on. */
export function settle(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

/** The locks of one browser profile, whose tabs are all in this process: one that ends lets go by itself. */
export function fakeLocks(): Required<Locks> {
	const kept = new Set<string>();
	return {
		hold: queuedHold(),
		keep(name) {
			if (kept.has(name)) return Promise.resolve(null);
			kept.add(name);
			return Promise.resolve(() => void kept.delete(name));
		},
	};
}
