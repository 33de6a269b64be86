/** X14: the page "Sync" tells what waits, what was refused, what the browser may delete, and carries unsent work to another browser. */
import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator } from '@playwright/test';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import type { Account, Desk } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann, ben] = accounts;
});

/** By the palette, as somebody who knows its name. */
async function openSync({ page }: Desk): Promise<void> {
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').getByRole('combobox').fill('go to sync');
	await page.getByRole('option', { name: 'Go to Sync' }).click();
	await expect(page.getByRole('heading', { name: 'Sync', exact: true })).toBeVisible();
}

function section({ page }: Desk, name: string): Locator {
	return page.getByRole('region', { name });
}

function standing({ page }: Desk): Locator {
	return page.locator('[data-standing]');
}

async function importFile({ page }: Desk, name: string, contents: string): Promise<void> {
	const path = test.info().outputPath(name);
	writeFileSync(path, contents);
	await page.getByLabel('File of unsent work').setInputFiles(path);
}

async function hasNoObstacle({ page }: Desk): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const size of [
			{ width: 390, height: 844 },
			{ width: 1280, height: 800 },
		]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(size);
			await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
			const { violations } = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
				.analyze();
			expect(
				violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
			).toEqual([]);
		}
}

test('[X14] what waits stands there by conversation and time, and is gone when it is stored', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await openSync(a);
	await expect(standing(a)).toHaveText('All is stored');
	await expect(a.page.getByText('Everything you wrote is stored. Up to date as of')).toBeVisible();
	await expect(section(a, 'Waiting')).toHaveCount(0);

	await a.page.goto(`${parley.url}/messages`);
	await a.openDm('Ben Okoro');
	await a.page.context().setOffline(true);
	await a.hasConnection('offline');
	await a.write('Written on the ferry');
	await a.allOwnAre('saved');
	await a.makeGroup('Island walk', ['Cara Lind']);
	await a.write('Who comes along?');
	await a.allOwnAre('saved');
	await a.page.locator('[data-connection]').first().click();
	await a.page.getByRole('dialog').getByRole('link', { name: 'All about sync' }).click();
	await expect(standing(a)).toHaveText('Offline');
	const waiting = section(a, 'Waiting');
	for (const words of ['Ben Okoro', 'Written on the ferry', 'Island walk', 'Create the group “Island walk”'])
		await expect(waiting.getByText(words, { exact: true })).toBeVisible();
	await expect(waiting.getByText('Who comes along?')).toBeVisible();

	await a.page.context().setOffline(false);
	await expect(standing(a)).toHaveText('All is stored', { timeout: 30_000 });
	await expect(waiting).toHaveCount(0);
});

test('[X14] the browser is asked to keep its data, and what it said stands there', async ({ browser }) => {
	const a = await desk(browser, parley, ann);
	await openSync(a);
	const room = section(a, 'Room on this device');
	await expect(room.getByText(/ used\. The browser would allow /)).toBeVisible();
	await expect(room.getByText('This browser may delete its data')).toBeVisible();
	await room.getByRole('button', { name: 'Keep it safe' }).click();
	await expect(room.getByText('It did not agree to keep it.')).toBeVisible();

	const debug = await a.page.context().newCDPSession(a.page);
	const { browserContextId } = (await debug.send('Target.getTargetInfo')).targetInfo;
	await debug.send('Browser.grantPermissions', {
		...{ origin: parley.url, permissions: ['durableStorage'] },
		...(browserContextId === undefined ? {} : { browserContextId }),
	});
	await room.getByRole('button', { name: 'Ask again' }).click();
	await expect(room.getByText('Kept.')).toBeVisible();
	await expect(room.getByRole('button')).toHaveCount(0);
});

test('[X14] unsent work goes to another browser as a file, is sent from there once, and under nobody else’s name', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await a.openDm('Ben Okoro');
	await a.page.context().setOffline(true);
	await a.hasConnection('offline');
	await a.write('Saved on a dying laptop');
	await expect(a.message('Saved on a dying laptop')).toHaveAttribute('data-state', 'saved');
	await a.box.fill('And this was not finished');
	await openSync(a);
	await expect(section(a, 'Waiting').getByText('Saved on a dying laptop')).toBeVisible();
	const download = a.page.waitForEvent('download');
	await a.page.getByRole('button', { name: 'Save unsent work' }).click();
	const file = readFileSync(await (await download).path(), 'utf8');
	expect(file).toContain('Saved on a dying laptop');
	expect(file).toContain('And this was not finished');
	// The laptop is gone with what it had.
	await a.page.context().close();

	const other = await desk(browser, parley, ann);
	await openSync(other);
	for (const [name, contents, words] of [
		['photo.json', 'not a file of ours', 'This file was not saved by Parley. Nothing was changed.'],
		['cut.json', file.slice(0, file.length - 40), 'This file is damaged. Nothing was changed'],
		[
			'changed.json',
			file.replace('dying laptop', 'lying laptop'),
			'This file is damaged. Nothing was changed',
		],
		[
			'newer.json',
			file.replace('"version": 1', '"version": 7'),
			'A newer version of Parley saved this file.',
		],
	] as const) {
		await importFile(other, name, contents);
		await expect(other.page.getByText(words)).toBeVisible();
		await expect(section(other, 'Not delivered')).toHaveCount(0);
	}
	await importFile(other, 'unsent.json', file);
	await expect(other.page.getByText('2 texts imported.')).toBeVisible();
	await importFile(other, 'unsent.json', file);
	await expect(other.page.getByText('Nothing new in it.')).toBeVisible();
	const lost = section(other, 'Not delivered');
	await expect(lost.getByRole('listitem')).toHaveCount(2);
	await hasNoObstacle(other);
	const text = lost.getByRole('listitem').filter({ hasText: 'Saved on a dying laptop' });
	await text.getByRole('button', { name: 'Edit and resend' }).click();
	await expect(other.box).toHaveValue('Saved on a dying laptop');
	await other.box.press('Enter');
	await expect(other.message('Saved on a dying laptop')).toHaveAttribute('data-state', 'stored');
	await openSync(other);
	await expect(lost.getByRole('listitem')).toHaveCount(1);
	await lost.getByRole('button', { name: 'Discard' }).click();
	await expect(standing(other)).toHaveText('All is stored');

	const b = await desk(browser, parley, ben, PHONE);
	await b.page.goto(`${parley.url}/settings/sync`);
	await importFile(b, 'unsent.json', file);
	await expect(b.page.getByText('This file holds the unsent work of Ann Rivers.')).toBeVisible();
	await expect(section(b, 'Not delivered')).toHaveCount(0);
});
