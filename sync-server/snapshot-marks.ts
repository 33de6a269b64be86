/** What is stored as snapshots, held against what the rows come to (SPEC L8, L12). */
import type { TransactionSql } from 'postgres';
import { SnapshotReplay } from '#lib/protocol/evidence/snapshot-replay.ts';
import { sameBytes } from '#lib/protocol/row-chain.ts';
import type { DecodedPayload } from '#lib/protocol/row-payload.ts';
import type { LogRow } from './log.ts';
import { sha256 } from './row.ts';

/** A snapshot as it is stored, without its bytes. */
export interface SnapshotMark {
	document: string;
	seq: number;
	rowHash: Uint8Array;
	hash: Uint8Array;
	size: number;
	/** SHA-256 of the bytes that are there; null when they are gone. */
	stored: Uint8Array | null;
}

/** One that is not what the rows come to; without bytes, one of rows that are not there. */
export interface WrongSnapshot {
	document: string;
	seq: number;
	right: { rowHash: Uint8Array; hash: Uint8Array; bytes: Uint8Array } | null;
}

/** By document, those of the fewest rows first. */
export async function readMarks(tx: TransactionSql): Promise<Map<string, SnapshotMark[]>> {
	// Bytes whose hash is gone are found as well as the contrary.
	const marks = await tx<SnapshotMark[]>`
		select coalesce(s.document, b.document) as document, coalesce(s.seq, b.seq)::float8 as seq,
			coalesce(s.row_hash, '') as "rowHash", coalesce(s.hash, '') as hash, coalesce(s.size, 0) as size, sha256(b.bytes) as stored
		from log_snapshots s full join log_snapshot_bytes b on b.document = s.document and b.seq = s.seq order by 1, 2`;
	return Map.groupBy(marks, ({ document }) => document);
}

/** The snapshots of one document, as its rows are read. */
export class MarksCheck {
	readonly #marks: readonly SnapshotMark[];
	/** Those of no rows. */
	readonly #none: readonly SnapshotMark[];
	#next = 0;
	readonly #replay: SnapshotReplay;

	constructor(document: string, marks: readonly SnapshotMark[]) {
		this.#marks = marks.filter(({ seq }) => seq > 0);
		this.#none = marks.filter(({ seq }) => seq <= 0);
		this.#replay = new SnapshotReplay(document);
	}

	/** Takes the next row, which was found good. What is wrong with the snapshot that it ends; null for nothing. */
	take(row: LogRow, payload: DecodedPayload): { words: string; wrong: WrongSnapshot } | null {
		const mark = this.#marks[this.#next];
		if (!mark) return null;
		this.#replay.take(payload);
		if (mark.seq !== row.seq + 1) return null;
		this.#next++;
		const bytes = this.#replay.snapshot(row.hash);
		const hash = sha256(bytes);
		const words = faultOf(mark, row.hash, hash, bytes.length);
		if (words === null) return null;
		const { document, seq } = mark;
		return { words, wrong: { document, seq, right: { rowHash: row.hash, hash, bytes } } };
	}

	/** No row follows: those of none, or of more than there are. */
	finish(): WrongSnapshot[] {
		return [...this.#none, ...this.#marks.slice(this.#next)].map(({ document, seq }) => ({
			document,
			seq,
			right: null,
		}));
	}
}

function faultOf(mark: SnapshotMark, rowHash: Uint8Array, hash: Uint8Array, size: number): string | null {
	const name = `the snapshot of ${mark.seq} rows`;
	if (mark.hash.length === 0) return `${name} has bytes and no hash`;
	if (mark.stored === null) return `the bytes of ${name} are gone`;
	if (!sameBytes(mark.stored, mark.hash)) return `${name} is not what its hash says`;
	if (!sameBytes(mark.rowHash, rowHash)) return `${name} names another last row`;
	if (!sameBytes(mark.hash, hash) || mark.size !== size) return `${name} holds something else than the rows`;
	return null;
}
