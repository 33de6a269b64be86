/** Pieces of the interface that the first page is shown without. The service worker stores them like everything else, so they come without the network too. */

/** A component that is fetched when it is asked for first, or when the page has nothing else to do. */
export class Later<Piece> {
	readonly #fetch: () => Promise<{ default: Piece }>;
	#here = $state.raw<Piece | null>(null);
	#coming = false;

	constructor(fetch: () => Promise<{ default: Piece }>) {
		this.#fetch = fetch;
	}

	/** Null until it is here. Who reads it asks for it. */
	get asked(): Piece | null {
		this.fetch();
		return this.#here;
	}

	fetch(): void {
		if (this.#coming) return;
		this.#coming = true;
		void this.#fetch().then(
			(module) => (this.#here = module.default),
			// Without the network and before the service worker has stored it: it comes with the next wish.
			() => (this.#coming = false),
		);
	}
}

/** Calls in an idle moment, or after a while without one. Returns how not to. */
export function whenIdle(call: () => void): () => void {
	// Safari has no idle moments.
	if (!('requestIdleCallback' in window)) {
		const timer = setTimeout(call, 300);
		return () => clearTimeout(timer);
	}
	const waiting = requestIdleCallback(call, { timeout: 5_000 });
	return () => cancelIdleCallback(waiting);
}

/** One after the other, each in an idle moment. Returns how to stop. */
export function fetchWhenIdle(pieces: readonly Later<unknown>[]): () => void {
	const rest = [...pieces];
	let stop: () => void;
	const wait = () => {
		stop = whenIdle(() => {
			rest.shift()?.fetch();
			if (rest.length > 0) wait();
		});
	};
	wait();
	return () => stop();
}
