import type { Cookies } from '@sveltejs/kit';
import { and, desc, eq, gt, lte } from 'drizzle-orm';
import { Lucia, TimeSpan } from 'lucia';
import { hashSecret, readSessionCookie, sessionCookieName } from '#lib/protocol/session-cookie.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import { devices, sessions } from '../../../../drizzle/schema.ts';
import type { Queries } from '../database.ts';
import { notify } from '../notify.ts';
import { database } from '../runtime.ts';
import { sessionAdapter } from './adapter.ts';
import type { SignedIn } from './signed-in.ts';

interface SessionAttributes {
	organisation: string;
	device: number | null;
	userAgent: string;
}
interface UserAttributes {
	organisation: string;
	email: string;
	name: string;
	role: string;
	passwordTemporary: boolean;
}
declare module 'lucia' {
	interface Register {
		Lucia: typeof lucia;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: UserAttributes;
	}
}

/** A session ends after so long without use; with use it slides. */
const SESSION_DAYS = 30;
const MAX_USER_AGENT = 300;

const lucia = new Lucia(sessionAdapter, {
	sessionExpiresIn: new TimeSpan(SESSION_DAYS, 'd'),
	getSessionAttributes: ({ device }: SessionAttributes) => ({ device }),
	getUserAttributes: (attributes: UserAttributes) => attributes,
});

/** What of a request says which browser it is. */
export interface Browser {
	cookies: Cookies;
	secure: boolean;
	userAgent: string;
}

export function browserOf(event: { cookies: Cookies; url: URL; request: Request }): Browser {
	const userAgent = (event.request.headers.get('user-agent') ?? '').slice(0, MAX_USER_AGENT);
	return { cookies: event.cookies, secure: event.url.protocol === 'https:', userAgent };
}

/** Signs a browser in: always a new session, and the one that it had before ends. */
export async function startSession(
	browser: Browser,
	account: { organisation: string; user: string },
	device: number | null = null,
): Promise<void> {
	const { organisation, user } = account;
	await endPresentedSession(browser);
	// Whoever comes back after long tidies up after himself.
	await database()
		.delete(sessions)
		.where(and(eq(sessions.user, user), lte(sessions.expiresAt, new Date())));
	const session = await lucia.createSession(user, { organisation, device, userAgent: browser.userAgent });
	setCookie(browser, session.id, session.expiresAt);
}

/** The account whose session the browser presents; undefined when there is none, or it has ended. */
export async function readSession(
	browser: Browser,
	cookieHeader: string | null,
): Promise<SignedIn | undefined> {
	const id = readSessionCookie(cookieHeader ?? undefined, browser.secure);
	if (!id) return undefined;
	const { session, user } = await lucia.validateSession(id);
	if (!session) {
		clearCookie(browser);
		return undefined;
	}
	if (session.fresh) setCookie(browser, session.id, session.expiresAt);
	const { organisation, name, email, passwordTemporary } = user;
	return {
		organisation,
		user: user.id,
		name,
		email,
		role: user.role as Role,
		passwordTemporary,
		session: hashSecret(id),
		device: session.device,
	};
}

/** Signs a browser out; its sockets close. */
export async function endPresentedSession(browser: Browser): Promise<void> {
	const id = browser.cookies.get(sessionCookieName(browser.secure));
	if (id) {
		const session = hashSecret(id);
		const [ended] = await database()
			.delete(sessions)
			.where(eq(sessions.idHash, session))
			.returning({ user: sessions.user });
		if (ended) await notify(database(), { type: 'sign-out', user: ended.user, session });
	}
	clearCookie(browser);
}

export interface SessionListing {
	/** Hash of the session's id: names it, opens nothing. */
	session: string;
	current: boolean;
	device: number | null;
	deviceName: string;
	userAgent: string;
	createdAt: Date;
	seenAt: Date;
}

export async function listSessions(queries: Queries, { user, session }: SignedIn): Promise<SessionListing[]> {
	const rows = await queries
		.select({ session: sessions, deviceName: devices.name })
		.from(sessions)
		.leftJoin(devices, eq(devices.number, sessions.device))
		.where(and(eq(sessions.user, user), gt(sessions.expiresAt, new Date())))
		.orderBy(desc(sessions.seenAt));
	return rows.map((row) => ({
		session: row.session.idHash,
		current: row.session.idHash === session,
		device: row.session.device,
		deviceName: row.deviceName ?? '',
		userAgent: row.session.userAgent,
		createdAt: row.session.createdAt,
		seenAt: row.session.seenAt,
	}));
}

/** Ends one session of this user. False when he has no such session. */
export async function endSession(queries: Queries, user: string, session: string): Promise<boolean> {
	const ended = await queries
		.delete(sessions)
		.where(and(eq(sessions.idHash, session), eq(sessions.user, user)))
		.returning({ session: sessions.idHash });
	if (ended.length > 0) await notify(queries, { type: 'sign-out', user, session });
	return ended.length > 0;
}

/** Ends all sessions of a user; their sockets close. */
export async function endAllSessions(queries: Queries, user: string): Promise<void> {
	await queries.delete(sessions).where(eq(sessions.user, user));
	await notify(queries, { type: 'sign-out', user });
}

function setCookie({ cookies, secure }: Browser, id: string, expires: Date): void {
	cookies.set(sessionCookieName(secure), id, { httpOnly: true, secure, sameSite: 'lax', path: '/', expires });
}

function clearCookie({ cookies, secure }: Browser): void {
	const name = sessionCookieName(secure);
	if (cookies.get(name) !== undefined)
		cookies.delete(name, { httpOnly: true, secure, sameSite: 'lax', path: '/' });
}
