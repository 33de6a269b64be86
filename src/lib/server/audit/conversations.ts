/** The conversations that somebody may audit. Nothing of them is read here but their rows' number and time. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AuditedConversation } from '#lib/protocol/audit.ts';
import type { ConversationKind, RoomRole, Visibility } from '#lib/protocol/workspace.ts';
import { conversations, memberships } from '../../../../drizzle/schema.ts';
import { authorize, type ConversationRef, type Subject } from '../authorize.ts';
import type { Queries } from '../database.ts';
import type { ConversationRow } from '../memberships.ts';

/** By their last row, the newest first. */
export async function listAudited(queries: Queries, subject: Subject): Promise<AuditedConversation[]> {
	const { organisation } = subject;
	const [rows, members, heads] = await Promise.all([
		queries.select().from(conversations).where(eq(conversations.organisation, organisation)),
		queries
			.select()
			.from(memberships)
			.where(eq(memberships.organisation, organisation))
			.orderBy(asc(memberships.since)),
		queries.execute<{ conversation: string; rows: number; at: number }>(sql`
			select split_part(document, '/', 2) as conversation, sum(seq)::float8 as rows, max(ledger_time)::float8 as at
			from document_heads where organisation = ${organisation} and document ~ '^[cid]/' group by 1`),
	]);
	const size = new Map(heads.map((head) => [head.conversation, head]));
	const inIt = new Map<string, (typeof members)[number][]>();
	for (const member of members) {
		const list = inIt.get(member.conversation);
		if (list) list.push(member);
		else inIt.set(member.conversation, [member]);
	}
	return rows
		.flatMap((row) => {
			const all = inIt.get(row.id) ?? [];
			const current = all.filter(({ endedAt }) => endedAt === null);
			const ref = toRef(
				row,
				(current.find(({ user }) => user === subject.user)?.role ?? null) as RoomRole | null,
			);
			if (!authorize(subject, 'audit.find', ref)) return [];
			const opens = authorize(subject, 'audit.read', { ...ref, reason: '' });
			const { id, kind, visibility, channel, name, topic, createdAt, closedAt } = row;
			return [
				{
					id,
					kind: kind as ConversationKind,
					visibility: visibility as Visibility,
					channel,
					// Of what is not in his scope he learns who is in it: that names it well enough to give a reason.
					name: opens ? name : '',
					topic: opens ? topic : '',
					createdAt: createdAt.getTime(),
					closedAt: closedAt?.getTime() ?? null,
					members: [...new Set((kind === 'dm' ? all : current).map(({ user }) => user))],
					rows: size.get(id)?.rows ?? 0,
					lastAt: size.get(id)?.at ?? createdAt.getTime(),
					needsReason: !opens,
				},
			];
		})
		.sort((one, other) => other.lastAt - one.lastAt);
}

export type AuditPlace =
	| { ok: true; row: ConversationRow; ref: ConversationRef }
	/** Missing, foreign and out of scope alike; or there, and it needs a reason. */
	| { ok: false; needsReason: boolean };

/** The conversation, closed ones too, if the subject may read all its rows. */
export async function findAudited(
	queries: Queries,
	subject: Subject,
	conversation: string,
	reason: string,
): Promise<AuditPlace> {
	const { organisation, user } = subject;
	const [found] = await queries
		.select({ row: conversations, role: memberships.role })
		.from(conversations)
		.leftJoin(
			memberships,
			and(
				eq(memberships.conversation, conversations.id),
				eq(memberships.user, user),
				sql`${memberships.endedAt} is null`,
			),
		)
		.where(and(eq(conversations.organisation, organisation), eq(conversations.id, conversation)));
	if (!found) return { ok: false, needsReason: false };
	const ref = toRef(found.row, found.role as RoomRole | null);
	if (authorize(subject, 'audit.read', { ...ref, reason })) return { ok: true, row: found.row, ref };
	const mightWithReason = authorize(subject, 'audit.read', { ...ref, reason: 'any' });
	return { ok: false, needsReason: mightWithReason && authorize(subject, 'audit.find', ref) };
}

function toRef(
	{ organisation, kind, visibility }: ConversationRow,
	membership: RoomRole | null,
): ConversationRef {
	return { organisation, kind: kind as ConversationKind, visibility: visibility as Visibility, membership };
}
