/** Where a file is to be had (SPEC M7): where it was sent, and wherever somebody who might read it there has named it to others. From the facts of the log alone, so that a forward works offline and nobody has to be asked when it is written. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { conversations, memberships, messageFiles, searchEntries } from '../../../../drizzle/schema.ts';
import type { Queries } from '../database.ts';
import type { FileRow } from './uploads.ts';

/** A message that names a file now. */
interface Naming {
	conversation: string;
	author: string;
	/** ms */
	receivedAt: number;
}

/** Ids of conversations. */
export async function placesOf(queries: Queries, file: FileRow): Promise<Set<string>> {
	const { organisation, conversation: home, user: sender, named } = file;
	const namings = await namingsOf(queries, file);
	const isOwn = (naming: Naming) => naming.conversation === home && naming.author === sender;
	const places = new Set<string>();
	// Before its message has come, and that may be days, it is its sender's.
	if (!named || namings.some(isOwn)) places.add(home);
	/** Also where the original has gone: whoever forwarded it before might read it. */
	const reached = new Set([home]);
	for (const naming of namings) {
		if (isOwn(naming) || places.has(naming.conversation)) continue;
		if (!(await mightRead(queries, { organisation, ...naming, of: [...reached] }))) continue;
		reached.add(naming.conversation);
		places.add(naming.conversation);
	}
	return places;
}

/** In the order in which they were received. */
function namingsOf(queries: Queries, { organisation, id }: FileRow): Promise<Naming[]> {
	return queries
		.select({
			conversation: messageFiles.conversation,
			author: messageFiles.author,
			receivedAt: searchEntries.receivedAt,
		})
		.from(messageFiles)
		.innerJoin(
			searchEntries,
			and(
				eq(searchEntries.document, messageFiles.document),
				eq(searchEntries.client, messageFiles.client),
				eq(searchEntries.clock, messageFiles.clock),
			),
		)
		.where(and(eq(messageFiles.organisation, organisation), eq(messageFiles.file, id)))
		.orderBy(asc(searchEntries.receivedAt));
}

/** Was he a member of one of these conversations then, or is one of them public? */
async function mightRead(
	queries: Queries,
	{ organisation, author, receivedAt, of }: Naming & { organisation: string; of: readonly string[] },
): Promise<boolean> {
	const at = new Date(receivedAt).toISOString();
	const [found] = await queries
		.select({ id: conversations.id })
		.from(conversations)
		.leftJoin(
			memberships,
			and(
				eq(memberships.conversation, conversations.id),
				sql`${memberships.user}::text = ${author}`,
				sql`${memberships.since} <= ${at}::timestamptz`,
				sql`(${memberships.endedAt} is null or ${memberships.endedAt} > ${at}::timestamptz)`,
			),
		)
		.where(
			and(
				eq(conversations.organisation, organisation),
				inArray(conversations.id, [...of]),
				sql`(${conversations.visibility} = 'public' or ${memberships.user} is not null)`,
			),
		)
		.limit(1);
	return found !== undefined;
}
