/** Who is connected, and who is typing (features A04, B09). */
import { expect, test } from '@playwright/test';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import type { Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;

startTeam(['Ann Rivers', 'Ben Okoro'], (started, accounts) => {
	parley = started;
	[ann, ben] = accounts;
});

test('[A04][B09] the dot comes with the other person, goes with him, and is unknown while I am offline', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await a.openDm('Ben Okoro');
	const dot = a.conversation('Ben Okoro').locator('[data-presence]');
	const header = a.page.locator('header').filter({ has: a.page.getByRole('heading', { name: 'Ben Okoro' }) });
	await expect(dot).toHaveAttribute('data-presence', 'offline');
	await expect(header.getByText('Offline', { exact: true })).toBeVisible();

	const b = await desk(browser, parley, ben);
	await expect(dot).toHaveAttribute('data-presence', 'online', { timeout: 10_000 });
	await expect(header.getByText('Online', { exact: true })).toBeVisible();

	await a.page.context().setOffline(true);
	await expect(dot).toHaveAttribute('data-presence', 'unknown');
	await expect(header.getByText('Not known now')).toBeVisible();
	await a.page.context().setOffline(false);
	await expect(dot).toHaveAttribute('data-presence', 'online', { timeout: 30_000 });

	await b.page.context().close();
	await expect(dot).toHaveAttribute('data-presence', 'offline', { timeout: 60_000 });
});

test('[A04][B09] members and the directory show it, and on a phone', async ({ browser }) => {
	const b = await desk(browser, parley, ben, PHONE);
	const a = await desk(browser, parley, ann);
	await a.makeGroup('Dots', ['Ben Okoro']);
	await a.page.getByRole('button', { name: 'Members', exact: true }).click();
	const panel = a.page.getByRole('complementary', { name: 'Members' });
	const member = panel.getByRole('listitem').filter({ hasText: 'Ben Okoro' });
	await expect(member.locator('[data-presence]')).toHaveAttribute('data-presence', 'online');
	await expect(member.getByText('Online')).toBeAttached();

	await b.page.goto(`${parley.url}/people`);
	const line = b.page.getByRole('listitem').filter({ hasText: 'Ann Rivers' });
	await expect(line.locator('[data-presence]')).toHaveAttribute('data-presence', 'online', {
		timeout: 30_000,
	});
});

test('[A04] nobody sees that somebody opens the audit', async ({ browser }) => {
	const b = await desk(browser, parley, ben);
	await b.openDm('Ann Rivers');
	const dot = b.conversation('Ann Rivers').locator('[data-presence]');
	const a = await desk(browser, parley, ann);
	await expect(dot).toHaveAttribute('data-presence', 'online', { timeout: 10_000 });
	await a.page.goto(`${parley.url}/audit`);
	await expect(a.page.getByRole('heading', { name: 'Audit' })).toBeVisible();
	await expect(dot).toHaveAttribute('data-presence', 'offline', { timeout: 30_000 });
});

test('[B09] who types is named below the box, and no longer once the text is sent or the keys rest', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	await a.makeGroup('Typing', ['Ben Okoro']);
	await b.open('Typing');
	const line = a.page.locator('[data-typing]');
	const top = async () => (await a.box.boundingBox())!.y;
	const before = await top();
	await b.box.pressSequentially('The van is ');
	await expect(line).toHaveText('Ben is typing');
	expect(await top()).toBe(before);
	await b.box.press('Enter');
	await expect(a.message('The van is')).toBeVisible();
	await expect(line).toHaveText('');

	await a.box.pressSequentially('Is it');
	await expect(b.page.locator('[data-typing]')).toHaveText('Ann is typing');
	await expect(b.page.locator('[data-typing]')).toHaveText('', { timeout: 20_000 });
	await expect(a.box).toHaveValue('Is it');
});
