/** What a mutant must survive that no unit test has noticed: the corpus and some rooms of the fuzz, in this process. */
import { CORPUS } from '../attacks/corpus.ts';
import { runRoom } from '../fuzz/run.ts';
import { MemoryGround } from './memory-ground.ts';

const FUZZ_SEEDS = [11, 12, 13];
/** Cases that cost tens of milliseconds each: last. */
const SLOW =
	/^huge-string|^mergeable-structs|backlog-of-3000|^root-type-spam|^structs-20001|^sections-4097|^delete-ranges-20001|^deep-any/;
/** Where a mutant of a file dies most likely: groups of the corpus by their titles. */
const FIRST: Record<string, RegExp> = {
	'sync-server/rules.ts': /R2|R5|R6|R7|restore/,
	'sync-server/awareness-guard.ts': /Awareness/,
	'src/lib/domain/events.ts': /Events/,
	'sync-server/text-judge.ts': /^Text/,
	'sync-server/text-items.ts': /^Text/,
	'sync-server/text-index.ts': /^Text/,
	'sync-server/text-between.ts': /^Text/,
	'sync-server/text-causes.ts': /^Text/,
};

export interface SuiteOptions {
	/** Names of cases that need more than a process. */
	skipped: ReadonlySet<string>;
	/** That of the mutant; null for the code as it is, of which all that fails is wanted. */
	file: string | null;
	/** Without the fuzz. */
	isCorpusAlone: boolean;
}

/** Names of what failed; the first, or all of the code as it is. */
export async function runCorpus({ skipped, file, isCorpusAlone }: SuiteOptions): Promise<string[]> {
	const ground = await MemoryGround.start();
	const rank = (title: string) => (FIRST[file ?? '']?.test(title) ? 0 : /\(W\)|W2/.test(title) ? 2 : 1);
	const attacks = [...CORPUS]
		.sort(([one], [other]) => rank(one) - rank(other))
		.flatMap(([, group]) => group)
		.filter((attack) => !attack.isHeavy || attack.refused)
		.map((attack) => ({
			name: attack.name,
			run: async () => {
				ground.passTime();
				const { violations } = await attack.run(ground.asGround);
				if (violations.length > 0) throw new Error(violations[0]);
			},
		}));
	const fuzz = FUZZ_SEEDS.map((seed) => ({
		name: `fuzz: seed ${seed}`,
		run: async () => {
			const { failure } = await runRoom(seed);
			if (failure !== null) throw new Error(failure);
		},
	}));
	const quick = attacks.filter(({ name }) => !SLOW.test(name));
	const all = [...quick, ...(isCorpusAlone ? [] : fuzz), ...attacks.filter(({ name }) => SLOW.test(name))];
	const failed: string[] = [];
	for (const { name, run } of all) {
		if (skipped.has(name)) continue;
		try {
			await run();
		} catch (error) {
			failed.push(file === null ? `${name}: ${String(error)}` : name);
			if (file !== null) break;
		}
	}
	return failed;
}
