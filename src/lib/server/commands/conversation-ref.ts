import { and, eq, isNull } from 'drizzle-orm';
import type { ConversationKind, RoomRole, Visibility } from '#lib/protocol/workspace.ts';
import { conversations, memberships } from '../../../../drizzle/schema.ts';
import { authorize, type ConversationRef, type Subject } from '../authorize.ts';
import type { Queries, Transaction } from '../database.ts';
import { type ConversationRow, currentMembers, lockConversation } from '../memberships.ts';

export interface OpenConversation {
	row: ConversationRow;
	members: Map<string, RoomRole>;
	/** As it stands to the subject, for authorize(). */
	ref: ConversationRef;
}

/** Locks a conversation that the subject may read; undefined for missing, foreign and private ones alike. */
export async function openConversation(
	tx: Transaction,
	subject: Subject,
	conversation: string,
): Promise<OpenConversation | undefined> {
	const place = { organisation: subject.organisation, conversation };
	const row = await lockConversation(tx, place);
	if (!row) return undefined;
	const members = await currentMembers(tx, place);
	const ref = toRef(row, members.get(subject.user) ?? null);
	return authorize(subject, 'conversation.read', ref) ? { row, members, ref } : undefined;
}

/** The same without the lock and the members: for what changes nothing of the conversation. */
export async function findConversation(
	queries: Queries,
	subject: Subject,
	conversation: string,
): Promise<ConversationRef | undefined> {
	const [found] = await queries
		.select({ row: conversations, role: memberships.role })
		.from(conversations)
		.leftJoin(
			memberships,
			and(
				eq(memberships.conversation, conversations.id),
				eq(memberships.user, subject.user),
				isNull(memberships.endedAt),
			),
		)
		.where(and(eq(conversations.organisation, subject.organisation), eq(conversations.id, conversation)));
	if (!found || found.row.closedAt !== null) return undefined;
	const ref = toRef(found.row, found.role as RoomRole | null);
	return authorize(subject, 'conversation.read', ref) ? ref : undefined;
}

function toRef(
	{ organisation, kind, visibility }: ConversationRow,
	membership: RoomRole | null,
): ConversationRef {
	return { organisation, kind: kind as ConversationKind, visibility: visibility as Visibility, membership };
}
