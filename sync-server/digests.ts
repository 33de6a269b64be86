/** A digest of 31 bits for each clock of a log, four bytes each: a volume has thousands. */
export class Digests {
	#values = new Int32Array(1);

	set(clock: number, digest: number): void {
		if (clock >= this.#values.length) {
			const larger = new Int32Array(Math.ceil((clock + 1) * 1.5));
			larger.set(this.#values);
			this.#values = larger;
		}
		this.#values[clock] = digest;
	}

	/** 0 where none was set. */
	at(clock: number): number {
		return this.#values[clock] ?? 0;
	}
}
