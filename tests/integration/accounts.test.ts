import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { hash } from '@node-rs/argon2';
import { Browser } from '../support/browser.ts';
import { anOrganisation, aPerson, PASSWORD, signedIn } from '../support/organisation.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
const { sql } = app.stored;
const owner = await anOrganisation(app);
const { organisation } = owner;
afterAll(() => app.stop());
beforeEach(async () => void (await sql`truncate rate_limits`));

const WRONG = 'Email or password is wrong.';

describe('sign-in', () => {
	test('a wrong password, an unknown account and a closed one get the same answer', async () => {
		const closed = await aPerson(app, organisation);
		await sql`update users set closed_at = now() where id = ${closed.id}`;
		const tries = [
			[owner.email, 'wrong horse battery staple'],
			['nobody@larkfield.example', PASSWORD],
			[closed.email, PASSWORD],
			['', ''],
		] as const;
		for (const [email, password] of tries) {
			const browser = new Browser(app.origin);
			const answer = await browser.signIn(email, password);
			expect(answer).toMatchObject({ type: 'failure', status: 400, error: WRONG });
			expect(browser.cookies.size).toBe(0);
		}
	});

	test('an unknown account costs the same work as a known one', async () => {
		// CPU time and not the clock: another program's load must not decide. The least of several is the work itself.
		const least = { known: Infinity, unknown: Infinity };
		for (let i = 0; i < 6; i++) {
			for (const [kind, email] of [
				['known', owner.email],
				['unknown', `nobody-${i}@larkfield.example`],
			] as const) {
				const before = process.cpuUsage();
				await new Browser(app.origin).signIn(email, 'wrong horse battery staple');
				const { user, system } = process.cpuUsage(before);
				least[kind] = Math.min(least[kind], user + system);
			}
		}
		// Hashing is nearly all of it: left out, this would be a tenth.
		const ratio = least.unknown / least.known;
		expect(ratio).toBeGreaterThan(0.4);
		expect(ratio).toBeLessThan(2.5);
	});

	test('the email is taken in any case and with blanks around it', async () => {
		const browser = new Browser(app.origin);
		expect(await browser.signIn(` ${owner.email.toUpperCase()} `, PASSWORD)).toMatchObject({
			location: '/messages',
		});
	});

	test('it leads on to where the visitor wanted to go, and never to another server', async () => {
		const browser = new Browser(app.origin);
		const led = await browser.get('/people');
		expect(led.headers.get('location')).toBe('/sign-in?next=%2Fpeople');
		const fields = { email: owner.email, password: PASSWORD };
		expect((await browser.submit('/sign-in?next=%2Fpeople', fields)).location).toBe('/people');
		for (const next of [
			'//evil.example',
			'/\\evil.example',
			'https://evil.example',
			'javascript:alert(1)',
			'/\t/evil.example',
		]) {
			const answer = await new Browser(app.origin).submit(
				`/sign-in?next=${encodeURIComponent(next)}`,
				fields,
			);
			expect(answer.location).toBe('/messages');
		}
	});

	test('[W2] the cookie is HttpOnly, SameSite=Lax, for the whole path and no longer than the session', async () => {
		const { response } = await new Browser(app.origin).signIn(owner.email, PASSWORD);
		const [cookie, ...more] = response.headers.getSetCookie();
		expect(more).toEqual([]);
		const attributes = cookie!
			.split('; ')
			.slice(1)
			.map((attribute) => attribute.split('=')[0]);
		expect(attributes.sort()).toEqual(['Expires', 'HttpOnly', 'Path', 'SameSite']);
		expect(cookie).toMatch(/^session=[a-z0-9]{40}; .*Path=\/;.*SameSite=Lax/);
	});

	test('signing in gives a new session, and ends the one before', async () => {
		const browser = await signedIn(app, owner);
		const before = new Browser(app.origin);
		before.cookies.set('session', browser.session!);
		expect((await before.get('/api/session')).status).toBe(200);
		await browser.signIn(owner.email, PASSWORD);
		expect(browser.session).not.toBe(before.session);
		expect((await browser.get('/api/session')).status).toBe(200);
		expect((await before.get('/api/session')).status).toBe(401);
	});

	test('a session id of the visitor’s own making is not taken over', async () => {
		const browser = new Browser(app.origin);
		browser.cookies.set('session', 'a'.repeat(40));
		await browser.signIn(owner.email, PASSWORD);
		expect(browser.session).not.toBe('a'.repeat(40));
	});

	test('a hash of weaker parameters is renewed', async () => {
		const person = await aPerson(app, organisation);
		const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 });
		await sql`update users set password_hash = ${weak} where id = ${person.id}`;
		await signedIn(app, person);
		const [{ password_hash }] =
			(await sql`select password_hash from users where id = ${person.id}`) as unknown as [
				{ password_hash: string },
			];
		expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		await signedIn(app, person);
	});
});

describe('too many tries', () => {
	test('of one account: the eleventh waits, with the right password too, and from another browser', async () => {
		const { email } = await aPerson(app, organisation);
		for (let i = 0; i < 10; i++) await new Browser(app.origin).signIn(email, 'wrong horse battery staple');
		const answer = await new Browser(app.origin).signIn(email.toUpperCase(), PASSWORD);
		expect(answer).toMatchObject({ type: 'failure', status: 429 });
		expect(answer.error).toMatch(/^Too many tries\. Again in (5\d|60) s\.$/);
		await signedIn(app, owner);
	});

	test('an account that does not exist is limited in the same way', async () => {
		const answers = [];
		for (let i = 0; i < 11; i++)
			answers.push(await new Browser(app.origin).signIn('nobody@larkfield.example', 'x'));
		expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(400), 429]);
	});

	test('made at the same time do not slip through', async () => {
		const { email } = await aPerson(app, organisation);
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => new Browser(app.origin).signIn(email, 'wrong one')),
		);
		expect(answers.filter(({ status }) => status === 400)).toHaveLength(10);
		expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
	});

	test('from one address over many accounts are limited, whatever the account', async () => {
		await sql`insert into rate_limits (key, points, expire) values ('address:127.0.0.1', 60, ${Date.now() + 30_000}) on conflict do nothing`;
		await sql`insert into rate_limits (key, points, expire) values ('address:::1', 60, ${Date.now() + 30_000}) on conflict do nothing`;
		const answer = await new Browser(app.origin).signIn(owner.email, PASSWORD);
		expect(answer.status).toBe(429);
	});

	test('a right password ends the count', async () => {
		const person = await aPerson(app, organisation);
		for (let round = 0; round < 2; round++) {
			for (let i = 0; i < 9; i++)
				await new Browser(app.origin).signIn(person.email, 'wrong horse battery staple');
			await signedIn(app, person);
		}
	});
});
