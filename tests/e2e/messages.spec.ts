/** What is done with messages that are there: forwarding, selecting, links to one (features C). */
import { expect, test } from '@playwright/test';
import type { Parley } from '../support/start-parley.ts';
import type { Account } from '../support/team.ts';
import { desk, PHONE, startTeam } from '../support/desk.ts';

let parley: Parley;
let ann: Account;
let ben: Account;
let cara: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann, ben, cara] = accounts;
});

test('[C07] a message is forwarded with its author and time, and leads to the original', async ({
	browser,
}) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	await at.write('The boiler is mended');
	await expect(at.message('The boiler is mended')).toHaveAttribute('data-state', 'stored');

	const other = await desk(browser, parley, ben);
	await other.makeGroup('Winter appeal', ['Cara Lind']);
	await other.makeGroup('House', ['Ann Rivers']);
	await other.open('Ann Rivers');
	await other.message('The boiler is mended').hover();
	await other.page.getByRole('button', { name: 'Forward', exact: true }).click();
	const dialog = other.page.getByRole('dialog', { name: 'Forward this message' });
	await dialog.getByRole('combobox').fill('win');
	await other.page.keyboard.press('Enter');
	await dialog.getByRole('combobox').fill('house');
	await other.page.keyboard.press('Enter');
	await dialog.getByRole('button', { name: 'Forward to 2' }).click();
	await expect(other.page.getByText('Forwarded to 2 conversations')).toBeVisible();

	// Cara is not in the conversation that it is from: she is told whose words they are, and led nowhere.
	const third = await desk(browser, parley, cara);
	await third.open('Winter appeal');
	const shown = third.message('The boiler is mended');
	await expect(shown).toContainText(/From Ann Rivers, \d\d:\d\d/);
	await expect(shown.getByRole('link')).toHaveCount(0);

	// Ann is in it.
	await at.open('House');
	await at
		.message('The boiler is mended')
		.getByRole('link', { name: /From Ann Rivers/ })
		.click();
	await expect(at.page.getByRole('heading', { name: 'Ben Okoro' })).toBeVisible();
	await expect(at.message('The boiler is mended')).toBeVisible();
	await expect(at.page).not.toHaveURL(/message=/);

	// Forwarded once more, it is still hers.
	await other.open('House');
	await other.message('The boiler is mended').focus();
	await other.page.keyboard.press('f');
	await other.page.getByRole('combobox', { name: 'Forward to' }).fill('cara');
	await other.page.keyboard.press('Enter');
	await other.page.getByRole('button', { name: 'Forward', exact: true }).last().click();
	await third.open('Ben Okoro');
	await expect(third.message('The boiler is mended')).toContainText(/From Ann Rivers, \d\d:\d\d/);
});

test('[C07] forwarding works offline', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.makeGroup('Roof', ['Ben Okoro']);
	await at.write('Three slates are loose');
	await expect(at.message('Three slates are loose')).toHaveAttribute('data-state', 'stored');
	await at.makeGroup('Repairs', ['Ben Okoro']);
	await at.open('Roof');
	await at.page.context().setOffline(true);
	await at.message('Three slates are loose').focus();
	await at.page.keyboard.press('f');
	await at.page.getByRole('combobox', { name: 'Forward to' }).fill('repairs');
	await at.page.keyboard.press('Enter');
	await at.page.getByRole('button', { name: 'Forward', exact: true }).last().click();
	await at.open('Repairs');
	await expect(at.message('Three slates are loose')).toHaveAttribute('data-state', 'saved');
	await expect(at.message('Three slates are loose')).toContainText('From Ann Rivers');
	await at.page.context().setOffline(false);
	await expect(at.message('Three slates are loose')).toHaveAttribute('data-state', 'stored');
});

test('[C08] several messages are copied with author and time, and forwarded together', async ({
	browser,
}) => {
	const at = await desk(browser, parley, ann, { permissions: ['clipboard-read', 'clipboard-write'] });
	await at.makeGroup('Notes', ['Ben Okoro']);
	for (const text of ['First', 'Second', 'Third', 'Fourth']) await at.write(text);
	await expect(at.message('Fourth')).toHaveAttribute('data-state', 'stored');
	await at.box.fill('Not sent yet');
	await at.message('First').focus();
	await at.page.keyboard.press('x');
	const bar = at.page.getByRole('toolbar', { name: 'Selected messages' });
	await expect(bar).toContainText('1 message selected');
	await at.page
		.getByRole('checkbox', { name: /Select: / })
		.nth(2)
		.click({ modifiers: ['Shift'] });
	await expect(bar).toContainText('3 messages selected');
	await bar.getByRole('button', { name: 'Copy' }).click();
	const copied = await at.page.evaluate(() => navigator.clipboard.readText());
	expect(copied.split('\n\n').map((part) => part.split('\n')[1])).toEqual(['First', 'Second', 'Third']);
	expect(copied).toMatch(/^Ann Rivers, \w+ \d/);

	await bar.getByRole('button', { name: 'Forward' }).click();
	await at.page.getByRole('combobox', { name: 'Forward to' }).fill('roof');
	await at.page.keyboard.press('Enter');
	await at.page.getByRole('button', { name: 'Forward', exact: true }).last().click();
	await expect(bar).toHaveCount(0);
	await expect(at.box).toHaveValue('Not sent yet');
	await at.open('Roof');
	const forwarded = at.page.locator('article', { hasText: 'From Ann Rivers' });
	await expect(forwarded).toHaveText([/First/, /Second/, /Third/]);
});

test('[C08] messages are selected on a phone', async ({ browser }) => {
	const at = await desk(browser, parley, ben, PHONE);
	await at.open('Notes');
	const box = (await at.message('Second').locator('.bubble').boundingBox())!;
	const session = await at.page.context().newCDPSession(at.page);
	const touchPoints = [{ x: box.x + 20, y: box.y + 12 }];
	await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
	await at.page.getByRole('button', { name: 'More', exact: true }).waitFor();
	await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	await at.page.getByRole('button', { name: 'More', exact: true }).tap();
	await at.page.getByRole('menuitem', { name: /Select/ }).tap();
	await at.message('Third').tap();
	await expect(at.page.getByText('2 messages selected')).toBeVisible();
	await at.page.getByRole('button', { name: 'Select nothing' }).tap();
	await expect(at.page.getByRole('checkbox')).toHaveCount(0);
});

test('[C13] one jumps to a date, with the keyboard or from a day’s line', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.makeGroup('Diary', ['Ben Okoro']);
	await at.write('Dear diary');
	await at.message('Dear diary').focus();
	await at.page.keyboard.press('g');
	await at.page.keyboard.press('d');
	const dialog = at.page.getByRole('dialog', { name: 'Jump to a date' });
	await dialog.getByLabel('Day').fill('2999-01-01');
	await dialog.getByRole('button', { name: 'Jump' }).click();
	await expect(dialog.getByRole('alert')).toHaveText('That day is still to come.');
	await dialog.getByLabel('Day').fill('2020-01-01');
	await dialog.getByRole('button', { name: 'Jump' }).click();
	await expect(dialog).toHaveCount(0);
	await expect(at.page.locator('.marked, article:focus')).not.toHaveCount(0);
	await at.page.getByTitle('Jump to a date').click();
	await expect(dialog).toBeVisible();
});
