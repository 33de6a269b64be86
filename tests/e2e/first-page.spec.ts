/** How much the interface asks a browser that has nothing of it to fetch before something can be read (issue 4, "Speed"), and that the rest comes without being asked for. */
import { expect, test, type Page } from '@playwright/test';
import { desk, startTeam } from '../support/desk.ts';
import { PASSWORD } from '../support/organisation.ts';
import type { Parley } from '../support/start-parley.ts';
import { Desk, type Account } from '../support/team.ts';

/** Bytes of JavaScript, as they are sent: compressed. */
const MOST_FOR_LIST = 150_000;
const MOST_FOR_CONVERSATION = 180_000;

let parley: Parley;
let ann: Account;

startTeam(['Ann Rivers', 'Ben Okoro'], (started, accounts) => {
	parley = started;
	[ann] = accounts;
});

/** Opens the address with nothing cached; answers how many bytes of scripts had come when `selector` was painted, as they were sent. */
async function scriptsUntil(page: Page, address: string, selector: string): Promise<number> {
	await page.addInitScript((wanted) => {
		new MutationObserver((_, observer) => {
			if (!document.querySelector(wanted)) return;
			observer.disconnect();
			requestAnimationFrame(() => performance.mark('painted'));
		}).observe(document, { subtree: true, childList: true });
	}, selector);
	await page.goto(address);
	await page.waitForFunction(() => performance.getEntriesByName('painted').length > 0);
	return page.evaluate(() => {
		const [painted] = performance.getEntriesByName('painted');
		const scripts = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
			({ name, responseEnd }) => name.endsWith('.js') && responseEnd < painted!.startTime,
		);
		return scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
	});
}

test('the first page brings at most 150 kB of JavaScript, and what its conversation needs some more', async ({
	browser,
}) => {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	const at = new Desk(page, parley.url, ann);
	await page.goto(`${parley.url}/sign-in`);
	await page.getByLabel('Email').fill(ann.email);
	await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await at.isUpToDate();
	await at.openDm('Ben Okoro');
	await at.write('Good morning.');
	await at.allOwnAre('stored');
	const conversation = page.url();
	await page.close();

	const measure = async (address: string, selector: string) => {
		const fresh = await context.newPage();
		const cdp = await context.newCDPSession(fresh);
		await cdp.send('Network.enable');
		await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
		const bytes = await scriptsUntil(fresh, address, selector);
		await fresh.close();
		return bytes;
	};
	const list = await measure(`${parley.url}/messages`, 'a[data-conversation]');
	expect(list).toBeGreaterThan(50_000);
	expect(list).toBeLessThanOrEqual(MOST_FOR_LIST);
	const whole = await measure(conversation, 'article[data-message]');
	expect(whole).toBeGreaterThan(list);
	expect(whole).toBeLessThanOrEqual(MOST_FOR_CONVERSATION);
});

test('what comes later is there without the network, once the service worker has installed', async ({
	browser,
}) => {
	const at = await desk(browser, parley, ann);
	const { page } = at;
	await at.openDm('Ben Okoro');
	await at.write('Nobody has opened anything yet.');
	await page.context().setOffline(true);
	await page.reload();
	await at.message('Nobody has opened anything yet.').hover();
	await page.getByRole('toolbar', { name: 'Message' }).getByRole('button', { name: 'Forward' }).click();
	await expect(page.getByRole('dialog', { name: /Forward/ })).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Emoji', exact: true }).click();
	await expect(page.locator('[data-emoji-field]')).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.locator('[data-emoji-field]')).toBeHidden();
	await expect(page.getByRole('button', { name: 'Emoji', exact: true })).toBeFocused();
	await page.keyboard.press('Control+f');
	await expect(page.locator('[data-find] input')).toBeFocused();
});
