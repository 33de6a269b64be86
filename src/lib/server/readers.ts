import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#lib/protocol/readers.ts';
import { memberships, readPositions } from '../../../drizzle/schema.ts';
import { authorize, type Subject } from './authorize.ts';
import { findConversation } from './commands/conversation-ref.ts';
import type { Queries } from './database.ts';

/** How far each other member has read; undefined for whoever is no member. Who reads from outside, or audits, is in no such list. */
export async function listReaders(
	queries: Queries,
	subject: Subject,
	conversation: string,
): Promise<Reader[] | undefined> {
	const ref = await findConversation(queries, subject, conversation);
	if (!ref || !authorize(subject, 'readers.list', ref)) return undefined;
	const { organisation } = subject;
	const rows = await queries
		.select({
			user: readPositions.user,
			volume: readPositions.volume,
			position: readPositions.position,
		})
		.from(readPositions)
		.innerJoin(
			memberships,
			and(
				eq(memberships.organisation, organisation),
				eq(memberships.conversation, readPositions.conversation),
				eq(memberships.user, readPositions.user),
				isNull(memberships.endedAt),
			),
		)
		.where(and(eq(readPositions.organisation, organisation), eq(readPositions.conversation, conversation)));
	return rows.filter(({ user }) => user !== subject.user);
}
