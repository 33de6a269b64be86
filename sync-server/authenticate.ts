/** Who opens a socket (SPEC W2), before any state is made for him. */
import type { IncomingMessage } from 'node:http';
import type { Sql } from 'postgres';
import { hashSecret, readSessionCookie } from '#lib/protocol/session-cookie.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import type { SecurityCode } from '#lib/protocol/refusals.ts';
import type { Speaker } from './access.ts';
import type { SecurityEvent } from './ports.ts';
import { UnexpectedAnswer } from './rights.ts';
import { Together } from './together.ts';

export type Authentication =
	{ ok: true; speaker: Speaker } | { ok: false; status: 401 | 403; event: SecurityEvent };

interface AccountRow {
	/** The hash that was asked for. */
	asked: string;
	organisation: string;
	user: string;
	role: Role;
	device: number | null;
	/** Neither ended, revoked nor closed. */
	valid: boolean;
}

/**
 * A browser always sends Origin: it must be one of ours, to the letter, and the cookie counts. Whoever sends none is no browser, and needs a device token.
 * @param origins exact, such as `https://talk.example`
 */
export async function authenticate(
	{ bySession, byDeviceToken }: Accounts,
	request: IncomingMessage,
	origins: readonly string[],
): Promise<Authentication> {
	const { origin, cookie } = request.headers;
	if (origin !== undefined) {
		const isOurs = origins.includes(origin);
		const id = readSessionCookie(cookie, (isOurs ? origin : origins[0])?.startsWith('https:') ?? true);
		const session = id === undefined ? null : hashSecret(id);
		const row = session === null ? undefined : await bySession.ask(session);
		if (!isOurs) return refused(403, 'FOREIGN_ORIGIN', row);
		return row?.valid ? accepted(row, session) : refused(401, 'NOT_SIGNED_IN', row);
	}
	const token = new URL(request.url ?? '/', 'http://relay').searchParams.get('token');
	if (!token) return refused(401, 'NOT_SIGNED_IN');
	const row = await byDeviceToken.ask(hashSecret(token));
	return row?.valid ? accepted(row, null) : refused(401, 'BAD_TOKEN', row);
}

function accepted({ organisation, user, role, device }: AccountRow, session: string | null): Authentication {
	return { ok: true, speaker: { organisation, user, role, device, session } };
}

function refused(status: 401 | 403, code: SecurityCode, row?: AccountRow): Authentication {
	const { organisation = null, user = null, device = null } = row ?? {};
	return { ok: false, status, event: { organisation, user, device, document: null, code } };
}

export interface Accounts {
	bySession: Together<string, AccountRow | undefined>;
	byDeviceToken: Together<string, AccountRow | undefined>;
}

/** By hashes of what the clients show. */
export function accountsIn(sql: Sql): Accounts {
	return {
		bySession: new Together(async (hashes) =>
			inPlace(
				hashes,
				await sql<AskedAccount[]>`
					select n.hash as asked, u.organisation, u.id as user, u.role, s.device::float8 as device,
						u.closed_at is null and s.expires_at > now() as valid
					from unnest(${hashes}::text[]) as n(hash)
					left join sessions s on s.id_hash = n.hash
					left join users u on u.id = s.user_id`,
			),
		),
		byDeviceToken: new Together(async (hashes) =>
			inPlace(
				hashes,
				await sql<AskedAccount[]>`
					select n.hash as asked, u.organisation, u.id as user, u.role, d.number::float8 as device,
						u.closed_at is null and d.revoked_at is null as valid
					from unnest(${hashes}::text[]) as n(hash)
					left join devices d on d.token_hash = n.hash
					left join users u on u.id = d.user_id`,
			),
		),
	};
}

/** Of a hash that nobody has, there is a row too. */
type AskedAccount = AccountRow | { asked: string; user: null };

function inPlace(hashes: readonly string[], rows: readonly AskedAccount[]): (AccountRow | undefined)[] {
	const rowOf = new Map(rows.map((row) => [row.asked, row]));
	return hashes.map((hash) => {
		const row = rowOf.get(hash);
		if (!row) throw new UnexpectedAnswer('an account');
		return row.user === null ? undefined : row;
	});
}
