/** What is said between who counts mutants and who tries them. */
import type { Mutant } from './mutants.ts';

export interface Trial {
	mutant: Mutant | null;
	skipped: readonly string[];
	isCorpusAlone: boolean;
}

/** What failed; null when the mutant survived. */
export interface Verdict {
	failed: string[];
}

/** Says that the corpus is next. */
export const UNITS_SURVIVED = 'the units survived';
