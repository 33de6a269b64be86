/** Long work in short steps, one step of all between two turns of the event loop (SPEC R13): whoever has something short to do waits for one step at most. */
import type { Clock } from './ports.ts';

export class Background {
	readonly #clock: Clock;
	readonly #steps: (() => void)[] = [];
	#isScheduled = false;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Runs the step after those that wait. Must not throw. */
	next(step: () => void): void {
		this.#steps.push(step);
		this.#schedule();
	}

	#schedule(): void {
		if (this.#isScheduled || this.#steps.length === 0) return;
		this.#isScheduled = true;
		this.#clock.setTimeout(() => {
			this.#isScheduled = false;
			this.#steps.shift()!();
			this.#schedule();
		}, 0);
	}
}
