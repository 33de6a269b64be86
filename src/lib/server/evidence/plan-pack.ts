/** What a pack will hold, read before its rows: none of it knows more than what follows (SPEC E1). */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { conversationDocument, internalDocument, organisationLog } from '#lib/protocol/document-name.ts';
import {
	PACK_FORMAT,
	volumeAfter,
	type Manifest,
	type PackCheckpoints,
	type PackNames,
	type Part,
} from '#lib/protocol/evidence/pack-format.ts';
import { conversations, logRows, memberships, users } from '../../../../drizzle/schema.ts';
import type { Database } from '../database.ts';
import { organisationName } from '../organisations.ts';
import { listSnapshots } from '../snapshots.ts';
import { documentsOf, readHeads, type DocumentRows } from './documents.ts';
import { readCheckpoints } from './signed-checkpoints.ts';

export interface PackRequest {
	organisation: string;
	by: { user: string; name: string };
	conversations: readonly string[];
	/** ms since 1970; null for no limit. */
	from: number | null;
	until: number | null;
	/** Whose texts; null for everybody's. */
	people: readonly string[] | null;
	/** Internal remarks, notes and shared drafts too. */
	internal: boolean;
	reason: string;
}

export interface PackPlan {
	manifest: Manifest;
	names: PackNames;
	checkpoints: PackCheckpoints;
	snapshots: Part<'snapshots'>;
}

/** Undefined when one of the conversations is none of the organisation's. @param at ms since 1970 */
export async function planPack(
	database: Database,
	request: PackRequest,
	at: number,
): Promise<PackPlan | undefined> {
	const { organisation, by, reason, from, until, internal } = request;
	const people = request.people && [...request.people].sort();
	const found = await database
		.select()
		.from(conversations)
		.where(
			and(
				eq(conversations.organisation, organisation),
				inArray(conversations.id, [...request.conversations]),
			),
		)
		.orderBy(asc(conversations.id));
	if (found.length === 0 || found.length < new Set(request.conversations).size) return undefined;
	const named = await documentsOf(
		database,
		organisation,
		found.map(({ id }) => id),
		internal,
	);
	const log = organisationLog(organisation);
	const checkpoints = await readCheckpoints(database, [...named, log]);
	const heads = await readHeads(database, named);
	const documents = withOpened(heads, await readVolumes(database, found));
	const [facts] = await readHeads(database, [log]);
	const snapshots = await Promise.all(
		documents.map(async ({ document }) =>
			(await listSnapshots(database, document)).map((snapshot) => ({ document, ...snapshot })),
		),
	);
	return {
		manifest: {
			evidence: PACK_FORMAT,
			at,
			by,
			reason,
			organisation: { id: organisation, name: await organisationName(database, organisation) },
			scope: { conversations: found.map(({ id }) => id), from, until, people, internal },
			documents,
			facts: facts?.rows ?? 0,
		},
		names: await readNames(database, organisation, found, documents),
		checkpoints,
		snapshots: snapshots.flat(),
	};
}

/** The newest volumes, read after the heads: a row that opens one raises it in its own transaction. */
async function readVolumes(
	database: Database,
	found: readonly (typeof conversations.$inferSelect)[],
): Promise<Set<string>> {
	const ids = found.map(({ id }) => id);
	const { id, volume, internalVolume } = conversations;
	const rows = await database
		.select({ id, volume, internalVolume })
		.from(conversations)
		.where(inArray(id, ids));
	return new Set(
		rows.flatMap((row) => [
			conversationDocument(row.id, row.volume),
			internalDocument(row.id, row.internalVolume),
		]),
	);
}

/** With each volume that was opened and has no row yet: the row that opens it is in the pack, and so the volume has to be. */
function withOpened(heads: readonly DocumentRows[], newest: ReadonlySet<string>): DocumentRows[] {
	const known = new Set(heads.map(({ document }) => document));
	return heads.flatMap((head) => {
		const next = volumeAfter(head.document);
		const isEmpty = next !== undefined && newest.has(next) && !known.has(next);
		return isEmpty ? [head, { document: next, rows: 0 }] : [head];
	});
}

/** Of whoever wrote there or was ever a member. */
async function readNames(
	database: Database,
	organisation: string,
	found: readonly (typeof conversations.$inferSelect)[],
	documents: Manifest['documents'],
): Promise<PackNames> {
	const ids = found.map(({ id }) => id);
	const members = await database
		.selectDistinct({ user: memberships.user, conversation: memberships.conversation })
		.from(memberships)
		.where(and(eq(memberships.organisation, organisation), inArray(memberships.conversation, ids)));
	const authors = await database
		.selectDistinct({ user: logRows.user })
		.from(logRows)
		.where(
			inArray(
				logRows.document,
				documents.map(({ document }) => document),
			),
		);
	const people = new Set([...members, ...authors].map(({ user }) => user));
	const accounts = await database
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(
			and(
				eq(users.organisation, organisation),
				sql`${users.id}::text = any(${sql.param([...people])}::text[])`,
			),
		)
		.orderBy(asc(users.id));
	const nameOf = new Map(accounts.map(({ id, name }) => [id, name]));
	return {
		people: Object.fromEntries(nameOf),
		conversations: Object.fromEntries(
			found.map(({ id, name }) => {
				const inIt = members.filter(({ conversation }) => conversation === id);
				return [
					id,
					name ||
						inIt
							.map(({ user }) => nameOf.get(user) ?? user)
							.sort()
							.join(', '),
				];
			}),
		),
	};
}
