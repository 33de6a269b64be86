/** What the server signed of the last rows when the pack was made (SPEC E10, P): so that rows after the newest checkpoint are signed too. */
import { decodeReceipt, proveReceipt, signedBytes } from '../receipt.ts';
import { FILES, fromBase64, toBase64, type Part } from './pack-format.ts';
import type { PackFinding } from './pack-verdict.ts';
import { isSigned, type Claim, type EvidenceCrypto, type SignedHistory } from './signed-checkpoints.ts';
import { toHex } from './subject-tags.ts';

/** Where somebody says that documents stood: as claims, beside those of the checkpoints. */
export async function judgeReceipts(
	crypto: EvidenceCrypto,
	receipts: Part<'receipts'>,
	signed: SignedHistory,
): Promise<{ signed: SignedHistory; findings: PackFinding[]; checked: number }> {
	const claims = new Map(signed.claims);
	const findings: PackFinding[] = [];
	let checked = 0;
	for (const { document, receipt } of signed.isUnable ? [] : receipts) {
		const claim = await claimOf(crypto, document, receipt, signed.keys);
		if (typeof claim === 'string') {
			findings.push({ where: FILES.receipts, row: null, words: `the receipt of ${document}: ${claim}` });
			continue;
		}
		checked++;
		claims.set(document, new Map([...(claims.get(document) ?? []), [claim.rows, claim]]));
	}
	return { signed: { ...signed, claims }, findings, checked };
}

async function claimOf(
	crypto: EvidenceCrypto,
	document: string,
	encoded: string,
	keys: ReadonlySet<string>,
): Promise<(Claim & { rows: number }) | string> {
	const receipt = decodeReceipt(bytesOf(encoded));
	// Its leaves are hashes: the events are in the rows.
	const proved =
		receipt && proveReceipt(crypto.sha256, document, receipt, (_client, _clock, count) => new Array(count));
	const last = proved?.rows.at(-1);
	if (!receipt || !proved || !last) return 'it is none';
	const key = toBase64(receipt.key);
	if (!keys.has(key)) return "its key is none of the server's, nor retired by one";
	if (!(await isSigned(crypto, key, signedBytes(proved.root), toBase64(receipt.signature))))
		return 'its signature is not valid';
	return { rows: last.seq + 1, hash: toHex(last.hash), by: "the server's receipt" };
}

function bytesOf(encoded: string): Uint8Array {
	try {
		return fromBase64(encoded);
	} catch {
		return new Uint8Array(0);
	}
}
