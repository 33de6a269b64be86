/** Whose text goes where: people who share a browser, people who are removed while away, and tabs that share a replica. */
import { expect, test, type Page } from '@playwright/test';
import { startParley, type Parley } from '../support/start-parley.ts';
import { storedTexts } from '../support/stored-texts.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;
let cara: Account;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann, ben, cara] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro', 'Cara Lind'])) as [
		Account,
		Account,
		Account,
	];
});
test.afterAll(() => parley.dispose());
/** Pages left open would go on syncing beside the next test. */
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});

test('nothing of the first person, sent or unsent, reaches the second on the same browser', async ({
	browser,
}) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	const first = new Desk(page, parley.url, ann);
	await first.signIn();
	await first.openDm('Cara Lind');
	await first.write('Sent by Ann, for Cara alone');
	await first.allOwnAre('stored');
	await context.setOffline(true);
	await first.hasConnection('offline');
	await first.write('Unsent by Ann, for Cara alone');
	await expect(first.message('Unsent by Ann, for Cara alone')).toHaveAttribute('data-state', 'saved');

	// Elsewhere Ann signs out everywhere; here that is noticed once there is a network again.
	const elsewhere = new Desk(await (await browser.newContext()).newPage(), parley.url, ann);
	await elsewhere.signIn();
	await elsewhere.page.goto(`${parley.url}/account`);
	await elsewhere.page.getByRole('button', { name: 'Sign out everywhere' }).click();
	await expect(elsewhere.page).toHaveURL(/sign-in/);
	await context.setOffline(false);
	await first.hasConnection('signed-out');

	const second = new Desk(page, parley.url, ben);
	await second.signIn();
	await second.isUpToDate();
	await expect(second.conversation('Cara Lind')).toHaveCount(0);
	await expect(page.getByText('by Ann, for Cara alone')).toHaveCount(0);
	await second.openDm('Cara Lind');
	await second.write('Sent by Ben');
	await second.allOwnAre('stored');
	expect(await bodies()).not.toContain('Unsent by Ann, for Cara alone');
	await page.goto(`${parley.url}/account`);
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(page).toHaveURL(/sign-in/);
	expect(await storedOnDevice(page, 'Sent by Ben')).toBe(false);

	// Ann comes back to it: what she wrote is still there, and goes out under her name.
	await first.signIn();
	await expect.poll(bodies).toContain('Unsent by Ann, for Cara alone');
	expect(await authorOf('Unsent by Ann, for Cara alone')).toBe(ann.email);
	// Whoever is quicker than this device's disk leaves nothing either.
	await page.addInitScript(slowDisk);
	await page.goto(`${parley.url}/account`);
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(page).toHaveURL(/sign-in/);
	expect(await storedOnDevice(page, 'for Cara alone')).toBe(false);
});

test('somebody removed while offline keeps what he wrote as not delivered, and nothing of it is stored', async ({
	browser,
}) => {
	const a = new Desk(await (await browser.newContext()).newPage(), parley.url, ann);
	await a.signIn();
	await a.makeGroup('Winter appeal', ['Ben Okoro', 'Cara Lind']);
	await a.write('Welcome.');
	await a.allOwnAre('stored');
	const context = await browser.newContext();
	const b = new Desk(await context.newPage(), parley.url, ben);
	await b.signIn();
	await b.open('Winter appeal');
	await expect(b.message('Welcome.')).toBeVisible();
	await context.setOffline(true);
	await b.hasConnection('offline');
	await b.write('Written by Ben in the tunnel');
	await b.allOwnAre('saved');

	await a.page
		.getByRole('button', { name: /members/i })
		.first()
		.click();
	await a.page.getByRole('button', { name: 'More about Ben Okoro' }).click();
	await a.page.getByRole('menuitem', { name: 'Remove' }).click();
	await a.page
		.getByRole('button', { name: /^Remove/ })
		.last()
		.click();
	await expect(a.page.getByText(/removed Ben Okoro/)).toBeVisible();

	await context.setOffline(false);
	await expect(b.conversation('Winter appeal')).toHaveCount(0, { timeout: 30_000 });
	await b.page.locator('[data-connection]').first().click();
	const dialog = b.page.getByRole('dialog');
	await expect(dialog.getByText('Written by Ben in the tunnel')).toBeVisible();
	await expect(dialog.getByText(/you were removed/)).toBeVisible();
	expect(await bodies()).not.toContain('Written by Ben in the tunnel');
});

test('two tabs that write offline at once both arrive, each text once', async ({ browser }) => {
	const c = new Desk(await (await browser.newContext()).newPage(), parley.url, cara);
	await c.signIn();
	const context = await browser.newContext();
	const one = new Desk(await context.newPage(), parley.url, ben);
	await one.signIn();
	await one.openDm('Cara Lind');
	const two = new Desk(await context.newPage(), parley.url, ben);
	await two.page.goto(one.page.url());
	await two.isUpToDate();
	await context.setOffline(true);
	await one.hasConnection('offline');
	await two.hasConnection('offline');
	const texts = Array.from({ length: 8 }, (_, i) => `Tab ${(i % 2) + 1}, text ${i}`);
	for (const [i, text] of texts.entries()) {
		const tab = i % 2 === 0 ? one : two;
		// They share one draft: what the other has sent leaves this box too.
		await expect(tab.box).toHaveValue('');
		await tab.write(text);
	}
	for (const text of texts) await expect(one.message(text)).toBeVisible();
	await one.page.reload();
	await expect(one.box).toBeVisible();
	for (const text of texts) await expect(one.message(text)).toHaveCount(1);
	await context.setOffline(false);
	await one.isUpToDate();
	await two.isUpToDate();
	await one.allOwnAre('stored');
	await two.allOwnAre('stored');
	await c.open('Ben Okoro');
	for (const text of texts) await expect(c.message(text)).toHaveCount(1);
	const stored = await bodies();
	for (const text of texts) expect(stored.filter((each) => each === text)).toHaveLength(1);
});

async function bodies(): Promise<string[]> {
	return (await storedTexts(parley)).map(({ body }) => body);
}

async function authorOf(text: string): Promise<string | undefined> {
	return (await storedTexts(parley)).find(({ body }) => body === text)?.email;
}

/** Runs in the page: until a second after the page began, no database opens. */
function slowDisk(): void {
	const open = indexedDB.open.bind(indexedDB);
	const began = performance.now();
	const holding = (name: string, version?: number) => {
		const request = open(name, version);
		request.addEventListener('success', (event) => {
			if (performance.now() - began > 1_000 || Reflect.get(event, 'again')) return;
			event.stopImmediatePropagation();
			const again = Object.assign(new Event('success'), { again: true });
			setTimeout(() => request.dispatchEvent(again), 1_000);
		});
		return request;
	};
	Object.defineProperty(indexedDB, 'open', { value: holding });
}

/** Does any database, cache or storage of this origin hold the text? */
async function storedOnDevice(page: Page, text: string): Promise<boolean> {
	return page.evaluate(async (needle) => {
		const holds = (value: unknown): boolean => {
			if (typeof value === 'string') return value.includes(needle);
			if (value instanceof Uint8Array) return new TextDecoder('latin1').decode(value).includes(needle);
			if (value instanceof ArrayBuffer) return holds(new Uint8Array(value));
			if (value instanceof Map || value instanceof Set || Array.isArray(value)) return [...value].some(holds);
			return typeof value === 'object' && value !== null && Object.values(value).some(holds);
		};
		const done = <Result>(request: IDBRequest<Result>) =>
			new Promise<Result>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		for (const { name } of await indexedDB.databases()) {
			const database = await done(indexedDB.open(name!));
			for (const store of database.objectStoreNames)
				if (holds(await done(database.transaction(store).objectStore(store).getAll()))) return true;
			database.close();
		}
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys())
				if (holds(await (await cache.match(request))!.text())) return true;
		}
		return holds({ ...localStorage }) || holds({ ...sessionStorage });
	}, text);
}
