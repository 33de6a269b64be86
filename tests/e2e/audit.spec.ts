/** The audit's pages (K08, K15, X6): every row as it stood, proved by the browser, and every look recorded. */
import AxeBuilder from '@axe-core/playwright';
import {
	expect,
	test,
	type Browser as Chromium,
	type BrowserContextOptions,
	type Page,
} from '@playwright/test';
import postgres from 'postgres';
import { Browser } from '../support/browser.ts';
import { PASSWORD } from '../support/organisation.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

const NOTHING = 'There is nothing here, or it is not shared with you.';
const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	isMobile: true,
	hasTouch: true,
};

let parley: Parley;
let sql: postgres.Sql;
let ann: Account;
let ben: Account;
let cara: Account;
const ivy: Account = { name: 'Ivy Stone', email: 'ivy@larkfield.example' };
let group: string;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(300_000);
	parley = await startParley();
	sql = postgres(parley.databaseUrl, { max: 1 });
	[ann, ben, cara] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro', 'Cara Lind'])) as [
		Account,
		Account,
		Account,
	];
	const owner = new Browser(parley.url);
	await owner.signIn(ann.email, PASSWORD);
	const invited = await owner.submit('/people?/invite', { role: 'AUDITOR' });
	await new Browser(parley.url).submit(new URL(invited.values.link!).pathname, {
		...ivy,
		password: PASSWORD,
	});
	await haveConversation(browser);
});
test.afterAll(async () => {
	await sql.end();
	await parley.dispose();
});
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});

async function desk(browser: Chromium, account: Account, options: BrowserContextOptions = {}): Promise<Desk> {
	const made = new Desk(await (await browser.newContext(options)).newPage(), parley.url, account);
	await made.signIn();
	return made;
}

/** Ann's "It leaves at eight." becomes nine; what Ben says is deleted; both texts stay in the log. */
async function haveConversation(browser: Chromium): Promise<void> {
	const a = await desk(browser, ann);
	await a.makeGroup('Winter appeal', ['Ben Okoro']);
	await a.write('The van is booked.', 'It leaves at eight.');
	await a.allOwnAre('stored');
	await a.box.press('ArrowUp');
	await a.box.fill('It leaves at nine.');
	await a.box.press('Enter');
	await expect(a.message('It leaves at nine.')).toBeVisible();
	const b = await desk(browser, ben);
	await b.open('Winter appeal');
	await b.write('I would not tell them.');
	await b.allOwnAre('stored');
	const said = b.message('I would not tell them.');
	await said.hover();
	await said.getByRole('button', { name: 'More', exact: true }).click();
	await b.page.getByRole('menuitem', { name: 'Delete' }).click();
	await b.page.getByRole('button', { name: 'Delete', exact: true }).click();
	await expect(a.page.getByText('Message deleted', { exact: true }).last()).toBeVisible();
	await a.write('After all that.');
	await a.allOwnAre('stored');
	await b.openDm('Cara Lind');
	await b.write('Between the two of us.');
	await b.allOwnAre('stored');
	group = (await sql<{ id: string }[]>`select id from conversations where name = 'Winter appeal'`)[0]!.id;
	for (const context of browser.contexts()) await context.close();
}

/** Once a checkpoint has signed every row of the group: one is made each minute. */
async function isSigned(): Promise<void> {
	const behind = async () =>
		Number(
			(
				await sql`
					select count(*) from document_heads h left join checkpoint_heads c using (document)
					where h.document = ${`c/${group}/0`} and h.seq is distinct from c.seq`
			)[0]!.count,
		);
	await expect.poll(behind, { timeout: 100_000, intervals: [1_000] }).toBe(0);
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Row' });
const said = (page: Page) => slider(page).getAttribute('aria-valuetext');
const line = (page: Page, text: string) => page.locator('[data-kind="message"]').filter({ hasText: text });

async function openAudit(page: Page): Promise<void> {
	await page.goto(`${parley.url}/audit/${group}`);
	await expect(page.locator('[data-verdict]')).not.toHaveAttribute('data-verdict', 'pending');
}

test('[K15] scrubbed to before an edit and a deletion, both are seen', async ({ browser }) => {
	await isSigned();
	const { page } = await desk(browser, ivy);
	await page.getByRole('link', { name: 'Audit' }).click();
	await page.getByRole('searchbox', { name: 'Find conversations' }).fill('appeal ben');
	await page.getByRole('link', { name: /Winter appeal/ }).click();
	await expect(page.locator('[data-verdict="good"]')).toContainText(
		/^Verified up to checkpoint \d+ \(.+, \d\d:\d\d:00|Verified up to checkpoint/,
	);
	await expect(page.locator('[data-verdict="good"]')).toContainText('rows, no gap, signature valid.');

	// At the end: what was said and what became of it.
	await expect(line(page, 'I would not tell them.')).toContainText(
		/Deleted by Ben at \d\d:\d\d:\d\d, row\s+\d+\./,
	);
	await page.keyboard.press('[');
	await expect(slider(page)).toHaveAttribute(
		'aria-valuetext',
		/^Row \d+ of \d+, \d\d:\d\d:\d\d, Ben deleted row \d+$/,
	);
	await page.keyboard.press('ArrowLeft');
	await expect(line(page, 'I would not tell them.')).not.toContainText('Deleted by');
	await page.keyboard.press('[');
	await expect(slider(page)).toHaveAttribute('aria-valuetext', /Ann edited row \d+$/);
	const edit = page.locator('[data-kind="edit"]');
	await expect(edit.locator('del')).toHaveText('eight.');
	await expect(edit.locator('ins')).toHaveText('nine.');
	await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('by its own author');
	await page.keyboard.press('ArrowLeft');
	await expect(line(page, 'It leaves at eight.')).not.toContainText('edited in row');

	// As the members saw it then, and now.
	await page.getByRole('button', { name: 'As seen by members' }).click();
	const seen = page.getByRole('region', { name: 'As seen by members' });
	await expect(seen).toContainText('It leaves at eight.');
	await expect(seen).not.toContainText('I would not tell them.');
	await page.keyboard.press('End');
	await expect(seen).toContainText('It leaves at nine.');
	await expect(seen).toContainText('Message deleted');
	await expect(seen).not.toContainText('I would not tell them.');
});

test('[K15] the keyboard, the pointer, play and filters move through the rows', async ({ browser }) => {
	const { page } = await desk(browser, ivy);
	await openAudit(page);
	const last = (await slider(page).getAttribute('aria-valuemax'))!;
	await page.keyboard.press('Home');
	await expect(slider(page)).toHaveAttribute('aria-valuenow', '0');
	await page.keyboard.press('Shift+ArrowRight');
	await expect(slider(page)).not.toHaveAttribute('aria-valuenow', '0');
	await page.keyboard.press('End');
	await expect(slider(page)).toHaveAttribute('aria-valuenow', last);
	const box = (await slider(page).boundingBox())!;
	await page.mouse.move(box.x + box.width - 10, box.y + 40);
	await page.mouse.down();
	await page.mouse.move(box.x + 90, box.y + 40, { steps: 5 });
	await page.mouse.up();
	await expect(slider(page)).not.toHaveAttribute('aria-valuenow', last);
	await page.keyboard.press('Home');
	await page.keyboard.press('Space');
	await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
	await expect(slider(page)).toHaveAttribute('aria-valuenow', last);
	await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
	await page.getByRole('button', { name: 'Filters' }).click();
	await page.getByLabel('Kind').selectOption('Deletion');
	await expect(page.locator('[data-row]')).toHaveCount(1);
	await page.getByLabel('Kind').selectOption('All rows');
	await page.getByLabel('Person').selectOption('Ben Okoro');
	await expect(page.locator('[data-kind="message"]')).toHaveCount(1);
	await page.getByRole('button', { name: 'Clear' }).click();
	// Nobody has moved it back: what a filter hides is hidden, and the playhead stays.
	expect(await said(page)).toMatch(/^Row \d+ of \d+/);
});

/** As the owner of the database, with the triggers off. */
function tamper(change: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<unknown> {
	return sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await change(tx);
	});
}

test('[X6] a row that was changed in PostgreSQL is named, and so is a broken chain', async ({ browser }) => {
	const document = `c/${group}/0`;
	const hex = (text: string) => Buffer.from(text).toString('hex');
	const exchange = (from: string, to: string) =>
		tamper(
			(tx) => tx`
				update log_payloads set payload = decode(replace(encode(payload, 'hex'), ${hex(from)}, ${hex(to)}), 'hex')
				where document = ${document}`,
		);
	await isSigned();
	const { page } = await desk(browser, ivy);
	await openAudit(page);
	const booked = await line(page, 'The van is booked.').getAttribute('data-row');
	const row = Number(booked);

	await exchange('The van is booked.', 'The car is booked.');
	try {
		await page.getByRole('button', { name: 'Verify again' }).click();
		await expect(page.locator('[data-verdict="bad"]')).toHaveText(
			new RegExp(
				`Row ${row} is not what was stored: its payload is not the one that was sealed\\.\\s+Verified up to row ${row - 1}\\. Nothing after it is proven\\.`,
			),
		);
		await expect(line(page, 'The car is booked.')).toContainText('not proven');
	} finally {
		await exchange('The car is booked.', 'The van is booked.');
	}

	const prev = await sql`select prev from log_rows where document = ${document} and seq = ${row}`;
	await tamper((tx) => tx`update log_rows set prev = hash where document = ${document} and seq = ${row}`);
	try {
		await page.getByRole('button', { name: 'Verify again' }).click();
		await expect(page.locator('[data-verdict="bad"]')).toContainText(
			`Row ${row} does not continue row ${row - 1}. Verified up to row ${row - 1}. Nothing after it is proven.`,
		);
	} finally {
		await tamper(
			(tx) => tx`update log_rows set prev = ${prev[0]!.prev} where document = ${document} and seq = ${row}`,
		);
	}
	await page.getByRole('button', { name: 'Verify again' }).click();
	await expect(page.locator('[data-verdict="good"]')).toBeVisible();
});

test('[K08] a look is recorded and leaves no other trace', async ({ browser }) => {
	const state = () =>
		sql`select (select count(*) from read_positions) as reads, (select count(*) from memberships) as members`;
	const i = await desk(browser, ivy);
	const before = await state();
	await openAudit(i.page);
	expect(await state()).toEqual(before);

	const a = await desk(browser, ann);
	await a.open('Winter appeal');
	await expect(a.page.getByText('Ivy Stone')).toHaveCount(0);
	await a.page.goto(`${parley.url}/audit/organisation`);
	await expect(
		a.page.locator('[data-record]').filter({ hasText: 'Ivy Stone read all rows of Winter appeal' }).first(),
	).toBeVisible();
	await a.page.getByLabel('Kind').selectOption('Sign-ins and devices');
	await a.page.getByLabel('Person').selectOption('Ivy Stone');
	await expect(
		a.page.locator('[data-record]').filter({ hasText: 'Ivy Stone signed in' }).first(),
	).toBeVisible();
	await expect(a.page.locator('[data-record]').filter({ hasText: 'read all rows' })).toHaveCount(0);
});

test('[K08] an owner opens other people’s messages with a reason, which is recorded', async ({ browser }) => {
	const { page } = await desk(browser, ann);
	await page.goto(`${parley.url}/audit`);
	const dm = page.getByRole('link', { name: /Ben Okoro and Cara Lind|Cara Lind and Ben Okoro/ });
	await expect(dm).toContainText('Needs a reason');
	await dm.click();
	await page.getByRole('button', { name: 'Open the rows' }).click();
	await expect(page.getByText('A reason is needed.')).toBeVisible();
	await page.getByLabel('Reason').fill('Complaint 12');
	await page.getByRole('button', { name: 'Open the rows' }).click();
	await expect(line(page, 'Between the two of us.')).toBeVisible();
	await page.goto(`${parley.url}/audit/organisation`);
	const recorded = page.locator('[data-record]').filter({ hasText: 'Complaint 12' });
	await expect(recorded).toContainText('Ann Rivers read all rows of the direct message between');
	await expect(recorded).toContainText('With a reason');
});

test('[K08] a member gets nothing', async ({ browser }) => {
	const { page } = await desk(browser, cara);
	await expect(page.getByRole('link', { name: 'People' }).first()).toBeVisible();
	await expect(page.getByRole('link', { name: 'Audit' })).toHaveCount(0);
	for (const path of ['/audit', `/audit/${group}`, '/audit/organisation']) {
		await page.goto(parley.url + path);
		await expect(page.getByText(NOTHING)).toBeVisible();
		await expect(page.getByText('Winter appeal')).toHaveCount(0);
	}
	await page.goto(`${parley.url}/audit/01890000-0000-7000-8000-000000000000`);
	await expect(page.getByText(NOTHING)).toBeVisible();
});

async function expectAccessible(page: Page): Promise<void> {
	await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
		[],
	);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

for (const colorScheme of ['light', 'dark'] as const)
	for (const [size, options] of [
		['1280', {}],
		['390', PHONE],
	] as const)
		test(`the audit has no obstacle, ${size} px, ${colorScheme}`, async ({ browser }) => {
			const { page } = await desk(browser, ivy, { ...options, colorScheme });
			await page.goto(`${parley.url}/audit`);
			await expect(page.getByRole('link', { name: /Winter appeal/ })).toBeVisible();
			await expectAccessible(page);
			await openAudit(page);
			await page.keyboard.press('[');
			await expectAccessible(page);
			await page.getByRole('button', { name: 'Filters' }).click();
			await expect(page.getByLabel('Kind')).toBeVisible();
			await expectAccessible(page);
			await page.getByRole('button', { name: 'Filters' }).click();
			await line(page, 'After all that.').click();
			await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
			await expectAccessible(page);
			await page.goto(`${parley.url}/audit/organisation`);
			await expect(page.locator('[data-record]').first()).toBeVisible();
			await expectAccessible(page);
		});
