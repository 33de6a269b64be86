import { expect, test } from 'vitest';
import { MAX_STEPS, reachedAt, stepArray } from './position-steps.ts';

const steps = (...all: [position: number, at: number, volume?: number][]) =>
	all.flatMap(([position, at, volume = 0]) => stepArray({ volume, position, at }));
const at = (position: number, volume = 0) => ({ volume, position });

test('[W11] a place is reached with the first step that is as far', () => {
	const history = steps([3, 100], [7, 200], [0, 300, 1]);
	expect([0, 3, 4, 7, 8].map((position) => reachedAt(history, at(position)))).toEqual([
		100, 100, 200, 200, 300,
	]);
	expect(reachedAt(history, at(0, 1))).toBe(300);
	expect(reachedAt(history, at(1, 1))).toBe(null);
	expect(reachedAt([], at(0))).toBe(null);
});

test('[W11] what was marked as unread is read again only since then', () => {
	const history = steps([9, 100], [4, 200], [9, 300]);
	expect(reachedAt(history, at(6))).toBe(300);
	expect(reachedAt(history, at(4))).toBe(100);
	expect(reachedAt(steps([9, 100], [4, 200]), at(6))).toBe(null);
});

test('[W11] where older steps are forgotten, nobody knows since when', () => {
	const full = steps(
		...Array.from({ length: MAX_STEPS }, (_, index): [number, number] => [index, 100 + index]),
	);
	expect(reachedAt(full, at(0))).toBe(0);
	expect(reachedAt(full, at(1))).toBe(101);
	expect(reachedAt(full.slice(3), at(1))).toBe(101);
});
