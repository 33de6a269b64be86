/** What the server's routes and the relay must agree on to know a browser or another client (SPEC W2). */
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

/**
 * Name of the session's cookie. Over https the prefix makes browsers refuse it from sub-domains and without Secure, so there
 * no other name may be read; over plain http (localhost) browsers would refuse the prefix.
 */
export function sessionCookieName(secure: boolean): string {
	return secure ? '__Host-session' : 'session';
}

/**
 * A request to `/api/` may name, in this header, the user whom it is meant for: under anybody else's sign-in it is answered with 401, as if
 * nobody were signed in.
 */
export const USER_HEADER = 'parley-user';

/**
 * The session id in a `Cookie` header. Undefined when there is none, or more than one: a second one was planted.
 * @param header the header's value as it came
 * @param secure did the browser use https?
 */
export function readSessionCookie(header: string | undefined, secure: boolean): string | undefined {
	const prefix = `${sessionCookieName(secure)}=`;
	const found = (header ?? '')
		.split(';')
		.map((pair) => pair.trim())
		.filter((pair) => pair.startsWith(prefix));
	return found.length === 1 ? found[0]!.slice(prefix.length) || undefined : undefined;
}

/** SHA-256 in lower-case hex: the form in which session ids, device tokens and one-time links are stored and looked up. */
export function hashSecret(secret: string): string {
	return Array.from(digest(encodeUtf8(secret)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
