/** SHA-256 (FIPS 180-4) of bytes that come in pieces: the browser's own takes a whole file into memory, of which there may not be enough. */

const ROUNDS = Uint32Array.from(fractions((prime) => Math.cbrt(prime), 64));
const BLOCK = 64;

export class Sha256 {
	readonly #state = Uint32Array.from(fractions((prime) => Math.sqrt(prime), 8));
	readonly #words = new Uint32Array(64);
	readonly #rest = new Uint8Array(BLOCK);
	#restLength = 0;
	#length = 0;

	update(bytes: Uint8Array): void {
		this.#length += bytes.length;
		let at = 0;
		if (this.#restLength > 0) {
			at = Math.min(BLOCK - this.#restLength, bytes.length);
			this.#rest.set(bytes.subarray(0, at), this.#restLength);
			this.#restLength += at;
			if (this.#restLength < BLOCK) return;
			this.#take(this.#rest, 0);
			this.#restLength = 0;
		}
		for (; at + BLOCK <= bytes.length; at += BLOCK) this.#take(bytes, at);
		this.#rest.set(bytes.subarray(at));
		this.#restLength = bytes.length - at;
	}

	/** Lower-case hexadecimal. Nothing can be added afterwards. */
	digest(): string {
		const bits = this.#length * 8;
		const end = new Uint8Array(this.#restLength < 56 ? BLOCK : 2 * BLOCK);
		end.set(this.#rest.subarray(0, this.#restLength));
		end[this.#restLength] = 0x80;
		const view = new DataView(end.buffer);
		view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32));
		view.setUint32(end.length - 4, bits >>> 0);
		for (let at = 0; at < end.length; at += BLOCK) this.#take(end, at);
		return [...this.#state].map((word) => word.toString(16).padStart(8, '0')).join('');
	}

	#take(bytes: Uint8Array, start: number): void {
		const words = this.#words;
		for (let i = 0, at = start; i < 16; i++, at += 4)
			words[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
		for (let i = 16; i < 64; i++) {
			const early = words[i - 15]!;
			const late = words[i - 2]!;
			const s0 = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
			const s1 = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
			words[i] = (words[i - 16]! + s0 + words[i - 7]! + s1) | 0;
		}
		const state = this.#state;
		let [a, b, c, d, e, f, g, h] = state as unknown as [
			number,
			number,
			number,
			number,
			number,
			number,
			number,
			number,
		];
		for (let i = 0; i < 64; i++) {
			const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
			const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i]! + words[i]!) | 0;
			const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
			const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			h = g;
			g = f;
			f = e;
			e = (d + t1) | 0;
			d = c;
			c = b;
			b = a;
			a = (t1 + t2) | 0;
		}
		[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = state[index]! + word));
	}
}

/** The first 32 bits of the fractions of a root of the first primes. */
function fractions(root: (prime: number) => number, count: number): number[] {
	const primes: number[] = [];
	for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
	return primes.map((prime) => Math.floor((root(prime) % 1) * 2 ** 32));
}
