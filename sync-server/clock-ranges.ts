/** A set of clocks as sorted, coalesced ranges in one flat array: `[start, end, start, end, …]`, ends excluded. */
export class ClockRanges {
	readonly #bounds: number[] = [];

	get isEmpty(): boolean {
		return this.#bounds.length === 0;
	}

	add(clock: number, length: number): void {
		const bounds = this.#bounds;
		const end = clock + length;
		if (bounds.length === 0 || clock > bounds[bounds.length - 1]!) {
			bounds.push(clock, end);
			return;
		}
		// The ranges that touch [clock, end] become one.
		const from = this.#firstEndingAtOrAfter(clock);
		let to = from;
		let low = clock;
		let high = end;
		while (to < bounds.length && bounds[to]! <= end) {
			low = Math.min(low, bounds[to]!);
			high = Math.max(high, bounds[to + 1]!);
			to += 2;
		}
		bounds.splice(from, to - from, low, high);
	}

	has(clock: number): boolean {
		const index = this.#firstEndingAtOrAfter(clock + 1);
		return index < this.#bounds.length && this.#bounds[index]! <= clock;
	}

	covers(clock: number, length: number): boolean {
		const index = this.#firstEndingAtOrAfter(clock + 1);
		return (
			index < this.#bounds.length &&
			this.#bounds[index]! <= clock &&
			clock + length <= this.#bounds[index + 1]!
		);
	}

	/** The parts of the set within `[from, to)`, ascending, as `[clock, length]`. */
	within(from: number, to: number): [clock: number, length: number][] {
		const parts: [number, number][] = [];
		const bounds = this.#bounds;
		for (let i = this.#firstEndingAtOrAfter(from + 1); i < bounds.length && bounds[i]! < to; i += 2) {
			const start = Math.max(bounds[i]!, from);
			const end = Math.min(bounds[i + 1]!, to);
			if (end > start) parts.push([start, end - start]);
		}
		return parts;
	}

	/** How many clocks of the set are below `clock`. */
	countBelow(clock: number): number {
		let count = 0;
		const bounds = this.#bounds;
		for (let i = 0; i < bounds.length && bounds[i]! < clock; i += 2)
			count += Math.min(bounds[i + 1]!, clock) - bounds[i]!;
		return count;
	}

	/** Index of the first range whose end is `>= clock`. */
	#firstEndingAtOrAfter(clock: number): number {
		const bounds = this.#bounds;
		let low = 0;
		let high = bounds.length >> 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (bounds[middle * 2 + 1]! < clock) low = middle + 1;
			else high = middle;
		}
		return low * 2;
	}
}
