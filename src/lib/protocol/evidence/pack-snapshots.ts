/** The hashes of a document's snapshots (SPEC L12), held against the rows from which they follow. */
import { decodePayload } from '../row-payload.ts';
import type { Sha256 } from '../row-chain.ts';
import { partialPayloadOf, type DisclosedRow } from './disclosed-row.ts';
import type { Part } from './pack-format.ts';
import { SnapshotReplay } from './snapshot-replay.ts';
import { toHex } from './subject-tags.ts';

export class SnapshotsCheck {
	checked = 0;
	/** Of those, some of whose rows were not selected. */
	notProved = 0;
	readonly #sha256: Sha256;
	readonly #marks: Part<'snapshots'>;
	readonly #replay: SnapshotReplay;
	#isWhole = true;
	#fault: { row: number; words: string } | null = null;

	/** @param all snapshots of every document */
	constructor(sha256: Sha256, document: string, all: Part<'snapshots'>) {
		this.#sha256 = sha256;
		this.#marks = all.filter((each) => each.document === document).sort((a, b) => a.seq - b.seq);
		this.#replay = new SnapshotReplay(document);
	}

	/** The next row, which was found good. */
	take(row: DisclosedRow, isOpen: boolean): void {
		const mark = this.#marks[0];
		if (!mark) return;
		this.#isWhole &&= isOpen;
		if (this.#isWhole) this.#replay.take(decodePayload(partialPayloadOf(row)!));
		if (mark.seq !== row.seq + 1) return;
		this.#marks.shift();
		const words = this.#faultOf(mark, row.hash);
		if (words !== null) this.#fault ??= { row: row.seq, words: `the snapshot of ${mark.seq} rows ${words}` };
	}

	#faultOf(mark: Part<'snapshots'>[number], rowHash: Uint8Array): string | null {
		if (mark.rowHash !== toHex(rowHash)) return 'names another last row';
		if (!this.#isWhole) {
			this.notProved++;
			return null;
		}
		const bytes = this.#replay.snapshot(rowHash);
		this.checked++;
		const isSame = mark.size === bytes.length && mark.hash === toHex(this.#sha256(bytes));
		return isSame ? null : 'holds something else than the rows';
	}

	/** No row follows. What is wrong with the first that is; null for nothing. @param rows how many there were */
	finish(rows: number): { row: number; words: string } | null {
		const [mark] = this.#marks;
		const missing = mark && {
			row: rows,
			words: `there is a snapshot of ${mark.seq} rows, which are not there`,
		};
		return this.#fault ?? missing ?? null;
	}
}
