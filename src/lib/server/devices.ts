/** Leases of client ids (SPEC C2): a device is leased to one user, for ever, until it is revoked. */
import { and, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { hashSecret } from '#lib/protocol/session-cookie.ts';
import { devices, sessions, users } from '../../../drizzle/schema.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import type { SignedIn } from './auth/signed-in.ts';
import { timestamp, type Queries, type Transaction } from './database.ts';
import { deviceNumber } from './device-numbers.ts';
import { newSecret } from './new-id.ts';
import { notify } from './notify.ts';
import { lockOrganisationLog, recordFacts } from './organisation-log.ts';
import { nextInSequence, serverSecret } from './server-state.ts';

type Owner = { organisation: string; user: string };

/**
 * Registers a browser profile and ties it to its session. The same key again (a lost answer, or a new sign-in on the same profile)
 * gives the same device, unless it was revoked; a profile that has used up its sessions comes with a new key.
 * @param publicKey raw Ed25519, 32 bytes
 * @param at ms; the present unless given
 */
export async function registerBrowser(
	tx: Transaction,
	owner: Owner,
	session: string,
	{ name, publicKey }: { name: string; publicKey: Uint8Array },
	at?: number,
): Promise<number> {
	// Two tabs of one profile may register at once.
	await lockOrganisationLog(tx, owner.organisation);
	const [known] = await tx
		.select({ number: devices.number })
		.from(devices)
		.where(and(eq(devices.user, owner.user), eq(devices.publicKey, publicKey), isNull(devices.revokedAt)));
	const number = known?.number ?? (await lease(tx, owner, { name, publicKey }, at));
	await tx
		.update(sessions)
		.set({ device: number })
		.where(and(eq(sessions.idHash, session), eq(sessions.user, owner.user)));
	return number;
}

/** A client that is no browser: it keeps the token, the server its hash (SPEC T1). */
export async function registerClient(
	tx: Transaction,
	owner: Owner,
	name: string,
): Promise<{ device: number; token: string }> {
	const token = newSecret();
	return { device: await lease(tx, owner, { name, tokenHash: hashSecret(token) }), token };
}

/** Whose token this is; undefined when it is nobody's, was revoked, or its account is closed. */
export async function findByToken(queries: Queries, token: string): Promise<SignedIn | undefined> {
	const [row] = await queries
		.select({ device: devices.number, user: users })
		.from(devices)
		.innerJoin(users, and(eq(users.organisation, devices.organisation), eq(users.id, devices.user)))
		.where(and(eq(devices.tokenHash, hashSecret(token)), isNull(devices.revokedAt), isNull(users.closedAt)));
	if (!row) return undefined;
	const { organisation, id, name, email, passwordTemporary } = row.user;
	const role = row.user.role as Role;
	return { organisation, user: id, name, email, role, passwordTemporary, session: null, device: row.device };
}

export interface DeviceListing {
	number: number;
	name: string;
	/** A browser signs in by sessions; a client holds a token. */
	kind: 'browser' | 'client';
	createdAt: Date;
}

export async function listDevices(queries: Queries, user: string): Promise<DeviceListing[]> {
	const rows = await queries
		.select()
		.from(devices)
		.where(and(eq(devices.user, user), isNull(devices.revokedAt)))
		.orderBy(desc(devices.createdAt));
	return rows.map(({ number, name, tokenHash, createdAt }) => ({
		number,
		name,
		kind: tokenHash === null ? 'browser' : 'client',
		createdAt,
	}));
}

/** Ends a lease and the sessions on that device. False when the user has no such device. */
export async function revokeDevice(tx: Transaction, user: string, device: number): Promise<boolean> {
	const revoked = await revoke(tx, user, eq(devices.number, device));
	if (revoked.length === 0) return false;
	const ended = await tx
		.delete(sessions)
		.where(and(eq(sessions.user, user), eq(sessions.device, device)))
		.returning({ session: sessions.idHash });
	await notify(tx, { type: 'sign-out', user, device });
	for (const { session } of ended) await notify(tx, { type: 'sign-out', user, session });
	return true;
}

export async function revokeAllDevices(tx: Transaction, user: string): Promise<void> {
	await revoke(tx, user);
}

/** Clients' tokens end; browsers keep their lease, so that what they wrote offline is still theirs after signing in. */
export async function revokeClients(tx: Transaction, user: string): Promise<void> {
	for (const device of await revoke(tx, user, isNotNull(devices.tokenHash)))
		await notify(tx, { type: 'sign-out', user, device });
}

/** Ends those leases of the user's that stand and are meant. Answers with their devices. */
async function revoke(tx: Transaction, user: string, which?: SQL): Promise<number[]> {
	const [account] = await tx
		.select({ organisation: users.organisation })
		.from(users)
		.where(eq(users.id, user));
	if (!account) return [];
	await lockOrganisationLog(tx, account.organisation);
	const revoked = await tx
		.update(devices)
		.set({ revokedAt: sql`now()` })
		.where(and(eq(devices.user, user), isNull(devices.revokedAt), which))
		.returning({ device: devices.number });
	const facts = revoked.map(({ device }) => ({ f: 'revoke' as const, device }));
	await recordFacts(tx, account.organisation, facts);
	return revoked.map(({ device }) => device);
}

async function lease(
	tx: Transaction,
	{ organisation, user }: Owner,
	fields: { name: string; publicKey?: Uint8Array; tokenHash?: string },
	at?: number,
): Promise<number> {
	await lockOrganisationLog(tx, organisation);
	const key = await serverSecret(tx, 'device-key');
	const number = deviceNumber(key, await nextInSequence(tx, 'device-sequence'));
	await tx.insert(devices).values({ number, organisation, user, ...fields, createdAt: timestamp(at) });
	await recordFacts(tx, organisation, [{ f: 'lease', device: number, user }], at);
	return number;
}
