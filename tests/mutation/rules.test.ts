/** Each of the verifier's rules is taken out once, and the attack corpus must notice. The same as a command: `npm run mutate -- --rules`. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isExcused, REPEATED } from './equivalent.ts';
import { rulesOf } from './rules.ts';
import { Tries } from './tries.ts';
import { JUDGING } from './verifier.ts';

const tries = new Tries();
/** Cases that need HTTP, or a database that was restored and the server's keys, and so cannot be tried in a process. */
let skipped: string[] = [];

beforeAll(async () => {
	const { failed } = await tries.run({ mutant: null, skipped: [], isCorpusAlone: true });
	skipped = failed.map((line) => line.split(': ')[0]!);
}, 120_000);
afterAll(() => tries.stop());

const excused = new Set<string>();
const rules = JUDGING.map((file) => {
	const text = readFileSync(file, 'utf8');
	const all = rulesOf(file, text).filter((rule) => {
		const isRepeated = isExcused(rule, text, REPEATED);
		if (isRepeated) excused.add(`${file} ${rule.original}`);
		return !isRepeated;
	});
	return [file, all] as const;
});

describe.each(rules)('%s', (_file, all) => {
	test.each(all.map((rule) => [rule.original.replaceAll(/\s+/g, ' '), rule.line, rule] as const))(
		'[R1-R8, X4-X8, A1] without `%s` (line %i) a case fails',
		async (_original, _line, mutant) => {
			const { failed } = await tries.run({ mutant, skipped, isCorpusAlone: true });
			expect(failed).not.toEqual([]);
		},
	);
});

test('the corpus runs in a process but for sockets and restores, and every rule that another repeats is there', () => {
	expect(skipped.filter((name) => !/^(socket|given)-/.test(name))).toEqual([]);
	expect(REPEATED.filter(({ file, original }) => !excused.has(`${file} ${original}`))).toEqual([]);
	expect(rules.flatMap(([, all]) => all).length).toBeGreaterThan(85);
});
