/** What checkpoints say of some documents (SPEC L9), for who judges it himself. */
import { hash } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import {
	decodePath,
	readStatement,
	treeOf,
	type PlacedStand,
	type Stand,
} from '#lib/protocol/evidence/checkpoint-statement.ts';
import { toBase64 } from '#lib/protocol/evidence/pack-format.ts';
import type { SignedCheckpoint } from '#lib/protocol/evidence/signed-checkpoints.ts';
import { toHex } from '#lib/protocol/evidence/subject-tags.ts';
import type { Sha256 } from '#lib/protocol/row-chain.ts';
import { checkpoints, checkpointStands } from '../../../../drizzle/schema.ts';
import type { Database, Transaction } from '../database.ts';

/** Of earlier checkpoints at which one of the documents had moved: so many of the newest, and as many of those before them, evenly. */
const NEWEST = 200;
const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

export interface SignedCheckpoints {
	/** The oldest first; the last is the newest of all, with each document's stand. */
	checkpoints: SignedCheckpoint[];
	/** Earlier ones at which a document had moved that are not among them. */
	leftOut: number;
}

/** As of one moment. */
export function readCheckpoints(
	database: Database,
	documents: readonly string[],
): Promise<SignedCheckpoints> {
	return database.transaction(
		async (tx) => {
			const newest = await readNewest(tx);
			// One of format 1 names other people's documents, and is not given.
			if (!newest || typeof readStatement(newest.body)?.statement.changes !== 'string')
				return { checkpoints: [], leftOut: 0 };
			const { chosen, leftOut } = await readEarlier(tx, documents, newest.number);
			const stands = await tx.execute<Stand & Record<string, unknown>>(
				sql`select document, seq::float8 as rows, encode(hash, 'hex') as hash from checkpoint_heads`,
			);
			const last = signed(newest, treeOf(sha256, stands, new Set(documents)).placed);
			return { checkpoints: [...chosen, last], leftOut };
		},
		{ isolationLevel: 'repeatable read', accessMode: 'read only' },
	);
}

/** Not one that was set aside when a backup was put back (SPEC L14): the stands of such went with the database. */
async function readNewest(tx: Transaction): Promise<typeof checkpoints.$inferSelect | undefined> {
	const [last] = await tx
		.select({ number: checkpointStands.checkpoint })
		.from(checkpointStands)
		.orderBy(desc(checkpointStands.checkpoint))
		.limit(1);
	const [newest] = await tx
		.select()
		.from(checkpoints)
		// Those from before stands were kept have none.
		.where(last && eq(checkpoints.number, last.number))
		.orderBy(desc(checkpoints.number))
		.limit(1);
	return newest;
}

type EarlierRow = typeof checkpoints.$inferSelect & {
	document: string;
	rows: number;
	hash: Uint8Array;
	path: Uint8Array;
	total: number;
} & Record<string, unknown>;

async function readEarlier(
	tx: Transaction,
	documents: readonly string[],
	before: number,
): Promise<{ chosen: SignedCheckpoint[]; leftOut: number }> {
	const found = await tx.execute<EarlierRow>(sql`
		with moved as (
			select checkpoint, row_number() over (order by checkpoint desc) as place, count(*) over () as total from checkpoint_stands
			where document = any(${sql.param([...documents])}::text[]) and checkpoint < ${before} group by checkpoint
		), chosen as (
			select checkpoint, total from moved
			where place <= ${NEWEST} or place = total or place % greatest(1, ceil((total - ${NEWEST}) / ${NEWEST}::float8)::int) = 0
		)
		select c.number::float8, c.body, c.key, c.signature, s.document, s.rows::float8 as rows, s.hash, s.path, chosen.total::float8
		from chosen join checkpoints c on c.number = chosen.checkpoint
		join checkpoint_stands s on s.checkpoint = c.number and s.document = any(${sql.param([...documents])}::text[])
		order by c.number, s.document`);
	const chosen = new Map<number, SignedCheckpoint>();
	for (const row of found) {
		const { document, rows, path } = row;
		const one = chosen.get(row.number) ?? signed(row, []);
		one.stands.push({ document, rows, hash: toHex(row.hash), path: decodePath(path) });
		chosen.set(row.number, one);
	}
	return { chosen: [...chosen.values()], leftOut: (found[0]?.total ?? 0) - chosen.size };
}

function signed(
	{
		number,
		body,
		key,
		signature,
	}: Pick<typeof checkpoints.$inferSelect, 'number' | 'body' | 'key' | 'signature'>,
	stands: PlacedStand[],
): SignedCheckpoint {
	return { number, body, key, signature: toBase64(signature), stands };
}
