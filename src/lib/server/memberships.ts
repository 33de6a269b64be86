/** Memberships begin and end here and nowhere else. A conversation's row is locked first (`lockConversation`), so that its changes have an order. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { RoomRole } from '#lib/protocol/workspace.ts';
import { conversations, documentHeads, memberships, readPositions } from '../../../drizzle/schema.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { timestamp, type Queries, type Transaction } from './database.ts';
import { lockOrganisationLog, recordFacts } from './organisation-log.ts';
import { stepArray, withStep } from './position-steps.ts';

export type ConversationRow = typeof conversations.$inferSelect;
type Place = { organisation: string; conversation: string };

/** The conversation, locked until the transaction ends; undefined when there is none of this id in the organisation. */
export async function lockConversation(tx: Transaction, place: Place): Promise<ConversationRow | undefined> {
	const [row] = await tx
		.select()
		.from(conversations)
		.where(
			and(
				eq(conversations.organisation, place.organisation),
				eq(conversations.id, place.conversation),
				isNull(conversations.closedAt),
			),
		)
		.for('update');
	return row;
}

/** Current members with their roles in the room. */
export async function currentMembers(queries: Queries, place: Place): Promise<Map<string, RoomRole>> {
	const rows = await queries
		.select({ user: memberships.user, role: memberships.role })
		.from(memberships)
		.where(currentIn(place));
	return new Map(rows.map(({ user, role }) => [user, role as RoomRole]));
}

/** Begins memberships; those who are members already stay as they are. Answers with the ids of the new ones. */
export async function startMemberships(
	tx: Transaction,
	place: Place,
	members: readonly { user: string; role: RoomRole }[],
	at?: number,
): Promise<string[]> {
	if (members.length === 0) return [];
	await lockOrganisationLog(tx, place.organisation);
	const started = await tx
		.insert(memberships)
		.values(members.map((member) => ({ ...place, ...member, since: moment(at) })))
		.onConflictDoNothing()
		.returning({ user: memberships.user, role: memberships.role });
	const { conversation } = place;
	const facts = started.map(({ user, role }) => ({
		f: 'begin' as const,
		conversation,
		user,
		role: role as RoomRole,
	}));
	await recordFacts(tx, place.organisation, facts, at);
	return started.map(({ user }) => user);
}

/**
 * Ends a membership. When the last ADMIN of a room goes, its oldest member becomes ADMIN, so that no room is without one.
 * False when the user was no member.
 */
export async function endMembership(
	tx: Transaction,
	place: Place,
	user: string,
	at?: number,
): Promise<boolean> {
	await lockOrganisationLog(tx, place.organisation);
	const ended = await tx
		.update(memberships)
		.set({ endedAt: moment(at) })
		.where(and(currentIn(place), eq(memberships.user, user)))
		.returning({ role: memberships.role });
	if (ended.length === 0) return false;
	const { organisation, conversation } = place;
	await recordFacts(tx, organisation, [{ f: 'end', conversation, user }], at);
	if (ended[0]!.role === 'ADMIN') await keepAdmin(tx, place, at);
	return true;
}

/** Of one transaction's memberships each has its own. */
function moment(at: number | undefined) {
	return timestamp(at) ?? sql`clock_timestamp()`;
}

async function keepAdmin(tx: Transaction, place: Place, at: number | undefined): Promise<void> {
	const left = await tx
		.select({ user: memberships.user, role: memberships.role })
		.from(memberships)
		.where(currentIn(place))
		.orderBy(asc(memberships.since), asc(memberships.user));
	if (left.length === 0 || left.some(({ role }) => role === 'ADMIN')) return;
	await changeRole(tx, place, left[0]!.user, 'ADMIN', at);
}

/** Of a member. */
export async function changeRole(
	tx: Transaction,
	place: Place,
	user: string,
	role: RoomRole,
	at: number | undefined,
): Promise<void> {
	await lockOrganisationLog(tx, place.organisation);
	await tx
		.update(memberships)
		.set({ role })
		.where(and(currentIn(place), eq(memberships.user, user)));
	const { organisation, conversation } = place;
	await recordFacts(tx, organisation, [{ f: 'role', conversation, user, role }], at);
}

/** Counting of unread begins with joining: what is in the newest volume by now is read. */
export async function readUpToNow(
	tx: Transaction,
	{ organisation, id, volume }: Pick<ConversationRow, 'organisation' | 'id' | 'volume'>,
	users: readonly string[],
): Promise<void> {
	if (users.length === 0) return;
	const [head] = await tx
		.select({ length: documentHeads.ledgerLength })
		.from(documentHeads)
		.where(eq(documentHeads.document, conversationDocument(id, volume)));
	const position = (head?.length ?? 0) - 1;
	const steps = stepArray({ volume, position, at: 0 });
	const rows = users.map((user) => ({
		organisation,
		conversation: id,
		user,
		mark: 0,
		volume,
		position,
		steps,
	}));
	await tx
		.insert(readPositions)
		.values(rows)
		.onConflictDoUpdate({
			target: [readPositions.organisation, readPositions.user, readPositions.conversation],
			set: {
				volume: sql`excluded.volume`,
				position: sql`excluded.position`,
				steps: withStep(readPositions.steps, sql`excluded.steps`),
			},
			setWhere: sql`(excluded.volume, excluded.position) > (${readPositions.volume}, ${readPositions.position})`,
		});
}

function currentIn({ organisation, conversation }: Place) {
	return and(
		eq(memberships.organisation, organisation),
		eq(memberships.conversation, conversation),
		isNull(memberships.endedAt),
	);
}
