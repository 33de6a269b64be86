import { randomFillSync } from 'node:crypto';

/** A row needs some 32 of them; asking the system for so few each time costs more than hashing the row. */
const POOL_BYTES = 8192;

let pool = new Uint8Array(0);

/** Unpredictable bytes, each given once. */
export function pooledRandomBytes(length: number): Uint8Array {
	if (length > pool.length) pool = randomFillSync(new Uint8Array(Math.max(POOL_BYTES, length)));
	const taken = pool.subarray(0, length);
	pool = pool.subarray(length);
	return taken;
}
