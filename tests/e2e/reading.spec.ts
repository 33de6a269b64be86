/** Who has read what, and where one's own unread begins (C02, C13). */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { desk, startTeam } from '../support/desk.ts';
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

const stateOf = (at: Desk, text: string) =>
	at.message(text).getByRole('button', { name: /who has read this$/ });

test('[C02] a message tells its author who has read it, as it happens, by name', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	const c = await desk(browser, parley, cara);
	await a.makeGroup('Van rota', ['Ben Okoro', 'Cara Lind']);
	await a.write('The van is ready');
	await expect(stateOf(a, 'The van is ready')).toHaveAccessibleName(/^Delivered/);
	await b.open('Van rota');
	await expect(b.message('The van is ready')).toBeVisible();
	await expect(stateOf(a, 'The van is ready')).toHaveAccessibleName(/^Read by Ben Okoro:/);
	await expect(a.message('The van is ready')).toContainText('Read by Ben Okoro');

	await stateOf(a, 'The van is ready').click();
	const dialog = a.page.getByRole('dialog', { name: 'Who has read this' });
	await expect(dialog.getByRole('heading', { name: 'Delivered to 1' })).toBeVisible();
	await expect(dialog.getByText('Cara Lind')).toBeVisible();
	if (process.env.PICTURES) await a.page.screenshot({ path: `${process.env.PICTURES}/readers.png` });
	const { violations } = await new AxeBuilder({ page: a.page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	await a.page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();

	await c.open('Van rota');
	await expect(c.message('The van is ready')).toBeVisible();
	await expect(stateOf(a, 'The van is ready')).toHaveAccessibleName(/^Read by Ben Okoro, Cara Lind:/);
	// What others write shows nobody's reading.
	await expect(b.message('The van is ready').getByRole('button', { name: /who has read/ })).toHaveCount(0);
});

test('[C02] [X5] a message is saved here, stored, delivered and read, each when it is so', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await a.openDm('Ben Okoro');
	await a.page.context().setOffline(true);
	await a.hasConnection('offline');
	await a.write('Are the keys back?');
	await expect(a.message('Are the keys back?')).toContainText('Saved on this device');
	await a.page.context().setOffline(false);
	await expect(stateOf(a, 'Are the keys back?')).toHaveAccessibleName(/^Stored/, { timeout: 30_000 });

	// Her own other device has it at once, and is nobody else's.
	const other = await desk(browser, parley, ann);
	await other.open('Ben Okoro');
	await expect(stateOf(other, 'Are the keys back?')).toHaveAccessibleName(/^Stored/);
	await expect(a.message('Are the keys back?').getByRole('button', { name: /^Stored/ })).toBeVisible();

	const b = await desk(browser, parley, ben);
	await expect(stateOf(a, 'Are the keys back?')).toHaveAccessibleName(/^Delivered/);
	await expect(a.message('Are the keys back?')).toContainText('Delivered');
	await stateOf(a, 'Are the keys back?').click();
	const dialog = a.page.getByRole('dialog', { name: 'Who has read this' });
	await expect(dialog.getByRole('heading', { name: 'Delivered to 1' })).toBeVisible();
	await expect(dialog.getByRole('listitem')).toContainText(/Ben Okoro.*\d\d:\d\d/);
	if (process.env.PICTURES) {
		await a.page.screenshot({ path: `${process.env.PICTURES}/delivered.png` });
		await a.page.emulateMedia({ colorScheme: 'dark' });
		await a.page.screenshot({ path: `${process.env.PICTURES}/delivered-dark.png` });
	}

	await b.open('Ann Rivers');
	await expect(b.message('Are the keys back?')).toBeVisible();
	await expect(dialog.getByRole('heading', { name: 'Read by 1' })).toBeVisible();
	await expect(dialog.getByRole('listitem')).toContainText(/Ben Okoro.*\d\d:\d\d/);
	await expect(dialog.getByRole('heading', { name: /^Delivered/ })).toHaveCount(0);
	await a.page.keyboard.press('Escape');
	await expect(stateOf(a, 'Are the keys back?')).toHaveAccessibleName(/^Read by Ben Okoro/);
	await expect(stateOf(other, 'Are the keys back?')).toHaveAccessibleName(/^Read by Ben Okoro/);
});

test('[X5] what is on no disk of the other’s is not called delivered', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	const c = await desk(browser, parley, cara);
	await a.openDm('Cara Lind');
	await a.write('First');
	await expect(stateOf(a, 'First')).toHaveAccessibleName(/^Delivered/, { timeout: 15_000 });
	// From now on her disk takes no message.
	await c.page.evaluate(() => {
		const add = IDBObjectStore.prototype.add;
		IDBObjectStore.prototype.add = function (...row) {
			const request = add.apply(this, row);
			if ('diskIsFull' in window) this.transaction.abort();
			return request;
		};
		Object.assign(window, { diskIsFull: true });
	});
	await a.write('Second');
	await expect.poll(() => c.unread('Ann Rivers')).toBe(2);
	// A device reports within 5 s.
	await a.page.waitForTimeout(6_000);
	await expect(stateOf(a, 'Second')).toHaveAccessibleName(/^Stored/);
	await c.page.evaluate(() => delete (window as { diskIsFull?: boolean }).diskIsFull);
	await expect(stateOf(a, 'Second')).toHaveAccessibleName(/^Delivered/, { timeout: 60_000 });
});

test('[C13] who comes to a message by a link finds the first unread one above it', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	await a.openDm('Ben Okoro');
	const lines = Array.from({ length: 40 }, (_, index) => `Stop ${index + 1} of the round`);
	await a.write(...lines);
	await a.allOwnAre('stored');
	const key = await a.message(lines.at(-1)!).getAttribute('data-message');
	await expect.poll(() => b.unread('Ann Rivers')).toBe(40);
	await b.page.goto(`${a.page.url()}?message=${key}`);
	await expect(b.message(lines.at(-1)!)).toBeVisible();
	const first = b.page.getByRole('button', { name: 'First unread' });
	await expect(first).toBeVisible();
	if (process.env.PICTURES) await b.page.screenshot({ path: `${process.env.PICTURES}/first-unread.png` });
	await first.click();
	await expect(b.message(lines[0]!)).toBeInViewport();
	await expect(b.page.getByText(/^New since/)).toBeInViewport();
	await expect(first).toBeHidden();
});
