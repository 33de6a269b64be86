/** A conversation's rows as bytes for whoever audits it (SPEC L13), page by page: what is only ever added to needs no transaction to hold still. */
import { hash } from 'node:crypto';
import { asc, eq, and, inArray, sql } from 'drizzle-orm';
import { organisationLog } from '#lib/protocol/document-name.ts';
import { discloseRow, hideLeaves, type DisclosedRow } from '#lib/protocol/evidence/disclosed-row.ts';
import { encodeHead, encodeRows, type EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import { toHex } from '#lib/protocol/evidence/subject-tags.ts';
import { conversationSubject, deviceSubject, userSubject } from '#lib/protocol/organisation-facts.ts';
import type { PublishedKeys } from '#lib/protocol/published-keys.ts';
import type { Sha256 } from '#lib/protocol/row-chain.ts';
import type { ConversationKind, Role, Visibility } from '#lib/protocol/workspace.ts';
import { devices, documentHeads, logRows, memberships, users } from '../../../../drizzle/schema.ts';
import type { Database } from '../database.ts';
import type { ConversationRow } from '../memberships.ts';
import { organisationName } from '../organisations.ts';
import { listSnapshots } from '../snapshots.ts';
import { documentsOf, readHeads } from '../evidence/documents.ts';
import { readCheckpoints } from '../evidence/signed-checkpoints.ts';
import { isAbout } from '../evidence/subjects.ts';
import { readRows } from '../evidence/read-rows.ts';
import { subjectKeys } from '../organisation-log.ts';

/** Rows that are read, and sent, at a time. */
const PAGE = 500;
const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** Frames of evidence-stream.ts. Whether it may be read was decided before. */
export async function* readEvidence(
	database: Database,
	conversation: ConversationRow,
	keys: PublishedKeys | undefined,
): AsyncGenerator<Uint8Array> {
	const head = await readHead(database, conversation, keys);
	yield encodeHead(head);
	const subjects = new Set(head.subjects.map(([subject]) => subject));
	const log = organisationLog(head.organisation.id);
	for await (const page of pagesOf(database, log, head.organisation.rows)) {
		const shown = page.map((row) => hideLeaves(sha256, row, (leaf) => isAbout(leaf, subjects)));
		yield encodeRows(shown);
	}
	for (const { document, rows } of head.documents)
		for await (const page of pagesOf(database, document, rows)) yield encodeRows(page);
}

/** What a checkpoint says is read before the heads, and the heads before the organisation's: so none of them knows more than what follows. */
async function readHead(
	database: Database,
	conversation: ConversationRow,
	keys: PublishedKeys | undefined,
): Promise<EvidenceHead> {
	const { organisation, id } = conversation;
	const names = await documentsOf(database, organisation, [id], true);
	const { checkpoints, leftOut } = await readCheckpoints(database, names);
	const documents = await readHeads(database, names);
	const [log] = await database
		.select({ rows: documentHeads.seq })
		.from(documentHeads)
		.where(eq(documentHeads.document, organisationLog(organisation)));
	const people = await readPeople(database, conversation, names);
	const keyOf = await subjectKeys(database, organisation);
	const subjects = [
		conversationSubject(id),
		...people.people.map((person) => userSubject(person.id)),
		...people.devices.map(({ number }) => deviceSubject(number)),
	].sort();
	const snapshots = await Promise.all(
		documents.map(async ({ document }) =>
			(await listSnapshots(database, document)).map((snapshot) => ({ document, ...snapshot })),
		),
	);
	return {
		format: 'parley evidence 1',
		readAt: Date.now(),
		organisation: {
			id: organisation,
			name: await organisationName(database, organisation),
			rows: log?.rows ?? 0,
		},
		conversation: {
			id,
			kind: conversation.kind as ConversationKind,
			visibility: conversation.visibility as Visibility,
			channel: conversation.channel,
			name: conversation.name,
			topic: conversation.topic,
			createdAt: conversation.createdAt.getTime(),
			closedAt: conversation.closedAt?.getTime() ?? null,
		},
		documents,
		...people,
		subjects: subjects.map((subject) => [subject, toHex(keyOf(subject))]),
		keys: keys ?? null,
		checkpoints,
		checkpointsLeftOut: leftOut,
		snapshots: snapshots.flat(),
	};
}

/** Authors and members with their devices. */
async function readPeople(
	database: Database,
	{ organisation, id }: ConversationRow,
	documents: readonly string[],
): Promise<Pick<EvidenceHead, 'people' | 'devices'>> {
	const members = await database
		.select({ user: memberships.user, endedAt: memberships.endedAt })
		.from(memberships)
		.where(and(eq(memberships.organisation, organisation), eq(memberships.conversation, id)));
	const authors = await database
		.selectDistinct({ user: logRows.user })
		.from(logRows)
		.where(inArray(logRows.document, [...documents]));
	const ids = [...new Set([...members, ...authors].map(({ user }) => user))];
	const current = new Set(members.filter(({ endedAt }) => endedAt === null).map(({ user }) => user));
	const accounts = await database
		.select()
		.from(users)
		.where(
			and(eq(users.organisation, organisation), sql`${users.id}::text = any(${sql.param(ids)}::text[])`),
		);
	const leased = await database
		.select()
		.from(devices)
		.where(
			and(
				eq(devices.organisation, organisation),
				sql`${devices.user}::text = any(${sql.param(ids)}::text[])`,
			),
		)
		.orderBy(asc(devices.createdAt));
	return {
		people: accounts.map(({ id: user, name, role, closedAt }) => ({
			id: user,
			name,
			role: role as Role,
			active: closedAt === null,
			isMember: current.has(user),
		})),
		devices: leased.map(({ number, user, name, createdAt, revokedAt }) => ({
			number,
			user,
			name,
			createdAt: createdAt.getTime(),
			revokedAt: revokedAt?.getTime() ?? null,
		})),
	};
}

async function* pagesOf(database: Database, document: string, rows: number): AsyncGenerator<DisclosedRow[]> {
	for (let from = 0; from < rows; from += PAGE)
		yield (await readRows(database, document, from, Math.min(from + PAGE, rows))).map(discloseRow);
}
