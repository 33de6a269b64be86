import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { Browser } from '../support/browser.ts';
import { startParley } from '../support/start-parley.ts';

/** The program itself, with the built pages; and one that stands behind https. */
const parley = await startParley();
const securePort = await freePort();
const secure = await startParley({ env: { ORIGIN: 'https://chat.example', PORT: String(securePort) } });
afterAll(async () => {
	await parley.dispose();
	await secure.dispose();
});

const EMAIL = 'emma@larkfield.example';
const PASSWORD = 'violet tram 12 nine';
const SETUP = { organisation: 'Larkfield Trust', name: 'Emma Lindqvist', email: EMAIL, password: PASSWORD };
const owner = new Browser(parley.url);
await owner.submit('/setup', SETUP);
const self = (await (await owner.get('/api/session')).json()) as { user: string; organisation: string };

/** Every route there is, from the files themselves: a new one is tested without a line here. */
const ROUTES = globSync('src/routes/**/+{page.svelte,page.server.ts,server.ts}').map((file) => ({
	path:
		file
			.replace(/^src\/routes|\/\+[^/]*$/g, '')
			.replace(/\/\([^)]+\)/g, '')
			.replace(/\[[^\]]+\]/g, 'x') || '/',
	methods: /export const (?:actions|POST)/.test(readFileSync(file, 'utf8')) ? ['POST'] : [],
}));
const PATHS = [...new Set(ROUTES.map(({ path }) => path))].sort();
const CHANGING = [
	...new Set(ROUTES.filter(({ methods }) => methods.length > 0).map(({ path }) => path)),
].sort();

test('the routes are found', () => {
	expect(PATHS).toEqual(
		expect.arrayContaining(['/', '/sign-in', '/account', '/people', '/api/commands', '/messages']),
	);
	expect(CHANGING).toEqual(
		expect.arrayContaining(['/sign-in', '/account', '/api/commands', '/api/sign-out']),
	);
});

describe.each(CHANGING)('POST %s', (path) => {
	test('from another site, or of unknown origin, is refused and changes nothing', async () => {
		const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json', 'TEXT/PLAIN'];
		for (const type of types) {
			for (const origin of ['https://evil.example', 'null', undefined]) {
				const headers: Record<string, string> = { 'content-type': type, ...(origin ? { origin } : {}) };
				const response = await owner.request(path, { method: 'POST', headers, body: '{}' });
				expect([type, origin, response.status]).toEqual([type, origin, 403]);
			}
		}
		expect((await owner.get('/api/session')).status).toBe(200);
	});
});

test.each(CHANGING.filter((path) => path.startsWith('/api/')))('POST %s takes JSON only', async (path) => {
	for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
		const headers = { 'content-type': type, origin: parley.url };
		expect((await owner.request(path, { method: 'POST', headers, body: '{}' })).status).toBe(415);
	}
});

describe.each(PATHS)('GET %s', (path) => {
	test('has the headers of every answer, signed in or not', async () => {
		for (const browser of [new Browser(parley.url), owner]) {
			const { headers } = await browser.navigate(path);
			expect(headers).toMatchObject({
				'x-content-type-options': 'nosniff',
				'x-frame-options': 'DENY',
				'referrer-policy': 'same-origin',
				'cross-origin-opener-policy': 'same-origin',
				'cross-origin-resource-policy': 'same-origin',
				'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
				'permissions-policy': expect.stringContaining('geolocation=()'),
			});
			expect(headers).not.toHaveProperty('access-control-allow-origin');
		}
	});

	test('leaves nothing personal in a cache', async () => {
		const response = await owner.get(path);
		const text = await response.text();
		const cacheable = response.headers.get('cache-control') !== 'private, no-store';
		if (cacheable)
			for (const secret of [EMAIL, self.user, self.organisation]) expect(text).not.toContain(secret);
		expect(cacheable).toBe(path.startsWith('/messages'));
	});
});

test('a page’s scripts run by a nonce that no two answers share', async () => {
	const policies = [1, 2].map(async () => {
		const { headers } = await new Browser(parley.url).navigate('/sign-in');
		return String(headers['content-security-policy']);
	});
	const nonces = (await Promise.all(policies)).map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
	expect(nonces[0]).toBeTruthy();
	expect(nonces[0]).not.toBe(nonces[1]);
});

test('a body that is no JSON, or far too deep, is an answer of 400 or an outcome, never a crash', async () => {
	const headers = { origin: parley.url, 'content-type': 'application/json' };
	const send = (body: string) => owner.request('/api/commands', { method: 'POST', headers, body });
	for (const body of ['', '{', '\u0000', 'undefined']) expect((await send(body)).status).toBe(400);
	const deep = '['.repeat(50_000) + ']'.repeat(50_000);
	expect(await (await send(deep)).json()).toMatchObject({ ok: false, code: 'INVALID' });
	expect((await send(`"${'x'.repeat(600_000)}"`)).status).toBe(413);
	expect((await owner.get('/api/session')).status).toBe(200);
});

describe('behind https', () => {
	const link = /https:\/\/chat\.example(\/setup\?token=\S+)/.exec(secure.output())?.[1];

	test('the program prints the one-time link, and the set-up asks for it', async () => {
		expect(link).toBeDefined();
		const visitor = secureBrowser();
		expect(await visitor.submit('/setup', { ...SETUP, token: '' })).toMatchObject({ status: 403 });
		const token = new URL(link!, 'https://chat.example').searchParams.get('token')!;
		const done = await visitor.submit('/setup', { ...SETUP, token });
		expect(done).toMatchObject({ type: 'redirect', location: '/messages' });
		const [cookie, ...more] = done.response.headers.getSetCookie();
		expect(more).toEqual([]);
		expect(cookie).toMatch(/^__Host-session=[a-z0-9]{40}; /);
		const attributes = cookie!
			.split('; ')
			.slice(1)
			.map((attribute) => attribute.replace(/^Expires=.*/, 'Expires'));
		expect(attributes.sort()).toEqual(['Expires', 'HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
		expect(done.response.headers.get('strict-transport-security')).toContain('max-age=31536000');
		expect((await visitor.get('/api/session')).status).toBe(200);
	});

	test('a cookie without the prefix signs nobody in, and another origin is refused', async () => {
		const visitor = secureBrowser();
		await visitor.signIn(EMAIL, PASSWORD);
		const planted = secureBrowser();
		planted.cookies.set('session', visitor.cookies.get('__Host-session')!);
		expect((await planted.get('/api/session')).status).toBe(401);
		const body = new URLSearchParams({ email: EMAIL, password: PASSWORD });
		const foreign = await visitor.request('/sign-in', {
			method: 'POST',
			body,
			headers: { origin: 'http://chat.example' },
		});
		expect(foreign.status).toBe(403);
	});

	/** It reaches the program by its port, as the proxy does, and names the public origin. */
	function secureBrowser(): Browser {
		return new Browser(`http://localhost:${securePort}`, 'https://chat.example');
	}
});

/** The program is reached by its port, but prints only its public address. */
async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	await once(server.close(), 'close');
	return port;
}
