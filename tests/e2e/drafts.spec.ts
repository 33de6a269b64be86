/** X10: what a person types and does not send is on all of his devices, merged and never overwritten. */
import { expect, test, type Browser, type Locator } from '@playwright/test';
import { startParley, type Parley } from '../support/start-parley.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro'])) as [Account, Account];
});
test.afterAll(() => parley.dispose());
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});

async function device(browser: Browser): Promise<Desk> {
	const desk = new Desk(await (await browser.newContext()).newPage(), parley.url, ann);
	await desk.signIn();
	await desk.openDm('Ben Okoro');
	return desk;
}

function box({ page }: Desk): Locator {
	return page.getByRole('textbox', { name: 'Write to' }).or(page.getByRole('combobox', { name: 'Write to' }));
}

test('[X10] two devices edit one draft offline, both texts survive, and the sent one is gone from both', async ({
	browser,
}) => {
	const phone = await device(browser);
	const desk = await device(browser);
	await box(phone).fill('The van leaves.');
	await expect(box(desk)).toHaveValue('The van leaves.', { timeout: 20_000 });
	for (const { page } of [phone, desk]) await page.context().setOffline(true);
	for (const each of [phone, desk]) await each.hasConnection('offline');
	await box(phone).fill('The old van leaves.');
	await box(desk).fill('The van leaves at nine.');
	await phone.page.reload();
	await expect(box(phone)).toHaveValue('The old van leaves.');
	for (const { page } of [phone, desk]) await page.context().setOffline(false);
	for (const each of [phone, desk])
		await expect(box(each)).toHaveValue('The old van leaves at nine.', { timeout: 30_000 });
	await box(desk).press('Enter');
	await expect(box(phone)).toHaveValue('', { timeout: 20_000 });
	await expect(phone.message('The old van leaves at nine.')).toHaveCount(1);
});

test('[X10] the caret stays where it is when words of another device arrive', async ({ browser }) => {
	const phone = await device(browser);
	const desk = await device(browser);
	await box(phone).fill('Bring the keys.');
	await expect(box(desk)).toHaveValue('Bring the keys.', { timeout: 20_000 });
	await box(desk).press('End');
	for (let i = 0; i < 'keys.'.length; i++) await box(desk).press('ArrowLeft');
	await box(phone).fill('Ann: Bring the keys.');
	await expect(box(desk)).toHaveValue('Ann: Bring the keys.', { timeout: 20_000 });
	await box(desk).pressSequentially('two ');
	await expect(box(desk)).toHaveValue('Ann: Bring the two keys.');
	await expect(box(phone)).toHaveValue('Ann: Bring the two keys.', { timeout: 20_000 });
});
