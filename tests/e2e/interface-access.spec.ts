/** Keyboard, assistive technology, hostile and awkward texts, and pages without a network, on the real program. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { startParley, type Parley } from '../support/start-parley.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff Featherstonehaugh Cholmondeley-Marjoribanks';
const HOSTILE = '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script>';
const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	isMobile: true,
	hasTouch: true,
};

/** Every page that has an address, with the audit of one conversation. */
const PAGES = (conversation: string) => [
	'/people',
	'/people/contacts',
	'/account',
	'/settings/appearance',
	'/settings/notifications',
	'/settings/auto-reply',
	'/settings/sync',
	'/settings/organisation',
	'/notifications',
	'/messages/search',
	'/audit',
	`/audit/${conversation}`,
	'/audit/organisation',
	'/audit/erasure',
];

let parley: Parley;
let ann: Account;
let ben: Account;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann, ben] = (await makeTeam(parley.url, [
		'Ann Rivers',
		'Ben Okoro',
		LONG_NAME,
		'سارة عبد الرحمن',
		'山田 太郎',
	])) as [Account, Account];
});
test.afterAll(() => parley.dispose());
/** Pages left open would go on syncing beside the next test. */
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});

async function desk(browser: Browser, account: Account, options: BrowserContextOptions = {}): Promise<Desk> {
	const made = new Desk(await (await browser.newContext(options)).newPage(), parley.url, account);
	await made.signIn();
	return made;
}

async function expectAccessible(page: Page): Promise<void> {
	// What enters is half transparent for a moment.
	await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
		[],
	);
}

/** Nothing is wider than the window. */
async function expectNoOverflow(page: Page): Promise<void> {
	const wide = await page.evaluate(() =>
		[...document.querySelectorAll('body *')]
			.filter((element) => {
				const { left, right, width } = element.getBoundingClientRect();
				const scrolls = element.closest('.sr-only, .skip');
				// A text's own box goes on where its line ends in dots.
				let cut = element.parentElement;
				while (cut && getComputedStyle(cut).textOverflow !== 'ellipsis') cut = cut.parentElement;
				return width > 0 && !scrolls && !cut && (right > innerWidth + 1 || left < -1);
			})
			.map((element) => element.outerHTML.slice(0, 120)),
	);
	expect(wide).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const)
	for (const [size, options] of [
		['1280', {}],
		['390', PHONE],
	] as const)
		test(`no page has an obstacle, ${size} px, ${colorScheme}`, async ({ browser }) => {
			test.setTimeout(180_000);
			const a = await desk(browser, ann, { ...options, colorScheme });
			const { page } = a;
			await expectAccessible(page);
			await page.getByRole('button', { name: 'New message' }).first().click();
			await expect(page.getByRole('dialog', { name: 'New message' })).toBeVisible();
			await expectAccessible(page);
			await page.getByRole('option', { name: 'Ben Okoro' }).click();
			await a.write(`A word at ${size} in ${colorScheme}: https://example.org/a`);
			await a.allOwnAre('stored');
			await expectAccessible(page);
			await expectNoOverflow(page);
			await page.context().setOffline(true);
			await a.hasConnection('offline');
			await a.write(`And one offline at ${size} in ${colorScheme}.`);
			await expectAccessible(page);
			await expectNoOverflow(page);
			await page.context().setOffline(false);
			await a.isUpToDate();

			await page.goto(`${parley.url}/messages`);
			await page.getByRole('button', { name: 'New group' }).click();
			await page.getByLabel('Group name').fill(`Group ${size} ${colorScheme}`);
			await page.getByRole('option', { name: LONG_NAME }).click();
			await expectAccessible(page);
			await page.getByRole('button', { name: 'Create group' }).click();
			await expect(a.box).toBeVisible();
			await page.getByRole('button', { name: 'Members', exact: true }).click();
			await expect(page.getByRole('complementary', { name: 'Members' })).toBeVisible();
			await expectAccessible(page);
			await expectNoOverflow(page);

			const conversation = new URL(page.url()).pathname.split('/').at(-1)!;
			for (const path of PAGES(conversation)) {
				await page.goto(parley.url + path);
				// The page's own comes after the list's, where both are seen.
				await expect(page.getByRole('heading', { level: 1 }).last()).toBeVisible();
				await expectAccessible(page);
				await expectNoOverflow(page);
			}
			await page.goto(`${parley.url}/people`);
			await page.getByRole('button', { name: 'Make a link' }).click();
			const link = page.getByText('/join/');
			await expect(link).toBeVisible();
			const invitation = new URL((await link.textContent())!.trim()).pathname;
			const stranger = await (await browser.newContext({ ...options, colorScheme })).newPage();
			await stranger.goto(`${parley.url}/sign-in`);
			await stranger.getByLabel('Email').fill('nobody@larkfield.example');
			await stranger.getByLabel('Password', { exact: true }).fill('not the password');
			await stranger.getByRole('button', { name: 'Sign in' }).click();
			await expect(stranger.getByRole('alert')).toHaveText('Email or password is wrong.');
			await expect(stranger.getByLabel('Email')).toHaveValue('nobody@larkfield.example');
			await expectAccessible(stranger);
			await expectNoOverflow(stranger);
			for (const path of [invitation, '/join/none', '/nothing-here']) {
				await stranger.goto(parley.url + path);
				await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
				await expectAccessible(stranger);
				await expectNoOverflow(stranger);
			}
		});

test('[C17] names and texts are never markup', async ({ browser }) => {
	const a = await desk(browser, ann);
	const b = await desk(browser, ben);
	await a.makeGroup(HOSTILE.slice(0, 70), ['Ben Okoro']);
	await a.write(HOSTILE, 'javascript:alert(1)', '[x](javascript:alert(1)) https://example.org/ok');
	await b.conversation(HOSTILE.slice(0, 70)).click();
	await expect(b.message(HOSTILE)).toBeVisible();
	for (const { page } of [a, b]) {
		expect(await page.evaluate(() => 'hit' in globalThis)).toBe(false);
		expect(await page.locator('main img:not([alt]), main script').count()).toBe(0);
		const links = page.locator('article a[href]');
		await expect(links).toHaveCount(1);
		await expect(links).toHaveAttribute('rel', /noopener/);
	}
});

test('long words, other scripts and other directions stay in their place', async ({ browser }) => {
	const a = await desk(browser, ann, PHONE);
	await a.openDm('سارة عبد الرحمن');
	await a.write(
		'مرحبا، هل يمكننا الاجتماع غداً في الساعة 10:30؟',
		'Donaudampfschifffahrt'.repeat(12),
		'ﷺ'.repeat(60),
	);
	const arabic = a.message('مرحبا، هل يمكننا الاجتماع غداً في الساعة 10:30؟');
	await expect(arabic.locator('.body .text')).toHaveCSS('direction', 'rtl');
	await expectNoOverflow(a.page);
	await a.page.getByRole('link', { name: 'Back to the list' }).click();
	await a.openDm(LONG_NAME);
	await expectNoOverflow(a.page);
	await a.page.getByRole('link', { name: 'Back to the list' }).click();
	await expectNoOverflow(a.page);
});

test('everything can be reached by the keyboard', async ({ browser }) => {
	const a = await desk(browser, ann);
	const { page } = a;
	await a.openDm('Ben Okoro');
	await a.write('First', 'Second');
	await a.allOwnAre('stored');
	const focused = page.locator(':focus');

	// Zones: the composer, round to the rail, the list, the timeline.
	await page.keyboard.press('F6');
	await expect(focused).toHaveAccessibleName(/Team/);
	await page.keyboard.press('F6');
	await expect(focused).toHaveAttribute('data-conversation');
	await page.keyboard.press('F6');
	await expect(focused).toHaveAttribute('data-message');
	await page.keyboard.press('ArrowUp');
	await expect(focused).toContainText('First');
	await page.keyboard.press('r');
	await expect(page.getByText('Reply to Ann Rivers')).toBeVisible();
	await expect(a.box).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByText('Reply to Ann Rivers')).toBeHidden();

	// The last own message, and back.
	await page.keyboard.press('ArrowUp');
	await expect(a.box).toHaveValue('Second');
	await page.keyboard.press('Escape');
	await expect(a.box).toHaveValue('');
	await page.keyboard.type('two');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('lines');
	await expect(a.box).toHaveValue('two\nlines');
	await a.box.fill('');

	// Jumping.
	await page.keyboard.press('Control+k');
	await page.keyboard.type('gener');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: '# general' })).toBeVisible();
	await page.keyboard.press('Alt+ArrowUp');
	await expect(page.getByRole('heading', { name: '# general' })).toBeHidden();

	// Letters outside of the text, and the sheet that turns them off.
	await page.keyboard.press('F6');
	await page.keyboard.press('?');
	await page.getByRole('checkbox').uncheck();
	await page.keyboard.press('Escape');
	await page.keyboard.press('n');
	await page.keyboard.press('g');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.evaluate(() => localStorage.clear());
	await page.keyboard.press('n');
	await page.keyboard.press('g');
	await expect(page.getByRole('dialog', { name: 'New group' })).toBeVisible();
	await page.keyboard.press('Escape');
});

test('the first tab stop leads past the list', async ({ browser }) => {
	const a = await desk(browser, ann);
	await a.page.reload();
	await a.isUpToDate();
	await a.page.keyboard.press('Tab');
	await expect(a.page.locator(':focus')).toHaveText('To the conversation');
	await a.page.keyboard.press('Enter');
	await expect(a.page.locator('#main')).toBeFocused();
});

test('a text over 16 kB is counted, said and not sent', async ({ browser }) => {
	const a = await desk(browser, ann);
	await a.openDm('Ben Okoro');
	await a.box.fill('ä'.repeat(8_000));
	await expect(a.page.getByText('16,000 of 16,384 bytes')).toBeVisible();
	await a.box.fill('ä'.repeat(8_200));
	await expect(a.page.getByText('16 bytes too long')).toBeVisible();
	await a.box.press('Enter');
	await expect(a.box).toHaveValue('ä'.repeat(8_200));
	await expect(a.page.getByRole('button', { name: 'Send' })).toHaveAttribute('title', 'The text is too long');
	await a.box.fill('');
});

test('every address of the messages opens without a network, each time with a nonce of its own', async ({
	browser,
}) => {
	const a = await desk(browser, ann);
	const { page } = a;
	await a.openDm('Ben Okoro');
	await a.write('Kept');
	await a.allOwnAre('stored');
	await page.context().setOffline(true);
	const nonces = new Set<string>();
	for (let turn = 0; turn < 2; turn++) {
		const response = await page.reload();
		await expect(a.message('Kept')).toBeVisible();
		const policy = response!.headers()['content-security-policy'] ?? '';
		expect(policy).toContain("frame-ancestors 'none'");
		nonces.add(/'nonce-([^']+)'/.exec(policy)![1]!);
		await expect(page.locator('[data-connection]')).toContainText('Up to date as of');
	}
	expect(nonces.size).toBe(2);
	await page.goto(`${parley.url}/messages`);
	await expect(a.conversation('Ben Okoro')).toBeVisible();
	await page.goto(`${parley.url}/people`);
	await expect(page.getByText('Your messages are on this device', { exact: false })).toBeVisible();
	await page
		.getByRole('link', { name: /messages/ })
		.first()
		.click();
	await expect(a.conversation('Ben Okoro')).toBeVisible();
});
