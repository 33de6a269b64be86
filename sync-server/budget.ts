/** What one user may cost, over all of his connections (SPEC R13): bursts as a long offline backlog makes them, then so much a second. */
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Clock } from './ports.ts';
import { TokenBucket } from './token-bucket.ts';

/** The longest rest at a time: then it is looked at again. */
const MAX_REST_MS = 5_000;

/** Who pays for work. */
export interface Payer {
	/** Does the work at his expense. */
	charge<Result>(work: () => Result): Result;
	/** So many bytes of his are decoded, and wait for their append, until `release`. */
	hold(bytes: number): void;
	release(bytes: number): void;
	/** Runs the task as soon as he holds so little that more may be decoded. */
	whenFree(task: () => void): void;
}

/** Work of the relay's own. */
export const NOBODY: Payer = {
	charge: (work) => work(),
	hold: () => undefined,
	release: () => undefined,
	whenFree: (task) => task(),
};

export class Budget implements Payer {
	readonly #work: TokenBucket;
	readonly #bytes: TokenBucket;
	readonly #frames: TokenBucket;
	readonly #awareness: TokenBucket;
	readonly #clock: Clock;
	#isCharging = false;
	#held = 0;
	#waiting: (() => void)[] = [];

	constructor(clock: Clock) {
		const { workMs, bytes, frames, awareness } = LIMITS.userBudget;
		this.#clock = clock;
		this.#work = new TokenBucket(clock, workMs.burst, workMs.perSecond);
		this.#bytes = new TokenBucket(clock, bytes.burst, bytes.perSecond);
		this.#frames = new TokenBucket(clock, frames.burst, frames.perSecond);
		this.#awareness = new TokenBucket(clock, awareness.burst, awareness.perSecond);
	}

	/** One frame came. @param weight more than 1 for one that makes work elsewhere, as in the database */
	frame(bytes: number, weight = 1): void {
		this.#frames.spend(weight);
		this.#bytes.spend(bytes);
	}

	/** May something more be said of presence now? */
	takeAwareness(): boolean {
		return this.#awareness.take();
	}

	hold(bytes: number): void {
		this.#held += bytes;
	}

	release(bytes: number): void {
		this.#held -= bytes;
		while (this.#waiting.length > 0 && this.#isFree) this.#waiting.shift()!();
	}

	whenFree(task: () => void): void {
		if (this.#isFree) task();
		else this.#waiting.push(task);
	}

	get #isFree(): boolean {
		return this.#held <= LIMITS.userBudget.heldBytes;
	}

	charge<Result>(work: () => Result): Result {
		const { workTime } = this.#clock;
		// Work within work is counted once.
		if (!workTime || this.#isCharging) return work();
		this.#isCharging = true;
		const before = workTime();
		try {
			return work();
		} finally {
			this.#isCharging = false;
			this.#work.spend(workTime() - before);
		}
	}

	/** How long, in ms, nothing more of his is to be read; 0 while he is not in debt. */
	get restMs(): number {
		const debt = Math.max(this.#work.debtMs, this.#bytes.debtMs, this.#frames.debtMs);
		return Math.min(Math.ceil(debt), MAX_REST_MS);
	}

	/** Nothing is left to remember: a fresh one would be the same. */
	get isFull(): boolean {
		return this.#held === 0 && this.#work.isFull && this.#bytes.isFull && this.#frames.isFull;
	}
}

/** Of everybody who is connected, and of those who were, until they have nothing to make good. */
export class Budgets {
	readonly #clock: Clock;
	readonly #budgets = new Map<string, Budget>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	of(user: string): Budget {
		let budget = this.#budgets.get(user);
		if (!budget) this.#budgets.set(user, (budget = new Budget(this.#clock)));
		return budget;
	}

	/** To be called every so often. @param connected the users who have connections */
	forget(connected: { has(user: string): boolean }): void {
		for (const [user, budget] of this.#budgets)
			if (!connected.has(user) && budget.isFull) this.#budgets.delete(user);
	}
}
