/** What people are to each other: auto-replies, contacts, profiles (features B). */
import { expect, test } from '@playwright/test';
import { desk, PHONE, watchComplaints } from '../support/desk.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { makeTeam, type Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann, ben] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro', 'Cara Lind'])) as [Account, Account];
});
test.afterAll(() => parley.dispose());
watchComplaints();

test('[B10] an auto-reply is set offline, and said once for somebody whose devices are all off', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann, PHONE);
	await a.page.goto(`${parley.url}/settings/auto-reply`);
	await expect(a.page.getByRole('status')).toHaveText('Off.');
	await a.page.context().setOffline(true);
	await a.page.getByRole('button', { name: 'Turn on' }).click();
	await expect(a.page.getByRole('alert')).toHaveText('Write what is to be said.');
	await a.page.getByLabel('What is said').fill('Back on Monday. Cara has the keys.');
	await a.page.getByRole('button', { name: 'Turn on' }).click();
	await expect(a.page.getByText('Takes effect when you are online.')).toBeVisible();
	await a.page.context().setOffline(false);
	await expect(a.page.getByText('Takes effect when you are online.')).toHaveCount(0, { timeout: 30_000 });
	await expect(a.page.getByRole('status')).toHaveText('On.');
	await a.page.context().close();

	const b = await desk(browser, parley, ben);
	await b.openDm('Ann Rivers');
	await b.write('Have you got the keys?');
	const answer = b.message('Back on Monday. Cara has the keys.');
	await expect(answer).toBeVisible({ timeout: 15_000 });
	await expect(answer.getByText('Auto-reply')).toBeVisible();
	await b.write('I ask Cara, then');
	await b.allOwnAre('stored');
	await expect(answer).toHaveCount(1);
});
