/** Rooms in which admins post and everybody reads (E05). */
import AxeBuilder from '@axe-core/playwright';
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

test('[E05] an admin lets only admins post; the others read and react, and what they wrote offline is refused by name', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben, PHONE);
	await a.makeGroup('Notices', ['Ben Okoro']);
	await a.write('The office is closed on Monday');
	await b.conversation('Notices').tap();
	await b.write('Thank you');
	await expect(a.message('Thank you')).toBeVisible();
	await b.page.context().setOffline(true);
	await b.hasConnection('offline');
	await b.write('Tuesday too?');

	await a.page.getByRole('button', { name: 'Members', exact: true }).click();
	const panel = a.page.getByRole('complementary', { name: 'Members' });
	await panel.getByRole('button', { name: 'Change name, topic and who posts' }).click();
	const dialog = a.page.getByRole('dialog');
	await dialog.getByRole('checkbox', { name: /^Only admins post/ }).check();
	if (process.env.PICTURES) await a.page.screenshot({ path: `${process.env.PICTURES}/posting.png` });
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(panel.getByText('Only admins post here.')).toBeVisible();
	await a.isUpToDate();
	await a.write('Tuesday is open as always');

	await b.page.context().setOffline(false);
	await b.isUpToDate();
	await expect(b.page.getByText('Only admins post here. You read and react.')).toBeVisible();
	await expect(b.box).toBeHidden();
	await expect(b.message('Tuesday is open as always')).toBeVisible();
	await expect(b.page.getByText('only admins post here').first()).toBeVisible();
	await expect(b.page.getByText('Tuesday too?').first()).toBeVisible();
	await expect(a.message('Tuesday too?')).toHaveCount(0);
	if (process.env.PICTURES) await b.page.screenshot({ path: `${process.env.PICTURES}/notices-phone.png` });
	for (const { page } of [a, b]) {
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	}

	await panel.getByRole('button', { name: 'Change name, topic and who posts' }).click();
	await dialog.getByRole('checkbox', { name: /^Only admins post/ }).uncheck();
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(b.box).toBeVisible();
	await b.write('Now I can ask');
	await expect(a.message('Now I can ask')).toBeVisible();
});
