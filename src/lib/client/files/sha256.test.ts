import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256 } from './sha256.ts';

test('the digest is that of SHA-256, in whatever pieces the bytes come', () => {
	for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000, 100_003]) {
		const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + 7) & 0xff);
		const expected = createHash('sha256').update(bytes).digest('hex');
		for (const piece of [1, 63, 64, 1_000, Infinity]) {
			if (piece === 1 && length > 1_000) continue;
			const hash = new Sha256();
			for (let at = 0; at < length; at += piece) hash.update(bytes.subarray(at, at + piece));
			expect(hash.digest()).toBe(expected);
		}
	}
});
