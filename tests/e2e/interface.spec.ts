/** What a person sees of team chat (features A and E), on the real program. */
import { expect, test, type Browser, type BrowserContextOptions } from '@playwright/test';
import type { Parley } from '../support/start-parley.ts';
import { desk as deskOf, PHONE, startTeam } from '../support/desk.ts';
import { Desk, type Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;
let cara: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann, ben, cara] = accounts;
});

const desk = (browser: Browser, account: Account, options?: BrowserContextOptions) =>
	deskOf(browser, parley, account, options);

test('[A01] a wide window shows list, conversation and header; a phone one screen at a time', async ({
	browser,
}) => {
	const wide = await desk(browser, ann);
	await wide.openDm('Ben Okoro');
	await expect(wide.page.getByRole('complementary', { name: 'Conversations' })).toBeVisible();
	await expect(wide.page.getByRole('heading', { name: 'Ben Okoro' })).toBeVisible();
	await expect(wide.box).toBeFocused();
	await expect(wide.page).toHaveTitle(/Team chat/);

	const phone = await desk(browser, ann, PHONE);
	const list = phone.page.getByRole('complementary', { name: 'Conversations' });
	const tabs = phone.page.getByRole('navigation', { name: 'Main' });
	await expect(list).toBeVisible();
	await expect(tabs).toBeVisible();
	await phone.open('Ben Okoro');
	await expect(list).toBeHidden();
	await expect(tabs).toBeHidden();
	await phone.page.getByRole('link', { name: 'Back to the list' }).click();
	await expect(list).toBeVisible();
	await expect(phone.box).toBeHidden();
});

test('[A02][A03][A06] the list says where each conversation belongs, its face, its last words and when', async ({
	browser,
}) => {
	const a = await desk(browser, ann);
	await a.openDm('Ben Okoro');
	await a.write('The keys are at the desk.');
	await a.allOwnAre('stored');
	await expect(a.page.getByRole('heading', { level: 2, name: 'Direct messages' })).toBeVisible();
	await expect(a.page.getByRole('heading', { level: 2, name: 'Channels' })).toBeVisible();
	const item = a.conversation('Ben Okoro');
	await expect(item).toContainText('BO');
	await expect(item).toContainText('You: The keys are at the desk.');
	await expect(item.locator('time')).toHaveText(/^\d\d:\d\d$/);
	await expect(item.getByRole('img', { name: 'Stored' })).toBeVisible();
	await expect(a.page.locator('a[data-conversation]').filter({ hasText: 'Ben Okoro' })).toHaveCount(1);

	const b = await desk(browser, ben);
	const hue = (page: Desk['page'], name: string) =>
		page
			.locator('a[data-conversation]', { hasText: name })
			.locator('[data-person]')
			.evaluate((avatar) => getComputedStyle(avatar).getPropertyValue('--h'));
	await expect(b.conversation('Ann Rivers')).toContainText('The keys are at the desk.');
	const again = await desk(browser, ann);
	await expect(again.conversation('Ben Okoro')).toBeVisible();
	expect(await hue(again.page, 'Ben Okoro')).toBe(await hue(a.page, 'Ben Okoro'));
});

test('[A05][A07] a new message lifts its conversation and is counted alike on all devices', async ({
	browser,
}) => {
	const a = await desk(browser, ann);
	await a.openDm('Cara Lind');
	await a.write('First of Cara');
	await a.openDm('Ben Okoro');
	await a.write('Now Ben is on top');
	await a.allOwnAre('stored');
	const first = a.page.locator('section[aria-labelledby="section-direct"] a[data-conversation]').first();
	await expect(first).toContainText('Ben Okoro');

	const second = await desk(browser, ann);
	const c = await desk(browser, cara);
	await c.open('Ann Rivers');
	await c.write('One', 'Two');
	await expect(first).toContainText('Cara Lind', { timeout: 1_000 });
	await expect.poll(() => a.unread('Cara Lind')).toBe(2);
	await expect.poll(() => second.unread('Cara Lind')).toBe(2);
	await expect(a.page).toHaveTitle('(2) Team chat');

	await a.open('Cara Lind');
	await expect(a.page.getByText(/^New since/)).toBeVisible();
	await expect.poll(() => a.unread('Cara Lind')).toBe(0);
	await expect.poll(() => second.unread('Cara Lind')).toBe(0);
});

test('[A08] two tabs show one draft, until one of them sends it', async ({ browser }) => {
	const a = await desk(browser, ann);
	await a.openDm('Ben Okoro');
	const other = new Desk(await a.page.context().newPage(), parley.url, ann);
	await other.page.goto(a.page.url());
	await a.box.pressSequentially('on my way');
	await expect(other.box).toHaveValue('on my way');
	await a.box.press('Enter');
	await expect(other.message('on my way')).toBeVisible();
	await expect(other.box).toHaveValue('');
});

test('[A08] a draft and the place in the timeline are there again after a visit elsewhere', async ({
	browser,
}) => {
	const a = await desk(browser, ann);
	await a.openDm('Ben Okoro');
	const lines = Array.from({ length: 26 }, (_, i) => `Line ${i + 1} of a long list`);
	await a.write(...lines);
	await a.box.fill('not finished');
	await a.page.mouse.move(800, 400);
	await a.page.mouse.wheel(0, -900);
	await expect(a.page.getByRole('button', { name: 'Latest' })).toBeVisible();
	const topmost = () =>
		a.page.evaluate(() => {
			const top = document.querySelector('[data-timeline]')!.getBoundingClientRect().top;
			const all = [...document.querySelectorAll('article[data-message]')];
			const first = all.find((article) => article.getBoundingClientRect().bottom > top)!;
			return [first.getAttribute('data-message'), Math.round(first.getBoundingClientRect().top)];
		});
	const before = await topmost();

	await a.open('general');
	await expect(a.box).toHaveValue('');
	await a.open('Ben Okoro');
	await expect(a.box).toHaveValue('not finished');
	await expect.poll(topmost).toEqual(before);

	await a.page.reload();
	await expect(a.box).toHaveValue('not finished');
	await a.box.fill('');
});

test('[A10] the header names the room, locks private ones and opens the members', async ({ browser }) => {
	const a = await desk(browser, ann);
	await a.open('general');
	await expect(a.page.getByRole('heading', { name: '# general' })).toBeVisible();
	await expect(a.page.getByText('Visible to everyone in Larkfield Trust')).toBeVisible();
	await a.makeGroup('Winter appeal', ['Ben Okoro']);
	const header = a.page.locator('header', { has: a.page.getByRole('heading', { name: 'Winter appeal' }) });
	await expect(header.getByRole('img', { name: 'private' })).toBeVisible();
	await expect(a.page.getByText('2 members only')).toBeVisible();
	await header.getByRole('button', { name: '2 members' }).click();
	const panel = a.page.getByRole('complementary', { name: 'Members' });
	await expect(panel).toContainText('Ben Okoro');
	await expect(panel).toContainText('you, admin');

	await panel.getByRole('button', { name: 'Add people' }).click();
	await a.page.getByRole('option', { name: 'Cara Lind' }).click();
	await a.page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(header.getByRole('button', { name: '3 members' })).toBeVisible();
	await a.page.keyboard.press('Escape');
	await expect(panel).toBeHidden();
});

for (const [kind, name] of [
	['direct message', 'Ben Okoro'],
	['group', 'Same everywhere'],
	['channel', 'general'],
] as const)
	test(`[A12][C09][C10] reply, reaction, edit and deletion work in a ${kind}`, async ({ browser }) => {
		const a = await desk(browser, ann);
		const b = await desk(browser, ben);
		if (kind === 'direct message') await a.openDm(name);
		else if (kind === 'group') await a.makeGroup(name, ['Ben Okoro']);
		else await a.open(name);
		await a.write(`A question in a ${kind}`);
		await a.allOwnAre('stored');
		await b.open(kind === 'direct message' ? 'Ann Rivers' : name);

		// An answer quotes it, below.
		const question = b.message(`A question in a ${kind}`).first();
		await question.hover();
		await question.getByRole('button', { name: 'Reply' }).click();
		await expect(b.page.getByText('Reply to Ann Rivers')).toBeVisible();
		await b.write(`An answer in a ${kind}`);
		await expect(a.message(`An answer in a ${kind}`)).toContainText('Ann Rivers');

		await question.hover();
		await question.getByRole('button', { name: 'React with thumbs up' }).click();
		await expect(
			a.message(`A question in a ${kind}`).first().getByRole('button', { name: '👍 1, Ben Okoro' }),
		).toBeVisible();

		await a.page.getByRole('textbox', { name: /^Write to/ }).press('ArrowUp');
		await expect(a.box).toHaveValue(`A question in a ${kind}`);
		await a.box.fill(`A better question in a ${kind}`);
		await a.box.press('Enter');
		await expect(b.message(`A better question in a ${kind}`).first()).toBeVisible();
		await b.message(`A better question in a ${kind}`).first().getByRole('button', { name: 'edited' }).click();
		await expect(b.page.getByRole('dialog', { name: 'Edit history' })).toContainText(
			`A question in a ${kind}`,
		);
		await b.page.keyboard.press('Escape');

		const answer = b.message(`An answer in a ${kind}`);
		await answer.hover();
		await answer.getByRole('button', { name: 'More', exact: true }).click();
		await b.page.getByRole('menuitem', { name: 'Delete' }).click();
		await b.page.getByRole('button', { name: 'Delete', exact: true }).click();
		await expect(a.page.getByText('Message deleted', { exact: true }).last()).toBeVisible();
		await expect(a.message(`An answer in a ${kind}`)).toHaveCount(0);
	});

test('[E01][E02] a group needs a name and a member, opens at once and comes to its members', async ({
	browser,
}) => {
	const a = await desk(browser, ann);
	const b = await desk(browser, ben);
	await a.page.getByRole('button', { name: 'New group' }).click();
	const dialog = a.page.getByRole('dialog', { name: 'New group' });
	await expect(dialog.getByLabel('Group name')).toBeFocused();
	await dialog.getByRole('button', { name: 'Create group' }).click();
	await expect(dialog).toContainText('A group needs a name.');
	await dialog.getByLabel('Group name').fill('Spring fair');
	await dialog.getByRole('button', { name: 'Create group' }).click();
	await expect(dialog).toContainText('Choose at least one person.');
	await dialog.getByRole('option', { name: 'Ben Okoro' }).click();
	await dialog.getByRole('button', { name: 'Create group' }).click();
	await expect(a.page.getByRole('heading', { name: 'Spring fair' })).toBeVisible();
	await a.write('Who has the tables?');

	await expect.poll(() => b.unread('Spring fair')).toBe(1);
	await b.open('Spring fair');
	await expect(b.message('Who has the tables?')).toBeVisible();
});

test('[E13] a pair has one direct message, also when both begin it offline', async ({ browser }) => {
	const b = await desk(browser, ben);
	const c = await desk(browser, cara);
	for (const each of [b, c]) await each.page.context().setOffline(true);
	await b.hasConnection('offline');
	await c.hasConnection('offline');
	await b.openDm('Cara Lind');
	await b.write('From Ben, offline');
	await c.openDm('Ben Okoro');
	await c.write('From Cara, offline');
	expect(new URL(b.page.url()).pathname).toBe(new URL(c.page.url()).pathname);
	for (const each of [b, c]) await each.page.context().setOffline(false);
	await expect(b.message('From Cara, offline')).toBeVisible({ timeout: 30_000 });
	await expect(c.message('From Ben, offline')).toBeVisible({ timeout: 30_000 });
	await b.openDm('Cara Lind');
	await expect(b.conversation('Cara Lind')).toHaveCount(1);
});

test('who was removed while offline is told, keeps the text, and is not told that all is stored', async ({
	browser,
}) => {
	const a = await desk(browser, ann);
	const b = await desk(browser, ben);
	await a.makeGroup('Grants committee', ['Ben Okoro']);
	await b.open('Grants committee');
	await b.page.context().setOffline(true);
	await b.hasConnection('offline');
	await b.write('Budget is approved, tell the supplier.');
	await a.page.getByRole('button', { name: 'Members', exact: true }).click();
	await a.page.getByRole('button', { name: 'More about Ben Okoro' }).click();
	await a.page.getByRole('menuitem', { name: 'Remove' }).click();
	await a.page.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(a.page.getByText('You removed Ben Okoro')).toBeVisible();

	await b.page.context().setOffline(false);
	const told = b.page.getByText(
		'You were removed from Grants committee. Its copy on this device is deleted.',
	);
	await expect(told.filter({ visible: true })).toBeVisible({ timeout: 30_000 });
	await b.isUpToDate();
	await expect(b.conversation('Grants committee')).toHaveCount(0);
	await expect(b.page.getByText('Everything you wrote is stored')).toHaveCount(0);
	await b.page.getByRole('button', { name: 'Show', exact: true }).click();
	const device = b.page.getByRole('dialog', { name: 'On this device' });
	await expect(device).toContainText('Budget is approved, tell the supplier.');
	await device.getByRole('button', { name: 'Discard' }).click();
	await expect(device).not.toContainText('Budget is approved');
});
