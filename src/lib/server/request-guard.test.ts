import { describe, expect, test } from 'vitest';
import { bearerToken, guardRequest } from './request-guard.ts';

const OURS = 'https://chat.example';
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'];
const CONTENT_TYPES = [
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/plain',
	'TEXT/PLAIN',
	'application/json',
	'application/json; charset=utf-8',
	'Application/JSON',
	undefined,
];
const FOREIGN_ORIGINS = [
	'https://evil.example',
	'https://sub.chat.example',
	'https://chat.example.evil.example',
	'https://chat.example:8443',
	'http://chat.example',
	'HTTPS://CHAT.EXAMPLE',
	'null',
	'',
];

function guard(
	method: string,
	path: string,
	headers: Record<string, string | undefined>,
	loopback = false,
	base = OURS,
) {
	const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
	return guardRequest({ method, url: new URL(path, base), headers: new Headers(given) }, loopback)?.status;
}

describe.each(METHODS)('%s', (method) => {
	test.each(CONTENT_TYPES)('with %s: only from our own pages', (type) => {
		const json = type?.toLowerCase().startsWith('application/json');
		for (const path of ['/sign-in', '/api/commands', '/api/sign-in', '/nowhere']) {
			const headers = { 'content-type': type, cookie: '__Host-session=x' };
			for (const origin of FOREIGN_ORIGINS) {
				expect(guard(method, path, { ...headers, origin })).toBe(403);
				// A site that says it is ours does not outweigh its origin.
				expect(guard(method, path, { ...headers, origin, 'sec-fetch-site': 'same-origin' })).toBe(403);
			}
			for (const site of ['cross-site', 'same-site', 'none', '']) {
				expect(guard(method, path, { ...headers, 'sec-fetch-site': site })).toBe(403);
			}
			const ours = path.startsWith('/api/') && !json ? 415 : undefined;
			expect(guard(method, path, { ...headers, origin: OURS })).toBe(ours);
			expect(guard(method, path, { ...headers, 'sec-fetch-site': 'same-origin' })).toBe(ours);
			// Nothing said of where it comes from: never with a session.
			expect(guard(method, path, headers)).toBe(403);
		}
	});

	test('a program without an origin may sign in, and use its token; nothing else', () => {
		const json = { 'content-type': 'application/json' };
		const token = { ...json, authorization: 'Bearer abc' };
		expect(guard(method, '/api/sign-in', json)).toBeUndefined();
		expect(guard(method, '/api/commands', json)).toBe(403);
		expect(guard(method, '/sign-in', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(403);
		expect(guard(method, '/api/commands', token)).toBeUndefined();
		expect(guard(method, '/api/commands', { ...token, cookie: 'a=1; session=x' })).toBe(403);
		expect(guard(method, '/api/commands', { ...token, cookie: '__Host-session=x' })).toBe(403);
		expect(guard(method, '/api/commands', { ...token, origin: 'https://evil.example' })).toBe(403);
		expect(guard(method, '/api/commands', { ...token, 'sec-fetch-site': 'cross-site' })).toBe(403);
		expect(guard(method, '/api/commands', { ...json, authorization: 'Basic abc' })).toBe(403);
	});
});

test('what only reads is let through from anywhere', () => {
	for (const method of ['GET', 'HEAD'])
		expect(guard(method, '/people', { origin: 'https://evil.example' })).toBeUndefined();
});

test('a server of this computer alone answers under no other name', () => {
	for (const base of [
		'http://localhost:3000',
		'http://127.0.0.1:3000',
		'http://[::1]:3000',
		'http://files.localhost:3000',
	]) {
		expect(guard('GET', '/', {}, true, base)).toBeUndefined();
	}
	for (const base of [
		'http://evil.example:3000',
		'http://localhost.evil.example',
		'http://127.0.0.1.evil.example',
		'http://10.0.0.1',
	]) {
		expect(guard('GET', '/', {}, true, base)).toBe(421);
		expect(guard('POST', '/setup', { origin: new URL(base).origin }, true, base)).toBe(421);
	}
});

test('a bearer token is read in its one form', () => {
	const read = (authorization: string) => bearerToken(new Headers({ authorization }));
	expect(read('Bearer a-B_1')).toBe('a-B_1');
	expect(read('bearer abc')).toBe('abc');
	for (const wrong of ['Bearer', 'Bearer a b', 'Bearer ä', `Bearer ${'x'.repeat(201)}`, 'Basic abc']) {
		expect(read(wrong)).toBeUndefined();
	}
});
