import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { hashSecret, USER_HEADER } from '../../src/lib/protocol/session-cookie.ts';
import { Browser } from '../support/browser.ts';
import { hearNotifications } from '../support/notifications.ts';
import { aClient, anOrganisation, aPerson, PASSWORD, signedIn } from '../support/organisation.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
const { sql } = app.stored;
const owner = await anOrganisation(app);
const { organisation } = owner;
afterAll(() => app.stop());
beforeEach(async () => void (await sql`truncate rate_limits`));

const WRONG = 'Email or password is wrong.';
const listen = (act: () => Promise<unknown>) => hearNotifications(sql, act);

describe('sessions', () => {
	test('slide while they are used, and end when they are not', async () => {
		const browser = await signedIn(app, owner);
		const idHash = hashSecret(browser.session!);
		await sql`update sessions set expires_at = now() + interval '10 days' where id_hash = ${idHash}`;
		const response = await browser.get('/api/session');
		expect(response.headers.getSetCookie()).toHaveLength(1);
		const [row] =
			await sql`select expires_at > now() + interval '29 days' as slid from sessions where id_hash = ${idHash}`;
		expect(row).toEqual({ slid: true });

		await sql`update sessions set expires_at = now() - interval '1 second' where id_hash = ${idHash}`;
		expect((await browser.get('/api/session')).status).toBe(401);
		expect(await sql`select 1 from sessions where id_hash = ${idHash}`).toHaveLength(0);
	});

	test('signing out ends it, here and for the relays', async () => {
		const browser = await signedIn(app, owner);
		const copy = new Browser(app.origin);
		copy.cookies.set('session', browser.session!);
		const heard = await listen(() => browser.post('/api/sign-out', {}));
		expect(heard).toContainEqual({ type: 'sign-out', user: owner.id, session: hashSecret(copy.session!) });
		expect(browser.session).toBeUndefined();
		expect((await copy.get('/api/session')).status).toBe(401);
	});

	test('one elsewhere can be ended from the account page, another person’s cannot', async () => {
		const [here, there, other] = [
			await signedIn(app, owner),
			await signedIn(app, owner),
			await signedIn(app, await aPerson(app, organisation)),
		];
		const session = hashSecret(there.session!);
		const refused = await other.submit('/account?/revokeSession', { session });
		expect(refused).toMatchObject({ type: 'failure', status: 404 });
		const heard = await listen(() => here.submit('/account?/revokeSession', { session }));
		expect(heard).toContainEqual({ type: 'sign-out', user: owner.id, session });
		expect((await there.get('/api/session')).status).toBe(401);
		expect((await here.get('/api/session')).status).toBe(200);
	});

	test('a request that is meant for one person does not run under another’s sign-in', async () => {
		const browser = await signedIn(app, owner);
		const other = await aPerson(app, organisation);
		const ask = (user: string) => browser.request('/api/session', { headers: { [USER_HEADER]: user } });
		expect((await ask(owner.id)).status).toBe(200);
		await browser.signIn(other.email, PASSWORD);
		expect((await ask(owner.id)).status).toBe(401);
		expect((await ask('')).status).toBe(401);
		expect((await ask(other.id)).status).toBe(200);
	});

	test('sign out everywhere ends all of a person’s, and the tokens of clients, and nobody else’s', async () => {
		const person = await aPerson(app, organisation);
		const [one, two, client, other] = [
			await signedIn(app, person),
			await signedIn(app, person),
			await aClient(app, person),
			await signedIn(app, owner),
		];
		const heard = await listen(() => one.submit('/account?/signOutEverywhere', {}));
		expect(heard).toContainEqual({ type: 'sign-out', user: person.id });
		for (const ended of [one, two, client]) expect((await ended.get('/api/session')).status).toBe(401);
		expect((await other.get('/api/session')).status).toBe(200);
	});

	test('a change of password ends all others and renews this one', async () => {
		const person = await aPerson(app, organisation);
		const [here, there] = [await signedIn(app, person), await signedIn(app, person)];
		const client = await aClient(app, person);
		const before = here.session;
		const next = 'seven green bottles 8';
		expect(await here.submit('/account?/password', { current: 'wrong one', next })).toMatchObject({
			status: 400,
		});
		const short = await here.submit('/account?/password', { current: PASSWORD, next: 'short' });
		expect(short.error).toContain('at least 12');
		expect(await here.submit('/account?/password', { current: PASSWORD, next })).toMatchObject({
			type: 'success',
		});
		expect(here.session).not.toBe(before);
		expect((await here.get('/api/session')).status).toBe(200);
		for (const ended of [there, client]) expect((await ended.get('/api/session')).status).toBe(401);
		expect(await new Browser(app.origin).signIn(person.email, PASSWORD)).toMatchObject({ error: WRONG });
		expect(await new Browser(app.origin).signIn(person.email, next)).toMatchObject({ type: 'redirect' });
	});
});

describe('devices', () => {
	const aKey = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');

	test('[C2] a browser profile registers once: the same key gives the same device, tied to each new session', async () => {
		const browser = await signedIn(app, owner);
		const publicKey = aKey();
		const register = async (from: Browser, key: string) =>
			(await (await from.post('/api/devices', { name: 'Laptop', publicKey: key })).json()) as {
				device: number;
			};
		const { device } = await register(browser, publicKey);
		expect(device).toBeGreaterThan(0);
		const twice = await Promise.all([register(browser, publicKey), register(browser, publicKey)]);
		expect(twice).toEqual([{ device }, { device }]);
		await browser.signIn(owner.email, PASSWORD);
		expect(await (await browser.get('/api/session')).json()).toMatchObject({ device: null });
		await register(browser, publicKey);
		expect(await (await browser.get('/api/session')).json()).toMatchObject({ device });

		expect(await register(browser, aKey())).not.toEqual({ device });
		const other = await signedIn(app, await aPerson(app, organisation));
		expect(await register(other, publicKey)).not.toEqual({ device });
	});

	test('a key that is none is refused', async () => {
		const browser = await signedIn(app, owner);
		for (const publicKey of ['', 'AAAA', '!', aKey() + aKey(), 5, undefined]) {
			expect((await browser.post('/api/devices', { name: 'Laptop', publicKey })).status).toBe(400);
		}
	});

	test('a revoked device is told to the relays, its sessions end, and its key gets a new number', async () => {
		const [here, there] = [await signedIn(app, owner), await signedIn(app, owner)];
		const body = { name: 'Phone', publicKey: aKey() };
		const { device } = (await (await there.post('/api/devices', body)).json()) as { device: number };
		const other = await signedIn(app, await aPerson(app, organisation));
		const foreign = await other.submit('/account?/revokeDevice', { device: String(device) });
		expect(foreign.status).toBe(404);
		const heard = await listen(() => here.submit('/account?/revokeDevice', { device: String(device) }));
		expect(heard).toContainEqual({ type: 'sign-out', user: owner.id, device });
		expect((await there.get('/api/session')).status).toBe(401);
		expect((await here.get('/api/session')).status).toBe(200);
		const again = (await (await here.post('/api/devices', body)).json()) as { device: number };
		expect(again.device).not.toBe(device);
	});

	test('[T1] a client signs in for a token, and revoking its device ends it', async () => {
		const client = await aClient(app, owner);
		expect(await (await client.get('/api/session')).json()).toMatchObject({
			user: owner.id,
			device: client.device,
		});
		expect((await client.get('/api/workspace')).status).toBe(200);
		const here = await signedIn(app, owner);
		await here.submit('/account?/revokeDevice', { device: String(client.device) });
		expect((await client.get('/api/workspace')).status).toBe(401);
	});

	test('[T1] a wrong password gets no token, and a browser neither', async () => {
		const body = JSON.stringify({ email: owner.email, password: 'wrong one', device: { name: 'x' } });
		const headers = { 'content-type': 'application/json' };
		const url = new URL('/api/sign-in', app.origin);
		const wrong = await fetch(url, { method: 'POST', headers, body });
		expect([wrong.status, await wrong.json()]).toEqual([401, { message: WRONG }]);
		const right = JSON.stringify({ email: owner.email, password: PASSWORD, device: { name: 'x' } });
		const browser = await fetch(url, {
			method: 'POST',
			headers: { ...headers, origin: app.origin },
			body: right,
		});
		expect(browser.status).toBe(403);
	});

	test('a client signs itself out', async () => {
		const client = await aClient(app, owner);
		expect((await client.post('/api/sign-out', {})).status).toBe(200);
		expect((await client.get('/api/session')).status).toBe(401);
	});
});

test('a copy of the database signs nobody in', async () => {
	const browser = await signedIn(app, owner);
	const client = await aClient(app, owner);
	const invited = await browser.submit('/people?/invite', { role: 'MEMBER' });
	const link = invited.values.link!;
	const secrets = [browser.session!, client.token, link.split('/').at(-1)!, PASSWORD];
	const tables = await sql<{ name: string }[]>`
		select table_name as name from information_schema.tables where table_schema = 'public'`;
	expect(tables.length).toBeGreaterThan(10);
	for (const { name } of tables) {
		const [dump] =
			await sql`select coalesce(string_agg(row::text, ' '), '') as text from ${sql(name)} as row`;
		for (const secret of secrets) expect(dump!.text).not.toContain(secret);
	}
});
