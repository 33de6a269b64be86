/** When a position went how far: the last steps stand beside it, in one array of numbers (`volume, position, at` each), so that history costs no rows. */
import { sql, type SQL, type AnyColumn } from 'drizzle-orm';
import type { Reach } from '#lib/protocol/readers.ts';

export interface Step extends Reach {
	/** ms; 0 when nobody knows. */
	at: number;
}

/** Steps that are kept; who passes an older place has done so at an unknown time. */
export const MAX_STEPS = 50;
const FIELDS = 3;

export function stepArray({ volume, position, at }: Step): number[] {
	return [volume, position, at];
}

/** The column with one step more. */
export function withStep(steps: AnyColumn, step: SQL): SQL {
	const first = sql.raw(`-${(MAX_STEPS - 1) * FIELDS}`);
	return sql`${steps}[greatest(1, cardinality(${steps}) + 1 + ${first}):] || ${step}`;
}

/**
 * Since when the position is at this place or beyond, without a break (marking as unread is one): ms, 0 at an unknown time, null when it is not.
 * @param steps as the column has them, the last of which is where it stands now
 */
export function reachedAt(steps: readonly number[], { volume, position }: Reach): number | null {
	let since: number | null = null;
	for (let at = steps.length - FIELDS; at >= 0; at -= FIELDS) {
		const [stepVolume, stepPosition, time] = steps.slice(at, at + FIELDS) as [number, number, number];
		if (stepVolume < volume || (stepVolume === volume && stepPosition < position)) return since;
		since = time;
	}
	// What was before the first that is kept may have been as far.
	return since !== null && steps.length === MAX_STEPS * FIELDS ? 0 : since;
}
