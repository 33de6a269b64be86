/** What is left of a text's row when words are taken out of it (SPEC G11): the same update, in which Deleted stands for them. */
import { decodeUpdate, type ClockRange, type Update } from './decode.ts';
import type { StoredRow } from './log.ts';
import {
	encodeDeletes,
	encodeStructs,
	joinUpdate,
	partBefore,
	partFrom,
	type TextStruct,
} from './text-encode.ts';
import { updateOfRow } from './text-index.ts';
import { newItemOf, wordsIn } from './text-structs.ts';

/** The parts of a range that go, ascending. */
export type Going = (words: ClockRange) => readonly [clock: number, length: number][];

export interface Rewriting {
	row: StoredRow;
	/** What is left of its update. */
	update: Uint8Array;
}

/** Rows of which something goes. */
export function rewrite(rows: readonly StoredRow[], going: Going): Rewriting[] {
	return rows.flatMap((row) => {
		const update = withoutWords(readTextRow(row), going);
		return update ? [{ row, update }] : [];
	});
}

/** Undefined when nothing of it goes. */
function withoutWords({ sections, deletes }: Update, going: Going): Uint8Array | undefined {
	let isChanged = false;
	const parts = sections.map(({ client, structs }) => {
		const left: TextStruct[] = [];
		for (const struct of structs) {
			let rest: TextStruct = newItemOf(client, struct)!;
			const gone = rest.text === null ? [] : going({ client, clock: rest.clock, length: rest.length });
			for (const [clock, length] of gone) {
				isChanged = true;
				if (clock > rest.clock) left.push(partBefore(rest, clock));
				rest = partFrom(rest, clock);
				left.push({ ...partBefore(rest, clock + length), text: null });
				rest = partFrom(rest, clock + length);
			}
			if (rest.length > 0) left.push(rest);
		}
		return encodeStructs(left);
	});
	return isChanged ? joinUpdate(parts, encodeDeletes(deletes)) : undefined;
}

/** Throws for a row that no relay wrote. */
export function readTextRow(row: Pick<StoredRow, 'payload' | 'seq'>): Update {
	const decoded = decodeUpdate(updateOfRow(row), 'text');
	if (!decoded.ok) throw new Error(`Row ${row.seq} holds no update: ${decoded.code}.`);
	return decoded.update;
}

/** Where words stand in an update that the relay made. */
export function wordsOf(update: Uint8Array): ClockRange[] {
	const decoded = decodeUpdate(update, 'text');
	return decoded.ok ? wordsIn(decoded.update.sections) : [];
}
