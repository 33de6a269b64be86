/** The server's word on where the documents stand when a pack is made (SPEC E10): one signature, and a receipt (P) for each. */
import { merkleTree } from '#lib/protocol/merkle-path.ts';
import type { LogRow } from '#lib/protocol/log-row.ts';
import { toBase64 } from '#lib/protocol/evidence/pack-format.ts';
import { encodeReceipt, receiptLeaf, receiptRow, signedBytes } from '#lib/protocol/receipt.ts';
import type { Sha256 } from '#lib/protocol/row-chain.ts';
import type { Signing } from '../runtime.ts';

/** @param rows the last of each document */
export function signReceipts(
	sha256: Sha256,
	signing: Signing,
	rows: readonly LogRow[],
): { document: string; receipt: string }[] {
	if (rows.length === 0) return [];
	const tree = merkleTree(
		sha256,
		rows.map(({ document, seq, hash }) => receiptLeaf(sha256, document, seq + 1, hash)),
	);
	const signature = signing.sign(signedBytes(tree.root));
	const key = Buffer.from(signing.key, 'base64');
	return rows.map((row, at) => {
		// Hashes of leaves suffice: the events stand in the rows, as far as they may.
		const held = receiptRow(row, () => true, sha256);
		const receipt = { first: row.seq, prev: row.prev, rows: [held], path: tree.pathOf(at), key, signature };
		return { document: row.document, receipt: toBase64(encodeReceipt(receipt)) };
	});
}
