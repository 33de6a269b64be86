/** First what costs least: the unit tests of the file itself. */
import { tests } from './small-vitest.ts';

/** Beside its file, and what else tests it without a relay. */
const TESTS: Record<string, () => Promise<unknown>[]> = {
	'sync-server/byte-reader.ts': () => [
		import('../../sync-server/byte-reader.test.ts'),
		import('../../sync-server/decode.test.ts'),
	],
	'sync-server/decode.ts': () => [import('../../sync-server/decode.test.ts')],
	'sync-server/value-reader.ts': () => [
		import('../../sync-server/value-reader.test.ts'),
		import('../../sync-server/decode.test.ts'),
	],
	'sync-server/rules.ts': () => [import('../../sync-server/rules.test.ts')],
	'sync-server/awareness-guard.ts': () => [import('../../sync-server/awareness-guard.test.ts')],
	'sync-server/text-judge.ts': () => [import('../../sync-server/text-judge.test.ts')],
	'sync-server/text-items.ts': () => [
		import('../../sync-server/text-items.test.ts'),
		import('../../sync-server/text-index.test.ts'),
	],
	'sync-server/text-between.ts': () => [
		import('../../sync-server/text-between.test.ts'),
		import('../../sync-server/text-items.test.ts'),
	],
	'sync-server/text-causes.ts': () => [
		import('../../sync-server/text-causes.test.ts'),
		import('../../sync-server/text-items.test.ts'),
	],
	'sync-server/text-structs.ts': () => [import('../../sync-server/text-judge.test.ts')],
	'sync-server/text-index.ts': () => [import('../../sync-server/text-index.test.ts')],
	'sync-server/text-encode.ts': () => [
		import('../../sync-server/text-items.test.ts'),
		import('../../sync-server/text-index.test.ts'),
	],
	'src/lib/domain/events.ts': () => [import('../../src/lib/domain/events.test.ts')],
};
/** They try many things, and cost more than all the others. */
const SLOW = /is read, with its values|is read the same in steps|never throws|seed/;

/** Names of what failed; the first, or all. */
export async function runUnits(file: string, isWhole: boolean): Promise<string[]> {
	await Promise.all(TESTS[file]?.() ?? []);
	const failed: string[] = [];
	for (const { name, before, body } of [...tests].sort(
		(one, other) => Number(SLOW.test(one.name)) - Number(SLOW.test(other.name)),
	)) {
		try {
			for (const task of before) await (task as () => unknown)();
			await body();
		} catch (error) {
			failed.push(`unit: ${name}${isWhole ? `: ${String(error)}` : ''}`);
			if (!isWhole) break;
		}
	}
	return failed;
}
