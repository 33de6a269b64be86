/**
 * The simulation's only source of chance (sfc32, seeded by splitmix32). `fork` gives an independent stream: what one part draws
 * never shifts what another part draws, so that a shrunk list of actions still meets nearly the same schedule.
 */
export class Prng {
	#a: number;
	#b: number;
	#c: number;
	#counter = 1;
	readonly #seed: number;

	constructor(seed: number, stream = '') {
		let mix = seed >>> 0;
		for (let i = 0; i < stream.length; i++) mix = Math.imul(mix ^ stream.charCodeAt(i), 0x9e3779b1) >>> 0;
		const next = () => {
			mix = (mix + 0x9e3779b9) >>> 0;
			let t = mix ^ (mix >>> 16);
			t = Math.imul(t, 0x21f0aaad);
			t ^= t >>> 15;
			t = Math.imul(t, 0x735a2d97);
			return (t ^ (t >>> 15)) >>> 0;
		};
		this.#seed = mix;
		this.#a = next();
		this.#b = next();
		this.#c = next();
		for (let i = 0; i < 12; i++) this.#draw();
	}

	fork(stream: string): Prng {
		return new Prng(this.#seed, stream);
	}

	#draw(): number {
		const t = (this.#a + this.#b + this.#counter++) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
		return t >>> 0;
	}

	/** In [0, 1). */
	next(): number {
		return this.#draw() / 4_294_967_296;
	}

	/** 0 … below - 1. */
	below(below: number): number {
		return Math.floor(this.next() * below);
	}

	/** Both ends included. */
	between(low: number, high: number): number {
		return low + this.below(high - low + 1);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<Value>(values: readonly Value[]): Value {
		if (values.length === 0) throw new RangeError('Nothing to pick from.');
		return values[this.below(values.length)] as Value;
	}

	/** Picks a key with probability proportional to its weight. */
	weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
		const entries = Object.entries(weights) as [Key, number][];
		let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [key, weight] of entries) if ((rest -= weight) < 0) return key;
		return entries.at(-1)![0];
	}

	bytes(length: number): Uint8Array {
		return Uint8Array.from({ length }, () => this.below(256));
	}
}
