/** What the relay signs for those whose rows it has stored, and for those who ask (SPEC P). */
import { merkleTree, type MerkleTree } from '#lib/protocol/merkle-path.ts';
import { encodeReceipt, receiptLeaf, receiptRow, signedBytes } from '#lib/protocol/receipt.ts';
import type { LogRow } from './log.ts';
import type { Signer } from './ports.ts';
import type { RoomIndex } from './room-index.ts';
import { sha256 } from './row.ts';

/** Rows that one answer holds. */
export const ROWS_PER_RECEIPT = 500;
/** Older rows are in every backup that anybody would go back to. */
export const RECEIPTS_FOR_MS = 14 * 24 * 60 * 60 * 1000;

/** One signature for all rows of an append. */
export class SignedRows {
	readonly #tree: MerkleTree;
	readonly #rows: readonly LogRow[];
	readonly #numberOf = new Map<LogRow, number>();
	readonly #key: Uint8Array;
	readonly #signature: Uint8Array;

	/** @param rows at least one */
	constructor(signer: Signer, rows: readonly LogRow[]) {
		this.#rows = rows;
		rows.forEach((row, index) => this.#numberOf.set(row, index));
		const leaves = rows.map(({ document, seq, hash }) => receiptLeaf(sha256, document, seq + 1, hash));
		this.#tree = merkleTree(sha256, leaves);
		this.#key = signer.key;
		this.#signature = signer.sign(signedBytes(this.#tree.root));
	}

	/** @param first, last of the rows given, consecutive ones of one document */
	receipt(first: LogRow, last: LogRow, index: RoomIndex): Uint8Array {
		const [from, to] = [this.#numberOf.get(first)!, this.#numberOf.get(last)!];
		const isGone = (client: number, clock: number) => index.isGone(client, clock);
		return encodeReceipt({
			first: first.seq,
			prev: first.prev,
			rows: this.#rows.slice(from, to + 1).map((row) => receiptRow(row, isGone, sha256)),
			path: this.#tree.pathOf(to),
			key: this.#key,
			signature: this.#signature,
		});
	}
}

/** For consecutive rows of one document, at least one, each stretch of which `isWanted` says so gets a receipt of its own. */
export function stretches(rows: readonly LogRow[], isWanted: (row: number) => boolean): [LogRow, LogRow][] {
	const found: [LogRow, LogRow][] = [];
	let previous = false;
	rows.forEach((row, number) => {
		const wanted = isWanted(number);
		const last = found.at(-1);
		if (wanted && previous && last && row.seq - last[0].seq < ROWS_PER_RECEIPT) last[1] = row;
		else if (wanted) found.push([row, row]);
		previous = wanted;
	});
	return found;
}
