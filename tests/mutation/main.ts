/**
 * `npm run mutate [-- --only decode] [--corpus | --rules] [--line N] [--out FILE]`: changes the verifier in one place at a time and sees what notices. `--corpus`: only the
 * attack corpus may notice. `--rules`: each condition that refuses is taken out, and the corpus must notice each. Exit code 1 below what is promised.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CannotStart } from '../../src/bin/program/cannot-start.ts';
import { EQUIVALENT, isExcused, REPEATED } from './equivalent.ts';
import { mutantsOf, type Mutant } from './mutants.ts';
import { rulesOf } from './rules.ts';
import { Tries } from './tries.ts';
import { JUDGING, VERIFIER } from './verifier.ts';

const PROMISED = 0.9;

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: '' },
		corpus: { type: 'boolean', default: false },
		rules: { type: 'boolean', default: false },
		out: { type: 'string' },
		line: { type: 'string' },
		verbose: { type: 'boolean', default: false },
	},
});

const files = (values.rules ? JUDGING : VERIFIER).filter((file) => file.includes(values.only));
const mutants = files
	.flatMap((file) => (values.rules ? rulesOf : mutantsOf)(file, readFileSync(file, 'utf8')))
	.filter(({ line }) => values.line === undefined || line === Number(values.line));
const isCorpusAlone = values.corpus || values.rules;
const isEquivalent = (mutant: Mutant): boolean =>
	isExcused(mutant, readFileSync(mutant.file, 'utf8'), values.rules ? REPEATED : EQUIVALENT);

const tries = new Tries();
process.on('exit', () => tries.stop());
const baseline = await tries.run({ mutant: null, skipped: [], isCorpusAlone });
const skipped = baseline.failed.map((line) => line.split(': ')[0]!);
console.log(
	`${mutants.length} mutants of ${files.join(', ')}. ${skipped.length} cases need more than a process:`,
);
for (const line of baseline.failed) console.log(`  ${line.split('\n')[0]!.slice(0, 160)}`);

if (!isCorpusAlone)
	for (const file of files) {
		const none: Mutant = { file, line: 0, kind: 'None', start: 0, end: 0, original: '', replacement: '' };
		const { failed } = await tries.run({ mutant: none, skipped, isCorpusAlone });
		if (failed.length > 0)
			throw new CannotStart(
				`Without any mutant in ${file} this fails, and would kill them all: ${failed[0]}`,
			);
	}

interface Judged extends Mutant {
	state: 'killed' | 'survived' | 'equivalent';
	by: string;
}
const judged: Judged[] = [];
for (const mutant of mutants) {
	const { failed } = await tries.run({ mutant, skipped, isCorpusAlone });
	const state = failed.length > 0 ? 'killed' : isEquivalent(mutant) ? 'equivalent' : 'survived';
	judged.push({ ...mutant, state, by: failed[0] ?? '' });
	if (state === 'survived') console.log(describe(mutant));
	else if (values.verbose) console.log(`  ${describe(mutant)}: ${failed[0]}`);
	if (judged.length % 50 === 0) console.log(`  … ${judged.length} tried`);
}
tries.stop();

for (const file of files) console.log(`${file}: ${scoreOf(judged.filter((one) => one.file === file))}`);
console.log(`Mutation score: ${scoreOf(judged)}`);
if (values.out) writeFileSync(values.out, `${JSON.stringify(summary(), null, '\t')}\n`);
const survivors = judged.filter(({ state }) => state === 'survived').length;
process.exit((values.rules ? survivors === 0 : part(judged) >= PROMISED) ? 0 : 1);

/** Of those that change anything. */
function part(all: readonly Judged[]): number {
	const countable = all.filter(({ state }) => state !== 'equivalent');
	return countable.filter(({ state }) => state === 'killed').length / countable.length;
}

function scoreOf(all: readonly Judged[]): string {
	const count = (state: Judged['state']) => all.filter((one) => one.state === state).length;
	return `${(part(all) * 100).toFixed(1)} %: ${count('killed')} of ${all.length} killed, ${count('equivalent')} known to change nothing, ${count('survived')} survive`;
}

function describe({ file, line, kind, original, replacement }: Mutant): string {
	const short = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 70);
	return `${file}:${line} ${kind}: ${short(original)} -> ${short(replacement)}`;
}

function summary() {
	const survived = judged
		.filter(({ state }) => state !== 'killed')
		.map((one) => `${describe(one)} (${one.state})`);
	return {
		suite: isCorpusAlone ? 'corpus' : 'corpus, unit tests, fuzz',
		score: scoreOf(judged),
		files: files.map((file) => `${file}: ${scoreOf(judged.filter((one) => one.file === file))}`),
		survived,
	};
}
