/** Who is whose contact (SPEC V), and whether two people may write to each other because of it. */
import { and, eq, or, sql } from 'drizzle-orm';
import { directMessageId } from '#lib/domain/conversation-id.ts';
import type { Contact, Contacts } from '#lib/protocol/workspace.ts';
import { blocks, contacts, conversations, organisations } from '../../../drizzle/schema.ts';
import type { Queries, Transaction } from './database.ts';
import { notify } from './notify.ts';

export interface Pair {
	organisation: string;
	one: string;
	other: string;
}

export type ContactRow = typeof contacts.$inferSelect;

const sides = ({ one, other }: Pair) => (one < other ? { low: one, high: other } : { low: other, high: one });

const isPair = (pair: Pair) => {
	const { low, high } = sides(pair);
	return and(eq(contacts.organisation, pair.organisation), eq(contacts.low, low), eq(contacts.high, high));
};

export async function readContact(queries: Queries, pair: Pair): Promise<ContactRow | undefined> {
	const [row] = await queries.select().from(contacts).where(isPair(pair));
	return row;
}

/** `by` is who asked, accepted, or removed. A removal parts them until they agree again. */
export async function writeContact(
	tx: Transaction,
	pair: Pair,
	state: 'asked' | 'accepted' | 'removed',
	by: string,
	since: Date,
): Promise<void> {
	const { organisation } = pair;
	const values = { state, by, since, ...(state === 'asked' ? {} : { parted: state === 'removed' }) };
	await tx
		.insert(contacts)
		.values({ organisation, ...sides(pair), ...values })
		.onConflictDoUpdate({ target: [contacts.organisation, contacts.low, contacts.high], set: values });
}

/** A request is gone: what was before it holds. */
export async function dropRequest(tx: Transaction, pair: Pair): Promise<void> {
	const dropped = and(isPair(pair), eq(contacts.state, 'asked'));
	await tx
		.update(contacts)
		.set({ state: 'removed' })
		.where(and(dropped, eq(contacts.parted, true)));
	await tx.delete(contacts).where(dropped);
}

/** Has `by` blocked `blocked`? */
export async function hasBlocked(
	queries: Queries,
	organisation: string,
	by: string,
	blocked: string,
): Promise<boolean> {
	const [row] = await queries
		.select()
		.from(blocks)
		.where(and(eq(blocks.organisation, organisation), eq(blocks.user, by), eq(blocks.blocked, blocked)));
	return row !== undefined;
}

/** The organisation's setting: must colleagues be contacts before they write to each other? */
export async function contactsNeeded(queries: Queries, organisation: string): Promise<boolean> {
	const [row] = await queries
		.select({
			needed: sql<boolean>`coalesce((${organisations.settings}->>'contactsNeeded')::boolean, false)`,
		})
		.from(organisations)
		.where(eq(organisations.id, organisation));
	return row?.needed ?? false;
}

/** SPEC V3: may these two not write to each other? */
export async function areApart(queries: Queries, pair: Pair): Promise<boolean> {
	const { organisation, one, other } = pair;
	if (await hasBlocked(queries, organisation, one, other)) return true;
	if (await hasBlocked(queries, organisation, other, one)) return true;
	const contact = await readContact(queries, pair);
	if (contact?.parted) return true;
	return contact?.state !== 'accepted' && (await contactsNeeded(queries, organisation));
}

/** Their direct message, if there is one, says whether they may write; both are told that something changed. */
export async function settlePair(tx: Transaction, pair: Pair): Promise<void> {
	const { organisation, one, other } = pair;
	const conversation = directMessageId(organisation, one, other);
	const apart = await areApart(tx, pair);
	const changed = await tx
		.update(conversations)
		.set({ apart })
		.where(and(eq(conversations.organisation, organisation), eq(conversations.id, conversation)))
		.returning({ id: conversations.id });
	if (changed.length > 0)
		await notify(tx, { type: 'conversation', organisation, conversation, users: [one, other] });
	else for (const user of [one, other]) await notify(tx, { type: 'settings', user });
}

/** The setting changed: every direct message is looked at again. */
export async function settleAll(tx: Transaction, organisation: string): Promise<void> {
	const needed = await contactsNeeded(tx, organisation);
	await tx.execute(sql`
		update conversations c set apart = p.apart from (
			select m.conversation,
				coalesce(bool_or(k.parted), false)
				or (${needed} and not coalesce(bool_or(k.state = 'accepted'), false))
				or exists (select 1 from blocks b where b.organisation = ${organisation}
					and b.user_id in (min(m.user_id::text)::uuid, max(m.user_id::text)::uuid)
					and b.blocked in (min(m.user_id::text)::uuid, max(m.user_id::text)::uuid)) as apart
			from conversations d
			join memberships m on m.organisation = d.organisation and m.conversation = d.id and m.ended_at is null
			left join contacts k on k.organisation = d.organisation
				and k.low = (select min(x.user_id::text)::uuid from memberships x where x.conversation = d.id and x.ended_at is null)
				and k.high = (select max(x.user_id::text)::uuid from memberships x where x.conversation = d.id and x.ended_at is null)
			where d.organisation = ${organisation} and d.kind = 'dm'
			group by m.conversation
		) p
		where c.organisation = ${organisation} and c.id = p.conversation and c.apart is distinct from p.apart`);
	await notify(tx, { type: 'organisation', organisation });
}

/** As one person may know them: a request that the other has not answered stays one, whatever became of it. */
export async function readContacts(queries: Queries, organisation: string, user: string): Promise<Contacts> {
	const rows = await queries
		.select()
		.from(contacts)
		.where(and(eq(contacts.organisation, organisation), or(eq(contacts.low, user), eq(contacts.high, user))));
	const blocked = await queries
		.select({ user: blocks.blocked })
		.from(blocks)
		.where(and(eq(blocks.organisation, organisation), eq(blocks.user, user)));
	const mine = new Set(blocked.map((row) => row.user));
	const all = rows.flatMap(({ low, high, state, by, since }): Contact[] => {
		const other = low === user ? high : low;
		if (state === 'asked' && by !== user)
			return mine.has(other) ? [] : [{ user: other, state: 'asks', since: since.getTime() }];
		return [{ user: other, state: state as Contact['state'], since: since.getTime() }];
	});
	return { needed: await contactsNeeded(queries, organisation), all, blocked: [...mine] };
}
