/** Somebody at a new browser, for browser tests: what the browser complains about fails the test. */
import { expect, test, type Browser, type BrowserContextOptions } from '@playwright/test';
import { startParley, type Launch, type Parley } from './start-parley.ts';
import { Desk, makeTeam, type Account } from './team.ts';

const complaints: string[] = [];

export async function desk(
	browser: Browser,
	parley: Parley,
	account: Account,
	options: BrowserContextOptions = {},
): Promise<Desk> {
	const page = await (await browser.newContext(options)).newPage();
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
	});
	const made = new Desk(page, parley.url, account);
	await made.signIn();
	return made;
}

/** Call once in a file: every test fails on complaints, and its pages end with it, so that none syncs beside the next. */
export function watchComplaints(): void {
	test.afterEach(async ({ browser }) => {
		for (const context of browser.contexts()) await context.close();
		expect(complaints.splice(0)).toEqual([]);
	});
}

/** Call once in a file: before its tests the program runs with these people, the first of them its owner. */
export function startTeam<const Names extends readonly string[]>(
	names: Names,
	ready: (parley: Parley, accounts: { -readonly [Index in keyof Names]: Account }) => void,
	launch?: Launch,
): void {
	let parley: Parley | undefined;
	test.beforeAll(async () => {
		test.setTimeout(300_000);
		parley = await startParley(launch);
		ready(parley, (await makeTeam(parley.url, names)) as { -readonly [Index in keyof Names]: Account });
	});
	test.afterAll(() => parley?.dispose());
	watchComplaints();
}

export const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	isMobile: true,
	hasTouch: true,
};
