import type { Clock } from '../../src/lib/client/environment.ts';

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

/** Locks of one browser profile. */
export function fakeLocks(): { hold<Result>(name: string, run: () => Promise<Result>): Promise<Result> } {
	const queues = new Map<string, Promise<unknown>>();
	return {
		hold(name, run) {
			const result = (queues.get(name) ?? Promise.resolve()).then(run);
			queues.set(
				name,
				result.catch(() => {}),
			);
			return result;
		},
	};
}
