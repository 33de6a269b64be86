/** [L13, X1, X2, P9] What staff write among themselves, and what came back after a backup, on the audit's page and in a pack. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import postgres from 'postgres';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { desk, PHONE } from '../support/desk.ts';
import { PASSWORD } from '../support/organisation.ts';
import { changeRows, pack, readPack } from '../support/pack-files.ts';
import { SILENT } from '../support/relay-server.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { makeTeam, type Account } from '../support/team.ts';
import { until } from '../support/until.ts';

const WORDY = 'Maximiliana Featherstonehaugh-Cholmondeley of Upper Slaughter';

let parley: Parley;
let ann: Account;
let group: string;
let folder: string;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro', WORDY])) as [Account];
	folder = mkdtempSync(join(tmpdir(), 'parley-notes-'));
	await haveConversation(await desk(browser, parley, ann));
});
test.afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await parley.dispose();
});
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});

/** Ann talks, keeps notes by a program of hers, and gives back what she said after the copy of the database that is put back. */
async function haveConversation(a: Awaited<ReturnType<typeof desk>>): Promise<void> {
	await a.makeGroup('Winter appeal', ['Ben Okoro', WORDY]);
	await a.write('The van is booked.');
	await a.allOwnAre('stored');
	group = a.page.url().split('/').at(-1)!;
	await amongStaff();
	await parley.stop();
	const stored = join(parley.dataFolder, 'postgres');
	execFileSync('cp', ['-a', stored, join(folder, 'backup')]);
	await parley.start();
	await a.isUpToDate();
	await a.write('Said after the backup.', 'A slip of the pen.');
	await a.allOwnAre('stored');
	const slip = a.message('A slip of the pen.');
	await slip.hover();
	await slip.getByRole('button', { name: 'More', exact: true }).click();
	await a.page.getByRole('menuitem', { name: 'Delete' }).click();
	await a.page.getByRole('button', { name: 'Delete', exact: true }).click();
	await expect(a.page.getByText('Message deleted', { exact: true }).last()).toBeVisible();
	await hasReceipts(a.page, await rows());
	await parley.stop();
	rmSync(stored, { recursive: true });
	execFileSync('cp', ['-a', join(folder, 'backup'), stored]);
	const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
	execFileSync(process.execPath, ['src/bin/bootstrap.mjs', 'log-restore'], {
		env: { PATH, HOME, TMPDIR, DATA_DIR: parley.dataFolder, npm_lifecycle_event: 'log-restore' },
	});
	await parley.start();
	await expect(a.page.getByText(/^restored by/i).first()).toBeVisible({ timeout: 60_000 });
	await a.isUpToDate();
	await makeCheckpoint();
}

/** A remark, and notes that are written and then put right. */
async function amongStaff(): Promise<void> {
	const signedIn = await fetch(`${parley.url}/api/sign-in`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email: ann.email, password: PASSWORD, device: { name: 'Desk' } }),
	});
	const program = (await signedIn.json()) as { token: string; device: number };
	const server = { url: parley.url.replace('http', 'ws') };
	const who = {
		...program,
		id: (await ask<{ id: string }>((sql) => sql`select id from users where name = ${ann.name}`))[0]!.id,
	};
	const remarks = new StockReplica(server, who, `i/${group}/0`, 0);
	const notes = new StockReplica(server, who, `d/${group}/notes`, 1);
	try {
		await until(() => remarks.provider.synced && notes.provider.synced, 30_000);
		remarks.say('Between ourselves.');
		textOf(notes.doc, TEXT_ROOT).insert(0, 'Ring the garage on Monday.');
		await until(async () => (await rows('text')) === 1, 30_000, 50);
		textOf(notes.doc, TEXT_ROOT).delete(19, 6);
		textOf(notes.doc, TEXT_ROOT).insert(19, 'Tuesday');
		await until(async () => (await rows('text')) > 1, 30_000, 50);
		await until(() => remarks.stored.length === 1, 30_000);
	} finally {
		remarks.destroy();
		notes.destroy();
	}
}

/** Now, not within the minute. */
async function makeCheckpoint(): Promise<void> {
	await ask(async (sql) => {
		const keys = openServerKeys(join(parley.dataFolder, 'keys'));
		await new Checkpoints(sql, keys, join(parley.dataFolder, 'checkpoints'), systemClock, SILENT).make();
	});
}

async function ask<Row>(question: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<Row[]> {
	const sql = postgres(parley.databaseUrl, { max: 1, onnotice: () => undefined });
	try {
		return (await question(sql)) as Row[];
	} finally {
		await sql.end();
	}
}

/** How many rows the log has of this kind, or of the group's conversation. */
async function rows(kind?: string): Promise<number> {
	const [found] = await ask<{ count: number }>((sql) =>
		kind
			? sql`select count(*)::int from log_rows where kind = ${kind} and document = ${`d/${group}/notes`}`
			: sql`select count(*)::int from log_rows where document = ${`c/${group}/0`}`,
	);
	return found!.count;
}

/** The browser keeps receipts for so many rows, everybody's: it asks for them some time after the news (SPEC P4). */
async function hasReceipts(page: Page, count: number): Promise<void> {
	const kept = () =>
		page.evaluate(async () => {
			const answer = <Value>(request: IDBRequest<Value>) =>
				new Promise<Value>((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error!);
				});
			let end = 0;
			for (const { name } of await indexedDB.databases()) {
				const database = await answer(indexedDB.open(name!));
				for (const store of database.objectStoreNames) {
					const values: unknown[] = await answer(database.transaction(store).objectStore(store).getAll());
					for (const value of values as ({ asked?: boolean; end?: number } | null)[])
						if (value?.asked) end = Math.max(end, value.end ?? 0);
				}
				database.close();
			}
			return end;
		});
	await expect.poll(kept, { timeout: 90_000, intervals: [1_000] }).toBeGreaterThanOrEqual(count);
}

async function openAudit(page: Page): Promise<void> {
	await page.goto(`${parley.url}/audit/${group}`);
	await expect(page.locator('[data-verdict]')).not.toHaveAttribute('data-verdict', 'pending');
}

const line = (page: Page, text: string) => page.locator('[data-row]').filter({ hasText: text });

test('[L13, X1, X2, P10] remarks, notes and what was given back are rows like others, judged and told', async ({
	browser,
}) => {
	const { page } = await desk(browser, parley, ann);
	await openAudit(page);
	await expect(page.locator('[data-verdict="good"]')).toContainText('no gap, signature valid.');
	await expect(line(page, 'Between ourselves.').locator('.badge')).toHaveText('Internal');
	const inspector = page.getByRole('region', { name: 'Inspector' });
	const note = line(page, 'Tuesday').last();
	await expect(note.locator('.badge')).toHaveText('Note');
	await note.click();
	await expect(inspector).toContainText('As the notes stood');
	await expect(inspector).toContainText('Ring the garage on Tuesday.');

	const given = line(page, 'Said after the backup.');
	await expect(given.locator('.badge')).toHaveText('Given back');
	await given.click();
	await expect(inspector).toContainText('it was given back by Ann’s device');
	await expect(inspector.locator('dt', { hasText: 'Given back' })).toBeVisible();
	await expect(page.locator('[data-row]').filter({ hasText: 'its text is gone' })).toHaveCount(1);
	await page.getByRole('button', { name: 'As seen by members' }).click();
	await page.keyboard.press('End');
	const seen = page.getByRole('region', { name: 'As seen by members' });
	await expect(seen).toContainText('Said after the backup.');
	await expect(seen).toContainText('Message deleted');
	await expect(seen).not.toContainText('A slip of the pen.');
});

/** As the owner of the database, with the triggers off: other bytes in the place of a word of the notes. */
function exchange(from: string, to: string): Promise<unknown> {
	const hex = (text: string) => Buffer.from(text).toString('hex');
	return ask((sql) =>
		sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx`
				update log_payloads set payload = decode(replace(encode(payload, 'hex'), ${hex(from)}, ${hex(to)}), 'hex')
				where document = ${`d/${group}/notes`}`;
			return [];
		}),
	);
}

test('[X6, X18] a note that was changed in PostgreSQL is named on the page, and one of a pack on its own page', async ({
	browser,
}) => {
	const { page } = await desk(browser, parley, ann, { acceptDownloads: true });
	await openAudit(page);
	await page.getByRole('button', { name: 'Export evidence' }).click();
	const dialog = page.getByRole('dialog', { name: 'Export evidence' });
	await dialog.getByLabel('Reason').fill('A complaint of 3 May.');
	const downloaded = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Export', exact: true }).click();
	const file = join(folder, 'pack.zip');
	await (await downloaded).saveAs(file);
	await expect(dialog.getByText('The verifier is in it.')).toBeVisible();
	const content = await readPack(file);
	writeFileSync(join(folder, 'verify.html'), content.get('verify.html')!);
	const verifier = await (await browser.newContext({ offline: true })).newPage();
	await verifier.goto(pathToFileURL(join(folder, 'verify.html')).href);
	await verifier.locator('#file').setInputFiles(file);
	await expect(verifier.getByText('Every row is what it was, in its place')).toBeVisible();
	await picture(verifier, 'verify');
	const notes = `documents/${group}-notes/0.jsonl`;
	let changed = -1;
	changeRows(content, notes, (row) => {
		const leaves = row.leaves as [string, string][];
		const text = Buffer.from(leaves[1]![1], 'base64').toString('latin1');
		if (!text.includes('Tuesday')) return row;
		changed = row.seq;
		const bytes = Buffer.from(text.replace('Tuesday', 'Tuesdax'), 'latin1').toString('base64');
		return { ...row, leaves: [leaves[0], [leaves[1]![0], bytes]] };
	});
	const other = join(folder, 'changed.zip');
	writeFileSync(other, await pack(content));
	await verifier.locator('#file').setInputFiles(other);
	await expect(verifier.locator('.finding').first()).toContainText(
		`Row ${changed} of the notes of conversation ${group}:`,
	);
	await picture(verifier, 'verify-bad');

	await exchange('Tuesday', 'Tuesdax');
	try {
		await openAudit(page);
		await expect(page.locator('[data-verdict="bad"]')).toContainText(
			`Row n${changed} is not what was stored`,
		);
		await expect(line(page, 'Tuesdax').last()).toContainText('not proven');
		await picture(page, 'tampered');
	} finally {
		await exchange('Tuesdax', 'Tuesday');
	}
});

async function picture(page: Page, name: string): Promise<void> {
	if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`) });
}

async function isAccessible(page: Page): Promise<void> {
	await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
		[],
	);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

for (const [size, colorScheme] of [
	['1280', 'light'],
	['1280', 'dark'],
	['390', 'light'],
	['390', 'dark'],
] as const)
	test(`notes, what was given back, export and erasure have no obstacle, ${size} px, ${colorScheme}`, async ({
		browser,
	}) => {
		const look = async (name: string) => {
			await picture(page, `${name}-${size}-${colorScheme}`);
			await isAccessible(page);
		};
		const isPhone = size === '390';
		const { page } = await desk(browser, parley, ann, { ...(isPhone ? PHONE : {}), colorScheme });
		await page.goto(`${parley.url}/audit`);
		await expect(page.getByRole('link', { name: /Winter appeal/ })).toBeVisible();
		await look('list');
		await openAudit(page);
		await look('log');
		const inspector = page.getByRole('region', { name: 'Inspector' });
		for (const [name, text] of [
			['note', 'Tuesday'],
			['restored', 'Said after the backup.'],
		] as const) {
			await line(page, text).last().click();
			await expect(inspector).toContainText(text);
			await look(name);
			if (isPhone) await inspector.getByRole('button', { name: 'Close the inspector' }).click();
		}
		await page.getByRole('button', { name: 'Filters' }).click();
		await expect(page.getByLabel('Kind')).toBeVisible();
		await look('filter');
		await page.getByRole('button', { name: 'Export evidence' }).click();
		await page.getByLabel('Texts of some days or of one person').check();
		await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible();
		await look('export');
		await page.keyboard.press('Escape');
		await page.goto(`${parley.url}/audit/organisation`);
		await expect(page.locator('[data-record]').first()).toBeVisible();
		await look('record');
		await page.goto(`${parley.url}/audit/erasure`);
		await expect(page.getByRole('heading', { name: 'New request' })).toBeVisible();
		await look('erasure');
		await page.goto(`${parley.url}/messages/${group}`);
		await expect(page.locator('article').filter({ hasText: 'Said after the backup.' })).toBeVisible();
		await picture(page, `conversation-${size}-${colorScheme}`);
	});
