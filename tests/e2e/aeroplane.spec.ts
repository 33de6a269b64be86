/**
 * The main job: B writes without a network, makes a group, reloads, loses the browser; A writes meanwhile; B returns, and everybody has everything once and in order, stored under
 * the right names.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type BrowserContext } from '@playwright/test';
import postgres from 'postgres';
import { parseEvent } from '../../src/lib/domain/events.ts';
import { eventsOf } from '../support/stored-events.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';

const FROM_B = Array.from({ length: 20 }, (_, i) => `B wrote this over the Alps, ${i + 1} of 20`);
const FROM_A = Array.from({ length: 10 }, (_, i) => `A wrote this at the desk, ${i + 1} of 10`);
const IN_GROUP = ['Who brings the tent?', 'I have the stove.'];

/** Pages left open would go on syncing beside the next test. */
test.afterEach(async ({ browser }) => {
	for (const context of browser.contexts()) await context.close();
});

for (const way of ['the network is off', 'the server is stopped'] as const)
	test(`[X1] aeroplane: everything written while ${way} arrives, once and in order`, async ({ browser }) => {
		test.setTimeout(240_000);
		const parley = await startParley();
		const profile = mkdtempSync(join(tmpdir(), 'parley profile-'));
		try {
			const [ann, ben] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro'])) as [Account, Account];
			const a = new Desk(await (await browser.newContext()).newPage(), parley.url, ann);
			await a.signIn();
			await a.openDm('Ben Okoro');
			await a.write('Have a good flight.');
			await a.allOwnAre('stored');

			let context = await openProfile(profile);
			let b = new Desk(context.pages()[0]!, parley.url, ben);
			await b.signIn();
			await b.open('Ann Rivers');
			await expect(b.message('Have a good flight.')).toBeVisible();

			// Away.
			if (way === 'the network is off') await context.setOffline(true);
			else await parley.stop();
			await b.hasConnection(way === 'the network is off' ? 'offline' : 'unreachable');
			await b.write(...FROM_B.slice(0, 15));
			await b.allOwnAre('saved');

			await b.page.reload();
			await b.open('Ann Rivers');
			await expect(b.message(FROM_B[14]!)).toBeVisible();
			await b.write(...FROM_B.slice(15));
			await b.makeGroup('Alpine hut', ['Ann Rivers']);
			await b.write(...IN_GROUP);
			await b.allOwnAre('saved');
			const beforeKill = await b.texts();

			await signInIsOnDisk(profile);
			killBrowser(profile);
			await context.close().catch(() => undefined);
			if (way === 'the network is off') await a.write(...FROM_A);
			else {
				// A is without the server as well, and writes all the same.
				await a.hasConnection('unreachable');
				await a.write(...FROM_A);
			}

			context = await openProfile(profile);
			if (way === 'the network is off') await context.setOffline(true);
			b = new Desk(context.pages()[0]!, parley.url, ben);
			await b.page.goto(`${parley.url}/messages`);
			await b.open('Alpine hut');
			expect(await b.texts()).toEqual(beforeKill);

			// Back.
			if (way === 'the network is off') await context.setOffline(false);
			else await parley.start();
			await b.isUpToDate();
			await a.isUpToDate();
			await b.allOwnAre('stored');

			await b.open('Ann Rivers');
			await b.allOwnAre('stored');
			await expect.poll(() => a.unread('Alpine hut')).toBe(IN_GROUP.length);
			const dm = await settledTexts(b, 31);
			const dmOfA = await settledTexts(a, 31);
			expect(dmOfA).toEqual(dm);
			await a.allOwnAre('stored');
			expect([...dm].sort()).toEqual(['Have a good flight.', ...FROM_A, ...FROM_B].sort());
			for (const own of [FROM_A, FROM_B]) expect(dm.filter((text) => own.includes(text))).toEqual(own);

			await a.open('Alpine hut');
			expect((await settledTexts(a, IN_GROUP.length)).filter((text) => IN_GROUP.includes(text))).toEqual(
				IN_GROUP,
			);
			await expect.poll(() => a.unread('Alpine hut')).toBe(0);
			await expect.poll(() => b.unread('Ann Rivers')).toBe(0);

			// A new device of B's has all of it.
			const third = new Desk(await (await browser.newContext()).newPage(), parley.url, ben);
			await third.signIn();
			await third.open('Ann Rivers');
			expect(await settledTexts(third, 31)).toEqual(dm);
			await third.open('Alpine hut');
			expect((await settledTexts(third, IN_GROUP.length)).filter((text) => IN_GROUP.includes(text))).toEqual(
				IN_GROUP,
			);
			expect(await third.unread('Ann Rivers')).toBe(0);

			await expectStored(parley, dm, {
				[ann.email]: ['Have a good flight.', ...FROM_A],
				[ben.email]: [...FROM_B, ...IN_GROUP],
			});
			await context.close();
		} finally {
			await parley.dispose();
			killBrowser(profile);
			rmSync(profile, { recursive: true, force: true });
		}
	});

async function openProfile(profile: string): Promise<BrowserContext> {
	const { launchOptions, viewport } = test.info().project.use;
	return chromium.launchPersistentContext(profile, { ...launchOptions, viewport: viewport ?? null });
}

/** Ends every process of the browser on this profile at once, as a power cut would. */
function killBrowser(profile: string): void {
	try {
		execFileSync('pkill', ['-9', '-f', '--', `--user-data-dir=${profile}`]);
	} catch {
		// None is running.
	}
}

/** Chromium writes its cookies down only every 30 s; Parley's own data is on the disk when it says so. */
async function signInIsOnDisk(profile: string): Promise<void> {
	const files = ['Cookies', 'Cookies-wal'].map((name) => join(profile, 'Default', name));
	const holdsSession = () =>
		files.some((file) => existsSync(file) && readFileSync(file).includes('localhostsession'));
	await expect.poll(holdsSession, { timeout: 60_000 }).toBe(true);
}

/** The texts of messages (system lines have none), once there are as many. */
async function settledTexts(desk: Desk, count: number): Promise<string[]> {
	await expect
		.poll(async () => (await desk.texts()).filter((text) => text !== '').length, { timeout: 30_000 })
		.toBe(count);
	return (await desk.texts()).filter((text) => text !== '');
}

/** Postgres holds the direct message's texts in this order, and everybody's under his own name. */
async function expectStored(
	parley: Parley,
	dm: readonly string[],
	byEmail: Record<string, string[]>,
): Promise<void> {
	const sql = postgres(parley.databaseUrl, { max: 1 });
	try {
		const rows = await sql<{ document: string; email: string; payload: Uint8Array }[]>`
			select r.document, u.email, p.payload
			from log_rows r join log_payloads p using (document, seq) join users u on u.id::text = r.user_id
			where r.kind = 'run' order by r.document, r.seq`;
		const stored = rows.flatMap(({ document, email, payload }) =>
			eventsOf(payload).flatMap((value) => {
				const parsed = parseEvent(value);
				return parsed.ok && parsed.event.k === 'm' ? [{ document, email, body: parsed.event.b }] : [];
			}),
		);
		for (const [email, bodies] of Object.entries(byEmail))
			expect(
				stored
					.filter((row) => row.email === email)
					.map((row) => row.body)
					.sort(),
			).toEqual([...bodies].sort());
		const dmDocument = stored.find((row) => row.body === FROM_A[0])!.document;
		expect(stored.filter((row) => row.document === dmDocument).map((row) => row.body)).toEqual(dm);
	} finally {
		await sql.end();
	}
}
