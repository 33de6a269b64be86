/** The browser of channels (E06). */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
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

test.beforeAll(async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	await makeChannel(a, 'winter-appeal', 'Letters, tins and the carol evening');
	await a.write('The letters are printed');
	await makeChannel(a, 'grants', 'Applications and their deadlines');
	await makeChannel(a, 'board', 'Minutes', 'Private');
	await makeChannel(a, 'lost-and-found', 'Umbrellas mostly');
	await a.page.context().close();
});

async function makeChannel(at: Desk, name: string, topic: string, visibility = 'Public'): Promise<void> {
	await at.page.getByRole('button', { name: 'New channel' }).first().click();
	await at.page.getByLabel('Channel name').fill(name);
	await at.page.getByLabel('What it is for').fill(topic);
	await at.page.getByRole('radio', { name: new RegExp(`^${visibility}`) }).check();
	await at.page.getByRole('button', { name: 'Create channel' }).click();
	await expect(at.page.getByRole('heading', { name: `# ${name}` })).toBeVisible();
	await expect(at.page.getByText('is created when you are online')).toHaveCount(0);
}

const lineOf = (at: Desk, name: string) =>
	at.page
		.getByRole('list', { name: 'Channels' })
		.getByRole('listitem')
		.filter({ hasText: `# ${name}` });
const names = (at: Desk) =>
	at.page
		.locator('a[data-channel]')
		.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.channel));

async function showPicture(at: Desk, name: string): Promise<void> {
	if (process.env.PICTURES) await at.page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
}

test('[E06] channels are browsed, sorted, read before joining and joined by the keyboard alone', async ({
	browser,
}) => {
	const b = await desk(browser, parley, ben);
	// What one is not in stands in no list but this one.
	await expect(b.conversation('general')).toBeVisible();
	await expect(b.conversation('grants')).toHaveCount(0);
	await b.page.keyboard.press('g');
	await b.page.keyboard.press('c');
	await expect(b.page).toHaveURL(/\/messages\/channels$/);
	await expect(lineOf(b, 'winter-appeal')).toContainText('Letters, tins and the carol evening');
	await expect(lineOf(b, 'winter-appeal')).toContainText(/1 member · active \d\d:\d\d/);
	await expect(lineOf(b, 'general')).toContainText(/Joined · 3 members/);
	// A private one is nobody's but its members'.
	await expect(lineOf(b, 'board')).toHaveCount(0);
	await showPicture(b, 'channels');
	await b.page.getByLabel('Sorted by').selectOption('Name');
	expect(await names(b)).toEqual(['general', 'grants', 'lost-and-found', 'winter-appeal']);
	await b.page.getByLabel('Sorted by').selectOption('Members');
	expect((await names(b))[0]).toBe('general');

	const field = b.page.getByRole('searchbox', { name: 'Find a channel' });
	await field.fill('tins carol');
	expect(await names(b)).toEqual(['winter-appeal']);
	await field.press('ArrowDown');
	await b.page.keyboard.press('Enter');
	await expect(b.page.getByRole('heading', { name: '# winter-appeal' })).toBeVisible();
	await expect(b.message('The letters are printed')).toBeVisible();
	await expect(b.box).toHaveCount(0);
	await expect(b.page.getByRole('button', { name: 'Join to write' })).toBeVisible();
	await expect(b.conversation('winter-appeal')).toBeVisible();

	await b.page.keyboard.press('Control+k');
	await b.page.getByRole('combobox', { name: 'Search or jump to' }).fill('browse');
	await b.page.keyboard.press('Enter');
	await expect(b.page).toHaveURL(/\/messages\/channels$/);
	await expect(b.conversation('winter-appeal')).toHaveCount(0);
	await b.page.getByRole('button', { name: 'Join # winter-appeal' }).focus();
	await b.page.keyboard.press('Enter');
	await expect(lineOf(b, 'winter-appeal')).toContainText(/Joined · 2 members/);
	await expect(b.conversation('winter-appeal')).toBeVisible();
	await b.page.getByRole('link', { name: 'Open # winter-appeal' }).click();
	await b.write('I take the east side');
	await b.allOwnAre('stored');

	await b.page.keyboard.press('Escape');
	await b.page.getByRole('button', { name: 'New channel' }).first().click();
	await b.page.getByRole('link', { name: 'browse the channels' }).click();
	await expect(b.page.getByRole('dialog')).toHaveCount(0);
	await field.fill('Spring fair');
	await expect(b.page.getByText('No channel here is about “Spring fair”.')).toBeVisible();
	await b.page.getByRole('button', { name: 'New channel named “spring-fair”' }).click();
	await expect(b.page.getByLabel('Channel name')).toHaveValue('spring-fair');
});

test('[E06] offline the browser shows what the device knows, says so, and queues who joins', async ({
	browser,
}) => {
	const c = await desk(browser, parley, cara);
	await c.page.context().setOffline(true);
	await c.hasConnection('offline');
	await c.page.goto(`${parley.url}/messages/channels`);
	await expect(
		c.page.getByText(/^4 channels, as of \d\d:\d\d\. Newer ones appear when you are online\./),
	).toBeVisible();
	await showPicture(c, 'channels-offline');
	await c.page.getByRole('link', { name: 'Read # grants' }).click();
	await expect(c.page.getByText('Its messages are not on this device yet.')).toBeVisible();
	await c.page.goBack();
	await c.page.getByRole('button', { name: 'Join # grants' }).click();
	await expect(lineOf(c, 'grants')).toContainText('Joins when you are online');
	await c.page.reload();
	await expect(lineOf(c, 'grants')).toContainText('Joins when you are online');
	await c.page.context().setOffline(false);
	await expect(lineOf(c, 'grants')).toContainText(/Joined · 2 members/, { timeout: 30_000 });
});

test('[E06] on a phone, by touch, and without an obstacle in light and dark', async ({ browser }) => {
	const b = await desk(browser, parley, ben, PHONE);
	await b.page.getByRole('link', { name: 'Browse channels' }).tap();
	await expect(lineOf(b, 'lost-and-found')).toContainText('Umbrellas mostly');
	await showPicture(b, 'channels-phone');
	for (const colorScheme of ['light', 'dark'] as const) {
		await b.page.emulateMedia({ colorScheme });
		const { violations } = await new AxeBuilder({ page: b.page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	}
	expect(await b.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	await b.page.getByRole('button', { name: 'Join # lost-and-found' }).tap();
	await expect(lineOf(b, 'lost-and-found')).toContainText('Joined');
	await b.page.getByRole('link', { name: 'Open # lost-and-found' }).tap();
	await expect(b.box).toBeVisible();
});
