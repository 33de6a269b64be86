/** The short form of `npm run attack -- --floods`: each flood for a moment. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { FLOODS } from './flood.ts';
import { Ground } from './ground.ts';
import { runFlood } from './run-flood.ts';

let database: TestDatabase;
let ground: Ground;

beforeAll(async () => {
	database = await startTestDatabase();
	ground = await Ground.start(database.url);
});
afterAll(async () => {
	await ground.stop();
	await database.stop();
});

const DURATION_MS = 1500;
/** Of a machine on which other tests run as well. The target of 100 ms at the 99th percentile is for a quiet one. */
const MOST_P50_MS = 1500;
const MOST_GROWN_MB = 400;

test.each(FLOODS.map((flood) => [flood.name, flood] as const))('[R13] %s', async (_name, flood) => {
	const report = await runFlood(ground, flood, DURATION_MS);
	expect(report).toMatchObject({ isUnharmed: true, isFlooding: true });
	expect(report.p50Ms).toBeLessThan(MOST_P50_MS);
	if (!Number.isNaN(report.grownMb)) expect(report.grownMb).toBeLessThan(MOST_GROWN_MB);
});
