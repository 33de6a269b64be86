/** Parley as an installed application: its manifest, and what becomes of open pages and their texts when the server has a newer version. */
import { createServer, type AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { desk, watchComplaints } from '../support/desk.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { makeTeam, type Account, type Desk } from '../support/team.ts';
import { VersionProxy } from '../support/version-proxy.ts';

let proxy: VersionProxy;
let parley: Parley;
let ann: Account;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	proxy = await VersionProxy.start();
	const port = await freePort();
	parley = await startParley({ env: { ORIGIN: proxy.url, PORT: String(port) } });
	proxy.standBefore(`http://localhost:${port}`);
	[ann] = (await makeTeam(proxy.url, ['Ann Rivers', 'Ben Okoro'])) as [Account, Account];
});
test.afterAll(async () => {
	await parley.dispose();
	proxy.stop();
});
watchComplaints();

/** The program prints its ORIGIN, not where it listens. */
function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, 'localhost', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

function isUpdateReady(page: Page) {
	return expect(page.getByText('A new version is ready.')).toBeVisible({ timeout: 60_000 });
}

/** The browser asks the server by itself when a page is opened, and the page each hour. */
async function lookForUpdate({ page }: Desk): Promise<void> {
	await page.evaluate(async () => {
		await (await navigator.serviceWorker.getRegistration())?.update();
	});
}

/** Of which version are the scripts that this page has loaded? */
function scriptsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const names = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
		const versions = names.flatMap(
			(name) =>
				/^\/_app\/immutable\/(v\d+\/)?.*\.js$/.exec(name)?.[1] ??
				(/^\/_app\/immutable\/.*\.js$/.test(name) ? 'v1/' : []),
		);
		return [...new Set(versions)];
	});
}

test('the manifest names what an installed application needs, and each icon is what it says', async ({
	browser,
}) => {
	const a = await desk(browser, { ...parley, url: proxy.url }, ann);
	const debug = await a.page.context().newCDPSession(a.page);
	const manifest = await debug.send('Page.getAppManifest');
	expect(manifest.errors).toEqual([]);
	const { icons, ...rest } = JSON.parse(manifest.data!) as {
		icons: { src: string; sizes: string; type: string; purpose: string }[];
	} & Record<string, unknown>;
	expect(rest).toMatchObject({ name: 'Parley', start_url: '/messages', display: 'standalone', id: '/' });
	for (const purpose of ['any', 'maskable'])
		expect(icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes)).toEqual(
			expect.arrayContaining(['192x192', '512x512']),
		);
	for (const { src, sizes } of icons) {
		const size = await a.page.evaluate(async (address) => {
			const image = new Image();
			image.src = address;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, src);
		expect(size).toBe(sizes);
	}
	const errors = await debug.send('Page.getInstallabilityErrors');
	expect(
		errors.installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
	).toEqual([]);
	for (const scheme of ['light', 'dark'] as const) {
		await a.page.emulateMedia({ colorScheme: scheme });
		const shown = await a.page.evaluate(
			() =>
				[...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].find(
					({ media }) => media === '' || matchMedia(media).matches,
				)?.content,
		);
		expect(shown).toMatch(/^#[0-9a-f]{6}$/);
	}
});

test('a newer version waits until it is wanted; the page that asks gets it, and no draft or half-made edit is lost', async ({
	browser,
}) => {
	const a = await desk(browser, { ...parley, url: proxy.url }, ann);
	await a.openDm('Ben Okoro');
	await a.write('Before the update');
	await expect(a.message('Before the update')).toHaveAttribute('data-state', 'stored');
	await a.box.fill('Half a sentence');

	// Another window of the same browser is in the middle of an edit, which is no draft.
	const other = await a.page.context().newPage();
	await other.goto(a.page.url());
	const editing: Desk = Object.create(a, { page: { value: other } }) as Desk;
	await editing.message('Before the update').hover();
	await editing.message('Before the update').getByRole('button', { name: 'More', exact: true }).click();
	await other.getByRole('menuitem', { name: 'Edit' }).click();
	await other.locator('[data-composer]').getByRole('textbox').fill('Before the update, corrected');

	proxy.version = 2;
	await lookForUpdate(a);
	for (const page of [a.page, other]) await isUpdateReady(page);
	// Until then the older page goes on: it opens what it has never opened before, and the server takes what it writes.
	await a.page.getByRole('link', { name: 'People' }).first().click();
	await expect(a.page.getByRole('heading', { name: 'People', exact: true })).toBeVisible();
	expect(await scriptsOf(a.page)).toEqual(['v1/']);
	await a.page.goBack();
	await expect(a.box).toHaveValue('Half a sentence');

	await a.page.getByRole('button', { name: 'Reload' }).click();
	await expect.poll(() => scriptsOf(a.page).catch(() => [])).toEqual(['v2/']);
	await expect(a.box).toHaveValue('Half a sentence');
	await expect(a.page.getByText('A new version is ready.')).toHaveCount(0);
	await a.box.press('Enter');
	await expect(a.message('Half a sentence')).toHaveAttribute('data-state', 'stored');

	// The other window is not reloaded under the hands of who writes in it.
	await expect(other.getByText('The new version is in use.')).toBeVisible();
	const edit = other.locator('[data-composer]').getByRole('textbox');
	await expect(edit).toHaveValue('Before the update, corrected');
	await edit.press('Enter');
	await expect(a.message('Before the update, corrected')).toBeVisible();
	await other.getByRole('link', { name: 'Audit' }).first().click();
	await expect(other.getByRole('heading', { name: 'Audit' }).first()).toBeVisible();
	expect(await scriptsOf(other)).toEqual(['v1/']);
	await other.getByRole('button', { name: 'Reload' }).click();
	await expect.poll(() => scriptsOf(other).catch(() => [])).toEqual(['v2/']);
});

test('a page that the server understands no longer says so, keeps what is written, and goes on after a reload', async ({
	browser,
}) => {
	const a = await desk(browser, { ...parley, url: proxy.url }, ann);
	await a.openDm('Ben Okoro');
	await a.page.context().setOffline(true);
	await a.hasConnection('offline');
	proxy.wire = 'parley.99';
	await a.page.context().setOffline(false);
	const line = a.page.locator('[data-notice="outdated"]');
	await expect(line).toContainText('This page is older than the server.');
	await a.write('Written while it was too old');
	await expect(a.message('Written while it was too old')).toHaveAttribute('data-state', 'saved');
	await a.box.fill('And a draft');
	await expect(line).toContainText('Reload to send 1 item.');
	proxy.wire = null;
	await line.getByRole('button', { name: 'Reload' }).click();
	await expect(a.message('Written while it was too old')).toHaveAttribute('data-state', 'stored', {
		timeout: 30_000,
	});
	await expect(a.box).toHaveValue('And a draft');
	await expect(line).toHaveCount(0);
});

test('after an update the application opens without the network, as the newer version', async ({
	browser,
}) => {
	proxy.version = 2;
	const a = await desk(browser, { ...parley, url: proxy.url }, ann);
	await a.openDm('Ben Okoro');
	await a.write('Written as version two');
	proxy.version = 3;
	await lookForUpdate(a);
	await isUpdateReady(a.page);
	await a.page.getByRole('button', { name: 'Reload' }).click();
	await expect.poll(() => scriptsOf(a.page).catch(() => [])).toEqual(['v3/']);
	await a.page.context().setOffline(true);
	await a.page.reload();
	await expect(a.message('Written as version two')).toBeVisible();
	expect(await scriptsOf(a.page)).toEqual(['v3/']);
});
