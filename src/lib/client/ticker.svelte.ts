import { createSubscriber } from 'svelte/reactivity';

/** The time for texts that age: whoever reads `now` in an effect is told at every tick. Runs only while it is read. */
export class Ticker {
	readonly #subscribe: () => void;

	constructor(everyMs: number) {
		this.#subscribe = createSubscriber((update) => {
			const timer = setInterval(update, everyMs);
			return () => clearInterval(timer);
		});
	}

	/** ms since 1970. */
	get now(): number {
		this.#subscribe();
		return Date.now();
	}
}
