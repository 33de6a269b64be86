/** What a member may know of how far the others have read and hold a conversation (SPEC W9, W11). Who reads from outside, or audits, is in no such list. */
import { and, eq, isNull, max, ne } from 'drizzle-orm';
import type { MessageReader, Reach, Readers } from '#lib/protocol/readers.ts';
import { heldPositions, memberships, readPositions } from '../../../drizzle/schema.ts';
import { authorize, type Subject } from './authorize.ts';
import { findConversation } from './commands/conversation-ref.ts';
import type { Queries } from './database.ts';
import { reachedAt } from './position-steps.ts';

/** Undefined for whoever is no member. */
export async function listReaders(
	queries: Queries,
	subject: Subject,
	conversation: string,
): Promise<Readers | undefined> {
	if (!(await mayList(queries, subject, conversation))) return undefined;
	const others = othersIn(subject, conversation);
	const { user, volume, position } = readPositions;
	const readers = await queries
		.select({ user, volume, position })
		.from(memberships)
		.innerJoin(readPositions, ofMember(readPositions))
		.where(others);
	const delivered = await queries
		.select({ volume: heldPositions.volume, position: max(heldPositions.position) })
		.from(memberships)
		.innerJoin(heldPositions, ofMember(heldPositions))
		.where(others)
		.groupBy(heldPositions.volume);
	return { readers, delivered: delivered.map(({ volume, position }) => ({ volume, position: position! })) };
}

/** Of one place in the ledger: since when each of the others has it and has read it. Undefined for whoever is no member. */
export async function listMessageReaders(
	queries: Queries,
	subject: Subject,
	conversation: string,
	place: Reach,
): Promise<MessageReader[] | undefined> {
	if (!(await mayList(queries, subject, conversation))) return undefined;
	const rows = await queries
		.select({ user: memberships.user, read: readPositions.steps, held: heldPositions.steps })
		.from(memberships)
		.leftJoin(readPositions, ofMember(readPositions))
		.leftJoin(heldPositions, and(ofMember(heldPositions), eq(heldPositions.volume, place.volume)))
		.where(othersIn(subject, conversation));
	return rows.map(({ user, read, held }) => ({
		user,
		deliveredAt: reachedAt(held ?? [], place),
		readAt: reachedAt(read ?? [], place),
	}));
}

async function mayList(queries: Queries, subject: Subject, conversation: string): Promise<boolean> {
	const ref = await findConversation(queries, subject, conversation);
	return ref !== undefined && authorize(subject, 'readers.list', ref);
}

function othersIn({ organisation, user }: Subject, conversation: string) {
	return and(
		eq(memberships.organisation, organisation),
		eq(memberships.conversation, conversation),
		isNull(memberships.endedAt),
		ne(memberships.user, user),
	);
}

function ofMember(positions: typeof readPositions | typeof heldPositions) {
	return and(
		eq(positions.organisation, memberships.organisation),
		eq(positions.conversation, memberships.conversation),
		eq(positions.user, memberships.user),
	);
}
