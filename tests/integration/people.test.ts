import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { makeSetupToken } from '../../src/lib/server/setup.ts';
import type { Workspace } from '../../src/lib/protocol/workspace.ts';
import { Browser } from '../support/browser.ts';
import { hearNotifications } from '../support/notifications.ts';
import { aClient, anOrganisation, aPerson, PASSWORD, signedIn } from '../support/organisation.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
const { sql } = app.stored;
afterAll(() => app.stop());
beforeEach(async () => void (await sql`truncate rate_limits`));

const SETUP = {
	organisation: 'Larkfield Trust',
	name: 'Emma Lindqvist',
	email: 'emma@larkfield.example',
	password: PASSWORD,
};
let counted = 0;
const aForm = () => ({ name: 'Jamie', email: `jamie-${++counted}@larkfield.example`, password: PASSWORD });

describe('the first visit', () => {
	test('leads to the set-up from everywhere', async () => {
		const visitor = new Browser(app.origin);
		for (const path of ['/', '/sign-in', '/people', '/join/x', '/messages']) {
			const { status, location } = await visitor.navigate(path);
			expect([path, status, location]).toEqual([path, 303, '/setup']);
		}
		expect((await visitor.get('/api/workspace')).status).toBe(409);
	});

	test('needs the one-time link where others can reach the server', async () => {
		app.configure({ setupNeedsToken: true });
		const visitor = new Browser(app.origin);
		const first = (await makeSetupToken(app.database))!;
		const token = (await makeSetupToken(app.database))!;
		for (const wrong of ['', 'x', first]) {
			expect((await visitor.submit('/setup', { ...SETUP, token: wrong })).status).toBe(403);
		}
		expect(await sql`select 1 from organisations`).toHaveLength(0);
		expect((await visitor.submit('/setup', { ...SETUP, token, password: 'short' })).error).toContain(
			'at least 12',
		);
		expect(await visitor.submit('/setup', { ...SETUP, token })).toMatchObject({ location: '/messages' });
		app.configure({ setupNeedsToken: false });
		expect(await sql`select 1 from server_state where name = 'setup-token'`).toHaveLength(0);
		expect(await makeSetupToken(app.database)).toBeUndefined();
	});

	test('made the organisation, its owner and #general, and cannot be made again', async () => {
		const owner = new Browser(app.origin);
		await owner.signIn(SETUP.email, PASSWORD);
		const workspace = (await (await owner.get('/api/workspace')).json()) as Workspace;
		expect(workspace).toMatchObject({
			organisation: { name: 'Larkfield Trust' },
			self: { role: 'OWNER', email: SETUP.email },
			conversations: [{ name: 'general', channel: true, visibility: 'public', members: [{ role: 'ADMIN' }] }],
		});
		const again = await new Browser(app.origin).submit('/setup', {
			...SETUP,
			email: 'other@larkfield.example',
		});
		expect(again.location).toBe('/');
		expect(await sql`select 1 from organisations`).toHaveLength(1);
	});
});

describe('an invitation', () => {
	test('opens one account, of the role that it says, in #general', async () => {
		const { link, owner } = await anInvitation('AGENT');
		const guest = new Browser(app.origin);
		const form = aForm();
		expect(await guest.submit(link, { ...form, role: 'OWNER', organisation: owner.id })).toMatchObject({
			location: '/messages',
		});
		const workspace = (await (await guest.get('/api/workspace')).json()) as Workspace;
		expect(workspace.self).toMatchObject({ role: 'AGENT', email: form.email });
		expect(workspace.organisation.id).toBe(owner.organisation);
		expect(workspace.conversations[0]!.members).toContainEqual({ user: workspace.self.id, role: 'MEMBER' });

		expect(await new Browser(app.origin).submit(link, aForm())).toMatchObject({
			type: 'failure',
			status: 410,
		});
	});

	test('used by two at once opens one account', async () => {
		const { link } = await anInvitation('MEMBER');
		const answers = await Promise.all([1, 2, 3].map(() => new Browser(app.origin).submit(link, aForm())));
		expect(answers.filter(({ type }) => type === 'redirect')).toHaveLength(1);
	});

	test('is not used up by an email that is taken', async () => {
		const { link, owner } = await anInvitation('MEMBER');
		const taken = await new Browser(app.origin).submit(link, { ...aForm(), email: owner.email });
		expect(taken).toMatchObject({ status: 409, error: 'There is an account with this email already.' });
		expect(await new Browser(app.origin).submit(link, aForm())).toMatchObject({ type: 'redirect' });
	});

	test('ends: after 7 days, when taken back, when its maker is closed or may not give the role any more', async () => {
		const expired = await anInvitation('MEMBER');
		await sql`update invitations set expires_at = now() - interval '1 second' where organisation = ${expired.owner.organisation}`;
		const [{ days }] =
			(await sql`select round(extract(epoch from max(expires_at - created_at)) / 86400)::int as days from invitations`) as unknown as [
				{ days: number },
			];
		expect(days).toBe(7);

		const takenBack = await anInvitation('MEMBER');
		const [{ token_hash: token }] =
			(await sql`select token_hash from invitations where organisation = ${takenBack.owner.organisation}`) as unknown as [
				{ token_hash: string },
			];
		const stranger = await signedIn(app, await anOrganisation(app));
		expect((await stranger.submit('/people?/revokeInvitation', { token })).status).toBe(404);
		expect((await takenBack.browser.submit('/people?/revokeInvitation', { token })).type).toBe('success');

		const closed = await anInvitation('MEMBER');
		await sql`update users set closed_at = now() where id = ${closed.owner.id}`;
		const demoted = await anInvitation('MEMBER');
		await sql`update users set role = 'MEMBER' where id = ${demoted.owner.id}`;

		for (const { link } of [expired, takenBack, closed, demoted]) {
			expect(await new Browser(app.origin).submit(link, aForm())).toMatchObject({ status: 410 });
		}
	});
});

describe('an account made by an admin', () => {
	test('has a password that is shown once and must be changed before anything else', async () => {
		const owner = await anOrganisation(app);
		const form = { name: 'Jamie', email: `jamie-${++counted}@larkfield.example`, role: 'MEMBER' };
		const made = await (await signedIn(app, owner)).submit('/people?/create', form);
		const password = made.values.temporaryPassword!;
		expect(password).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
		const jamie = new Browser(app.origin);
		expect((await jamie.signIn(form.email, password)).location).toBe('/account');
		expect((await jamie.get('/api/workspace')).status).toBe(403);
		expect((await jamie.navigate('/messages')).location).toBe('/account');
		expect((await jamie.submit('/account?/password', { current: password, next: password })).status).toBe(
			400,
		);
		expect((await jamie.submit('/account?/password', { current: password, next: PASSWORD })).type).toBe(
			'success',
		);
		expect((await jamie.get('/api/workspace')).status).toBe(200);
	});
});

describe('roles', () => {
	test('nobody below ADMIN manages people, whatever he sends', async () => {
		const owner = await anOrganisation(app);
		const victim = await aPerson(app, owner.organisation);
		for (const role of ['SUPERVISOR', 'AGENT', 'MEMBER', 'READER', 'AUDITOR'] as const) {
			const self = await aPerson(app, owner.organisation, role);
			const browser = await signedIn(app, self);
			const tries = [
				browser.submit('/people?/invite', { role: 'READER' }),
				browser.submit('/people?/create', { name: 'X', email: 'x@larkfield.example', role: 'READER' }),
				browser.submit('/people?/role', { user: victim.id, role: 'READER' }),
				browser.submit('/people?/role', { user: self.id, role: 'OWNER' }),
				browser.submit('/people?/close', { user: victim.id }),
			];
			for (const answer of await Promise.all(tries)) expect([role, answer.status]).toEqual([role, 403]);
			await browser.submit('/account?/rename', { name: 'Renamed', role: 'OWNER', organisation: victim.id });
			const [row] = await sql`select role, name, organisation from users where id = ${self.id}`;
			expect(row).toEqual({ role, name: 'Renamed', organisation: owner.organisation });
		}
	});

	test('an ADMIN neither makes nor changes nor closes an OWNER', async () => {
		const owner = await anOrganisation(app);
		const admin = await aPerson(app, owner.organisation, 'ADMIN');
		const browser = await signedIn(app, admin);
		expect((await browser.submit('/people?/invite', { role: 'OWNER' })).status).toBe(403);
		expect((await browser.submit('/people?/role', { user: admin.id, role: 'OWNER' })).status).toBe(403);
		expect((await browser.submit('/people?/role', { user: owner.id, role: 'MEMBER' })).status).toBe(403);
		expect((await browser.submit('/people?/close', { user: owner.id })).status).toBe(403);
		expect((await browser.submit('/people?/invite', { role: 'ADMIN' })).type).toBe('success');
	});

	test('the last owner stays, when two owners step down at once too', async () => {
		const owner = await anOrganisation(app);
		const first = await signedIn(app, owner);
		for (const answer of [
			await first.submit('/people?/role', { user: owner.id, role: 'ADMIN' }),
			await first.submit('/people?/close', { user: owner.id }),
		]) {
			expect(answer).toMatchObject({ status: 409 });
			expect(answer.error).toContain('at least one owner');
		}
		const other = await aPerson(app, owner.organisation, 'OWNER');
		const second = await signedIn(app, other);
		await Promise.all([
			first.submit('/people?/role', { user: owner.id, role: 'ADMIN' }),
			second.submit('/people?/close', { user: other.id }),
		]);
		const owners =
			await sql`select 1 from users where organisation = ${owner.organisation} and role = 'OWNER' and closed_at is null`;
		expect(owners).toHaveLength(1);
	});

	test('a changed role counts from the next request on', async () => {
		const owner = await anOrganisation(app);
		const person = await aPerson(app, owner.organisation);
		const browser = await signedIn(app, person);
		const admin = await signedIn(app, owner);
		expect((await admin.submit('/people?/role', { user: person.id, role: 'ADMIN' })).type).toBe('success');
		expect((await browser.submit('/people?/invite', { role: 'MEMBER' })).type).toBe('success');
		await admin.submit('/people?/role', { user: person.id, role: 'READER' });
		expect((await browser.submit('/people?/invite', { role: 'MEMBER' })).status).toBe(403);
		const workspace = (await (await browser.get('/api/workspace')).json()) as Workspace;
		expect(workspace.conversations).toEqual([]);
		expect(workspace.people).toEqual([workspace.self]);
	});

	test('somebody of another organisation is as unknown as somebody who does not exist', async () => {
		const browser = await signedIn(app, await anOrganisation(app));
		const stranger = await anOrganisation(app);
		for (const user of [stranger.id, crypto.randomUUID()]) {
			for (const [path, fields] of [
				['/people?/close', { user }],
				['/people?/role', { user, role: 'READER' }],
			] as const) {
				const { status, error } = await browser.submit(path, fields);
				expect([status, error]).toEqual([404, 'There is nothing here, or it is not shared with you.']);
			}
		}
	});
});

test('closing an account ends its sessions, clients, devices and rooms; its name and direct messages stay', async () => {
	const owner = await anOrganisation(app);
	const person = await aPerson(app, owner.organisation);
	const [browser, client, admin] = [
		await signedIn(app, person),
		await aClient(app, person),
		await signedIn(app, owner),
	];
	const publicKey = Buffer.alloc(32, 1).toString('base64');
	await browser.post('/api/devices', { name: 'Laptop', publicKey });
	const heard = await hearNotifications(sql, () => admin.submit('/people?/close', { user: person.id }));
	expect(heard).toContainEqual({ type: 'sign-out', user: person.id });
	for (const ended of [browser, client]) expect((await ended.get('/api/session')).status).toBe(401);
	expect(await sql`select 1 from devices where user_id = ${person.id} and revoked_at is null`).toHaveLength(
		0,
	);
	const workspace = (await (await admin.get('/api/workspace')).json()) as Workspace;
	expect(workspace.people).toContainEqual(expect.objectContaining({ id: person.id, active: false }));
	expect(workspace.conversations[0]!.members).toEqual([{ user: owner.id, role: 'ADMIN' }]);
	const lines =
		await sql`select event from outbox where organisation = ${owner.organisation} order by id desc limit 1`;
	expect(lines[0]!.event).toMatchObject({ a: 'left', by: person.id });
});

async function anInvitation(role: string) {
	const owner = await anOrganisation(app);
	const browser = await signedIn(app, owner);
	const { values } = await browser.submit('/people?/invite', { role });
	return { owner, browser, link: new URL(values.link!).pathname };
}
