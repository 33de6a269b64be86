/** Numbers of epochs (SPEC C1, D7). One must never name two ledgers, whatever was restored from whichever backup. */

/** A backup does not know of epochs that were begun after it, so the number must come from outside: the time, in steps of four hours, lasts until 2055. */
const STEP_MS = 4 * 60 * 60 * 1000;
const BEGINNING = Date.UTC(2026, 0, 1);
const LAST_EPOCH = 65_535;

/**
 * The epoch of everything after a restore.
 * @param known an epoch that stands, or that an operator knows to have stood; the new one is higher. Who restores one backup twice within
 * four hours must know it.
 * @throws RangeError when there is none left
 */
export function epochAfterRestore(now: number, known: number): number {
	const epoch = Math.max(known + 1, Math.floor((now - BEGINNING) / STEP_MS), 2);
	if (epoch > LAST_EPOCH) throw new RangeError(`epoch ${epoch}`);
	return epoch;
}
