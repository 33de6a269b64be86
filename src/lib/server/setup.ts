/** The first visit: whoever makes the first organisation owns it, so a server that others can reach asks for a one-time link. */
import { sql } from 'drizzle-orm';
import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from '#lib/protocol/session-cookie.ts';
import { createAccount, EMAIL_TAKEN, emailInUse, type AccountResult } from './accounts.ts';
import type { Database, Queries } from './database.ts';
import { createInvitation } from './invitations.ts';
import { newSecret } from './new-id.ts';
import { anyOrganisation, createOrganisation } from './organisations.ts';
import { readServerState, removeServerState, writeServerState } from './server-state.ts';

const TOKEN = 'setup-token';

/**
 * Makes the token of the one-time link, to be printed at the start as `/setup?token=…`; the one of an earlier start ends. Undefined once there is an
 * organisation. Only its hash is stored.
 */
export async function makeSetupToken(database: Database): Promise<string | undefined> {
	if (await anyOrganisation(database)) return undefined;
	const token = newSecret();
	await writeServerState(database, TOKEN, hashSecret(token));
	return token;
}

export async function isSetupToken(queries: Queries, token: string): Promise<boolean> {
	const stored = await readServerState(queries, TOKEN);
	if (typeof stored !== 'string') return false;
	return timingSafeEqual(Buffer.from(stored), Buffer.from(hashSecret(token)));
}

/** Creates the first organisation with its owner and its channel `general`. Of two first visits, the second is refused. */
export async function setUp(
	database: Database,
	organisation: string,
	owner: { email: string; name: string; passwordHash: string },
): Promise<AccountResult<{ organisation: string; user: string }>> {
	return database.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('set up', 0))`);
		if (await anyOrganisation(tx))
			return { ok: false, words: 'This server has an organisation already. Sign in.' };
		const id = await createOrganisation(tx, organisation);
		const created = await createAccount(tx, id, { ...owner, role: 'OWNER' });
		if (!created.ok) return created;
		await removeServerState(tx, TOKEN);
		return { ok: true, value: { organisation: id, user: created.value } };
	});
}

/** A further organisation on the server. Its owner makes the account himself, by the invitation whose token is the answer. */
export async function addOrganisation(
	database: Database,
	organisation: string,
	owner: { email: string; name: string },
): Promise<AccountResult<string>> {
	return database.transaction(async (tx) => {
		if (await emailInUse(tx, owner.email)) return { ok: false, words: EMAIL_TAKEN };
		const id = await createOrganisation(tx, organisation);
		const invitation = { ...owner, organisation: id, role: 'OWNER' as const, createdBy: null };
		return { ok: true, value: await createInvitation(tx, invitation) };
	});
}
