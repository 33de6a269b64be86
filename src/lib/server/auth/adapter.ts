import { and, eq, lte, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import { hashSecret } from '#lib/protocol/session-cookie.ts';
import { sessions, users } from '../../../../drizzle/schema.ts';
import { database } from '../runtime.ts';

/** A session is "seen" at most this often, so that reading does not mean writing. */
const SEEN_EVERY_MS = 60_000;

/**
 * Keeps lucia's sessions. Lucia would store the id that the cookie carries; here only its SHA-256 is stored and looked up, so that a copy of
 * the table signs nobody in. Ids given by `getUserSessions` are therefore hashes.
 */
export const sessionAdapter: Adapter = {
	async getSessionAndUser(id) {
		const idHash = hashSecret(id);
		const [row] = await database()
			.select()
			.from(sessions)
			.leftJoin(users, and(eq(users.organisation, sessions.organisation), eq(users.id, sessions.user)))
			.where(eq(sessions.idHash, idHash));
		if (!row) return [null, null];
		if (row.sessions.seenAt.getTime() < Date.now() - SEEN_EVERY_MS) await markSeen(idHash);
		const closed = row.users === null || row.users.closedAt !== null;
		return [toSession(id, row.sessions), closed ? null : toUser(row.users!)];
	},

	async getUserSessions(user) {
		const rows = await database().select().from(sessions).where(eq(sessions.user, user));
		return rows.map((row) => toSession(row.idHash, row));
	},

	async setSession({ id, userId, expiresAt, attributes }) {
		await database()
			.insert(sessions)
			.values({ idHash: hashSecret(id), user: userId, expiresAt, ...attributes });
	},

	async updateSessionExpiration(id, expiresAt) {
		await database()
			.update(sessions)
			.set({ expiresAt })
			.where(eq(sessions.idHash, hashSecret(id)));
	},

	async deleteSession(id) {
		await database()
			.delete(sessions)
			.where(eq(sessions.idHash, hashSecret(id)));
	},

	async deleteUserSessions(user) {
		await database().delete(sessions).where(eq(sessions.user, user));
	},

	async deleteExpiredSessions() {
		await database().delete(sessions).where(lte(sessions.expiresAt, new Date()));
	},
};

async function markSeen(idHash: string): Promise<void> {
	await database()
		.update(sessions)
		.set({ seenAt: sql`now()` })
		.where(eq(sessions.idHash, idHash));
}

function toSession(id: string, row: typeof sessions.$inferSelect): DatabaseSession {
	const { organisation, device, userAgent } = row;
	return { id, userId: row.user, expiresAt: row.expiresAt, attributes: { organisation, device, userAgent } };
}

function toUser(row: typeof users.$inferSelect): DatabaseUser {
	const { id, organisation, email, name, role, passwordTemporary } = row;
	return { id, attributes: { organisation, email, name, role, passwordTemporary } };
}
