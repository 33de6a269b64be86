/** A row's proof as text, for a letter or another program. */
import type { AuditRow } from '#lib/client/audit/audit-lines.ts';
import { proofOf } from '#lib/client/audit/audit-words.ts';
import type { EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import { toHex } from '#lib/protocol/evidence/subject-tags.ts';
import type { Verdict } from '#lib/protocol/evidence/verify-evidence.ts';

/** 9f3c 71aa 04de … 5b10 */
export function shortHash(hash: Uint8Array): string {
	const hex = toHex(hash);
	return `${hex.slice(0, 4)} ${hex.slice(4, 8)} ${hex.slice(8, 12)} … ${hex.slice(-4)}`;
}

export function proofText(audited: AuditRow, head: EvidenceHead, verdict: Verdict | null): string {
	const { row } = audited;
	const checkpoint = head.checkpoints.at(-1);
	const stand = checkpoint?.stands.find(({ document }) => document === row.document);
	return JSON.stringify(
		{
			document: row.document,
			row: row.seq,
			hash: toHex(row.hash),
			previous: toHex(row.prev),
			payloadHash: toHex(row.payloadHash),
			user: row.user,
			device: row.device,
			receivedAt: new Date(row.receivedAt).toISOString(),
			verified: proofOf(audited, verdict) === 'proven',
			checkpoint: checkpoint && {
				body: checkpoint.body,
				key: checkpoint.key,
				signature: checkpoint.signature,
				stand,
			},
		},
		null,
		'\t',
	);
}
