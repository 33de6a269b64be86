/** Accounts: made, renamed, given a role and closed here and nowhere else. Callers have asked authorize(). */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Role } from '#lib/protocol/workspace.ts';
import { conversations, memberships, users } from '../../../drizzle/schema.ts';
import { endAllSessions } from './auth/sessions.ts';
import { authorize } from './authorize.ts';
import { timestamp, type Queries, type Transaction } from './database.ts';
import { revokeAllDevices } from './devices.ts';
import { endMembership, lockConversation, readUpToNow, startMemberships } from './memberships.ts';
import { newId } from './new-id.ts';
import { notify } from './notify.ts';
import { lockOrganisationLog, recordFacts } from './organisation-log.ts';
import { createGeneralChannel, defaultChannels } from './organisations.ts';
import { appendSystemEvents } from './outbox.ts';

export type AccountRow = typeof users.$inferSelect;

export interface NewAccount {
	email: string;
	name: string;
	role: Role;
	passwordHash: string;
	/** Somebody else chose the password. */
	passwordTemporary?: boolean;
}

export type AccountResult<Value> = { ok: true; value: Value } | { ok: false; words: string };

export const EMAIL_TAKEN = 'There is an account with this email already.';
const LAST_OWNER = 'An organisation keeps at least one owner. Make somebody else an owner first.';

/** Adds an account to an organisation and to its first channels. An email belongs to one account on the server. `at` in ms; the present unless given. */
export async function createAccount(
	tx: Transaction,
	organisation: string,
	account: NewAccount,
	at?: number,
): Promise<AccountResult<string>> {
	const id = newId();
	await lockOrganisationLog(tx, organisation);
	const inserted = await tx
		.insert(users)
		.values({ organisation, id, ...account, createdAt: timestamp(at) })
		.onConflictDoNothing()
		.returning({ id: users.id });
	if (inserted.length === 0) return { ok: false, words: EMAIL_TAKEN };
	await recordFacts(tx, organisation, [{ f: 'account', user: id, role: account.role }], at);
	const channels = await defaultChannels(tx, organisation);
	if (channels.length === 0) await createGeneralChannel(tx, organisation, id, at);
	else if (takesPart(organisation, id, account.role)) {
		for (const conversation of channels) await joinChannel(tx, { organisation, conversation }, id, at);
	}
	await notify(tx, { type: 'organisation', organisation });
	return { ok: true, value: id };
}

export async function emailInUse(queries: Queries, email: string): Promise<boolean> {
	const found = await queries
		.select({ id: users.id })
		.from(users)
		.where(sql`lower(${users.email}) = lower(${email})`);
	return found.length > 0;
}

export async function listAccounts(queries: Queries, organisation: string): Promise<AccountRow[]> {
	return queries.select().from(users).where(eq(users.organisation, organisation)).orderBy(asc(users.name));
}

/** An open account of the organisation, locked; undefined for missing, foreign and closed ones alike. */
export async function lockAccount(
	tx: Transaction,
	organisation: string,
	user: string,
): Promise<AccountRow | undefined> {
	// All accounts' changes of one organisation wait for each other, so that the last owner stays the last.
	await lockOrganisationLog(tx, organisation);
	const [row] = await tx
		.select()
		.from(users)
		.where(and(eq(users.organisation, organisation), eq(users.id, user), isNull(users.closedAt)))
		.for('update');
	return row;
}

export async function renameAccount(
	tx: Transaction,
	organisation: string,
	user: string,
	name: string,
): Promise<void> {
	await tx
		.update(users)
		.set({ name })
		.where(and(eq(users.organisation, organisation), eq(users.id, user)));
	await notify(tx, { type: 'organisation', organisation });
}

/** A role that takes part in no conversation ends the memberships. */
export async function changeRole(
	tx: Transaction,
	account: AccountRow,
	role: Role,
): Promise<AccountResult<undefined>> {
	const { organisation, id } = account;
	if (account.role === role) return { ok: true, value: undefined };
	if (account.role === 'OWNER' && (await isLastOwner(tx, organisation)))
		return { ok: false, words: LAST_OWNER };
	await tx
		.update(users)
		.set({ role })
		.where(and(eq(users.organisation, organisation), eq(users.id, id)));
	await recordFacts(tx, organisation, [{ f: 'account', user: id, role }]);
	if (!takesPart(organisation, id, role)) await endRoomMemberships(tx, organisation, id);
	await notify(tx, { type: 'organisation', organisation });
	return { ok: true, value: undefined };
}

/** Sessions, devices and memberships end; the account's name stays for what it wrote. */
export async function closeAccount(tx: Transaction, account: AccountRow): Promise<AccountResult<undefined>> {
	const { organisation, id } = account;
	if (account.role === 'OWNER' && (await isLastOwner(tx, organisation)))
		return { ok: false, words: LAST_OWNER };
	await tx
		.update(users)
		.set({ closedAt: sql`now()` })
		.where(and(eq(users.organisation, organisation), eq(users.id, id)));
	await recordFacts(tx, organisation, [{ f: 'close', user: id }]);
	await revokeAllDevices(tx, id);
	await endAllSessions(tx, id);
	await endRoomMemberships(tx, organisation, id);
	await notify(tx, { type: 'organisation', organisation });
	return { ok: true, value: undefined };
}

async function isLastOwner(tx: Transaction, organisation: string): Promise<boolean> {
	const owners = await tx
		.select({ id: users.id })
		.from(users)
		.where(and(eq(users.organisation, organisation), eq(users.role, 'OWNER'), isNull(users.closedAt)))
		.limit(2);
	return owners.length < 2;
}

async function joinChannel(
	tx: Transaction,
	place: { organisation: string; conversation: string },
	user: string,
	at?: number,
): Promise<void> {
	const row = await lockConversation(tx, place);
	if (!row) return;
	const started = await startMemberships(tx, place, [{ user, role: 'MEMBER' }], at);
	await readUpToNow(tx, row, started);
	await appendSystemEvents(tx, place, at, [{ action: 'joined', by: user }]);
	await notify(tx, { type: 'conversation', ...place, users: [user] });
}

/** A direct message keeps both its people: the name of the one who left stands for it. */
async function endRoomMemberships(tx: Transaction, organisation: string, user: string): Promise<void> {
	const rooms = await tx
		.select({ conversation: conversations.id })
		.from(memberships)
		.innerJoin(conversations, eq(conversations.id, memberships.conversation))
		.where(
			and(
				eq(memberships.organisation, organisation),
				eq(memberships.user, user),
				isNull(memberships.endedAt),
				eq(conversations.kind, 'room'),
			),
		)
		.orderBy(asc(conversations.id));
	for (const { conversation } of rooms) {
		const place = { organisation, conversation };
		await lockConversation(tx, place);
		if (!(await endMembership(tx, place, user))) continue;
		await appendSystemEvents(tx, place, undefined, [{ action: 'left', by: user }]);
		await notify(tx, { type: 'conversation', ...place, users: [user] });
	}
}

function takesPart(organisation: string, user: string, role: Role): boolean {
	return authorize({ organisation, user, role }, 'conversation.take-part', { organisation });
}
