/** What happened, one line a step. The tail is what a person reads when a seed fails; the digest shows that a seed repeats. */
export class Trace {
	#lines: string[] = [];
	#digest = 0x811c9dc5;
	readonly #keep: number;
	readonly #now: () => number;

	/** @param now stands before each line; @param keep how many of the last lines are kept */
	constructor(now: () => number, keep = 400) {
		this.#now = now;
		this.#keep = keep;
	}

	/** @param isNoise belongs to the digest, but is nothing that a person wants to read */
	add(line: string, isNoise = false): void {
		for (let i = 0; i < line.length; i++)
			this.#digest = Math.imul(this.#digest ^ line.charCodeAt(i), 0x01000193);
		if (isNoise) return;
		this.#lines.push(`${this.#now()} ${line}`);
		if (this.#lines.length > 2 * this.#keep) this.#lines.splice(0, this.#keep);
	}

	get digest(): string {
		return (this.#digest >>> 0).toString(16).padStart(8, '0');
	}

	tail(count = this.#keep): string[] {
		return this.#lines.slice(-count);
	}
}
