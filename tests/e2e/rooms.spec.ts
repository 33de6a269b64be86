/** Channels and what their admins do; the palette (features A and E). */
import { expect, test } from '@playwright/test';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import type { Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann, ben] = accounts;
});

test('[E06][E08] a public channel is made, found, read before joining, and joined', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	await a.page.getByRole('button', { name: 'New channel' }).click();
	await a.page.getByRole('button', { name: 'Create channel' }).click();
	await expect(a.page.getByText('A channel needs a name.')).toBeVisible();
	await a.page.getByLabel('Channel name').pressSequentially('Winter Appeal!');
	await expect(a.page.getByLabel('Channel name')).toHaveValue('winter-appeal');
	await a.page.getByLabel('What it is for').fill('Letters, tins and the carol evening');
	await a.page.getByRole('button', { name: 'Create channel' }).click();
	await expect(a.page.getByRole('heading', { name: '# winter-appeal' })).toBeVisible();
	await expect(a.page.getByText('Visible to everyone in Larkfield Trust')).toBeVisible();
	await a.write('The letters are printed');
	await a.allOwnAre('stored');

	const b = await desk(browser, parley, ben);
	await b.page.keyboard.press('Control+k');
	await b.page.getByRole('combobox', { name: 'Search or jump to' }).fill('winter');
	await b.page.keyboard.press('Enter');
	await expect(b.message('The letters are printed')).toBeVisible();
	// What is written before the server has him in would be refused: there is no composer yet.
	await b.page.context().setOffline(true);
	await b.hasConnection('offline');
	await b.page.getByRole('button', { name: 'Join to write' }).click();
	await expect(b.page.getByText(/^Joining\./)).toBeVisible();
	await expect(b.box).toHaveCount(0);
	await b.page.context().setOffline(false);
	await b.write('I take the east side');
	await expect(a.message('I take the east side')).toBeVisible();
});

test('[E09][E12] an admin renames a room, makes another admin, and deletes it for everybody', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	await a.makeGroup('Old name', ['Ben Okoro', 'Cara Lind']);
	await a.page.getByRole('button', { name: 'Members', exact: true }).click();
	const panel = a.page.getByRole('complementary', { name: 'Members' });
	await panel.getByRole('button', { name: 'Change name, topic and who posts' }).click();
	await a.page.getByLabel('Name', { exact: true }).fill('Carol evening');
	await a.page.getByLabel(/^Topic/).fill('Friday the 18th');
	await a.page.getByRole('button', { name: 'Save' }).click();
	await expect(a.page.getByRole('heading', { name: 'Carol evening' })).toBeVisible();
	await panel.getByRole('button', { name: 'More about Ben Okoro' }).click();
	await a.page.getByRole('menuitem', { name: 'Make an admin' }).click();
	await expect(panel.getByRole('listitem').filter({ hasText: 'Ben Okoro' })).toContainText('admin');

	await b.open('Carol evening');
	await b.page.getByRole('button', { name: 'Members', exact: true }).click();
	await b.page.getByRole('button', { name: 'Delete it for everybody' }).click();
	await b.page.getByRole('button', { name: 'Delete', exact: true }).click();
	await expect(b.conversation('Carol evening')).toHaveCount(0);
	await expect(a.conversation('Carol evening')).toHaveCount(0);
});

test('[E15] a mute holds on all devices, and its count is no call', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	await a.makeGroup('Quiet room', ['Ben Okoro']);
	const b = await desk(browser, parley, ben);
	await b.open('Quiet room');
	await b.page.getByRole('button', { name: 'Muted' }).click();
	await expect(b.page.getByRole('button', { name: 'Muted' })).toHaveAttribute('aria-pressed', 'true');
	const phone = await desk(browser, parley, ben, PHONE);
	await expect(phone.conversation('Quiet room').getByRole('img', { name: 'muted' })).toBeVisible();
	const before = await phone.page.title();
	await a.write('Nobody has to hear this');
	await expect(phone.conversation('Quiet room')).toContainText('Nobody has to hear this');
	expect(await phone.unread('Quiet room')).toBe(1);
	await expect(phone.page).toHaveTitle(before);
});

test('[A02][X1] what is pinned stands first on all devices, and is pinned and read without a network too', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await a.makeGroup('Old papers', ['Ben Okoro']);
	await a.write('From the attic');
	await a.makeGroup('New papers', ['Ben Okoro']);
	await a.write('From the printer');
	await a.allOwnAre('stored');

	const b = await desk(browser, parley, ben);
	await expect.poll(() => b.unread('Old papers')).toBe(1);
	await b.page.context().setOffline(true);
	await b.hasConnection('offline');
	await b.conversation('Old papers').click({ button: 'right' });
	await b.page.getByRole('menuitem', { name: 'Mark as read' }).click();
	await expect.poll(() => b.unread('Old papers')).toBe(0);
	await expect(b.conversation('Old papers')).toBeFocused();
	await b.page.keyboard.press('Shift+F10');
	const items = b.page.getByRole('menuitem');
	await expect(items).toHaveText(['Pin to the top', 'Mute']);
	await b.page.keyboard.press('Enter');
	const pinned = b.page.getByRole('region', { name: 'Pinned' }).getByRole('link');
	await expect(pinned).toHaveCount(1);
	await expect(pinned).toContainText('Old papers');
	await b.page.context().setOffline(false);
	await b.isUpToDate();

	const phone = await desk(browser, parley, ben, PHONE);
	const first = phone.page.locator('[data-conversation]').first();
	await expect(first).toContainText('Old papers');
	const { x, y } = (await phone.conversation('Old papers').boundingBox())!;
	await phone.page.evaluate(
		([left, top]) => {
			const target = document.elementFromPoint(left!, top!)!;
			const touch = { pointerType: 'touch', clientX: left!, clientY: top!, bubbles: true };
			target.dispatchEvent(new PointerEvent('pointerdown', touch));
		},
		[x + 60, y + 20],
	);
	await phone.page.getByRole('menuitem', { name: 'Unpin' }).click();
	await expect(pinned).toHaveCount(0);
	await expect(b.conversation('New papers')).toBeVisible();
});

test('[B03] what an owner decides for everybody holds at once, and stands in the record', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	await b.page.goto(`${parley.url}/settings/notifications`);
	const texts = b.page.getByRole('checkbox', { name: /text/i });
	await expect(texts).toBeEnabled();
	await a.page.goto(`${parley.url}/account`);
	await a.page.getByRole('link', { name: 'Organisation settings' }).click();
	const name = a.page.getByLabel('Name of the organisation');
	await name.fill('   ');
	await a.page.getByRole('button', { name: 'Save' }).click();
	await expect(name).toHaveAttribute('aria-invalid', 'true');
	await name.fill('Larkfield & Daughters');
	await a.page.getByRole('checkbox', { name: 'Notifications may show texts' }).uncheck();
	await a.page.getByRole('button', { name: 'Save' }).click();
	await expect(a.page.getByText('Organisation changed.')).toBeVisible();
	await expect(a.page.getByRole('checkbox', { name: 'Notifications may show texts' })).not.toBeChecked();
	await expect(texts).toBeDisabled();
	await b.page.goto(`${parley.url}/messages`);
	await expect(b.page.getByRole('heading', { name: 'Larkfield & Daughters' })).toBeVisible();
	await b.page.goto(`${parley.url}/settings/organisation`);
	await expect(b.page.getByText(/nothing here/i).first()).toBeVisible();
	await expect(b.page.getByLabel('Name of the organisation')).toHaveCount(0);
	await a.page.goto(`${parley.url}/audit/organisation`);
	await expect(a.page.getByText('named the organisation Larkfield & Daughters')).toBeVisible();
	await expect(a.page.getByText('ended texts in notifications')).toBeVisible();
	await a.page.goto(`${parley.url}/settings/organisation`);
	await a.page.getByLabel('Name of the organisation').fill('Larkfield Trust');
	await a.page.getByRole('button', { name: 'Save' }).click();
	await expect(a.page.getByText('Organisation changed.')).toBeVisible();
});

test('[A09] the palette goes to a person, to a page and to an action by the keyboard alone', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const field = a.page.getByRole('combobox', { name: 'Search or jump to' });
	await a.page.keyboard.press('Control+k');
	await field.fill('cara');
	await a.page.keyboard.press('Enter');
	await expect(a.page.getByRole('heading', { name: 'Cara Lind' })).toBeVisible();
	await a.page.keyboard.press('Control+k');
	await field.fill('spring fair');
	await expect(a.page.getByRole('option', { name: /New channel named “spring-fair”/ })).toBeVisible();
	await a.page.keyboard.press('Enter');
	await expect(a.page.getByLabel('Channel name')).toHaveValue('spring-fair');
	await a.page.keyboard.press('Escape');
	await expect(a.page.getByRole('dialog')).toHaveCount(0);
	await a.page.keyboard.press('Control+k');
	await field.fill('go to people');
	await a.page.keyboard.press('Enter');
	await expect(a.page).toHaveURL(/\/people$/);
});
