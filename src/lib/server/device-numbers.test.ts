import { expect, test } from 'vitest';
import { MAX_DEVICE } from '#lib/domain/client-id.ts';
import { deviceNumber } from './device-numbers.ts';

const key = Buffer.alloc(32, 7);

test('[C2] no two devices get one number, and all numbers are within range', () => {
	const numbers = Array.from({ length: 3_000 }, (_, i) => deviceNumber(key, i + 1));
	expect(new Set(numbers).size).toBe(numbers.length);
	for (const number of numbers) {
		expect(Number.isInteger(number)).toBe(true);
		expect(number).toBeGreaterThanOrEqual(1);
		expect(number).toBeLessThanOrEqual(MAX_DEVICE);
	}
});

test('[C2] a number tells nothing of its place: half of them rise, and they spread over the whole range', () => {
	const numbers = Array.from({ length: 2_000 }, (_, i) => deviceNumber(key, i + 1));
	const rising = numbers.filter((number, i) => i > 0 && number > numbers[i - 1]!).length;
	expect(rising / numbers.length).toBeGreaterThan(0.45);
	expect(rising / numbers.length).toBeLessThan(0.55);
	const quarters = [0, 0, 0, 0];
	for (const number of numbers) quarters[Math.floor((number / (MAX_DEVICE + 1)) * 4)]! += 1;
	for (const count of quarters) expect(count).toBeGreaterThan(400);
});

test('[C2] the numbers of a key stay the same for ever', () => {
	expect([1, 2, MAX_DEVICE].map((index) => deviceNumber(key, index))).toMatchInlineSnapshot(`
		[
		  89788592712,
		  6333168674,
		  113593204311,
		]
	`);
	expect(() => deviceNumber(key, 0)).toThrow(RangeError);
	expect(() => deviceNumber(key, MAX_DEVICE + 1)).toThrow(RangeError);
});
