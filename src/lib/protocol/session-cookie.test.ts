import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashSecret, readSessionCookie, sessionCookieName } from './session-cookie.ts';

test('[W2] over https only the cookie with the __Host- prefix counts', () => {
	expect(sessionCookieName(true)).toBe('__Host-session');
	expect(readSessionCookie('session=planted; __Host-session=real', true)).toBe('real');
	expect(readSessionCookie('session=planted', true)).toBeUndefined();
	expect(readSessionCookie('a=1; session=local;b=2', false)).toBe('local');
});

test('[W2] no cookie, an empty one and two of them are none', () => {
	for (const header of [undefined, '', 'session=', 'xsession=a', 'session=a; session=b'])
		expect(readSessionCookie(header, false)).toBeUndefined();
});

test('a secret is hashed with SHA-256', () => {
	for (const secret of ['', 'abc', 'ü'.repeat(100)])
		expect(hashSecret(secret)).toBe(createHash('sha256').update(secret).digest('hex'));
});
