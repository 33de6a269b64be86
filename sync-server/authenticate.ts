/** Who opens a socket (SPEC W2), before any state is made for him. */
import type { IncomingMessage } from 'node:http';
import type { Sql } from 'postgres';
import { hashSecret, readSessionCookie } from '#lib/protocol/session-cookie.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import type { Speaker } from './access.ts';

export type Authentication = { ok: true; speaker: Speaker } | { ok: false; status: 401 | 403 };

interface AccountRow {
	organisation: string;
	user: string;
	role: Role;
	device: number | null;
}

/**
 * A browser always sends Origin: it must be one of ours, to the letter, and the cookie counts. Whoever sends none is no browser, and needs a device token.
 * @param origins exact, such as `https://talk.example`
 */
export async function authenticate(
	sql: Sql,
	request: IncomingMessage,
	origins: readonly string[],
): Promise<Authentication> {
	const { origin, cookie } = request.headers;
	if (origin !== undefined) {
		if (!origins.includes(origin)) return { ok: false, status: 403 };
		const id = readSessionCookie(cookie, origin.startsWith('https:'));
		return id === undefined ? { ok: false, status: 401 } : bySession(sql, hashSecret(id));
	}
	const token = new URL(request.url ?? '/', 'http://relay').searchParams.get('token');
	return token ? byDeviceToken(sql, hashSecret(token)) : { ok: false, status: 401 };
}

async function bySession(sql: Sql, session: string): Promise<Authentication> {
	const [row] = await sql<AccountRow[]>`
		select u.organisation, u.id as user, u.role, s.device::float8 as device
		from sessions s join users u on u.id = s.user_id and u.closed_at is null
		where s.id_hash = ${session} and s.expires_at > now()`;
	return row ? { ok: true, speaker: { ...row, session } } : { ok: false, status: 401 };
}

async function byDeviceToken(sql: Sql, hash: string): Promise<Authentication> {
	const [row] = await sql<AccountRow[]>`
		select u.organisation, u.id as user, u.role, d.number::float8 as device
		from devices d join users u on u.id = d.user_id and u.closed_at is null
		where d.token_hash = ${hash} and d.revoked_at is null`;
	return row ? { ok: true, speaker: { ...row, session: null } } : { ok: false, status: 401 };
}
