/** Sending files: choosing, dropping, pasting, recording, and what is on its way when the network or the browser goes (features D, X1). */
import AxeBuilder from '@axe-core/playwright';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttachedFile } from '../../src/lib/domain/attached-file.ts';
import { desk, startTeam } from '../support/desk.ts';
import type { Parley } from '../support/start-parley.ts';
import { Desk, type Account } from '../support/team.ts';

const MB = 2 ** 20;
/** The 100 MB in the long form. */
const LARGE = (process.env.FILES_LONG ? 100 : 24) * MB;

let parley: Parley;
let ann: Account;
let ben: Account;

startTeam(
	['Ann Rivers', 'Ben Okoro'],
	(started, accounts) => {
		parley = started;
		[ann, ben] = accounts;
	},
	{ env: { MAX_FILE_MB: String(LARGE / MB + 1) } },
);

test('[D01] several files are chosen, put in order and sent with a caption, and arrive byte for byte', async ({
	browser,
}) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	const sent = announced(at.page);
	const contents = { 'notes.txt': 'One line.', 'table.csv': 'a,b\n1,2\n', 'empty.bin': '' };
	await choose(at, contents);
	await expect(tray(at)).toHaveText([/notes\.txt/, /table\.csv/, /empty\.bin/]);
	await expect(at.page.locator('[data-staged][data-state="ready"]')).toHaveCount(3);

	await hasNoObstacle(at.page);
	// The keyboard moves and removes; the cursor stays with what was moved.
	await tray(at).nth(1).focus();
	await at.page.keyboard.press('Alt+ArrowLeft');
	await expect(tray(at)).toHaveText([/table\.csv/, /notes\.txt/, /empty\.bin/]);
	await expect(tray(at).first()).toBeFocused();
	await at.page.getByRole('button', { name: 'Remove notes.txt' }).click();
	await expect(tray(at)).toHaveCount(2);

	await at.box.fill('Both for Monday');
	await at.box.press('Enter');
	await expect(tray(at)).toHaveCount(0);
	await expect(at.message('Both for Monday')).toBeVisible();
	await at.allOwnAre('stored');
	await expect.poll(() => sent.length).toBe(2);
	expect(sent.map(({ file }) => file[1]).sort()).toEqual(['empty.bin', 'table.csv']);

	const other = await desk(browser, parley, ben);
	await other.open('Ann Rivers');
	await expect(other.message('Both for Monday')).toBeVisible();
	for (const { conversation, file } of sent) {
		const content = contents[file[1] as keyof typeof contents];
		await expect.poll(() => digestAt(other.page, conversation, file[0])).toBe(sha256(Buffer.from(content)));
	}

	// Without a caption the files are the message.
	await choose(at, { 'alone.txt': 'x' });
	await at.page.getByRole('button', { name: 'Send', exact: true }).click();
	await expect(other.page.locator('article[data-message]').last()).toContainText('alone.txt');
});

test('[D01] what is too large or too much is said in words, and the text stays', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	await at.box.fill('See these');
	const folder = mkdtempSync(join(tmpdir(), 'parley files-'));
	try {
		const path = join(folder, 'film.mp4');
		writeFileSync(path, Buffer.alloc(LARGE + 2 * MB));
		await at.page.locator('input[data-attach]').setInputFiles(path);
		const problem = at.page.getByRole('alert');
		await expect(problem).toContainText(/Not attached\. film\.mp4: larger than \d+ MB\./);
		await expect(tray(at)).toHaveCount(0);
		await expect(at.box).toHaveValue('See these');

		await choose(at, Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.txt`, `${n}`])));
		await expect(tray(at)).toHaveCount(10);
		await expect(problem).toContainText('A message carries 10 files; 2 files are left out.');
		await expect(at.box).toHaveValue('See these');
		await at.page.getByRole('button', { name: 'Close' }).last().click();
		await expect(problem).toHaveCount(0);
	} finally {
		rmSync(folder, { recursive: true });
	}
	// What is chosen outlives the page.
	await expect(at.page.locator('[data-staged][data-state="ready"]')).toHaveCount(10);
	await at.page.reload();
	await expect(tray(at)).toHaveCount(10);
	for (let left = 10; left > 0; left--) {
		await tray(at).first().focus();
		await at.page.keyboard.press('Delete');
		await expect(tray(at)).toHaveCount(left - 1);
	}
	await at.box.fill('');
});

test('[X1] a device that is full says so before anything is sent, and the text stays', async ({
	browser,
}) => {
	const page = await (await browser.newContext()).newPage();
	// The browser remembers for a while how much room there was.
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin: parley.url, quotaSize: 16 * MB });
	const at = new Desk(page, parley.url, ann);
	await at.signIn();
	await at.openDm('Ben Okoro');
	await at.box.fill('A film');
	await choose(at, { 'film.bin': randomBytes(20 * MB) });
	await expect(tray(at)).toContainText('This device is full. It was not saved.');
	await expect(tray(at)).toHaveAccessibleName('film.bin, 1 of 1. This device is full. It was not saved.');
	await expect(at.page.getByRole('status').filter({ hasText: 'film.bin: This device is full.' })).toHaveCount(
		1,
	);
	await at.box.press('Enter');
	await expect(at.box).toHaveValue('A film');
	await expect(at.page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute(
		'title',
		'Remove the file that was not saved first',
	);
	await at.page.getByRole('button', { name: 'Remove film.bin' }).click();
	await at.box.press('Enter');
	await expect(at.message('A film')).toBeVisible();
	await at.allOwnAre('stored');
});

test('[D02] a picture is dropped anywhere on the conversation, or pasted, and shows before it is sent', async ({
	browser,
}) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	const sent = announced(at.page);
	const section = at.page.getByRole('region', { name: 'Ben Okoro' });
	const dropped = await at.page.evaluateHandle(async () => {
		const canvas = new OffscreenCanvas(320, 200);
		const context = canvas.getContext('2d')!;
		context.fillStyle = '#0d664d';
		context.fillRect(0, 0, 320, 120);
		const data = new DataTransfer();
		data.items.add(new File([await canvas.convertToBlob()], 'chart.png', { type: 'image/png' }));
		return data;
	});
	await section.dispatchEvent('dragenter', { dataTransfer: dropped });
	await expect(at.page.locator('[data-drop-zone]')).toContainText('Drop files to attach them');
	await section.dispatchEvent('drop', { dataTransfer: dropped });
	await expect(at.page.locator('[data-drop-zone]')).toHaveCount(0);
	await expect(tray(at)).toHaveText([/chart\.png/]);
	const face = tray(at).locator('img');
	await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);

	// Beside the conversation a drop does nothing; above all it does not leave the page.
	await at.page.getByRole('navigation').first().dispatchEvent('drop', { dataTransfer: dropped });
	await expect(tray(at)).toHaveCount(1);

	await at.box.evaluate((box, data) => {
		const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
		box.dispatchEvent(event);
	}, dropped);
	await expect(tray(at)).toHaveCount(2);
	await at.box.press('Enter');
	await at.allOwnAre('stored');
	await expect.poll(() => sent.length).toBe(2);
	const [, name, type, , , width, height, , preview] = sent[0]!.file;
	expect([name, type, width, height]).toEqual(['chart.png', 'image/png', 320, 200]);
	expect(preview.length).toBeGreaterThan(20);
});

test('[D05] a voice message: one click records, with its level and time; paused, listened to, sent', async ({
	browser,
}) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	const sent = announced(at.page);
	const recorder = at.page.getByRole('group', { name: 'Record a voice message' });
	const record = at.page.getByRole('button', { name: 'Record a voice message' });
	await record.click();
	await expect(recorder).toHaveAttribute('data-recorder', 'recording');
	await recorder.getByRole('button', { name: 'Discard the recording' }).click();
	await expect(recorder).toHaveCount(0);

	await record.click();
	await expect(recorder.getByRole('timer')).toHaveText('0:01');
	await recorder.getByRole('button', { name: 'Pause the recording' }).click();
	await expect(recorder).toHaveAttribute('data-recorder', 'paused');
	const heights = await recorder
		.locator('[data-levels] i')
		.evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().height));
	expect(Math.max(...heights)).toBeGreaterThan(Math.min(...heights));
	await hasNoObstacle(at.page);
	await recorder.getByRole('button', { name: 'Go on recording' }).click();
	await expect(recorder.getByRole('timer')).toHaveText('0:02');
	await recorder.getByRole('button', { name: 'Stop and listen' }).click();
	await recorder.getByRole('button', { name: 'Listen to it' }).click();
	await expect(recorder.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
	await expect(recorder.getByRole('button', { name: 'Listen to it' })).toBeVisible();
	await recorder.getByRole('button', { name: 'Send' }).click();
	await expect(recorder).toHaveCount(0);
	await at.allOwnAre('stored');
	await expect.poll(() => sent.length).toBe(1);
	const [, name, type, size, , , , duration, preview] = sent[0]!.file;
	expect(name).toMatch(/^Voice message \d{4}-\d\d-\d\d \d\d\.\d\d\.webm$/);
	expect(type).toBe('audio/webm');
	expect(size).toBeGreaterThan(1_000);
	expect(duration).toBeGreaterThan(2_000);
	expect(duration).toBeLessThan(10_000);
	const loudness = [...Buffer.from(preview, 'base64url')];
	expect(loudness).toHaveLength(48);
	expect(Math.max(...loudness)).toBe(255);

	// Beside a full tray it is not taken, and not lost.
	await choose(at, Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`${n}.txt`, `${n}`])));
	await expect(at.page.locator('[data-staged][data-state="ready"]')).toHaveCount(10);
	await record.click();
	await expect(recorder).toHaveAttribute('data-recorder', 'recording');
	await recorder.getByRole('button', { name: 'Send' }).click();
	await expect(at.page.getByRole('alert')).toContainText('A message carries 10 files');
	await expect(recorder).toHaveAttribute('data-recorder', 'done');
	await expect(tray(at)).toHaveCount(10);
	await at.page.getByRole('button', { name: 'Remove 9.txt' }).click();
	await recorder.getByRole('button', { name: 'Send' }).click();
	await expect(recorder).toHaveCount(0);
	await at.allOwnAre('stored');
	await expect.poll(() => sent.length).toBe(11);
});

test('an upload is paused, goes on, and is cancelled: its text is in the box again', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	const gate = await holdParts(at.page.context(), 1);
	await choose(at, { 'film.bin': randomBytes(6 * MB), 'small.txt': 'kept', 'other.txt': 'kept, too' });
	await at.box.fill('Draft of the film');
	await at.box.press('Enter');
	const message = at.message('Draft of the film');
	await expect(message).toBeVisible();
	const pause = message.getByRole('button', { name: 'Pause sending film.bin' });
	await pause.click();
	await expect(message.getByRole('button', { name: 'Go on sending film.bin' })).toBeVisible();
	await message.getByRole('button', { name: 'Go on sending film.bin' }).click();
	await expect(pause).toBeVisible();
	await hasNoObstacle(at.page);
	await message.getByRole('button', { name: 'Cancel sending film.bin' }).click();
	await expect(message).toHaveCount(0);
	await expect(at.box).toHaveValue('Draft of the film');
	await expect(tray(at)).toHaveText([/small\.txt/, /other\.txt/]);
	gate.open();
	await at.box.press('Enter');
	await expect(at.message('Draft of the film')).toBeVisible();
	await at.allOwnAre('stored');
});

test('[X1] files attached without a network survive the end of the browser in the middle of their upload', async ({
	browser,
}) => {
	const profile = mkdtempSync(join(tmpdir(), 'parley profile-'));
	const path = join(profile, 'film.bin');
	const bytes = randomBytes(LARGE);
	writeFileSync(path, bytes);
	try {
		const before = await openProfile(profile);
		const a = new Desk(before.pages()[0]!, parley.url, ann);
		await a.signIn();
		await a.openDm('Ben Okoro');
		await before.setOffline(true);
		await a.hasConnection('offline');
		await a.page.locator('input[data-attach]').setInputFiles(path);
		await a.box.fill('The film');
		await a.box.press('Enter');
		await expect(a.message('The film')).toHaveAttribute('data-state', 'saved', { timeout: 60_000 });

		const first = await holdParts(before, 2);
		await before.setOffline(false);
		await first.held;
		const answered = first.parts.filter(({ answered }) => answered);
		expect(answered.length).toBe(2);
		// Chromium writes its cookies down only every 30 s; Parley's own data is on the disk when it says so.
		const cookies = await before.cookies();
		killBrowser(profile);
		await before.close().catch(() => {});

		const after = await openProfile(profile);
		await after.addCookies(cookies);
		const second = await holdParts(after, Infinity);
		const again = new Desk(after.pages()[0]!, parley.url, ann);
		await again.page.goto(`${parley.url}/messages`);
		await again.open('Ben Okoro');
		await again.allOwnAre('stored');
		await expect(again.message('The film')).toBeVisible();
		await expect
			.poll(() => second.parts.filter(({ answered }) => answered).reduce((sum, { size }) => sum + size, 0), {
				timeout: 120_000,
			})
			.toBe(LARGE - end(answered));
		// In their order, without a gap, and nothing twice.
		let at = 0;
		for (const part of [...answered, ...second.parts]) {
			expect(part.offset).toBe(at);
			at += part.size;
		}
		expect(at).toBe(LARGE);

		const other = await desk(browser, parley, ben);
		await other.open('Ann Rivers');
		await expect(other.message('The film')).toBeVisible();
		const [, conversation, id] = /\/api\/uploads\/([^/]+)\/([^/]+)$/.exec(second.parts[0]!.url)!;
		await expect
			.poll(() => digestAt(other.page, conversation!, id!), { timeout: 60_000 })
			.toBe(sha256(bytes));
		await after.close();
	} finally {
		killBrowser(profile);
		rmSync(profile, { recursive: true, force: true });
	}
});

async function hasNoObstacle(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

interface Part {
	url: string;
	offset: number;
	size: number;
	answered: boolean;
}

/** Lets so many parts through; the next waits for ever, or until it is opened. */
async function holdParts(context: BrowserContext, through: number) {
	const parts: Part[] = [];
	const held = Promise.withResolvers<void>();
	const opened = Promise.withResolvers<void>();
	let count = 0;
	await context.route('**/api/uploads/*/*', async (route) => {
		const request = route.request();
		if (request.method() !== 'PATCH') return route.continue();
		const offset = Number(request.headers()['upload-offset']);
		const part = { url: request.url(), offset, size: 0, answered: false };
		if (++count > through) {
			held.resolve();
			await opened.promise;
		}
		// What was cancelled meanwhile has no answer any more.
		const answer = await route.fetch().catch(() => null);
		const told = await answer?.json().catch(() => null);
		if (!answer || !told) return route.abort().catch(() => {});
		const { offset: end } = told as { offset: number };
		part.size = end - offset;
		part.answered = answer.ok();
		parts.push(part);
		await route.fulfill({ response: answer }).catch(() => {});
	});
	return {
		parts,
		held: held.promise,
		open: () => opened.resolve(),
	};
}

function end(parts: readonly Part[]): number {
	return parts.reduce((sum, { size }) => sum + size, 0);
}

/** What the page says of each file when it begins to send it. */
function announced(page: Page): { conversation: string; file: AttachedFile }[] {
	const found: { conversation: string; file: AttachedFile }[] = [];
	page.on('request', (request) => {
		const conversation = /\/api\/uploads\/([^/]+)$/.exec(request.url())?.[1];
		if (request.method() !== 'POST' || conversation === undefined) return;
		const { file } = request.postDataJSON() as { file: AttachedFile };
		if (!found.some(({ file: [id] }) => id === file[0])) found.push({ conversation, file });
	});
	return found;
}

async function choose(at: Desk, contents: Record<string, string | Buffer>): Promise<void> {
	await at.page.locator('input[data-attach]').setInputFiles(
		Object.entries(contents).map(([name, content]) => ({
			name,
			mimeType: /\.(?:txt|csv)$/.test(name) ? 'text/plain' : 'application/octet-stream',
			buffer: Buffer.from(content),
		})),
	);
}

function tray(at: Desk) {
	return at.page.locator('[data-tray] [data-staged]');
}

/** SHA-256 of what this page gets of a file; the status where it gets none. */
function digestAt(page: Page, conversation: string, id: string): Promise<string> {
	return page.evaluate(async (path) => {
		const response = await fetch(path);
		if (!response.ok) return String(response.status);
		const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
		return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	}, `/api/files/${conversation}/${id}`);
}

function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

async function openProfile(profile: string): Promise<BrowserContext> {
	const { launchOptions, viewport } = test.info().project.use;
	return chromium.launchPersistentContext(profile, { ...launchOptions, viewport: viewport ?? null });
}

/** Ends the browser at once, as a power cut would: its lock on the profile says which process it is. */
function killBrowser(profile: string): void {
	const lock = join(profile, 'SingletonLock');
	if (!lstatSync(lock, { throwIfNoEntry: false })) return;
	const pid = Number(/-(\d+)$/.exec(readlinkSync(lock))![1]);
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended.
	}
}
