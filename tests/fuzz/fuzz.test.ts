/** Honest histories and mutants of them, held against the oracle. More of it: `npm run fuzz -- --updates 100000 --mutants 100000 --seed 10000`. */
import { describe, expect, test } from 'vitest';
import { KEPT } from './kept.ts';
import { runRoom, shrinkRoom } from './run.ts';
import { addRoom, emptySums, refusedWithin, summarise } from './sums.ts';

const PARTS = 10;
const OF_EACH = 2000;
/** Rooms of a part at most: far more than it needs. */
const SEEDS = 1000;

describe('fuzz', () => {
	for (let part = 1; part <= PARTS; part++)
		test(`[R1-R12] ${OF_EACH} honest updates and as many mutants from seed ${part * SEEDS} on`, async () => {
			const sums = emptySums(part * SEEDS);
			while (sums.updates < OF_EACH || sums.mutants < OF_EACH) {
				const result = await runRoom(sums.nextSeed);
				addRoom(sums, result);
				if (result.failure === null) continue;
				const { seed, steps, failure, trace } = await shrinkRoom(result);
				expect.fail(`seed ${seed}, steps ${JSON.stringify(steps)}: ${failure}\n${trace.join('\n')}`);
			}
			// A part of both kinds of every mutant, so that the oracle had something to judge.
			expect(sums.accepted, summarise(sums)).toBeGreaterThan(OF_EACH / 50);
			expect(sums.tombstones, summarise(sums)).toBeGreaterThan(OF_EACH / 50);
			expect(refusedWithin(sums, 0.99), summarise(sums)).toBeLessThan(10);
		});

	test('the same seed runs the same way, step for step', async () => {
		const [once, again] = [await runRoom(7, undefined, true), await runRoom(7, undefined, true)];
		expect(again.trace).toEqual(once.trace);
		expect(again.tally.codes).toEqual(once.tally.codes);
	});

	test.each(KEPT.map((kept) => [kept.name, kept] as const))('%s', async (_name, { seed, steps }) => {
		const { failure } = await runRoom(seed, [...steps]);
		expect(failure).toBeNull();
	});
});
