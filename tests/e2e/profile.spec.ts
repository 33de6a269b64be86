/** What a person says of himself, and the times that others see (A03, B12). */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import type { Account, Desk } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;

startTeam(['Ann Rivers', 'Ben Okoro'], (started, accounts) => {
	parley = started;
	[ann, ben] = accounts;
});

const picture = async ({ page }: Desk, name: string) => {
	if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
};
const hasNoFindings = async ({ page }: Desk) => {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
};
const timeOf = (at: Desk, text: string) => at.message(text).locator('time').first();

test('[B12] times are the reader’s, the author’s stand in the tooltip, and the zone can be chosen', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann, { timezoneId: 'Asia/Kolkata' });
	const b = await desk(browser, parley, ben, { timezoneId: 'America/New_York' });
	await a.openDm('Ben Okoro');
	await a.write('Good evening from here');
	await b.open('Ann Rivers');
	const time = timeOf(b, 'Good evening from here');
	const at = new Date((await time.getAttribute('datetime'))!);
	const clock = (timeZone: string) =>
		new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
	await expect(time).toHaveText(clock('America/New_York'));
	await expect(time).toHaveAttribute(
		'title',
		new RegExp(` · ${clock('Asia/Kolkata')} for Ann Rivers, UTC\\+5:30$`),
	);
	await expect(timeOf(a, 'Good evening from here')).toHaveText(clock('Asia/Kolkata'));

	// He travels, and keeps the clock of home, offline as well.
	await b.page.goto(`${parley.url}/settings/profile`);
	await expect(b.page.getByLabel('Time zone')).toBeVisible();
	await b.page.context().setOffline(true);
	await b.page.getByLabel('Time zone').selectOption('Pacific/Auckland');
	await b.page.getByLabel('What you do (optional)').fill('Van driver');
	await picture(b, 'profile');
	await b.page.getByRole('button', { name: 'Save profile' }).click();
	await expect(b.page.getByText('Profile saved on this device.', { exact: false })).toBeVisible();
	await b.page.goto(`${parley.url}/messages`);
	await b.open('Ann Rivers');
	await expect(timeOf(b, 'Good evening from here')).toHaveText(clock('Pacific/Auckland'));
	const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Pacific/Auckland', weekday: 'long' }).format(at);
	await expect(b.page.locator('.divider').filter({ hasText: day })).toBeVisible();
	await b.page.context().setOffline(false);
	await b.isUpToDate();

	// She sees what he does and what time it is for him.
	await a.page.getByRole('heading', { name: 'Ben Okoro' }).getByRole('button').click();
	const card = a.page.getByRole('dialog', { name: 'About Ben Okoro' });
	await expect(card.getByText('Van driver')).toBeVisible();
	await expect(card.locator('[data-local-time]')).toHaveText(/^\d\d:\d\d there$/);
	await expect(card.getByText('Online')).toBeVisible();
	await picture(a, 'person-card');
	await hasNoFindings(a);
	await card.getByRole('button', { name: 'Add contact' }).click();
	await expect(card.getByRole('button', { name: 'Take back the request' })).toBeVisible();
	await a.page.keyboard.press('Escape');
	await expect(card).toBeHidden();
});

test('[A03] a picture is cut and written anew in the browser, shows everywhere, works offline, and can be removed', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben, PHONE);
	await a.openDm('Ben Okoro');
	await a.write('Here I am');
	await a.page.goto(`${parley.url}/settings/profile`);
	const picked = a.page.getByLabel('Picture', { exact: true });
	await picked.setInputFiles({ name: 'me.txt', mimeType: 'image/png', buffer: Buffer.from('no picture') });
	await expect(a.page.getByText('This browser cannot read that file as a picture.')).toBeVisible();
	await picked.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: await a.page.screenshot() });
	await expect(a.page.getByText('Picture changed.')).toBeVisible();
	const mine = a.page.getByRole('main').locator('[data-person] img');
	await expect(mine).toBeVisible();
	const path = (await mine.getAttribute('src'))!;
	const { type, cached, size, edges } = await a.page.evaluate(async (address) => {
		const response = await fetch(address);
		const blob = await response.blob();
		const { width, height } = await createImageBitmap(blob);
		return {
			...{ type: blob.type, size: blob.size, edges: [width, height] },
			cached: response.headers.get('cache-control'),
		};
	}, path);
	expect([type, edges, cached]).toEqual(['image/webp', [256, 256], 'private, max-age=31536000, immutable']);
	expect(size).toBeLessThanOrEqual(64 * 1024);
	await picture(a, 'profile-photo');
	await hasNoFindings(a);

	const shown = (at: Desk) =>
		at.page
			.locator('[data-person] img')
			.evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth === 256).length);
	await expect.poll(() => shown(b)).toBeGreaterThan(0);
	await b.open('Ann Rivers');
	// A run of messages has one face, at its beginning.
	const faces = b.page.locator('article[data-message] img');
	await expect(faces.first()).toBeVisible();
	await picture(b, 'photo-phone');
	await b.page.context().setOffline(true);
	await b.page.reload();
	await expect(faces.first()).toBeVisible();
	await expect.poll(() => shown(b)).toBeGreaterThan(0);
	await b.page.context().setOffline(false);
	await b.isUpToDate().catch(() => {});

	await a.page.getByRole('button', { name: 'Remove picture' }).click();
	await expect(mine).toHaveCount(0);
	await expect(faces).toHaveCount(0, { timeout: 15_000 });
	// Asked past the service worker, which keeps what was shown until sign-out.
	expect((await a.page.context().request.get(parley.url + path)).status()).toBe(404);
});
