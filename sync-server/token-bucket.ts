import type { Clock } from './ports.ts';

/** Lets through a burst, then so many a second. */
export class TokenBucket {
	readonly #clock: Clock;
	readonly #burst: number;
	readonly #perSecond: number;
	#tokens: number;
	#at: number;

	constructor(clock: Clock, burst: number, perSecond: number) {
		this.#clock = clock;
		this.#burst = burst;
		this.#perSecond = perSecond;
		this.#tokens = burst;
		this.#at = clock.now();
	}

	take(): boolean {
		this.#refill();
		if (this.#tokens < 1) return false;
		this.#tokens--;
		return true;
	}

	/** Takes what was used already, into debt if need be. */
	spend(tokens: number): void {
		this.#refill();
		this.#tokens -= tokens;
	}

	/** How long until nothing is owed; 0 when nothing is. */
	get debtMs(): number {
		this.#refill();
		return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#perSecond) * 1000;
	}

	get isFull(): boolean {
		this.#refill();
		return this.#tokens >= this.#burst;
	}

	#refill(): void {
		const now = this.#clock.now();
		// A clock that steps back gives nothing and takes nothing.
		const passed = Math.max(0, now - this.#at);
		this.#at = now;
		this.#tokens = Math.min(this.#burst, this.#tokens + (passed / 1000) * this.#perSecond);
	}
}
