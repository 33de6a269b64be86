import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Role } from '#lib/protocol/workspace.ts';
import { users } from '../../../../drizzle/schema.ts';
import { authorize } from '../authorize.ts';
import type { Queries } from '../database.ts';

/** Those of the given people who are in the organisation, have an open account, and a role that takes part in conversations. */
export async function findParticipants(
	queries: Queries,
	organisation: string,
	people: readonly string[],
): Promise<string[]> {
	if (people.length === 0) return [];
	const rows = await queries
		.select({ user: users.id, role: users.role })
		.from(users)
		.where(and(eq(users.organisation, organisation), inArray(users.id, [...people]), isNull(users.closedAt)))
		// Held until the transaction ends: an account that is being closed is closed before or after, not in between.
		.for('share');
	return rows
		.filter(({ user, role }) =>
			authorize({ organisation, user, role: role as Role }, 'conversation.take-part', { organisation }),
		)
		.map(({ user }) => user);
}
