/** [X18] A pack is exported from the audit's page, and its own page judges it from a disk, without the server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import postgres from 'postgres';
import { changeRows, pack, readPack, type PackContent } from '../support/pack-files.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script>';

let parley: Parley;
let ann: Account;
let folder: string;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro'])) as [Account, Account];
	folder = mkdtempSync(join(tmpdir(), 'parley-evidence-'));
});
test.afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await parley.dispose();
});

/** Drops a pack on the page that is opened from the disk. */
async function judge(page: Page, name: string, content: PackContent): Promise<void> {
	const path = join(folder, name);
	writeFileSync(path, await pack(content));
	await page.locator('#file').setInputFiles(path);
}

test('[X18] the exported pack opens from a disk, and a changed one names the row that the audit page names', async ({
	browser,
}) => {
	const context = await browser.newContext({ acceptDownloads: true });
	const desk = new Desk(await context.newPage(), parley.url, ann);
	const { page } = desk;
	await desk.signIn();
	await desk.makeGroup('Rota', ['Ben Okoro']);
	await desk.write('The van is booked.', HOSTILE, 'It leaves at nine.');
	await desk.allOwnAre('stored');
	const conversation = page.url().split('/').at(-1)!;

	await page.goto(`${parley.url}/audit/${conversation}`);
	await page.getByRole('button', { name: 'Export evidence' }).click();
	const dialog = page.getByRole('dialog', { name: 'Export evidence' });
	await dialog.getByRole('button', { name: 'Export', exact: true }).click();
	await expect(dialog.getByText('A reason is needed.')).toBeVisible();
	await dialog.getByLabel('Reason').fill('A complaint of 3 May.');
	if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, 'dialog.png') });
	const downloaded = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Export', exact: true }).click();
	const file = join(folder, 'pack.zip');
	await (await downloaded).saveAs(file);
	await expect(dialog.getByText('The verifier is in it.')).toBeVisible();

	const content = await readPack(file);
	writeFileSync(join(folder, 'verify.html'), content.get('verify.html')!);
	const transcript = [...content.keys()].find(
		(name) => name.endsWith('.html') && name.startsWith('transcripts/'),
	)!;
	writeFileSync(join(folder, 'transcript.html'), content.get(transcript)!);

	const offline = await browser.newContext({ offline: true });
	const asked: string[] = [];
	offline.on('request', (request) => {
		if (!/^(file|blob):/.test(request.url())) asked.push(request.url());
	});
	const verifier = await offline.newPage();
	const errors: string[] = [];
	verifier.on('pageerror', (error) => errors.push(error.message));
	await verifier.goto(pathToFileURL(join(folder, 'verify.html')).href);
	await judge(verifier, 'good.zip', content);
	await expect(verifier.getByText('Every row is what it was, in its place')).toBeVisible();
	await expect(verifier.getByText('hidden fact', { exact: false })).toBeVisible();
	if (process.env.PICTURES)
		await verifier.screenshot({ path: join(process.env.PICTURES, 'verify.png'), fullPage: true });

	const row = 3;
	changeRows(content, `documents/${conversation}-0/0.jsonl`, (each) =>
		each.seq === row ? { ...each, receivedAt: Number(each.receivedAt) + 1 } : each,
	);
	await judge(verifier, 'bad.zip', content);
	await expect(verifier.getByText('This pack does not hold.')).toBeVisible();
	await expect(verifier.locator('.finding')).toContainText(
		`Row ${row} of conversation ${conversation}: its hash is not that of its fields.`,
	);
	if (process.env.PICTURES)
		await verifier.screenshot({ path: join(process.env.PICTURES, 'bad.png'), fullPage: true });

	const reader = await offline.newPage();
	await reader.goto(pathToFileURL(join(folder, 'transcript.html')).href);
	await expect(reader.getByText(HOSTILE)).toBeVisible();
	await expect(reader.locator('img')).toHaveCount(0);
	expect(await reader.title()).toBe('Rota');
	if (process.env.PICTURES)
		await reader.screenshot({ path: join(process.env.PICTURES, 'transcript.png'), fullPage: true });
	expect({ asked, errors }).toEqual({ asked: [], errors: [] });

	// The same change in the database: the audit's page names the same row.
	const sql = postgres(parley.databaseUrl, { max: 1, onnotice: () => undefined });
	try {
		await sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx`
				update log_rows set received_at = received_at + 1 where document = ${`c/${conversation}/0`} and seq = ${row}`;
		});
	} finally {
		await sql.end();
	}
	await page.goto(`${parley.url}/audit/${conversation}`);
	await expect(page.getByText(`Row ${row} `, { exact: false }).first()).toBeVisible();
});
