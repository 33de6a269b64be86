/** SPEC G in browsers: two people confirm, and a third's device that was away loses the text at its next contact. */
import AxeBuilder from '@axe-core/playwright';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import postgres from 'postgres';
import { Browser } from '../support/browser.ts';
import { PASSWORD } from '../support/organisation.ts';
import { readPack } from '../support/pack-files.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

const SECRET = 'The diagnosis of Mrs Quill is in the blue folder.';
const KEPT = 'The van is booked.';

let parley: Parley;
let sql: postgres.Sql;
let people: [owner: Account, auditor: Account, away: Account];

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	sql = postgres(parley.databaseUrl, { max: 1 });
	people = (await makeTeam(parley.url, ['Ann Rivers', 'Olive Brand', 'Ben Okoro'])) as typeof people;
	const admin = new Browser(parley.url);
	await admin.signIn(people[0].email, PASSWORD);
	const { userId } = await findPerson(people[1].name);
	const changed = await admin.submit('/people?/role', { user: userId, role: 'AUDITOR' });
	expect(changed.type).toBe('success');
});
test.afterAll(async () => {
	await sql.end();
	await parley.dispose();
});
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});

async function findPerson(name: string): Promise<{ userId: string }> {
	const [row] = await sql<{ userId: string }[]>`select id as "userId" from users where name = ${name}`;
	return row!;
}

/** Everything that this browser keeps for the page, as text: each value of each database, bytes too. */
function storedBytes(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const settled = <Value>(request: IDBRequest<Value>) =>
			new Promise<Value>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const decoder = new TextDecoder();
		const read = (value: unknown): string => {
			if (value instanceof Uint8Array || value instanceof ArrayBuffer) return decoder.decode(value);
			if (value !== null && typeof value === 'object') return Object.values(value).map(read).join(' ');
			return String(value);
		};
		const found: string[] = [JSON.stringify(localStorage)];
		for (const { name } of await indexedDB.databases()) {
			const database = await settled(indexedDB.open(name!));
			for (const store of database.objectStoreNames) {
				const values: unknown[] = await settled(database.transaction(store).objectStore(store).getAll());
				found.push(...values.map(read));
			}
			database.close();
		}
		return found.join('\n');
	});
}

async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.PICTURES;
	if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

async function expectAccessible(page: Page): Promise<void> {
	await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
		[],
	);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(wide).toBeLessThanOrEqual(0);
}

test('[G1, G3, G4, G7] a message is erased by two people, and a device that was away loses it', async ({
	browser,
}) => {
	test.setTimeout(180_000);
	const desk = async (account: Account) => {
		const made = new Desk(await (await browser.newContext()).newPage(), parley.url, account);
		await made.signIn();
		return made;
	};
	const ann = await desk(people[0]);
	await ann.openDm('Ben Okoro');
	await ann.write(SECRET, KEPT);
	await ann.allOwnAre('stored');
	const ben = await desk(people[2]);
	await ben.open('Ann Rivers');
	await expect(ben.message(SECRET)).toBeVisible();
	await expect.poll(() => storedBytes(ben.page)).toContain(SECRET);
	await ben.page.context().setOffline(true);
	await ben.hasConnection('offline');

	const [row] = await sql<{ reference: string }[]>`
		select document || '#' || seq as reference from log_payloads
		where position(convert_to(${SECRET}, 'UTF8') in payload) > 0`;
	await ann.page.goto(`${parley.url}/audit/erasure`);
	await ann.page.getByLabel('Reference of the message').fill(`${row!.reference}.1`);
	await ann.page.getByLabel('Legal reference').fill('DSAR 2026-14');
	await ann.page.getByLabel('Reason').fill('Health data, sent by mistake.');
	await ann.page.getByRole('button', { name: 'Ask for the erasure' }).click();
	const asked = ann.page.locator('[data-request="1"]');
	await expect(asked).toContainText('One message of Ann Rivers in a direct message');
	await expect(asked.getByRole('button', { name: 'Approve' })).toHaveCount(0);
	await expectAccessible(ann.page);

	const olive = await desk(people[1]);
	await olive.page.goto(`${parley.url}/audit/erasure`);
	await olive.page.getByRole('button', { name: 'Approve request 1' }).click();
	await expect(olive.page.getByRole('dialog')).toContainText('Nobody can undo this.');
	await expectAccessible(olive.page);
	await olive.page.getByRole('button', { name: 'Erase for ever' }).click();
	const done = olive.page.locator('[data-request="1"]');
	await expect(done).toContainText('by legal request 1. The chain still verifies.', { timeout: 15_000 });
	await expectAccessible(olive.page);

	const gone = /^Erased on \d+ \w+ by legal request 1\.$/;
	await ann.page.goto(`${parley.url}/messages`);
	await ann.open('Ben Okoro');
	await expect(ann.page.getByText(gone)).toBeVisible();
	// Away he still has it: nobody can reach what is not there.
	await expect(ben.message(SECRET)).toBeVisible();
	await ben.page.context().setOffline(false);
	await ben.isUpToDate();
	await expect(ben.page.getByText(gone)).toBeVisible();
	await expect(ben.message(KEPT)).toBeVisible();
	for (const { page } of [ben, ann]) await expect.poll(() => storedBytes(page)).not.toContain(SECRET);

	const verified = await promisify(execFile)('npm', ['run', '--silent', 'log:verify'], {
		env: { ...process.env, DATA_DIR: parley.dataFolder },
	});
	expect(verified.stdout).toContain('One text was erased by legal request. The chain still verifies.');
});

test('[G12, E10] what was forwarded goes with the message, and an exported pack says so where it is opened', async ({
	browser,
}) => {
	test.setTimeout(180_000);
	const context = await browser.newContext({ acceptDownloads: true });
	const ann = new Desk(await context.newPage(), parley.url, people[0]);
	await ann.signIn();
	await ann.makeGroup('Night desk', ['Ben Okoro']);
	await ann.makeGroup('Ward round', ['Ben Okoro']);
	const forwarded = 'Mrs Quill sleeps in room nine.';
	await ann.write(KEPT, forwarded);
	await ann.allOwnAre('stored');
	const conversation = ann.page.url().split('/').at(-1)!;
	await ann.message(forwarded).hover();
	await ann.page.getByRole('button', { name: 'Forward', exact: true }).click();
	const target = ann.page.getByRole('combobox', { name: 'Forward to' });
	// An auditor takes part in nothing, so nobody is offered to write to her.
	await target.fill('olive');
	await expect(ann.page.getByRole('option')).toHaveCount(0);
	await target.fill('night');
	await ann.page.keyboard.press('Enter');
	await ann.page.getByRole('button', { name: 'Forward', exact: true }).last().click();
	await ann.open('Night desk');
	await expect(ann.message(forwarded)).toBeVisible();
	await ann.allOwnAre('stored');

	const [row] = await sql<{ reference: string }[]>`
		select document || '#' || seq as reference from log_payloads
		where document = ${`c/${conversation}/0`} and position(convert_to(${forwarded}, 'UTF8') in payload) > 0`;
	await ann.page.goto(`${parley.url}/audit/erasure`);
	await ann.page.getByLabel('Reference of the message').fill(`${row!.reference}.1`);
	await ann.page.getByLabel('Legal reference').fill('DSAR 2026-15');
	await ann.page.getByLabel('Reason').fill('Where a patient sleeps.');
	await ann.page.getByRole('button', { name: 'Ask for the erasure' }).click();
	const asked = ann.page.locator('[data-request]').filter({ hasText: 'Forwarded, so with' });
	await expect(asked).toHaveCount(1);
	await expectAccessible(ann.page);
	const number = await asked.getAttribute('data-request');

	const olive = new Desk(await (await browser.newContext()).newPage(), parley.url, people[1]);
	await olive.signIn();
	await olive.page.goto(`${parley.url}/audit/erasure`);
	await olive.page.getByRole('button', { name: `Approve request ${number}` }).click();
	await expect(olive.page.getByRole('dialog')).toContainText('What was forwarded goes too');
	await picture(olive.page, 'erasure-forward-dialog');
	await olive.page.getByRole('button', { name: 'Erase for ever' }).click();
	const isErased = () => sql`
		select 1 from log_payloads where position(convert_to(${forwarded}, 'UTF8') in payload) > 0`;
	await expect.poll(async () => (await isErased()).length).toBe(0);
	await olive.page.reload();
	for (const each of [Number(number), Number(number) + 1])
		await expect(olive.page.locator(`[data-request="${each}"]`)).toContainText(
			`by legal request ${each}. The chain still verifies.`,
		);
	await picture(olive.page, 'erasure-forward');

	await ann.page.goto(`${parley.url}/audit/${conversation}`);
	await ann.page.getByRole('button', { name: 'Export evidence' }).click();
	const dialog = ann.page.getByRole('dialog', { name: 'Export evidence' });
	await dialog.getByLabel('Reason').fill('A complaint.');
	const downloaded = ann.page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Export', exact: true }).click();
	const folder = mkdtempSync(join(tmpdir(), 'parley-erased-'));
	try {
		const file = join(folder, 'pack.zip');
		await (await downloaded).saveAs(file);
		const page = join(folder, 'verify.html');
		writeFileSync(page, (await readPack(file)).get('verify.html')!);
		const verifier = await (await browser.newContext({ offline: true })).newPage();
		await verifier.goto(pathToFileURL(page).href);
		await verifier.locator('#file').setInputFiles(file);
		await expect(verifier.getByText('Every row is what it was, in its place')).toBeVisible();
		await expect(verifier.getByText(/erased/i).first()).toBeVisible();
		await expect(verifier.getByText(forwarded)).toHaveCount(0);
		await picture(verifier, 'verify-erased');
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('nobody but owners and auditors finds the page', async ({ browser }) => {
	const ben = new Desk(await (await browser.newContext()).newPage(), parley.url, people[2]);
	await ben.signIn();
	await ben.page.goto(`${parley.url}/audit/erasure`);
	await expect(ben.page.getByText('There is nothing here, or it is not shared with you.')).toBeVisible();
});
