/**
 * Makes anew what tables hold only because it is quicker to look up than to read from the log (SPEC L11): where documents stand,
 * which volumes are open, the snapshots of their rows, the ways to the checkpoints' roots, and what is searched. */
import type { Sql, TransactionSql } from 'postgres';
import { conversationOf, nameOfDocument } from '#lib/protocol/document-name.ts';
import type { CheckpointClaims } from './checkpoint-claims.ts';
import { rebuildStands } from './checkpoint-stands.ts';
import { rebuildSearch } from './search-projection.ts';
import type { WrongSnapshot } from './snapshot-marks.ts';
import { replayLog, type Finding, type ReplayedDocument, type VerifyingKeys } from './verify-log.ts';

/** Heads that one statement writes. */
const PAGE = 1000;

export type Rebuilding =
	| { ok: true; documents: number; mendedSnapshots: number; mendedCheckpoints: number }
	/** The log itself is not what it was, so nothing was made of it. */
	| { ok: false; findings: readonly Finding[] };

type ReadSigned = (tx: TransactionSql) => Promise<Pick<CheckpointClaims, 'signed' | 'wrongStands'>>;
const NO_CLAIMS = { signed: [], wrongStands: [] };

/**
 * In one transaction, for which every append waits: better with no relay running.
 * @param readClaims of the checkpoints: their ways to the root are made of what they signed
 */
export async function rebuildProjections(
	sql: Sql,
	keys: VerifyingKeys = { verify: () => false },
	readClaims: ReadSigned = async () => NO_CLAIMS,
): Promise<Rebuilding> {
	return sql.begin(async (tx): Promise<Rebuilding> => {
		await tx`lock table document_heads in exclusive mode`;
		// No checkpoint is made meanwhile.
		await tx`select pg_advisory_xact_lock(hashtextextended('checkpoints', 0))`;
		const { signed, wrongStands } = await readClaims(tx);
		const replayed: ReplayedDocument[] = [];
		const { findings, wrongSnapshots } = await replayLog(
			tx,
			keys,
			(document) => void replayed.push(document),
		);
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
		await mendSnapshots(tx, wrongSnapshots);
		await rebuildSearch(tx);
		const mendedCheckpoints = await rebuildStands(tx, signed, wrongStands);
		const mendedSnapshots = wrongSnapshots.length;
		return { ok: true, documents: replayed.length, mendedSnapshots, mendedCheckpoints };
	}) as Promise<Rebuilding>;
}

/** The owner of the tables alone may: a snapshot that is right is never touched (SPEC L4). */
async function mendSnapshots(tx: TransactionSql, wrong: readonly WrongSnapshot[]): Promise<void> {
	if (wrong.length === 0) return;
	for (const table of ['log_snapshots', 'log_snapshot_bytes']) {
		await tx`alter table ${tx(table)} disable trigger user`;
		for (const { document, seq } of wrong)
			await tx`delete from ${tx(table)} where document = ${document} and seq = ${seq}`;
		await tx`alter table ${tx(table)} enable trigger user`;
	}
	const madeAt = Date.now();
	for (const { document, seq, right } of wrong) {
		if (!right) continue;
		const { rowHash, hash, bytes } = right;
		await tx`
			insert into log_snapshots (document, seq, row_hash, hash, size, made_at)
			values (${document}, ${seq}, ${rowHash}, ${hash}, ${bytes.length}, ${madeAt})`;
		await tx`insert into log_snapshot_bytes (document, seq, bytes) values (${document}, ${seq}, ${bytes})`;
	}
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
