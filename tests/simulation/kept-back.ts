/** SPEC P7: what the server has acknowledged to anybody, and a member's device holds with its receipt, is in the log again after a restore. */
import { createHash } from 'node:crypto';
import { valuesIn } from '#lib/client/receipt-book.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { provedRuns } from '#lib/protocol/proved-runs.ts';
import { decodeReceipt, proveReceipt } from '#lib/protocol/receipt.ts';
import type { Sha256 } from '#lib/protocol/row-chain.ts';
import type { World } from './world.ts';

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** Of what follows the end of its author's log: what is between may be nobody's any more. */
export function findKeptBack(world: World): string | undefined {
	if (!world.server.database.wasRestored) return undefined;
	let found: string | undefined;
	for (const profile of world.profiles)
		profile.disk.replicas((document, doc, records) => {
			const conversation = parseDocumentName(document)?.conversation ?? '';
			if (!world.office.conversations.get(conversation)?.members.has(profile.user)) return;
			const logs = world.server.book(document)?.stateVector() ?? new Map<number, number>();
			for (const [key, kept] of records) {
				if (!key.startsWith('receipt/')) continue;
				const receipt = decodeReceipt((kept as { bytes: Uint8Array }).bytes);
				const proof = receipt && proveReceipt(sha256, document, receipt, valuesIn(doc));
				for (const { client, clock, length, row } of provedRuns(proof ? [proof.rows] : [])) {
					const next = logs.get(client) ?? 0;
					if (clock > next || clock + length <= next) continue;
					const held = valuesIn(doc)(client, next, 1)[0];
					if (held && row.leaves[next - clock]?.salt)
						found ??= `${profile.name} keeps ${client}:${next} of ${document} back, with the receipt of row ${row.seq}`;
				}
			}
		});
	return found;
}
