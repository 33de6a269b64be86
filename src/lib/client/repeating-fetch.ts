/** Fetches one at a time; one that is asked for meanwhile begins after it, so that the last answer is never older than the last question. */
import type { Clock } from './environment.ts';

export interface RepeatingFetchOptions {
	clock: Clock;
	/** Resolves with false when there was no answer. `number`: which fetch it is. */
	fetch(number: number): Promise<boolean>;
	/** Is it worth trying again? */
	mayRetry(): boolean;
}

const RETRY_MS = 3_000;

export class RepeatingFetch {
	readonly #options: RepeatingFetchOptions;
	#begun = 0;
	#running = false;
	#again = false;
	#stopped = false;

	constructor(options: RepeatingFetchOptions) {
		this.#options = options;
	}

	/** How many have begun. */
	get begun(): number {
		return this.#begun;
	}

	ask(): void {
		this.#again = true;
		if (!this.#running) void this.#run();
	}

	stop(): void {
		this.#stopped = true;
	}

	async #run(): Promise<void> {
		const { clock, fetch, mayRetry } = this.#options;
		this.#running = true;
		while (this.#again && !this.#stopped) {
			this.#again = false;
			// What fails on this device is tried again like a missing answer, or nothing would ever be fetched again.
			if (await fetch(++this.#begun).catch(() => false)) continue;
			clock.after(RETRY_MS, () => {
				if (!this.#stopped && mayRetry()) this.ask();
			});
		}
		this.#running = false;
	}
}
