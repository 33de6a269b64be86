/** X16: the windows of one person on one browser share what the device has: one of them may end at any moment, and nothing is lost or doubled. */
import { expect, test, type Browser } from '@playwright/test';
import { desk, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import { storedBodies } from '../support/stored-texts.ts';
import { Desk, type Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann] = accounts;
});

/** As many windows of one browser, all on the conversation with this person. */
async function windows(browser: Browser, count: number, person: string): Promise<Desk[]> {
	const first = await desk(browser, parley, ann);
	await first.openDm(person);
	const all = [first];
	while (all.length < count) {
		const next = new Desk(await first.page.context().newPage(), parley.url, ann);
		await next.page.goto(first.page.url());
		await expect(next.box).toBeVisible();
		await next.isUpToDate();
		all.push(next);
	}
	return all;
}

test('[X16] three windows write in turn offline, one ends in the middle of a write, and every text arrives once', async ({
	browser,
}) => {
	const [one, two, three] = (await windows(browser, 3, 'Ben Okoro')) as [Desk, Desk, Desk];
	const context = one.page.context();
	await context.setOffline(true);
	for (const each of [one, two, three]) await each.hasConnection('offline');
	const texts = Array.from({ length: 9 }, (_, i) => `Window ${(i % 3) + 1}, text ${i}`);
	for (const [i, text] of texts.entries()) {
		const each = [one, two, three][i % 3]!;
		// The windows share one draft: whoever goes to the next one finds it empty, or waits until what was sent has left it.
		await expect(each.box).toHaveValue('');
		await each.write(text);
	}
	for (const each of [one, two, three])
		for (const text of texts) await expect(each.message(text)).toHaveCount(1);

	// The renderer ends with whatever it was doing.
	await two.box.fill('Interrupted');
	await two.box.press('Enter');
	await two.page.close();
	await one.write('Afterwards');
	await one.page.reload();
	await expect(one.message('Afterwards')).toBeVisible();
	for (const text of texts) await expect(one.message(text)).toHaveCount(1);
	await context.setOffline(false);
	for (const each of [one, three]) {
		await each.isUpToDate();
		await each.allOwnAre('stored');
	}
	const stored = await storedBodies(parley);
	for (const text of [...texts, 'Afterwards']) expect(stored.filter((body) => body === text)).toHaveLength(1);
	// It was written, or it stands in the box as a draft: never both twice, and never neither.
	const interrupted = stored.filter((body) => body === 'Interrupted').length;
	if (interrupted === 0) await expect(one.box).toHaveValue('Interrupted');
	else expect(interrupted).toBe(1);
	for (const own of ['Window 1', 'Window 2', 'Window 3'])
		expect(stored.filter((body) => body.startsWith(own))).toEqual(
			texts.filter((text) => text.startsWith(own)),
		);
});

test('[X16] what is typed in a window that ends stands in the others, and is sent once', async ({
	browser,
}) => {
	const [one, two] = (await windows(browser, 2, 'Cara Lind')) as [Desk, Desk];
	await one.box.fill('Typed where it ends');
	await expect(two.box).toHaveValue('Typed where it ends');
	await one.page.close();
	await two.box.press('Enter');
	await expect(two.message('Typed where it ends')).toHaveAttribute('data-state', 'stored');
	await expect(two.box).toHaveValue('');
	await two.page.reload();
	await expect(two.message('Typed where it ends')).toHaveCount(1);
	await expect(two.box).toHaveValue('');
	expect((await storedBodies(parley)).filter((body) => body === 'Typed where it ends')).toHaveLength(1);
});

test('[X16] a group that one window makes offline is made once, whichever window sends it', async ({
	browser,
}) => {
	const [one, two] = (await windows(browser, 2, 'Ben Okoro')) as [Desk, Desk];
	await one.page.context().setOffline(true);
	for (const each of [one, two]) await each.hasConnection('offline');
	await one.makeGroup('Harvest supper', ['Cara Lind']);
	await one.write('Who cooks?');
	await expect(two.conversation('Harvest supper')).toBeVisible();
	await one.page.close();
	await two.open('Harvest supper');
	await expect(two.message('Who cooks?')).toBeVisible();
	await two.page.context().setOffline(false);
	await two.isUpToDate();
	await expect(two.message('Who cooks?')).toHaveAttribute('data-state', 'stored', { timeout: 30_000 });
	await expect(two.conversation('Harvest supper')).toHaveCount(1);
	expect((await storedBodies(parley)).filter((body) => body === 'Who cooks?')).toHaveLength(1);
});
