/** A seeded generator of numbers (mulberry32): the same seed makes the same organisation on every machine. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** In [0, 1). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** An integer from low to high, both included. */
	integer(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<Value>(values: readonly Value[]): Value {
		if (values.length === 0) throw new RangeError('Nothing to pick from.');
		return values[Math.floor(this.next() * values.length)] as Value;
	}

	shuffle<Value>(values: readonly Value[]): Value[] {
		const shuffled = [...values];
		for (let i = shuffled.length - 1; i > 0; i--) {
			const j = this.integer(0, i);
			[shuffled[i], shuffled[j]] = [shuffled[j] as Value, shuffled[i] as Value];
		}
		return shuffled;
	}

	bytes(length: number): Uint8Array {
		return Uint8Array.from({ length }, () => this.integer(0, 255));
	}
}
