/** Small heads number by number, large bytes by copying them once into their place: lib0's encoder copies what it is given twice, and every encoder allocates. */

const BITS_7 = 128;

/** As lib0's `writeVarUint`. */
export function pushVarUint(bytes: number[], number: number): void {
	let left = number;
	while (left >= BITS_7) {
		bytes.push((left % BITS_7) + BITS_7);
		left = Math.floor(left / BITS_7);
	}
	bytes.push(left);
}

/** As lib0's `writeVarString`, of a text that is ASCII. */
export function pushAscii(bytes: number[], text: string): void {
	pushVarUint(bytes, text.length);
	for (let i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i));
}

export function varUints(...numbers: number[]): Uint8Array {
	const bytes: number[] = [];
	for (const number of numbers) pushVarUint(bytes, number);
	return Uint8Array.from(bytes);
}

export function lengthOf(parts: readonly Uint8Array[]): number {
	let length = 0;
	for (const part of parts) length += part.length;
	return length;
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(lengthOf(parts));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
