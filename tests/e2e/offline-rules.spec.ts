/** What a person relies on who was offline: unread that cannot drift (X11), everything exactly once (X13), and a refusal that explains itself (X17). */
import { expect, test } from '@playwright/test';
import { desk, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import { storedBodies } from '../support/stored-texts.ts';
import { Desk, type Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;

startTeam(['Ann Rivers', 'Ben Okoro'], (started, accounts) => {
	parley = started;
	[ann, ben] = accounts;
});

test('[X11] unread is the same on all devices, whichever of them read offline, and never comes back', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const phone = await desk(browser, parley, ben);
	const laptop = await desk(browser, parley, ben);
	await a.openDm('Ben Okoro');
	await a.write('One', 'Two', 'Three');
	for (const each of [phone, laptop]) await expect.poll(() => each.unread('Ann Rivers')).toBe(3);

	await phone.page.context().setOffline(true);
	await phone.hasConnection('offline');
	await a.write('Four', 'Five');
	await expect.poll(() => laptop.unread('Ann Rivers')).toBe(5);
	await phone.open('Ann Rivers');
	await expect(phone.message('Three')).toBeVisible();
	await expect.poll(() => phone.unread('Ann Rivers')).toBe(0);
	await laptop.open('Ann Rivers');
	await expect(laptop.message('Five')).toBeVisible();
	await expect.poll(() => laptop.unread('Ann Rivers')).toBe(0);
	await laptop.page.goto(`${parley.url}/messages`);
	await laptop.isUpToDate();

	// The phone comes back with an older position than the laptop's: it must not take anything back.
	await phone.page.goto(`${parley.url}/messages`);
	await phone.hasConnection('offline');
	await phone.page.context().setOffline(false);
	await phone.isUpToDate();
	await a.write('Six');
	for (const each of [phone, laptop]) await expect.poll(() => each.unread('Ann Rivers')).toBe(1);
	for (const each of [phone, laptop]) {
		await each.page.reload();
		await each.isUpToDate();
		await expect.poll(() => each.unread('Ann Rivers')).toBe(1);
	}
});

test('[X13] what the server stored and could not say so is sent again, and stands once', async ({
	browser,
}) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	let isDeaf = false;
	const cuts: (() => void)[] = [];
	await page.routeWebSocket(/\/sync$/, (socket) => {
		const server = socket.connectToServer();
		cuts.push(() => void socket.close());
		server.onMessage((message) => {
			if (!isDeaf) socket.send(message);
		});
	});
	let lostAnswers = 0;
	await page.route('**/api/commands', async (route) => {
		const answer = await route.fetch();
		if (!isDeaf) return route.fulfill({ response: answer });
		lostAnswers++;
		return route.abort();
	});
	const b = new Desk(page, parley.url, ben);
	await b.signIn();
	await b.openDm('Ann Rivers');
	await b.write('Heard');
	await expect(b.message('Heard')).toHaveAttribute('data-state', 'stored');

	isDeaf = true;
	await b.write('Stored, and nobody said so');
	await expect.poll(() => storedBodies(parley)).toContain('Stored, and nobody said so');
	await b.makeGroup('Twice asked', ['Ann Rivers']);
	await expect.poll(() => lostAnswers).toBeGreaterThan(0);
	isDeaf = false;
	for (const cut of cuts) cut();
	await b.isUpToDate();
	await b.write('In the group');
	await expect(b.message('In the group')).toHaveAttribute('data-state', 'stored', { timeout: 30_000 });
	await expect(b.conversation('Twice asked')).toHaveCount(1);
	await b.open('Ann Rivers');
	await expect(b.message('Stored, and nobody said so')).toHaveAttribute('data-state', 'stored', {
		timeout: 30_000,
	});
	await expect(b.message('Stored, and nobody said so')).toHaveCount(1);
	const stored = await storedBodies(parley);
	expect(stored.filter((body) => body === 'Stored, and nobody said so')).toHaveLength(1);

	const a = await desk(browser, parley, ann);
	await expect(a.conversation('Twice asked')).toHaveCount(1);
});

test('[X17] a refused text stays with its reason, survives a restart, and is edited and sent again when that is possible', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	await a.makeGroup('Roof repairs', ['Ben Okoro']);
	await a.write('Here we plan.');
	await b.open('Roof repairs');
	await expect(b.message('Here we plan.')).toBeVisible();
	await b.page.context().setOffline(true);
	await b.hasConnection('offline');
	await b.write('The tiles come on Monday');
	await b.allOwnAre('saved');

	await a.page.getByRole('button', { name: 'Members', exact: true }).click();
	await a.page.getByRole('button', { name: 'More about Ben Okoro' }).click();
	await a.page.getByRole('menuitem', { name: 'Remove' }).click();
	await a.page.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(a.page.getByText('You removed Ben Okoro')).toBeVisible();
	await b.page.context().setOffline(false);
	await expect(b.conversation('Roof repairs')).toHaveCount(0, { timeout: 30_000 });

	await b.page.goto(`${parley.url}/settings/sync`);
	const line = b.page.getByRole('listitem').filter({ hasText: 'The tiles come on Monday' });
	await expect(line.getByText('you were removed from this conversation')).toBeVisible();
	await expect(line.getByRole('button', { name: 'Edit and resend' })).toHaveCount(0);
	await b.page.reload();
	await expect(line).toBeVisible();
	expect(await storedBodies(parley)).not.toContain('The tiles come on Monday');

	await a.page.getByRole('button', { name: 'Add people' }).first().click();
	await a.page.getByRole('option', { name: 'Ben Okoro' }).click();
	await a.page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
	await line.getByRole('button', { name: 'Edit and resend' }).click({ timeout: 30_000 });
	await expect(b.box).toHaveValue('The tiles come on Monday');
	await b.box.fill('The tiles come on Tuesday');
	await b.box.press('Enter');
	await expect(b.message('The tiles come on Tuesday')).toHaveAttribute('data-state', 'stored', {
		timeout: 30_000,
	});
	await expect(a.message('The tiles come on Tuesday')).toBeVisible();
	await b.page.goto(`${parley.url}/settings/sync`);
	await expect(b.page.locator('[data-standing]')).toHaveText('All is stored');
	expect(await storedBodies(parley)).not.toContain('The tiles come on Monday');
});
