import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { hashSecret } from '#lib/protocol/session-cookie.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import { invitations, organisations, users } from '../../../drizzle/schema.ts';
import { type AccountResult, createAccount } from './accounts.ts';
import { authorize, type Subject } from './authorize.ts';
import type { Queries, Transaction } from './database.ts';
import { newSecret } from './new-id.ts';

const VALID_DAYS = 7;
export const INVITATION_ENDED = 'This invitation was used already, or has expired. Ask for a new one.';

export interface OpenInvitation {
	organisation: string;
	organisationName: string;
	role: Role;
	/** Fill the form; either may be empty. */
	email: string;
	name: string;
}

/**
 * Makes an invitation for one person and gives its token, which is stored nowhere.
 * @param createdBy the inviter's id; null for the server's command line
 */
export async function createInvitation(
	queries: Queries,
	invitation: { organisation: string; role: Role; createdBy: string | null; email?: string; name?: string },
): Promise<string> {
	const token = newSecret();
	const expiresAt = new Date(Date.now() + VALID_DAYS * 86_400_000);
	await queries.insert(invitations).values({ ...invitation, tokenHash: hashSecret(token), expiresAt });
	return token;
}

/** The invitation of a token; undefined when it is unknown, used, expired, or its maker may not give that role any more. */
export async function findInvitation(queries: Queries, token: string): Promise<OpenInvitation | undefined> {
	const [row] = await queries
		.select({ invitation: invitations, organisationName: organisations.name, inviter: users })
		.from(invitations)
		.innerJoin(organisations, eq(organisations.id, invitations.organisation))
		.leftJoin(
			users,
			and(eq(users.organisation, invitations.organisation), eq(users.id, invitations.createdBy)),
		)
		.where(and(eq(invitations.tokenHash, hashSecret(token)), isOpen()));
	if (!row) return undefined;
	const { organisation, email, name, createdBy } = row.invitation;
	const role = row.invitation.role as Role;
	if (createdBy !== null && !mayStillInvite(row.inviter, role)) return undefined;
	return { organisation, organisationName: row.organisationName, role, email, name };
}

/** Makes the account and uses the invitation up, both or neither. Of two who use it at once, one is refused. */
export async function acceptInvitation(
	tx: Transaction,
	token: string,
	account: { email: string; name: string; passwordHash: string },
): Promise<AccountResult<{ organisation: string; user: string }>> {
	const tokenHash = hashSecret(token);
	await tx.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)).for('update');
	const invitation = await findInvitation(tx, token);
	if (!invitation) return { ok: false, words: INVITATION_ENDED };
	const { organisation, role } = invitation;
	const created = await createAccount(tx, organisation, { ...account, role });
	if (!created.ok) return created;
	await tx
		.update(invitations)
		.set({ usedAt: sql`now()`, usedBy: created.value })
		.where(eq(invitations.tokenHash, tokenHash));
	return { ok: true, value: { organisation, user: created.value } };
}

export interface InvitationListing {
	/** Hash of the token: names the invitation, opens nothing. */
	token: string;
	role: Role;
	email: string;
	name: string;
	createdBy: string | null;
	expiresAt: Date;
}

export async function listInvitations(queries: Queries, organisation: string): Promise<InvitationListing[]> {
	const rows = await queries
		.select()
		.from(invitations)
		.where(and(eq(invitations.organisation, organisation), isOpen()))
		.orderBy(desc(invitations.createdAt));
	return rows.map(({ tokenHash, role, email, name, createdBy, expiresAt }) => ({
		token: tokenHash,
		role: role as Role,
		email,
		name,
		createdBy,
		expiresAt,
	}));
}

/** Takes an open invitation back. False when the organisation has no such one. */
export async function revokeInvitation(
	queries: Queries,
	organisation: string,
	tokenHash: string,
): Promise<boolean> {
	const revoked = await queries
		.delete(invitations)
		.where(and(eq(invitations.organisation, organisation), eq(invitations.tokenHash, tokenHash), isOpen()))
		.returning({ token: invitations.tokenHash });
	return revoked.length > 0;
}

function isOpen() {
	return and(isNull(invitations.usedAt), gt(invitations.expiresAt, sql`now()`));
}

function mayStillInvite(inviter: typeof users.$inferSelect | null, role: Role): boolean {
	if (!inviter || inviter.closedAt !== null) return false;
	const { organisation, id: user } = inviter;
	const subject: Subject = { organisation, user, role: inviter.role as Role };
	return authorize(subject, 'account.invite', { organisation, role });
}
