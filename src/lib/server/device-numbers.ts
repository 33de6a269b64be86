import { createHmac } from 'node:crypto';
import { MAX_DEVICE } from '#lib/domain/client-id.ts';

const HALF_BITS = 19;
const HALF = 2 ** HALF_BITS;
const ROUNDS = 8;

/**
 * The number of the `index`-th device (SPEC C2): a keyed permutation of 1 … 2^37 - 1, so that a number tells nobody how many there are or
 * which came first. A Feistel network over 38 bits; what falls outside is permuted again until it falls inside (cycle walking), which keeps
 * it a permutation and takes two turns on average.
 * @param key 32 secret bytes, the same for ever
 * @param index 1 … 2^37 - 1
 */
export function deviceNumber(key: Uint8Array, index: number): number {
	if (!Number.isInteger(index) || index < 1 || index > MAX_DEVICE)
		throw new RangeError(`device index ${index}`);
	let number = index;
	do number = permute(key, number);
	while (number < 1 || number > MAX_DEVICE);
	return number;
}

function permute(key: Uint8Array, number: number): number {
	let left = Math.floor(number / HALF);
	let right = number % HALF;
	for (let round = 0; round < ROUNDS; round++) {
		[left, right] = [right, (left ^ roundFunction(key, round, right)) >>> 0];
	}
	return left * HALF + right;
}

function roundFunction(key: Uint8Array, round: number, half: number): number {
	const input = Buffer.alloc(5);
	input.writeUInt8(round, 0);
	input.writeUInt32BE(half, 1);
	return createHmac('sha256', key).update(input).digest().readUInt32BE(0) % HALF;
}
