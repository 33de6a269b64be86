/** The rows of the log with Node's SHA-256: see protocol/row-chain.ts and protocol/row-payload.ts. */
import { hash } from 'node:crypto';
import type { LogRow, RowAuthor, RowKind } from '#lib/protocol/log-row.ts';
import * as chain from '#lib/protocol/row-chain.ts';
import type { DecodedPayload, RowContent } from '#lib/protocol/row-payload.ts';
import type { RandomBytes } from './ports.ts';

export { decodePayload } from '#lib/protocol/row-payload.ts';

export const sha256: chain.Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** Makes the next row of a chain. */
export function sealRow(
	end: chain.ChainEnd,
	document: string,
	kind: RowKind,
	author: RowAuthor,
	receivedAt: number,
	content: RowContent,
	randomBytes: RandomBytes,
): { row: LogRow; decoded: DecodedPayload } {
	return chain.sealRow(sha256, end, document, kind, author, receivedAt, content, randomBytes);
}

/** Is the row what its hashes say, and does it follow `prev`? */
export function verifyRow(row: LogRow, seq: number, prev: Uint8Array): boolean {
	return chain.faultOfRow(sha256, row, { seq, hash: prev }) === null;
}

/** The seq of the first row at which the chain is broken; null when it holds. */
export function firstBrokenRow(rows: readonly LogRow[]): number | null {
	let prev: Uint8Array = new Uint8Array(chain.HASH_BYTES);
	for (const [seq, row] of rows.entries()) {
		if (!verifyRow(row, seq, prev)) return seq;
		prev = row.hash;
	}
	return null;
}
