/** What people are to each other: auto-replies, contacts, profiles (features B). */
import { expect, test } from '@playwright/test';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import type { Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;
let cara: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann, ben, cara] = accounts;
});

test('[B10] an auto-reply is set offline, and said once for somebody whose devices are all off', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann, PHONE);
	await a.page.goto(`${parley.url}/settings/auto-reply`);
	await expect(a.page.locator('[data-auto-reply]')).toHaveText('Off.');
	await a.page.context().setOffline(true);
	await a.page.getByRole('button', { name: 'Turn on' }).click();
	await expect(a.page.getByRole('alert')).toHaveText('Write what is to be said.');
	await a.page.getByLabel('What is said').fill('Back on Monday. Cara has the keys.');
	await a.page.getByRole('button', { name: 'Turn on' }).click();
	await expect(a.page.getByText('Takes effect when you are online.')).toBeVisible();
	await a.page.context().setOffline(false);
	await expect(a.page.getByText('Takes effect when you are online.')).toHaveCount(0, { timeout: 30_000 });
	await expect(a.page.locator('[data-auto-reply]')).toHaveText('On.');
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

test('[B04][B05][B06][B07][B08] somebody is found offline, asked, accepted, removed and blocked', async ({
	browser,
}) => {
	const a = await desk(browser, parley, cara, PHONE);
	const b = await desk(browser, parley, ben);
	await a.page.goto(`${parley.url}/people/contacts`);
	await expect(a.page.getByText('Nobody yet. Find somebody above and add them.')).toBeVisible();
	await a.page.context().setOffline(true);
	await a.page.getByRole('searchbox', { name: 'Find people' }).fill('b');
	await expect(a.page.getByText('Type two letters of a name, or a whole id.')).toBeVisible();
	await a.page.getByRole('searchbox', { name: 'Find people' }).fill('okoro');
	await a.page.getByRole('button', { name: 'Add contact Ben Okoro' }).click();
	await expect(a.page.getByText('Asked, not answered yet').first()).toBeVisible();
	await a.page.context().setOffline(false);

	await expect(b.page.getByRole('link', { name: /^People.*1 asking/ })).toBeVisible({ timeout: 30_000 });
	await b.page.goto(`${parley.url}/notifications`);
	await b.page.getByRole('link', { name: /Cara Lind asks to be your contact/ }).click();
	await b.page.getByRole('button', { name: 'Accept Cara Lind' }).click();
	const contact = b.page.getByRole('region', { name: /^Contacts/ }).getByRole('listitem');
	await expect(contact).toContainText('Cara Lind');
	if (process.env.PICTURES) {
		await b.page.emulateMedia({ colorScheme: 'dark' });
		await b.page.screenshot({ path: `${process.env.PICTURES}/contacts-dark.png` });
		await b.page.emulateMedia({ colorScheme: null });
	}
	await contact.getByRole('button', { name: 'Message Cara Lind' }).click();
	await b.write('Now we are contacts');
	await b.allOwnAre('stored');
	await a.page.getByRole('searchbox', { name: 'Find people' }).fill('');
	const known = a.page.getByRole('region', { name: /^Contacts/ }).getByRole('listitem');
	await expect(known).toContainText('Now we are contacts', { timeout: 30_000 });

	await known.getByRole('button', { name: 'More about Ben Okoro' }).click();
	await a.page.getByRole('menuitem', { name: 'Remove from contacts' }).click();
	await expect(b.page.getByText('You cannot write to each other now. What was written stays.')).toBeVisible({
		timeout: 30_000,
	});
	await expect(b.message('Now we are contacts')).toBeVisible();
});
