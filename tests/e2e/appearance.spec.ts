/** Language, theme, contrast, density, motion and direction: chosen on a device, and there before the first paint. */
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { startParley, type Parley } from '../support/start-parley.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	isMobile: true,
	hasTouch: true,
};

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

async function desk(browser: Browser, options: BrowserContextOptions = {}): Promise<Desk> {
	const made = new Desk(await (await browser.newContext(options)).newPage(), parley.url, ann);
	await made.signIn();
	return made;
}

async function wideElements(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('body *')]
			.filter((element) => {
				const { left, right, width } = element.getBoundingClientRect();
				return width > 0 && !element.closest('.sr-only, .skip') && (right > innerWidth + 1 || left < -1);
			})
			.map((element) => element.outerHTML.slice(0, 120)),
	);
}

test('the language is chosen, loaded alone, and loses no draft', async ({ browser }) => {
	const a = await desk(browser);
	const { page } = a;
	await a.openDm('Ben Okoro');
	await a.box.fill('Half a thought');
	const loaded = () =>
		page.evaluate(async () => {
			const urls = performance.getEntriesByType('resource').map(({ name }) => name);
			const scripts = urls.filter((url) => url.endsWith('.js'));
			return Promise.all(scripts.map(async (url) => (await fetch(url)).text())).then((all) => all.join('\n'));
		});
	expect(await loaded()).toContain('Search or jump to');
	expect(await loaded()).not.toContain('Suchen oder springen');

	await page.goto(`${parley.url}/settings/appearance`);
	await page.getByRole('radio', { name: 'Deutsch' }).check();
	await expect(page.getByRole('heading', { level: 1, name: 'Darstellung' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await page.getByRole('link', { name: 'Team' }).click();
	await expect(page.getByRole('button', { name: /Suchen oder springen/ })).toBeVisible();
	await a.conversation('Ben Okoro').click();
	const box = page.getByRole('textbox', { name: 'Nachricht an Ben Okoro' });
	await expect(box).toHaveValue('Half a thought');
	await box.press('Enter');
	await expect(page.getByText(/^Heute, /)).toBeVisible();

	// Offline and after a restart it is still there.
	await page.context().setOffline(true);
	await page.reload();
	await expect(
		page.getByRole('status').filter({ hasText: 'Sie können lesen, suchen und schreiben.' }).first(),
	).toHaveText('Offline. Sie können lesen, suchen und schreiben.');
	await page.context().setOffline(false);

	// The server's first answer is in it, by the choice as by the browser's wish.
	const chosen = await (await page.request.get(`${parley.url}/join/nothing`)).text();
	expect(chosen).toContain('<html lang="de"');
	const wish = await fetch(`${parley.url}/sign-in`, { headers: { 'accept-language': 'de-AT, en;q=0.5' } });
	const answer = await wish.text();
	expect(answer).toContain('<html lang="de"');
	expect(answer).toContain('Anmelden');
});

test('the theme is there before the program is', async ({ browser }) => {
	const a = await desk(browser, { colorScheme: 'light' });
	const { page } = a;
	await page.goto(`${parley.url}/settings/appearance`);
	await page.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: 'Dark' }).check();
	await page.getByRole('group', { name: 'Contrast' }).getByRole('radio', { name: 'High' }).check();
	await page.getByRole('group', { name: 'Motion' }).getByRole('radio', { name: 'None' }).check();
	await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');

	const bare = await page.context().newPage();
	await bare.route(/\/_app\/.*\.js$/, (route) => route.abort());
	await page.context().setOffline(true);
	await bare.goto(`${parley.url}/messages`);
	const shown = await bare.evaluate(() => {
		const style = getComputedStyle(document.documentElement);
		return {
			scheme: style.colorScheme,
			base: style.getPropertyValue('--base'),
			contrast: document.documentElement.dataset.contrast,
		};
	});
	expect(shown).toEqual({ scheme: 'dark', base: '0s', contrast: 'high' });
});

test('compact shows more conversations and messages', async ({ browser }) => {
	const a = await desk(browser);
	const { page } = a;
	const heights = async () => {
		await expect(a.conversation('Ben Okoro')).toBeVisible();
		return (await a.conversation('Ben Okoro').boundingBox())!.height;
	};
	await a.openDm('Ben Okoro');
	const comfortable = await heights();
	await page.goto(`${parley.url}/settings/appearance`);
	await page.getByRole('radio', { name: 'Compact' }).check();
	await page.getByRole('link', { name: /^Team/ }).click();
	expect(await heights()).toBeLessThan(comfortable);
});

for (const [size, options] of [
	['1280', {}],
	['390', PHONE],
] as const)
	test(`from right to left everything is mirrored, ${size} px`, async ({ browser }) => {
		const a = await desk(browser, options);
		const { page } = a;
		await page.evaluate(() => localStorage.setItem('parley-appearance', '{"direction":"rtl"}'));
		await page.goto(`${parley.url}/messages`);
		await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
		await a.openDm('Ben Okoro');
		await a.write(`مرحبا ${size}`, `Mirrored ${size}`);
		expect(await wideElements(page)).toEqual([]);
		const middle = (await page.viewportSize()!).width / 2;
		const own = (await a.message(`Mirrored ${size}`).locator('.bubble').boundingBox())!;
		const back = page.getByRole('link', { name: 'Back to the list' });
		if (size === '1280') {
			// The rail is at the right edge, then the list; one's own messages are at the left end.
			const rail = (await page.getByRole('navigation', { name: 'Main' }).boundingBox())!;
			const list = (await page.getByRole('complementary', { name: 'Conversations' }).boundingBox())!;
			expect(rail.x + rail.width).toBe(1280);
			expect(list.x + list.width).toBeLessThanOrEqual(rail.x + 1);
			expect(own.x + own.width / 2).toBeLessThan(list.x / 2);
		} else {
			expect(own.x).toBeLessThan(middle / 2);
			await expect(back.locator('svg')).toHaveCSS('transform', 'matrix(-1, 0, 0, 1, 0, 0)');
		}
		for (const path of ['/notifications', '/people', '/account', '/settings/appearance', '/audit']) {
			await page.goto(parley.url + path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			expect([path, await wideElements(page)]).toEqual([path, []]);
		}
	});

test('with forced colours what is chosen and what can be pressed still shows', async ({ browser }) => {
	const a = await desk(browser, { forcedColors: 'active' });
	const { page } = a;
	await a.openDm('Ben Okoro');
	await expect(a.conversation('Ben Okoro')).toHaveCSS('outline-style', 'solid');
	await expect(page.getByRole('button', { name: 'Send' })).toHaveCSS('border-top-style', 'solid');
	const glyph = page.locator('[data-connection] svg .line').first();
	const [stroke, canvas] = await glyph.evaluate((line) => [
		getComputedStyle(line).stroke,
		getComputedStyle(document.body).backgroundColor,
	]);
	expect(stroke).not.toBe(canvas);
});
