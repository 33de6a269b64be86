/** Makes anew what tables hold only because it is quicker to look up than to read from the log (SPEC L11): where documents stand, and which volumes are open. */
import type { Sql, TransactionSql } from 'postgres';
import { conversationOf, nameOfDocument } from '#lib/protocol/document-name.ts';
import { replayLog, type Finding, type ReplayedDocument } from './verify-log.ts';

/** Heads that one statement writes. */
const PAGE = 1000;

export type Rebuilding =
	| { ok: true; documents: number }
	/** The log itself is not what it was, so nothing was made of it. */
	| { ok: false; findings: readonly Finding[] };

/** In one transaction, for which every append waits: better with no relay running. */
export async function rebuildProjections(sql: Sql): Promise<Rebuilding> {
	return sql.begin(async (tx): Promise<Rebuilding> => {
		await tx`lock table document_heads in exclusive mode`;
		const replayed: ReplayedDocument[] = [];
		const findings = await replayLog(tx, (document) => void replayed.push(document));
		if (findings.length > 0) return { ok: false, findings };
		// A head without rows is only there to be locked.
		await tx`delete from document_heads where seq > 0`;
		for (let i = 0; i < replayed.length; i += PAGE) {
			const heads = replayed.slice(i, i + PAGE);
			await tx`
				insert into document_heads (document, organisation, epoch, seq, hash, ledger_length, ledger_time)
				select h.document, coalesce(h.organisation, c.organisation, '00000000-0000-0000-0000-000000000000'), h.epoch, h.seq,
					decode(h.hash, 'hex'), h.ledger_length, h.ledger_time
				from unnest(${heads.map(({ document }) => document)}::text[], ${heads.map((one) => one.organisation ?? null)}::uuid[],
					${heads.map(({ document }) => conversationIn(document) ?? null)}::uuid[],
					${heads.map(({ head }) => head.epoch)}::int[], ${heads.map(({ head }) => head.seq)}::bigint[],
					${heads.map(({ head }) => Buffer.from(head.hash).toString('hex'))}::text[],
					${heads.map(({ head }) => head.ledgerLength)}::int[], ${heads.map(({ head }) => head.ledgerTime)}::bigint[])
					as h(document, organisation, conversation, epoch, seq, hash, ledger_length, ledger_time)
				left join conversations c on c.id = h.conversation
				on conflict (document) do update set organisation = excluded.organisation, epoch = excluded.epoch, seq = excluded.seq,
					hash = excluded.hash, ledger_length = excluded.ledger_length, ledger_time = excluded.ledger_time`;
		}
		await rebuildVolumes(tx, replayed, 'conversation', 'volume');
		await rebuildVolumes(tx, replayed, 'internal', 'internal_volume');
		return { ok: true, documents: replayed.length };
	}) as Promise<Rebuilding>;
}

function conversationIn(document: string): string | undefined {
	const name = nameOfDocument(document);
	return name && conversationOf(name);
}

/** The column says which volume is the newest of those of one kind. */
async function rebuildVolumes(
	tx: TransactionSql,
	replayed: readonly ReplayedDocument[],
	kind: 'conversation' | 'internal',
	column: string,
): Promise<void> {
	const volumes = new Map<string, number>();
	for (const { document, nextVolume } of replayed) {
		const name = nameOfDocument(document);
		if (name?.kind !== kind) continue;
		const { conversation } = name;
		volumes.set(conversation, Math.max(volumes.get(conversation) ?? 0, nextVolume ?? 0));
	}
	const volume = tx(column);
	await tx`update conversations set ${volume} = 0 where ${volume} <> 0 and not id = any(${[...volumes.keys()]}::uuid[])`;
	await tx`
		update conversations c set ${volume} = v.newest
		from unnest(${[...volumes.keys()]}::uuid[], ${[...volumes.values()]}::int[]) as v(conversation, newest)
		where c.id = v.conversation and c.${volume} <> v.newest`;
}
