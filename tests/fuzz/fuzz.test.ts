/** Honest histories and mutants of them, held against the oracle. More of it: `npm run fuzz -- --updates 100000 --mutants 100000 --seed 10000`. */
import { describe, expect, test } from 'vitest';
import { runAwarenessRoom } from './awareness.ts';
import { KEPT, KEPT_TEXTS } from './kept.ts';
import { runRoom, shrinkRoom } from './run.ts';
import { addRoom, emptySums, refusedWithin, summarise } from './sums.ts';
import { runTextRoom } from './text/run.ts';

const PARTS = 10;
const TEXT_PARTS = 2;
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

	for (let part = 1; part <= TEXT_PARTS; part++)
		test(`[X4-X12] ${OF_EACH} honest updates of texts and half as many mutants from seed ${part * SEEDS} on`, async () => {
			const sums = emptySums(part * SEEDS);
			while (sums.updates < OF_EACH || sums.mutants < OF_EACH / 2) {
				const result = await runTextRoom(sums.nextSeed);
				addRoom(sums, result);
				if (result.failure === null) continue;
				const { seed, steps, failure, trace } = await shrinkRoom(result, runTextRoom);
				expect.fail(`seed ${seed}, steps ${JSON.stringify(steps)}: ${failure}\n${trace.join('\n')}`);
			}
			expect(sums.accepted, summarise(sums)).toBeGreaterThan(OF_EACH / 20);
		});

	test(`[A1] ${OF_EACH} honest states and as many mutants: of others nothing is heard, and of oneself what one said`, async () => {
		const sums = emptySums(1);
		while (sums.mutants < OF_EACH) {
			const result = await runAwarenessRoom(sums.nextSeed);
			addRoom(sums, result);
			expect(result.failure, `seed ${result.seed}`).toBeNull();
		}
		expect(sums.accepted, summarise(sums)).toBeGreaterThan(OF_EACH / 20);
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

	test.each(KEPT_TEXTS.map((kept) => [kept.name, kept] as const))('%s', async (_name, { seed, steps }) => {
		const { failure } = await runTextRoom(seed, [...steps]);
		expect(failure).toBeNull();
	});
});
