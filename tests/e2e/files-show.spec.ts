/** How files are shown to who gets them (features D, E17, A06), with real files that a program sends. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { desk, PHONE, startTeam } from '../support/desk.ts';
import { realPdf, realPng, realWav } from '../support/real-files.ts';
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

/** Does this browser keep the bytes of this file? */
function held(page: Page, id: string): Promise<boolean> {
	return page.evaluate(async (key) => {
		const { name } = (await indexedDB.databases()).find((each) => each.name?.endsWith('/media'))!;
		const opening = indexedDB.open(name!);
		await new Promise((resolve) => (opening.onsuccess = resolve));
		const bytes = opening.result.transaction('bytes').objectStore('bytes').get(key);
		await new Promise((resolve) => (bytes.onsuccess = resolve));
		opening.result.close();
		return bytes.result instanceof Blob;
	}, id);
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
	const [file] = await sender.send(room, [
		{ name: 'kept.png', type: 'image/png', bytes, width: 200, height: 100 },
	]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Kept');
	await expect(page.getByRole('img', { name: 'kept.png' })).toBeVisible();
	const isHeld = () => held(page, file![0]);
	await expect.poll(isHeld).toBe(true);
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
	await expect.poll(isHeld).toBe(false);
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

test('[D08] [E17] all files of a group stand in its panel, by date, type and sender, and lead to their messages', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Archive', [bensId]);
	const other = await FileSender.signIn(parley.url, ben);
	const text = (name: string) => ({ name, type: 'text/plain', bytes: Buffer.from(name) });
	await sender.send(room, [text('first.txt')], 'The first of all');
	await other.send(room, [
		{ name: 'roof.png', type: 'image/png', bytes: realPng(64, 64), width: 64, height: 64 },
		{ name: 'Voice.wav', type: 'audio/wav', bytes: realWav(1), duration: 1_000, preview: WAVES },
	]);
	for (let at = 0; at < 12; at++)
		await sender.send(room, [
			{ name: `${at}.png`, type: 'image/png', bytes: realPng(300, 200), width: 300, height: 200 },
		]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Archive');
	await page.getByRole('button', { name: 'Files', exact: true }).click();
	const panel = page.getByRole('complementary', { name: 'Files' });
	await expect(panel.locator('li')).toHaveCount(15);
	const headings = () => panel.getByRole('heading', { level: 3 }).allTextContents();
	await panel.getByLabel('Grouped by').selectOption('Sender');
	expect(await headings()).toEqual(['Ann Rivers', 'Ben Okoro']);
	await panel.getByLabel('Grouped by').selectOption('Type');
	expect(await headings()).toEqual(['Photo', 'Voice message', 'Text']);
	await panel.getByRole('button', { name: 'Audio' }).click();
	await expect(panel.locator('li')).toHaveText([/Voice\.wav/]);
	await panel.getByRole('button', { name: 'All', exact: true }).click();
	await panel.getByRole('searchbox').fill('first');
	await expect(panel.locator('li')).toHaveCount(1);

	// One tab stop, the arrows go through it, Enter opens.
	await panel.getByRole('searchbox').fill('png');
	await panel.getByRole('button', { name: 'Open 11.png' }).focus();
	await page.keyboard.press('ArrowDown');
	await expect(panel.getByRole('button', { name: 'Open 10.png' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog').getByRole('heading', { name: '10.png' })).toBeVisible();
	await page.keyboard.press('Escape');
	await panel.getByRole('searchbox').fill('first');
	await panel.getByRole('button', { name: 'Show the message with first.txt' }).click();
	await expect(at.message('The first of all')).toBeInViewport();
	await panel.getByRole('button', { name: 'Close the panel' }).click();
	await expect(panel).toBeHidden();
});

test('[A06] the list says what was sent last, a quote too, and has:file finds it', async ({ browser }) => {
	const room = await sender.makeRoom('Words', [bensId]);
	const bytes = realPng(64, 64);
	await sender.send(room, [{ name: 'gutter.png', type: 'image/png', bytes, width: 64, height: 64 }]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await expect(at.conversation('Words')).toContainText('Photo: gutter.png');
	await at.open('Words');
	await page.getByRole('article').last().focus();
	await page.keyboard.press('r');
	await at.box.fill('Is that ours?');
	await at.box.press('Enter');
	await expect(at.message('Is that ours?')).toContainText('Photo: gutter.png');
	await page.goto(`${parley.url}/messages/search#q=has%3Afile+in%3AWords`);
	await expect(page.getByRole('link', { name: /gutter\.png/ })).toHaveCount(1);
	await expect(page.locator('a[href*="message="]')).toHaveCount(1);
});

test('[D09] who is no member any more is answered as for what is not there, and keeps nothing', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Private', [bensId]);
	const bytes = realPng(64, 64);
	const [file] = await sender.send(room, [
		{ name: 'a.png', type: 'image/png', bytes, width: 64, height: 64 },
	]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Private');
	await expect(page.getByRole('img', { name: 'a.png' })).toBeVisible();
	const address = `/api/files/${room}/${file![0]}`;
	const status = () => page.evaluate(async (path) => (await fetch(path)).status, address);
	expect(await status()).toBe(200);
	await sender.command({ kind: 'member.remove', conversation: room, user: bensId });
	expect(await status()).toBe(404);
	await expect(page.getByRole('img', { name: 'a.png' })).toHaveCount(0);
	await expect.poll(() => held(page, file![0])).toBe(false);
});

test('[D04] a video plays where it stands, by ranges of the server', async ({ browser }) => {
	const at = await desk(browser, parley, ben);
	const { page } = at;
	const recorded = await page.evaluate(async () => {
		const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
		const paint = canvas.getContext('2d')!;
		const stream = canvas.captureStream(20);
		const recorder = new MediaRecorder(stream, { mimeType: 'video/webm' });
		const parts: Blob[] = [];
		recorder.ondataavailable = ({ data }) => parts.push(data);
		const stopped = new Promise((resolve) => (recorder.onstop = resolve));
		recorder.start();
		for (let frame = 0; frame < 30; frame++) {
			paint.fillStyle = `hsl(${frame * 12} 60% 50%)`;
			paint.fillRect(0, 0, 160, 120);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		recorder.stop();
		await stopped;
		return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
	});
	const bytes = Uint8Array.from(recorded);
	const room = await sender.makeRoom('Films', [bensId]);
	await sender.send(room, [
		{ name: 'walk.webm', type: 'video/webm', bytes, width: 160, height: 120, duration: 1_500 },
		{ name: 'notes.mp4', type: 'video/mp4', bytes: Buffer.from('no video at all'), width: 160, height: 120 },
	]);
	await at.open('Films');
	const video = page.locator('video[aria-label="walk.webm"]');
	await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThan(1);
	await video.evaluate((one: HTMLVideoElement) => {
		one.muted = true;
		return one.play();
	});
	await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime)).toBeGreaterThan(0.3);
	await expect(page.getByText('This browser cannot play it')).toBeVisible();
	// It is the server's own address, so a player may ask for any part.
	const address = await video.evaluate((one: HTMLVideoElement) => one.src);
	expect(address).toContain(`/api/files/${room}/`);
	const headers = { range: 'bytes=10-19' };
	const part = await page.evaluate(
		async ([url, init]) => {
			const answer = await fetch(url, init);
			return { status: answer.status, bytes: [...new Uint8Array(await answer.arrayBuffer())] };
		},
		[address, { headers }] as const,
	);
	expect(part).toEqual({ status: 206, bytes: [...bytes.subarray(10, 20)] });
});

test('[D06] a PDF opens as its pages, without a frame and without a script of its own', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Documents', [bensId]);
	const pdf = (name: string, bytes: Uint8Array) => ({ name, type: 'application/pdf', bytes });
	await sender.send(room, [
		pdf('visit.pdf', realPdf('Visit notes', 'What was decided')),
		pdf('torn.pdf', Buffer.from('%PDF-1.7 and no more')),
	]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Documents');
	await page.getByRole('button', { name: 'Open visit.pdf' }).click();
	const first = page.getByRole('figure', { name: 'Page 1 of 2' });
	await expect(first).toContainText('Visit notes');
	await expect(page.getByRole('figure', { name: 'Page 2 of 2' })).toContainText('What was decided');
	// The green field below its words.
	const colour = await first
		.locator('canvas')
		.evaluate((canvas: HTMLCanvasElement) => [
			...canvas.getContext('2d')!.getImageData(canvas.width / 2, canvas.height * 0.7, 1, 1).data,
		]);
	expect(colour[1]! - colour[0]!).toBeGreaterThan(50);
	expect(await page.locator('iframe, object, embed').count()).toBe(0);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Open torn.pdf' }).click();
	await expect(page.getByRole('dialog')).toContainText('No preview for this file');
});

test('[C07] a forward brings the files along, to who could not read them before', async ({ browser }) => {
	const other = await FileSender.signIn(parley.url, ben);
	const room = await sender.makeRoom('Source', [bensId]);
	const notes = await other.makeRoom('Bens notes', []);
	const bytes = realPng(320, 200);
	const [file] = await sender.send(room, [
		{ name: 'survey.png', type: 'image/png', bytes, width: 320, height: 200 },
	]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	await at.open('Source');
	await expect(page.getByRole('img', { name: 'survey.png' })).toBeVisible();
	// Written offline, as every message.
	await page.context().setOffline(true);
	await page.getByRole('article').last().focus();
	await page.keyboard.press('f');
	await page.getByRole('combobox', { name: 'Forward to' }).fill('notes');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Forward', exact: true }).last().click();
	await at.open('Bens notes');
	await expect(page.getByRole('img', { name: 'survey.png' })).toBeVisible();
	await page.context().setOffline(false);
	const answered = async () => (await other.browser.get(`/api/files/${notes}/${file![0]}`)).status;
	await expect.poll(answered).toBe(200);
	await expect(page.getByRole('article').last()).toContainText('From Ann Rivers');
});

test('[C10] what was sent without words gets some, and loses them again', async ({ browser }) => {
	const room = await sender.makeRoom('Captions', [bensId]);
	const at = await desk(browser, parley, ann);
	const { page } = at;
	await sender.send(room, [
		{ name: 'a.png', type: 'image/png', bytes: realPng(64, 64), width: 64, height: 64 },
	]);
	await at.open('Captions');
	const message = page.getByRole('article').last();
	await expect(message.getByRole('img', { name: 'a.png' })).toBeVisible();
	await message.focus();
	await page.keyboard.press('e');
	await expect(at.box).toHaveValue('');
	await at.box.fill('The ridge');
	await at.box.press('Enter');
	await expect(message).toContainText('The ridge');
	await message.focus();
	await page.keyboard.press('e');
	await at.box.fill('');
	await at.box.press('Enter');
	await expect(message).not.toContainText('The ridge');
	await expect(message.getByRole('img', { name: 'a.png' })).toBeVisible();
});

test('[K15] the record names what was sent, with the digest that proves it', async ({ browser }) => {
	const room = await sender.makeRoom('Deeds', [bensId]);
	const bytes = realPdf('The deed');
	const [file] = await sender.send(
		room,
		[{ name: 'deed.pdf', type: 'application/pdf', bytes }],
		'Signed today',
	);
	const { page } = await desk(browser, parley, ann);
	await page.goto(`${parley.url}/audit/${room}`);
	const line = page.locator('[data-kind="message"]');
	await expect(line).toContainText('Signed today');
	await expect(line.getByRole('list', { name: 'Files' })).toContainText('deed.pdf');
	await line.click();
	await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(file![4]);
});

test('[D03] a large picture comes small, and is opened and downloaded whole', async ({ browser }) => {
	const room = await sender.makeRoom('Large', [bensId]);
	// Noise, which nothing makes smaller.
	const pixels = randomBytes(1_600 * 1_000 * 3);
	const bytes = await sharp(pixels, { raw: { width: 1_600, height: 1_000, channels: 3 } })
		.jpeg({ quality: 60 })
		.toBuffer();
	await sender.send(room, [{ name: 'noise.jpg', type: 'image/jpeg', bytes, width: 1_600, height: 1_000 }]);
	const at = await desk(browser, parley, ben);
	const { page } = at;
	const preview = page.waitForResponse((answer) => answer.url().endsWith('/preview'));
	await at.open('Large');
	const inline = page.getByRole('article').getByRole('img', { name: 'noise.jpg' });
	const widthOf = (img: HTMLImageElement) => img.decode().then(() => img.naturalWidth);
	expect(await inline.evaluate(widthOf)).toBe(1_280);
	const answer = await preview;
	expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/webp']);
	await page.getByRole('button', { name: 'Open noise.jpg' }).click();
	expect(await page.getByRole('dialog').getByRole('img').evaluate(widthOf)).toBe(1_600);
	expect((await downloaded(page, 'noise.jpg')).bytes.equals(bytes)).toBe(true);
});

test('[D03] [D08] files, their panel and the viewer are told to who does not see them, in light and dark', async ({
	browser,
}) => {
	const room = await sender.makeRoom('Told', [bensId]);
	const text = { name: 'double.ts', type: 'text/plain', bytes: Buffer.from('export const two = 2;\n') };
	const voice = { name: 'Voice.wav', type: 'audio/wav', bytes: realWav(1), duration: 1_000, preview: WAVES };
	await sender.send(room, [
		{ name: 'a.png', type: 'image/png', bytes: realPng(64, 64), width: 64, height: 64 },
		{ name: 'b.png', type: 'image/png', bytes: realPng(64, 64), width: 64, height: 64 },
		{ name: 'notes.pdf', type: 'application/pdf', bytes: realPdf('Notes') },
		...[text, voice],
	]);
	for (const colorScheme of ['light', 'dark'] as const) {
		const at = await desk(browser, parley, ben, { colorScheme, reducedMotion: 'reduce' });
		const { page } = at;
		await at.open('Told');
		await expect(page.getByRole('img', { name: 'a.png' })).toBeVisible();
		const faults = async () => {
			const { violations } = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
				.analyze();
			return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
		};
		await page.getByRole('button', { name: 'Files', exact: true }).click();
		await expect(page.getByRole('complementary', { name: 'Files' })).toBeVisible();
		expect(await faults()).toEqual([]);
		await page.getByRole('button', { name: 'Open notes.pdf' }).first().click();
		await expect(page.getByRole('figure', { name: 'Page 1 of 1' })).toContainText('Notes');
		expect(await faults()).toEqual([]);
		await page.context().close();
	}
});
