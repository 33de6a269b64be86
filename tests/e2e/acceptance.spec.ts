/** What features.md promises of messages and rooms, where no other file says it: each test by its identifiers. */
import { expect, test, type Locator } from '@playwright/test';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import type { Account, Desk } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;
let cara: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann, ben, cara] = accounts;
});

async function makeChannel(at: Desk, name: string, visibility: 'Public' | 'Private'): Promise<void> {
	await at.page.getByRole('button', { name: 'New channel' }).first().click();
	await at.page.getByLabel('Channel name').fill(name);
	await at.page.getByRole('radio', { name: new RegExp(`^${visibility}`) }).check();
	await at.page.getByRole('button', { name: 'Create channel' }).click();
	await expect(at.page.getByRole('heading', { name: `# ${name}` })).toBeVisible();
}

async function leftOf(bubble: Locator): Promise<number> {
	return (await bubble.locator('.bubble').boundingBox())!.x;
}

test('[A14][A15] the team’s page has its title and says what it is for', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	await expect(a.page).toHaveURL(/\/messages$/);
	await expect(a.page).toHaveTitle(/Team chat$/);
	await expect(a.page.getByRole('heading', { name: 'Team chat' })).toBeVisible();
	await expect(a.page.getByText('Talk with colleagues here.')).toBeVisible();
});

test('[B02][E07] a private channel is nowhere for who is not in it, by its address neither', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await makeChannel(a, 'board-salaries', 'Private');
	await a.write('The raise is four per cent');
	await a.allOwnAre('stored');
	const c = await desk(browser, parley, cara);
	await c.page.goto(`${parley.url}/messages/channels`);
	await expect(c.page.getByRole('link', { name: 'Open # general' })).toBeVisible();
	await expect(c.page.getByText('board-salaries')).toHaveCount(0);
	await c.page.goto(a.page.url());
	await expect(c.page.getByText('There is nothing here, or it is not shared with you.')).toBeVisible();
	// Not only out of sight: the server tells this browser nothing of it.
	const workspace = await c.page.evaluate(async () => (await fetch('/api/workspace')).text());
	expect(workspace).toContain('general');
	expect(workspace).not.toContain('board-salaries');
});

test('[B03] roles are given by who may, and shown to everybody', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	await a.page.goto(`${parley.url}/people`);
	const role = a.page.getByLabel('Role of Cara Lind');
	await expect(role.getByRole('option')).toHaveText([
		'Owner',
		'Admin',
		'Supervisor',
		'Agent',
		'Member',
		'Reader',
		'Auditor',
	]);
	await role.selectOption('Agent');
	const b = await desk(browser, parley, ben);
	await b.page.goto(`${parley.url}/people`);
	await expect(b.page.getByRole('listitem').filter({ hasText: 'Cara Lind' })).toContainText('Agent');
	await expect(b.page.getByLabel('Role of Cara Lind')).toHaveCount(0);
});

test('[C03][C04][C05][C06] who, when, which side, which day; an answer leads to what it answers, while that is there', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben, PHONE);
	await a.makeGroup('Rota', ['Ben Okoro', 'Cara Lind']);
	// What the system says of it would part the two messages.
	await expect(a.page.getByText('You added Cara Lind')).toBeVisible();
	await a.write('Who drives on Friday?', 'The small van is free');
	await a.allOwnAre('stored');
	await b.conversation('Rota').tap();
	await expect(b.page.getByText(/^Today, /)).toBeVisible();
	// The answer quotes it.
	const question = b.message('Who drives on Friday?').first();
	await expect(question).toHaveAccessibleName(/^Ann Rivers, \d\d:\d\d/);
	// One run: the name stands once.
	await expect(question.getByText('Ann Rivers', { exact: true })).toHaveCount(1);
	await expect(b.message('The small van is free').getByText('Ann Rivers', { exact: true })).toHaveCount(0);
	await question.focus();
	await b.page.keyboard.press('r');
	await b.write('I do');
	const answer = b.message('I do');
	expect(await leftOf(answer)).toBeGreaterThan(await leftOf(question));
	const asked = a.message('Who drives on Friday?').first();
	const quote = a.message('I do').locator('.quote');
	await expect(quote).toContainText('Ann Rivers');
	await expect(quote).toContainText('Who drives on Friday?');
	expect(await leftOf(a.message('I do'))).toBeLessThan(await leftOf(asked));

	// It is shown, and marked for a moment.
	await answer.locator('.quote').tap();
	await expect(question).toHaveClass(/marked/);

	await asked.hover();
	await asked.getByRole('button', { name: 'More', exact: true }).click();
	await a.page.getByRole('menuitem', { name: /^Delete/ }).click();
	await a.page.getByRole('button', { name: 'Delete', exact: true }).click();
	await expect(answer.locator('.quote')).toContainText('Message deleted');
});

test('[B11][E03][E04][E10][E11][E14][E16] a channel is counted, joined by others, told apart, left, and there on a new device', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await makeChannel(a, 'harvest', 'Public');
	await expect(a.page.getByText('Visible to everyone in Larkfield Trust')).toBeVisible();
	await a.page.getByRole('button', { name: 'Members', exact: true }).click();
	const panel = a.page.getByRole('complementary', { name: 'Members' });
	await panel.getByRole('button', { name: 'Add people' }).click();
	await a.page.getByRole('option', { name: 'Ben Okoro' }).click();
	await a.page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(a.page.getByText(/^You added Ben Okoro/)).toBeVisible();

	// An ordinary member adds to a public channel, too.
	const b = await desk(browser, parley, ben);
	await b.open('harvest');
	await b.page.getByRole('button', { name: 'Members', exact: true }).click();
	const members = b.page.getByRole('complementary', { name: 'Members' });
	await members.getByRole('button', { name: 'Add people' }).click();
	await b.page.getByRole('option', { name: 'Cara Lind' }).click();
	await b.page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(a.page.getByText(/^Ben Okoro added Cara Lind/)).toBeVisible();
	await b.page.goto(`${parley.url}/messages`);
	await a.write('Apples on Monday', 'Pears on Tuesday');
	await expect.poll(() => b.unread('harvest')).toBe(2);

	const other = await desk(browser, parley, ben, PHONE);
	await expect.poll(() => other.unread('harvest')).toBe(2);
	await other.conversation('harvest').tap();
	await expect(other.message('Apples on Monday')).toBeVisible();
	await expect.poll(() => b.unread('harvest')).toBe(0);
	await other.page.getByRole('button', { name: 'Members', exact: true }).tap();
	await other.page.getByRole('button', { name: 'Leave this channel' }).tap();
	await other.page
		.getByRole('dialog')
		.getByRole('button', { name: /^Leave/ })
		.tap();
	await expect(b.conversation('harvest')).toHaveCount(0);

	await a.makeGroup('Orchard', ['Ben Okoro']);
	await a.page.getByRole('button', { name: 'Members', exact: true }).click();
	await expect(panel.getByRole('heading', { name: 'Group' })).toBeVisible();
	await expect(panel.getByRole('listitem')).toHaveCount(2);
	await expect(panel).toContainText('Customers cannot be added.');
});
