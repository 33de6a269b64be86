/** Tries mutants one after the other, as they are sent; its parent ends it when one of them does not come to an end. */
import { loadSuite } from './loader.ts';
import type * as KillSuite from './kill-suite.ts';
import type * as UnitSuite from './unit-suite.ts';
import type { Mutant } from './mutants.ts';
import { UNITS_SURVIVED, type Trial, type Verdict } from './trial.ts';

// What a mutant throws out of a promise or a timer kills it as well.
let escaped: string | null = null;
process.on('uncaughtException', (error) => (escaped ??= `thrown: ${String(error)}`));
process.on('unhandledRejection', (error) => (escaped ??= `rejected: ${String(error)}`));

process.on('message', (trial: Trial) => {
	void tryOut(trial).then((verdict) => process.send!(verdict));
});

async function tryOut({ mutant, skipped, isCorpusAlone }: Trial): Promise<Verdict> {
	escaped = null;
	try {
		const failed =
			(await tryUnits(mutant, isCorpusAlone)) ?? (await tryCorpus({ mutant, skipped, isCorpusAlone }));
		return { failed: escaped === null ? failed : [...failed, escaped] };
	} catch (error) {
		return { failed: [`not loaded: ${String(error)}`] };
	}
}

/** What failed; undefined when nothing did. */
async function tryUnits(mutant: Mutant | null, isCorpusAlone: boolean): Promise<string[] | undefined> {
	if (!mutant || isCorpusAlone) return undefined;
	const { runUnits } = await loadSuite<typeof UnitSuite>('tests/mutation/unit-suite.ts', mutant);
	const failed = await runUnits(mutant.file, false);
	if (failed.length > 0) return failed;
	process.send!(UNITS_SURVIVED);
	return undefined;
}

async function tryCorpus({ mutant, skipped, isCorpusAlone }: Trial): Promise<string[]> {
	const { runCorpus } = await loadSuite<typeof KillSuite>('tests/mutation/kill-suite.ts', mutant);
	return runCorpus({ skipped: new Set(skipped), file: mutant?.file ?? null, isCorpusAlone });
}
