/**
 * `npm run bench:ui [-- --messages N] [--conversations N]`: the built interface in Chromium, against the real program, on somebody's device with 200 conversations of which one has
 * 100,000 messages. Prints a table and writes bench/results/ui.json. Some four minutes, most of them to write the messages and to bring them to the device.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { provideChromium } from '../../src/bin/testing/chromium.ts';
import { startParley } from '../../tests/support/start-parley.ts';
import { Desk } from '../../tests/support/team.ts';
import { percentile } from '../core/statistics.ts';
import { Texts } from '../search/texts.ts';
import { framesDuring } from './frames.ts';
import { instrument } from './in-page.ts';
import { makeWorld } from './world.ts';

const SWITCHES = 20;
const STARTS = 5;
const KEYS = 300;
const SEARCHES = 60;
const TYPED = 'The van keys hang behind the door of the back office. ';

const { values } = parseArgs({
	options: {
		messages: { type: 'string', default: '100000' },
		conversations: { type: 'string', default: '200' },
	},
});
const messages = Number(values.messages);
const conversations = Number(values.conversations);

interface Row {
	what: string;
	target: string;
	measured: string;
}
const rows: Row[] = [];
const of = (samples: number[], share: number) => percentile(samples, share).toFixed(0);
function row(what: string, target: string, measured: string): void {
	rows.push({ what, target, measured });
	console.log(`${what}: ${measured} (at most ${target})`);
}

const load = loadavg()[0]!.toFixed(1);
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`;
console.log(`${machine}; load ${load} before the run`);
const executablePath = provideChromium(console.log);
const profile = mkdtempSync(join(tmpdir(), 'parley-bench-ui-'));
const parley = await startParley();
console.log(`Writing ${conversations} conversations, one of ${messages} messages.`);
const world = await makeWorld(parley.databaseUrl, conversations, messages);
try {
	await firstPage();
	let context = await openProfile();
	await bring(context);
	await context.close();
	await coldStarts();
	context = await openProfile();
	await measureOpen(context);
	await context.close();
	const table = [
		'| What | At most | Measured |',
		'|---|---|---|',
		...rows.map(({ what, target, measured }) => `| ${what} | ${target} | ${measured} |`),
	];
	console.log(`\n${table.join('\n')}`);
	const results = { machine, load, when: new Date().toISOString(), messages, conversations, rows };
	writeFileSync('bench/results/ui.json', `${JSON.stringify(results, null, '\t')}\n`);
} finally {
	await world.close();
	await parley.dispose();
	rmSync(profile, { recursive: true, force: true });
}
process.exit(0);

function openProfile(options: { offline?: boolean } = {}): Promise<BrowserContext> {
	const args = [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-background-networking',
		'--enable-precise-memory-info',
	];
	return chromium.launchPersistentContext(profile, {
		executablePath,
		args,
		viewport: { width: 1280, height: 800 },
		...options,
	});
}

/** Scripts that a browser without anything fetches until the list stands there. */
async function firstPage(): Promise<void> {
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	const desk = new Desk(page, parley.url, world.reader);
	await page.goto(`${parley.url}/sign-in`);
	await page.getByLabel('Email').fill(desk.account.email);
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
	const scripts = new Map<string, number>();
	cdp.on('Network.responseReceived', ({ requestId, type }) => {
		if (type === 'Script') scripts.set(requestId, 0);
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) scripts.set(requestId, encodedDataLength);
	});
	await page.getByLabel('Password', { exact: true }).fill('violet tram 12 nine');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.locator('a[data-conversation]').first().waitFor();
	await page.waitForLoadState('networkidle').catch(() => undefined);
	scripts.clear();
	await page.goto(`${parley.url}/messages`);
	await page.locator('a[data-conversation]').first().waitFor();
	const atList = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
	row('JavaScript for the first page, as sent (compressed)', '150 kB', `${(atList / 1000).toFixed(0)} kB`);
	await browser.close();
}

/** Signs in and waits until the device has all that it will fetch by itself, and every volume of the long conversation. */
async function bring(context: BrowserContext): Promise<void> {
	const page = context.pages()[0] ?? (await context.newPage());
	const desk = new Desk(page, parley.url, world.reader);
	const began = performance.now();
	await desk.signIn();
	await readToEnds(page);
	await scrollUp(page, 600_000, () => oldestShown(page).then((number) => number === 0));
	await desk.isUpToDate();
	console.log(`The device has it all after ${((performance.now() - began) / 1000).toFixed(0)} s.`);
}

/** A conversation opens at what is new in it, or where it was left. */
async function readToEnds(page: Page): Promise<void> {
	for (const [id, end] of [
		[world.short, world.shortEnd],
		[world.long, world.longEnd],
	] as const) {
		await page.goto(`${parley.url}/messages/${id}`);
		await page.locator('article').last().waitFor();
		await page.mouse.move(800, 400);
		while ((await page.locator('article').filter({ hasText: end }).count()) === 0)
			await page.mouse.wheel(0, 2_500);
		// The message stands in the page before it is in sight.
		while ((await page.locator(`a[data-conversation="${id}"] .count`).count()) > 0)
			await page.mouse.wheel(0, 2_500);
	}
}

async function coldStarts(): Promise<void> {
	const times: number[] = [];
	for (let i = 0; i < STARTS; i++) {
		const context = await openProfile({ offline: true });
		const page = await context.newPage();
		await instrument(page);
		await page.goto(`${parley.url}/messages`);
		await page.waitForFunction(() => window.measured.list !== null);
		times.push((await page.evaluate(() => window.measured.list))!);
		await context.close();
	}
	row(
		`Cold start to usable list, offline, ${conversations} conversations`,
		'1,000 ms',
		`p50 ${of(times, 0.5)} ms, worst ${of(times, 1)} ms of ${STARTS}`,
	);
}

async function measureOpen(context: BrowserContext): Promise<void> {
	const page = await context.newPage();
	await instrument(page);
	const desk = new Desk(page, parley.url, world.reader);
	await page.goto(`${parley.url}/messages`);
	await desk.isUpToDate();
	await readToEnds(page);

	const to = (id: string, end: string) =>
		page.evaluate(
			([link, text]) => window.untilShown(link!, 'article', text!),
			[`a[data-conversation="${id}"]`, end],
		);
	const short: number[] = [];
	const long: number[] = [];
	for (let i = 0; i < SWITCHES; i++) {
		short.push(await to(world.short, world.shortEnd));
		long.push(await to(world.long, world.longEnd));
	}
	const first = { short: short.shift()!, long: long.shift()! };
	const switched = (samples: number[], cold: number) =>
		`p50 ${of(samples, 0.5)} ms, p95 ${of(samples, 0.95)} ms; the first time ${cold.toFixed(0)} ms`;
	row('Switch to a conversation of 100 messages', '100 ms', switched(short, first.short));
	row(`Switch to a conversation of ${messages} messages`, '150 ms', switched(long, first.long));

	await typing(page, desk);
	await scrolling(context, page);
	await searching(page);
}

async function typing(page: Page, desk: Desk): Promise<void> {
	await page.goto(`${parley.url}/messages/${world.short}`);
	await desk.box.focus();
	await page.evaluate(() => void (window.measured.slowInputs.length = 0));
	let spoken = 0;
	const speaking = setInterval(() => void world.speak(spoken++), 50);
	const text = TYPED.repeat(Math.ceil(KEYS / TYPED.length)).slice(0, KEYS);
	await page.keyboard.type(text, { delay: 60 });
	clearInterval(speaking);
	const typed = await desk.box.inputValue().catch(() => desk.box.innerText());
	const slow = await page.evaluate(() => window.measured.slowInputs);
	const all = [...slow, ...new Array<number>(Math.max(0, KEYS - slow.length)).fill(16)];
	row(
		'Keypress to paint while 20 messages/s arrive',
		'50 ms p99, none dropped',
		`p50 ≤ ${of(all, 0.5)} ms, p99 ${of(all, 0.99)} ms, ${typed.trim() === text.trim() ? 'none' : 'SOME'} dropped (${spoken} messages came)`,
	);
	await desk.box.fill('');
}

async function scrolling(context: BrowserContext, page: Page): Promise<void> {
	await page.goto(`${parley.url}/messages/${world.long}`);
	await page.locator('article').last().waitFor();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Performance.enable');
	const work = await framesDuring(context.browser()!, page, async () => {
		await scrollUp(page, 20_000, () => Promise.resolve(false));
	});
	const reached = await oldestShown(page);
	row(
		`Scroll: main thread's work for each frame`,
		'16.7 ms p95',
		`p50 ${of(work, 0.5)} ms, p95 ${of(work, 0.95)} ms, p99 ${of(work, 0.99)} ms of ${work.length} frames`,
	);
	await scrollUp(page, 300_000, () => oldestShown(page).then((number) => number === 0));
	await cdp.send('HeapProfiler.collectGarbage');
	const { metrics } = await cdp.send('Performance.getMetrics');
	const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value;
	const resident = await rendererBytes(context);
	row(
		`Memory of the page after scrolling to its first message (${messages - reached} passed in 20 s)`,
		'200 MB',
		`${(heap / 1e6).toFixed(0)} MB of JavaScript, ${(resident / 1e6).toFixed(0)} MB the whole process`,
	);
}

async function searching(page: Page): Promise<void> {
	await page.goto(`${parley.url}/messages/search`);
	await page.locator('.ask input').waitFor();
	const texts = new Texts(7);
	const times: number[] = [];
	const words = new Set<string>();
	while (words.size < SEARCHES) {
		const word = texts.word();
		if (word.length > 3 && /^[a-z]+$/.test(word)) words.add(word);
	}
	let nothing = 0;
	// The index is made when somebody first searches.
	await page.evaluate(() => window.untilFound('the', 'the')).catch(() => undefined);
	for (const word of words)
		await page
			.evaluate((asked) => window.untilFound(asked, asked), word)
			.then(
				(time) => times.push(time),
				() => nothing++,
			);
	row(
		`Search ${messages} messages on the device, first hits painted`,
		'100 ms p95',
		`p50 ${of(times, 0.5)} ms, p95 ${of(times, 0.95)} ms of ${times.length}${nothing > 0 ? `; ${nothing} without a hit` : ''}`,
	);
}

/** Turns the wheel as fast as frames come, until `isThere` or the time is over. */
async function scrollUp(page: Page, ms: number, isThere: () => Promise<boolean>): Promise<void> {
	await page.mouse.move(800, 400);
	const end = performance.now() + ms;
	while (performance.now() < end) {
		for (let i = 0; i < 20; i++) await page.mouse.wheel(0, -2_500);
		if (await isThere()) return;
	}
}

/** The number of the first message that stands in the page. */
async function oldestShown(page: Page): Promise<number> {
	const text = await page.locator('article').first().textContent();
	return Number(/(\d+): /.exec(text ?? '')?.[1] ?? NaN);
}

/** Resident bytes of the largest renderer. */
async function rendererBytes(context: BrowserContext): Promise<number> {
	const cdp = await context.browser()!.newBrowserCDPSession();
	const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
	const sizes = processInfo.flatMap(({ type, id }) => {
		if (type !== 'renderer') return [];
		const status = readFileSync(`/proc/${id}/status`, 'utf8');
		return [Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024];
	});
	return Math.max(0, ...sizes);
}
