/** What happened, one line a step. The tail is what a person reads when a seed fails; the digest shows that a seed repeats. */
export class Trace {
	#lines: string[] = [];
	#digest = 0x811c9dc5;
	#length = 0;
	readonly #keep: number;

	/** @param keep how many of the last lines are kept */
	constructor(keep = 400) {
		this.#keep = keep;
	}

	add(line: string): void {
		this.#length++;
		for (let i = 0; i < line.length; i++)
			this.#digest = Math.imul(this.#digest ^ line.charCodeAt(i), 0x01000193);
		this.#lines.push(line);
		if (this.#lines.length > 2 * this.#keep) this.#lines.splice(0, this.#keep);
	}

	get length(): number {
		return this.#length;
	}

	get digest(): string {
		return (this.#digest >>> 0).toString(16).padStart(8, '0');
	}

	tail(count = this.#keep): string[] {
		return this.#lines.slice(-count);
	}
}
