/** What a row of a text document changes in it, for who shows it. */
import { decodeTextErasure, type TextErasure } from '../text-rewriting.ts';
import { bytesOf, type DisclosedRow } from './disclosed-row.ts';
import { readBareUpdate, readTextUpdate, type TextUpdate } from './text-update.ts';

export interface TextRow {
	update: TextUpdate;
	/** Of a row with which the relay erased words (SPEC G11). */
	erasure: TextErasure | null;
}

/** Null where it is hidden. Throws for what is none. */
export function readTextRow({ kind, leaves }: DisclosedRow): TextRow | null {
	const bytes = bytesOf(leaves[1]);
	if (!bytes) return null;
	if (kind !== 'erase') return { update: readTextUpdate(bytes), erasure: null };
	const erasure = decodeTextErasure(bytes);
	if (!erasure) throw new RangeError('no erasure');
	return { update: readBareUpdate(erasure.update), erasure };
}
