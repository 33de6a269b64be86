/** What checkpoints say of a conversation's documents (SPEC L9). */
import { hash } from 'node:crypto';
import { desc, sql } from 'drizzle-orm';
import {
	pathsOf,
	readChanges,
	readStatement,
	type Stand,
} from '#lib/protocol/evidence/checkpoint-statement.ts';
import type { EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import type { Sha256 } from '#lib/protocol/row-chain.ts';
import { checkpoints } from '../../../../drizzle/schema.ts';
import type { Database } from '../database.ts';

/** How far back marks are looked for: about two weeks of minutes. */
const CHECKPOINTS_LOOKED_AT = 20_000;
/** Marks of one conversation, the newest. */
const MAX_MARKS = 500;
const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** The newest, with the way from each of these documents to its root. The heads are read with it, as of one moment. */
export function readCheckpointOf(
	database: Database,
	documents: readonly string[],
): Promise<EvidenceHead['checkpoint']> {
	return database.transaction(
		async (tx) => {
			const [newest] = await tx.select().from(checkpoints).orderBy(desc(checkpoints.number)).limit(1);
			if (!newest) return null;
			const stands = await tx.execute<Stand & Record<string, unknown>>(
				sql`select document, seq::float8 as rows, encode(hash, 'hex') as hash from checkpoint_heads`,
			);
			const { number, body, key, signature } = newest;
			return {
				number,
				body,
				key,
				signature: Buffer.from(signature).toString('base64'),
				proofs: pathsOf(sha256, stands, new Set(documents)),
			};
		},
		{ isolationLevel: 'repeatable read', accessMode: 'read only' },
	);
}

/** Checkpoints at which one of the documents stood elsewhere than before, oldest first. */
export async function readMarks(
	database: Database,
	documents: readonly string[],
): Promise<EvidenceHead['marks']> {
	if (documents.length === 0) return [];
	// Each list is JSON, and a name that is one of its strings stands in quotes there.
	const patterns = documents.map((document) => `%"${document}"%`);
	const found = await database.execute<
		{ body: string; changed: string | null } & Record<string, unknown>
	>(sql`
		select body, changed from (select * from checkpoints order by number desc limit ${CHECKPOINTS_LOOKED_AT}) newest
		where coalesce(changed, body) like any(${sql.param(patterns)}::text[]) order by number desc limit ${MAX_MARKS}`);
	return [...found].reverse().flatMap(({ body, changed }) => {
		const statement = readStatement(body)?.statement;
		const stands = statement && readChanges(sha256, statement, changed);
		return (stands ?? [])
			.filter(({ document }) => documents.includes(document))
			.map((stand) => ({ number: statement!.checkpoint, at: statement!.at, ...stand }));
	});
}
