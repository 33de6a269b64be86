/** The signatures of receipts by which rows were given back (SPEC P10), for who has the server's public keys. */
import type { PublishedKeys } from '../published-keys.ts';
import type { DocumentReading } from './document-reading.ts';
import { UNSIGNED_WORDS } from './restored-check.ts';
import { trustedKeys, type EvidenceCrypto } from './signed-checkpoints.ts';

/** The first that no key of the server has signed is a fault of the document. False where there is no Ed25519: then no signature was looked at. */
export async function verifyReceipts(
	crypto: EvidenceCrypto,
	reading: DocumentReading,
	keys: PublishedKeys | null,
): Promise<boolean> {
	if (reading.receipts.length === 0) return true;
	try {
		const trusted = (keys && (await trustedKeys(crypto, keys))) ?? new Set();
		for (const { row, key, bytes, signature } of reading.receipts) {
			const isOurs = trusted.has(btoa(String.fromCharCode(...key)));
			if (isOurs && (await crypto.verify(key, bytes, signature))) continue;
			reading.fail(row, UNSIGNED_WORDS);
			break;
		}
		return true;
	} catch {
		return false;
	}
}
