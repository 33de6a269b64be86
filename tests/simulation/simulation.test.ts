/** The whole of client and relay in one process, under everything that goes wrong. More of it: `npm run simulate -- --seeds 5000`. */
import { describe, expect, test } from 'vitest';
import { runSeed } from './run.ts';

const SEEDS = 200;
const SEEDS_PER_TEST = 20;

describe('simulation', () => {
	for (let first = 1; first <= SEEDS; first += SEEDS_PER_TEST)
		test(`seeds ${first} to ${first + SEEDS_PER_TEST - 1} hold every invariant`, async () => {
			for (let seed = first; seed < first + SEEDS_PER_TEST; seed++) {
				const result = await runSeed({ seed });
				if (!result.ok)
					expect.fail(
						`seed ${seed}: ${result.words}\n${result.tail.slice(-60).join('\n')}\nnpm run simulate -- --seeds 1 --from ${seed} --shrink`,
					);
			}
		});

	test('the same seed runs the same way, step for step', async () => {
		const [once, again] = [await runSeed({ seed: 7 }), await runSeed({ seed: 7 })];
		expect(again.digest).toBe(once.digest);
	});
});
