/** `npm run screens`: pictures of the main pages, from the demo's organisation, for the README. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import {
	chromium,
	type Browser,
	type BrowserContextOptions,
	type Locator,
	type Page,
} from '@playwright/test';
import { CAST, DEMO_PASSWORD } from '../../src/bin/demo/cast.ts';
import { CannotStart } from '../../src/bin/program/cannot-start.ts';
import { provideChromium } from '../../src/bin/testing/chromium.ts';
import { startParley } from '../../tests/support/start-parley.ts';

const FOLDER = 'static/screens';
/** Of all pictures together: everybody who clones the repository has them. */
const MOST_BYTES = 1_500_000;

const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 };
/** Of 100; lines of text stay sharp. */
const WEBP_QUALITY = 82;
const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	deviceScaleFactor: 2,
	isMobile: true,
	hasTouch: true,
};

interface Picture {
	name: string;
	options: BrowserContextOptions;
	colorScheme: 'light' | 'dark';
	/** What this browser keeps of its looks. */
	appearance?: Record<string, string>;
	/** Leads to what is shown; it begins in the list. */
	show(page: Page, url: string): Promise<void>;
}

const PICTURES: readonly Picture[] = [
	{ name: 'team-light', options: WIDE, colorScheme: 'light', show: openTeam },
	{ name: 'team-dark', options: WIDE, colorScheme: 'dark', show: openTeam },
	{ name: 'palette-dark', options: WIDE, colorScheme: 'dark', show: openPalette },
	{
		name: 'people-light',
		options: WIDE,
		colorScheme: 'light',
		show: (page, url) => openPage(page, `${url}/people`),
	},
	{ name: 'audit-light', options: WIDE, colorScheme: 'light', show: openAudit },
	{
		name: 'german-light',
		options: WIDE,
		colorScheme: 'light',
		appearance: { language: 'de' },
		show: openTeam,
	},
	{ name: 'phone-list-light', options: PHONE, colorScheme: 'light', show: async () => {} },
	{ name: 'phone-team-dark', options: PHONE, colorScheme: 'dark', show: openTeam },
];

await main();

async function main(): Promise<void> {
	const browser = await chromium.launch({ executablePath: provideChromium(console.log) });
	const parley = await startParley({ args: ['--demo'] });
	try {
		rmSync(FOLDER, { recursive: true, force: true });
		mkdirSync(FOLDER, { recursive: true });
		for (const picture of PICTURES) await take(browser, parley.url, picture);
	} finally {
		await browser.close();
		await parley.dispose();
	}
	const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(`${FOLDER}/${file}`).size, 0);
	console.log(`${PICTURES.length} pictures, ${Math.ceil(bytes / 1000)} kB, in ${FOLDER}/`);
	if (bytes > MOST_BYTES)
		throw new CannotStart(`The pictures are larger than ${MOST_BYTES / 1e6} MB together.`);
}

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
	const { name, options, colorScheme, appearance, show } = picture;
	const context = await browser.newContext({ ...options, colorScheme, reducedMotion: 'reduce' });
	const page = await context.newPage();
	await page.goto(`${url}/sign-in`);
	await page.locator('input[name=email]').fill(CAST[0]!.email);
	await page.locator('input[name=password]').fill(DEMO_PASSWORD);
	await page.locator('form button[data-tone=primary]').click();
	await page.locator('[data-connection=current]').first().waitFor();
	if (appearance) {
		await page.evaluate(
			(kept) => localStorage.setItem('parley-appearance', kept),
			JSON.stringify(appearance),
		);
		await page.reload();
		await page.locator('[data-connection=current]').first().waitFor();
	}
	await show(page, url);
	await page.evaluate(() => document.fonts.ready.then(() => undefined));
	const cdp = await context.newCDPSession(page);
	const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: WEBP_QUALITY });
	writeFileSync(`${FOLDER}/${name}.webp`, Buffer.from(data, 'base64'));
	await context.close();
	console.log(`${name}.webp`);
}

async function openTeam(page: Page): Promise<void> {
	const conversation = page.locator('a[data-conversation]', { hasText: 'field-ops' }).first();
	// By its address: a pressed item would leave a pointer over the message that stands there then.
	await page.goto(new URL((await conversation.getAttribute('href'))!, page.url()).href);
	await page.locator('article[data-message]').last().waitFor();
	// On a phone the list that says so is not seen.
	await page.locator('[data-connection=current]').first().waitFor({ state: 'attached' });
}

async function openPalette(page: Page): Promise<void> {
	await openTeam(page);
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').pressSequentially('field');
	await page.getByRole('option').first().waitFor();
}

async function openPage(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await page.locator('nav .avatar').first().waitFor();
}

async function openAudit(page: Page, url: string): Promise<void> {
	await openPage(page, `${url}/audit`);
	await page.locator('main a[href^="/audit/"]', { hasText: 'general' }).first().click();
	// A checkpoint is signed each minute; the page judges what there was when it was opened.
	const good = page.locator('[data-verdict=good]');
	for (let turn = 0; turn < 8 && !(await isThere(good)); turn++) await page.reload();
	await good.waitFor();
}

function isThere(wanted: Locator): Promise<boolean> {
	return wanted.waitFor({ timeout: 20_000 }).then(
		() => true,
		() => false,
	);
}
