import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRelayGround, type Ground } from '../crash/ground.ts';
import { runCrashes } from '../crash/run.ts';

let ground: Ground;

beforeAll(async () => {
	ground = await startRelayGround(async () => undefined);
});
afterAll(() => ground.dispose());

test('[R10][R12] nothing acknowledged or delivered is lost, doubled or reordered when relay and PostgreSQL are killed', async () => {
	const sums = await runCrashes({ ground, cycles: 3, seed: 20 });
	expect(sums.findings).toEqual([]);
	expect(sums).toMatchObject({ cycles: 3, found: { lost: 0, doubled: 0, reordered: 0, chain: 0, other: 0 } });
	expect(sums.acknowledged).toBeGreaterThan(100);
	expect(sums.delivered).toBeGreaterThan(sums.acknowledged);
}, 120_000);
