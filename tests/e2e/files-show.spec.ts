/** How files are shown to who gets them (features D, E17, A06), with real files that a program sends. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import { realPng, realWav } from '../support/real-files.ts';
import { FileSender } from '../support/sent-files.ts';
import type { Parley } from '../support/start-parley.ts';
import type { Account } from '../support/team.ts';

let parley: Parley;
let ann: Account;
let ben: Account;
let sender: FileSender;
let bensId: string;

startTeam(['Ann Rivers', 'Ben Okoro'], (started, accounts) => {
	parley = started;
	[ann, ben] = accounts;
});
test.beforeAll(async () => {
	sender = await FileSender.signIn(parley.url, ann);
	bensId = await sender.userIdOf(ben);
});

/** 60 bars, from quiet to loud and back. */
const WAVES = Buffer.from(
	Array.from({ length: 60 }, (_, at) => Math.round(255 * Math.sin((at / 60) * Math.PI))),
).toString('base64url');

async function downloaded(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
	const coming = page.waitForEvent('download');
	await page
		.getByRole('button', { name: `Download ${name}` })
		.last()
		.click();
	const download = await coming;
	return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('[D03] pictures show inline in their kept place, large on a click, and download byte-identical', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Pictures', [bensId]);
	const [wide, tall] = [realPng(800, 400), realPng(300, 600, [180, 90, 60])];
	await sender.send(room, [{ name: 'house.png', type: 'image/png', bytes: wide, width: 800, height: 400 }]);
	await sender.send(
		room,
		[
			{ name: 'one.png', type: 'image/png', bytes: realPng(200, 200), width: 200, height: 200 },
			{ name: 'tower.png', type: 'image/png', bytes: tall, width: 300, height: 600 },
		],
		'Two of the tower',
	);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Pictures');
	const house = page.getByRole('img', { name: 'house.png' });
	await expect(house).toBeVisible();
	expect(await house.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(
		800,
	);
	// Its words are its name, and are shown as none.
	await expect(at.message('house.png')).toHaveCount(0);
	await expect(at.message('Two of the tower').getByRole('img')).toHaveCount(2);
	const box = (await house.boundingBox())!;
	expect([box.width, box.height]).toEqual([360, 180]);

	await page.getByRole('button', { name: 'Open house.png' }).click();
	const viewer = page.getByRole('dialog');
	await expect(viewer.getByText('1 of 3')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(viewer.getByRole('heading', { name: 'one.png' })).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(viewer.getByRole('img', { name: 'tower.png' })).toBeVisible();
	const whole = (await viewer.getByRole('img').boundingBox())!;
	await page.keyboard.press('+');
	await expect
		.poll(async () => (await viewer.getByRole('img').boundingBox())!.height)
		.toBeCloseTo(whole.height * 1.5, 0);
	await page.mouse.move(640, 400);
	await page.mouse.wheel(0, -300);
	await expect
		.poll(async () => (await viewer.getByRole('img').boundingBox())!.height)
		.toBeGreaterThan(whole.height * 3);
	await page.keyboard.press('0');
	await expect
		.poll(async () => (await viewer.getByRole('img').boundingBox())!.height)
		.toBeCloseTo(whole.height, 0);
	const got = await downloaded(page, 'tower.png');
	expect([got.name, got.bytes.equals(tall)]).toEqual(['tower.png', true]);
	await page.keyboard.press('Escape');
	await expect(viewer).toBeHidden();
	await expect(page.getByRole('button', { name: 'Open house.png' })).toBeFocused();
});

test('[D03] what was seen once is there offline, and goes with its message', async ({ browser }) => {
	const room = await sender.makeRoom('Kept', [bensId]);
	const bytes = realPng(200, 100);
	await sender.send(room, [{ name: 'kept.png', type: 'image/png', bytes, width: 200, height: 100 }]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Kept');
	await expect(page.getByRole('img', { name: 'kept.png' })).toBeVisible();
	const held = () =>
		page.evaluate(async () => {
			const { name } = (await indexedDB.databases()).find((each) => each.name?.endsWith('/media'))!;
			const opening = indexedDB.open(name!);
			await new Promise((resolve) => (opening.onsuccess = resolve));
			const count = opening.result.transaction('uses').objectStore('uses').count();
			await new Promise((resolve) => (count.onsuccess = resolve));
			opening.result.close();
			return count.result;
		});
	await expect.poll(held).toBe(1);
	await page.context().setOffline(true);
	await page.reload();
	await expect(page.getByRole('img', { name: 'kept.png' })).toBeVisible();
	await page.getByRole('button', { name: 'Open kept.png' }).click();
	expect((await downloaded(page, 'kept.png')).bytes.equals(bytes)).toBe(true);
	await page.keyboard.press('Escape');
	await page.context().setOffline(false);

	// Ann deletes it: nothing of it stays here.
	const other = await desk(browser, parley, ann);
	await other.open('Kept');
	await other.page.getByRole('article').last().focus();
	await other.page.keyboard.press('Delete');
	await other.page.getByRole('button', { name: 'Delete', exact: true }).click();
	await expect(page.getByText('Message deleted').last()).toBeVisible();
	await expect.poll(held).toBe(0);
});

test('[D05] a voice message shows how loud it is, plays at its place and at another speed', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Voices', [bensId]);
	await sender.send(room, [
		{ name: 'Voice.wav', type: 'audio/wav', bytes: realWav(3), duration: 3_000, preview: WAVES },
	]);
	await sender.send(room, [{ name: 'choir.wav', type: 'audio/wav', bytes: realWav(4), duration: 4_000 }]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Voices');
	const voice = page.getByRole('group', { name: 'Voice message' });
	await expect(voice).toContainText('0:03');
	await expect(page.getByRole('group', { name: 'choir.wav' })).toContainText('choir.wav');
	await voice.getByRole('button', { name: 'Speed 1×' }).click();
	await voice.getByRole('slider').fill('1');
	await voice.getByRole('button', { name: 'Play Voice message' }).click();
	const audio = voice.locator('audio');
	await expect.poll(() => audio.evaluate((one: HTMLAudioElement) => one.currentTime)).toBeGreaterThan(1);
	expect(await audio.evaluate((one: HTMLAudioElement) => one.playbackRate)).toBe(1.5);
	// Another one that begins makes it stop.
	await page.getByRole('button', { name: 'Play choir.wav' }).click();
	await expect.poll(() => audio.evaluate((one: HTMLAudioElement) => one.paused)).toBe(true);
});

test('[D07] code shows in colours, and a program in disguise as nothing but its text', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Code', [bensId]);
	const code = 'export function double(value: number): number {\n\treturn value * 2;\n}\n';
	const svg =
		'<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran = true"><script>window.ran = true</script></svg>';
	const file = (name: string, type: string, text: string) => ({ name, type, bytes: Buffer.from(text) });
	await sender.send(room, [file('double.ts', 'text/plain', code)], 'Have a look');
	await sender.send(room, [
		file('logo.svg', 'image/svg+xml', svg),
		{ ...file('photo.png', 'image/png', '<script>window.ran = true</script>'), width: 100, height: 100 },
		file('empty.txt', 'text/plain', ''),
		file('all.zip', 'application/zip', 'PK\x03\x04'),
	]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Code');
	await expect(at.message('Have a look').locator('.keyword').first()).toHaveText('export');
	await page.getByRole('button', { name: 'Open double.ts' }).click();
	await expect(page.getByRole('dialog').locator('.keyword').first()).toHaveText('export');
	await page.keyboard.press('Escape');
	await expect(page.getByText('Its content is of another kind than its name says')).toBeVisible();
	await expect(page.getByText('0 bytes')).toBeVisible();
	await page.getByRole('button', { name: 'Open logo.svg' }).click();
	await expect(page.getByRole('dialog')).toContainText('window.ran = true');
	expect(await page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined();
	await page.keyboard.press('Escape');
	const zip = await downloaded(page, 'all.zip');
	expect(zip.bytes.toString('latin1')).toBe('PK\x03\x04');
});

test('[D06] a document shows its name, size and where it is; one that is not there yet comes by itself', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Papers', [bensId]);
	const bytes = Buffer.alloc(2_400_000, 'x');
	const file = sender.name({ name: 'plan.docx', type: 'application/x-word', bytes });
	await sender.say(room, [file]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Papers');
	const card = page.locator(`[data-file="${file[0]}"]`);
	await expect(card).toContainText('plan.docx');
	await expect(card).toContainText('2.4 MB');
	await expect(card).toContainText('Waiting for the sender’s upload');
	await sender.upload(room, file, bytes);
	await expect(card).not.toContainText('Waiting');
	expect((await downloaded(page, 'plan.docx')).bytes.equals(bytes)).toBe(true);
});

test('[D03] on a phone pictures have room, and the next one is a swipe away', async ({ browser }) => {
	const room = await sender.makeRoom('Phone', [bensId]);
	const picture = { type: 'image/png', bytes: realPng(800, 500), width: 800, height: 500 };
	await sender.send(room, [
		{ ...picture, name: 'a.png' },
		{ ...picture, name: 'b.png' },
	]);
	const at = await desk(browser, parley, ben, PHONE);
	const { page } = at;
	await at.open('Phone');
	const viewer = page.getByRole('dialog');
	await page.getByRole('button', { name: 'Open b.png' }).tap();
	await viewer.getByRole('button', { name: 'Close' }).tap();
	await expect(viewer).toBeHidden();
	await page.getByRole('button', { name: 'Open a.png' }).tap();
	await expect(viewer.getByRole('img', { name: 'a.png' })).toBeVisible();
	const client = await page.context().newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
		client.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 400 }] });
	await touch('touchStart', 320);
	await touch('touchMove', 200);
	await touch('touchMove', 60);
	await touch('touchEnd');
	await expect(viewer.getByRole('heading', { name: 'b.png' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(viewer).toBeHidden();
});
