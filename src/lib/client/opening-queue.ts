/** Opens conversations in the background, a few at a time: a start with hundreds of them must not make the one on screen wait. */
export class OpeningQueue {
	readonly #open: (id: string) => Promise<void>;
	readonly #atOnce: number;
	#waiting: string[] = [];
	#opening = 0;
	#stopped = false;

	/** @param open resolves when the device's copy is read */
	constructor(atOnce: number, open: (id: string) => Promise<void>) {
		this.#atOnce = atOnce;
		this.#open = open;
	}

	/** Nothing waits, nothing is being opened. */
	get idle(): boolean {
		return this.#waiting.length === 0 && this.#opening === 0;
	}

	/** Replaces what waits; the first is opened first. */
	fill(ids: readonly string[]): void {
		this.#waiting = [...ids];
		this.#next();
	}

	stop(): void {
		this.#stopped = true;
	}

	#next(): void {
		while (this.#opening < this.#atOnce && !this.#stopped) {
			const id = this.#waiting.shift();
			if (id === undefined) return;
			this.#opening++;
			void this.#open(id).finally(() => {
				this.#opening--;
				this.#next();
			});
		}
	}
}
