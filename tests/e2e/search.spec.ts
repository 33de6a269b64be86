/** Finding words: in a conversation, on the device and, when there is a network, by the server (features C14, C15, X7). */
import { expect, test, type Locator } from '@playwright/test';
import { desk, PHONE, watchComplaints } from '../support/desk.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { makeTeam, type Account, type Desk } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;
let cara: Account;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann, ben, cara] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro', 'Cara Lind'])) as [
		Account,
		Account,
		Account,
	];
	const a = await desk(browser, parley, ann);
	await a.makeGroup('Field visits', ['Ben Okoro', 'Cara Lind']);
	await a.write('The clinic opens at eight', 'Bring the van keys', 'Clinics in the valley: two');
	const b = await desk(browser, parley, ben);
	await b.open('Field visits');
	await b.write('Die Förderanträge sind raus: https://example.org/antrag.pdf', '今晩の会議は中止です');
	await b.openDm('Ann Rivers');
	await b.box.fill('I rang the clínic, `08:30` suits');
	await b.box.press('Enter');
	await b.allOwnAre('stored');
	await a.page.goto(`${parley.url}/messages`);
	const c = await desk(browser, parley, cara);
	await c.page.getByRole('button', { name: 'New channel' }).click();
	await c.page.getByLabel('Channel name').fill('rota');
	await c.page.getByRole('button', { name: 'Create channel' }).click();
	await c.write('The clinic wants volunteers');
	for (const each of [a, b, c]) {
		await each.isUpToDate();
		await each.page.context().close();
	}
});
test.afterAll(() => parley.dispose());
watchComplaints();

/** The page that searches everything, with this typed. */
async function search(at: Desk, typed: string): Promise<Locator> {
	const field = at.page.getByRole('textbox', { name: 'Search all messages' });
	// Also while the page is still loading: then the field comes by itself, and keys would be lost.
	if (!new URL(at.page.url()).pathname.endsWith('/messages/search')) {
		await at.page.keyboard.press('Control+k');
		await at.page.getByRole('combobox', { name: 'Search or jump to' }).fill('search all');
		await at.page.keyboard.press('Enter');
	}
	await field.fill(typed);
	return at.page.getByRole('list', { name: 'Results' }).getByRole('link');
}

const coverage = (at: Desk) => at.page.locator('.coverage[role="status"]').last();

async function offline(at: Desk): Promise<void> {
	await at.isUpToDate();
	await at.page.context().setOffline(true);
	await at.hasConnection('offline');
}

test('[C14] words are found in a conversation with the network off, by keyboard alone, and follow what changes', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await a.open('Field visits');
	await offline(a);
	const { keyboard } = a.page;
	await keyboard.press('Control+f');
	const field = a.page.getByRole('textbox', { name: 'Find in Field visits' });
	await expect(field).toBeFocused();
	await keyboard.type('CLÍNIC');
	const bar = a.page.getByRole('search', { name: 'Find in Field visits' });
	await expect(bar.getByRole('status')).toHaveText('1 of 2');
	await expect(a.page.locator('article mark')).toHaveText(['clinic', 'Clinic']);
	await expect(a.page.locator('article.marked')).toContainText('Clinics in the valley');
	await keyboard.press('Enter');
	await expect(bar.getByRole('status')).toHaveText('2 of 2');
	await keyboard.press('Shift+Enter');
	await expect(bar.getByRole('status')).toHaveText('1 of 2');
	await expect(bar).toContainText('Complete to');

	await a.box.fill('Another clinic, written offline');
	await a.box.press('Enter');
	await expect(bar.getByRole('status')).toHaveText('2 of 3');
	await field.fill('会議');
	await expect(bar.getByRole('status')).toHaveText('1 of 1');
	await field.fill('nowhere');
	await expect(bar.getByRole('status')).toHaveText('0 found');
	await field.press('Escape');
	await expect(bar).toHaveCount(0);
	await expect(a.page.locator('article mark')).toHaveCount(0);
	await expect(a.box).toBeFocused();
	await a.page.context().setOffline(false);
	await a.allOwnAre('stored');
});

test('[C15][X7] everything on the device is searched with the network off, and says how much that is', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await offline(a);
	const results = await search(a, 'clinic');
	await expect(results).toHaveCount(4);
	await expect(coverage(a)).toHaveText(
		/^\s*Searched 3 of 4 conversations on this device, complete to \d\d:\d\d\. The other one is searched when you are online\.\s*$/,
	);
	await search(a, 'forderantrag');
	await expect(results).toHaveCount(1);
	await expect(results.locator('mark')).toHaveText(['Förderanträg']);
	await search(a, 'antrage');
	await expect(results.locator('mark')).toHaveText(['anträge']);
	await search(a, 'no such words');
	await expect(a.page.getByText('Nothing in the 3 conversations on this device.')).toBeVisible();

	await a.page.reload();
	await expect(results).toHaveCount(0);
	await search(a, 'rang clin');
	await expect(results).toHaveCount(1);
	await results.click();
	await expect(a.page.getByRole('heading', { name: 'Ben Okoro' })).toBeVisible();
	await expect(a.page.locator('article.marked')).toContainText('I rang the');
});

test('[C15] online the server completes what this device has not, and an answer that is whole says so', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const results = await search(a, 'volunteers');
	await expect(results).toHaveCount(1);
	await expect(coverage(a)).toHaveText(/^\s*Searched all 4 conversations\.\s*$/);
	await search(a, 'no such words');
	await expect(a.page.getByText('No results in all 4 conversations.')).toBeVisible();
	await search(a, 'volunteers');
	await results.click();
	await expect(a.page.getByRole('heading', { name: '# rota' })).toBeVisible();
	await expect(a.page.locator('article.marked')).toContainText('The clinic wants volunteers');

	const c = await desk(browser, parley, cara);
	await expect(await search(c, 'suits')).toHaveCount(0);
	await expect(c.page.getByText(/^No results in all \d conversations\.$/)).toBeVisible();
});

test('[C15] filters: from, in, before, after, has', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	const results = await search(a, 'from:ben');
	await expect(results).toHaveCount(3);
	await search(a, 'from:ben in:"field visits" has:file');
	await expect(results).toHaveCount(1);
	await search(a, 'has:code');
	await expect(results).toHaveCount(1);
	await search(a, 'clinic before:today');
	await expect(results).toHaveCount(0);
	await search(a, 'clinics after:today from:me');
	await expect(results).toHaveCount(1);
	await search(a, 'from:nobody');
	await expect(a.page.getByText('Nobody here is called “nobody”.')).toBeVisible();
	await search(a, '');
	await a.page.getByRole('button', { name: 'has:' }).click();
	await expect(a.page.getByRole('textbox', { name: 'Search all messages' })).toHaveValue('has:');
	await a.page.keyboard.type('link');
	await expect(results).toHaveCount(1);
});

test('[C15] the palette finds messages, and everything goes by the keyboard', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	const { keyboard } = a.page;
	await keyboard.press('Control+k');
	await keyboard.type('van keys');
	await expect(a.page.getByRole('group', { name: 'Messages' }).getByRole('option')).toHaveCount(1);
	await keyboard.press('Enter');
	await expect(a.page.getByRole('heading', { name: 'Field visits' })).toBeVisible();
	await expect(a.message('Bring the van keys')).toBeVisible();
	await search(a, 'clinic from:me');
	await keyboard.press('ArrowDown');
	await keyboard.press('ArrowDown');
	await expect(a.page.getByRole('list', { name: 'Results' }).getByRole('link').nth(1)).toBeFocused();
	await keyboard.press('Enter');
	await expect(a.page).toHaveURL(/\/messages\/[0-9a-f-]{36}$/);
	await a.page.goBack();
	await expect(a.page.getByRole('textbox', { name: 'Search all messages' })).toHaveValue('clinic from:me');
});

test('[C14][C15] on a phone, by touch', async ({ browser }) => {
	const a = await desk(browser, parley, ann, PHONE);
	await a.page.getByRole('button', { name: 'Search or jump to' }).tap();
	await a.page.getByRole('combobox', { name: 'Search or jump to' }).fill('valley');
	await a.page.getByRole('option', { name: /Clinics in the valley/ }).tap();
	await expect(a.message('Clinics in the valley: two')).toBeVisible();
	await a.page.getByRole('button', { name: 'Find in this conversation' }).tap();
	await a.page.getByRole('textbox', { name: 'Find in Field visits' }).fill('clinic');
	const bar = a.page.getByRole('search', { name: 'Find in Field visits' });
	await expect(bar.getByRole('status')).toContainText('1 of');
	await bar.getByRole('button', { name: 'Older match' }).tap();
	await expect(bar.getByRole('status')).toContainText('2 of');
	const wide = await a.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
	expect(wide).toBe(false);
	await bar.getByRole('button', { name: 'Close find' }).tap();
	await expect(bar).toHaveCount(0);
});
