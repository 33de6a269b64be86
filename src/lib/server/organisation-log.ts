/**
 * The organisation's log (SPEC L6): what leases, memberships and accounts were, and when, in rows that nobody can change afterwards. Whoever changes
 * such a table appends the fact in the same transaction.
 */
import { eq, sql } from 'drizzle-orm';
import { createHmac, hash, randomBytes } from 'node:crypto';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { organisationLog } from '#lib/protocol/document-name.ts';
import { tagEntry, tagOf } from '#lib/protocol/evidence/subject-tags.ts';
import {
	encodeFacts,
	FACT_ROWS,
	subjectOf,
	type OrganisationFact,
} from '#lib/protocol/organisation-facts.ts';
import { HASH_BYTES, sealRow, type Sha256 } from '#lib/protocol/row-chain.ts';
import { documentHeads, logPayloads, logRows } from '../../../drizzle/schema.ts';
import type { Queries, Transaction } from './database.ts';
import { serverSecret } from './server-state.ts';

/** The server itself: device 0, as of the relay's own rows (SPEC C1). */
const AUTHOR = { user: SYSTEM_USER, device: 0 };
const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/**
 * Until the transaction ends nothing else of this organisation is changed, and no run of its conversations is judged (SPEC L7). To be called before
 * any other lock is taken, so that nobody waits in a circle.
 */
export async function lockOrganisationLog(tx: Transaction, organisation: string): Promise<void> {
	const log = organisationLog(organisation);
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${log}, 0))`);
}

/** Appends one row of facts of one kind. `at` in ms; the present unless given. */
export async function recordFacts(
	tx: Transaction,
	organisation: string,
	facts: readonly OrganisationFact[],
	at = Date.now(),
): Promise<void> {
	const [first] = facts;
	if (!first) return;
	await lockOrganisationLog(tx, organisation);
	const document = organisationLog(organisation);
	const [head] = await tx.select().from(documentHeads).where(eq(documentHeads.document, document));
	const end = { seq: head?.seq ?? 0, hash: head?.hash ?? new Uint8Array(HASH_BYTES) };
	// The log's time never goes back, whatever the clock does.
	const receivedAt = Math.max(at, head?.ledgerTime ?? 0);
	const values = encodeFacts(facts);
	const run = { client: 0, clock: 0, length: facts.length, values, count: facts.length };
	const key = await subjectKeys(tx, organisation);
	const tags = facts.map((fact, index) => tagOf(sha256, key(subjectOf(fact)), end.seq, index));
	const entries = [tagEntry(tags)];
	const content = { epoch: 0, position: 0, organisationRows: end.seq, entries, run };
	const kind = FACT_ROWS[first.f];
	const { row } = sealRow(sha256, end, document, kind, AUTHOR, receivedAt, content, randomBytes);
	const { payload, salts, ...chained } = row;
	await tx.insert(logRows).values(chained);
	await tx.insert(logPayloads).values({ document, seq: row.seq, payload, salts });
	const moved = { seq: row.seq + 1, hash: row.hash, ledgerTime: receivedAt };
	await tx
		.insert(documentHeads)
		.values({ document, organisation, epoch: 0, ledgerLength: 0, ...moved })
		.onConflictDoUpdate({ target: documentHeads.document, set: moved });
}

/** The keys of facts' tags (SPEC L6), by subject. */
export async function subjectKeys(
	queries: Queries,
	organisation: string,
): Promise<(subject: string) => Uint8Array> {
	const secret = await serverSecret(queries, 'fact-tags');
	return (subject) => createHmac('sha256', secret).update(`${organisation}\0${subject}`).digest();
}
