/** People at real browsers against the real program: what the browser tests are written in. */
import { expect, type Locator, type Page } from '@playwright/test';
import { Browser } from './browser.ts';
import { PASSWORD } from './organisation.ts';

export interface Account {
	name: string;
	email: string;
}

/** Makes the organisation with its owner, and the others by an invitation each; nobody is signed in anywhere afterwards. */
export async function makeTeam(url: string, names: readonly string[]): Promise<Account[]> {
	const accounts = names.map((name, index) => ({
		name,
		email: `${name.toLowerCase().match(/^[a-z]+/)?.[0] ?? `person-${index}`}@larkfield.example`,
	}));
	const [owner, ...others] = accounts;
	const admin = new Browser(url);
	await must(
		admin.submit('/setup', { organisation: 'Larkfield Trust', ...owner!, password: PASSWORD, token: '' }),
		'redirect',
	);
	for (const account of others) {
		const made = await must(admin.submit('/people?/invite', { role: 'MEMBER' }), 'success');
		const { pathname } = new URL(made.values.link!);
		await must(new Browser(url).submit(pathname, { ...account, password: PASSWORD }), 'redirect');
	}
	return accounts;
}

async function must<Answer extends { type?: string; error?: string }>(
	answer: Promise<Answer>,
	type: string,
): Promise<Answer> {
	const got = await answer;
	if (got.type !== type) throw new Error(`expected ${type}: ${JSON.stringify(got)}`);
	return got;
}

/** One person at one browser. */
export class Desk {
	readonly page: Page;
	readonly url: string;
	readonly account: Account;

	constructor(page: Page, url: string, account: Account) {
		this.page = page;
		this.url = url;
		this.account = account;
	}

	/** Signs in by the page, and waits until this browser can also work offline. */
	async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/sign-in`);
		await this.page.getByLabel('Email').fill(this.account.email);
		await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.isUpToDate();
		await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		await expect.poll(() => this.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
	}

	async isUpToDate(): Promise<void> {
		await this.hasConnection('current');
	}

	async hasConnection(state: 'offline' | 'unreachable' | 'current' | 'signed-out'): Promise<void> {
		await expect(this.page.locator('[data-connection]').first()).toHaveAttribute('data-connection', state, {
			timeout: 30_000,
		});
	}

	conversation(name: string): Locator {
		return this.page
			.locator('a[data-conversation]')
			.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	async open(name: string): Promise<void> {
		await this.conversation(name).click();
		// What was open before has a box and messages, too.
		await expect(this.conversation(name)).toHaveAttribute('aria-current', 'page');
		await expect(this.box).toBeVisible();
	}

	async openDm(name: string): Promise<void> {
		await this.page.getByRole('button', { name: 'New message' }).first().click();
		await this.page.getByRole('option', { name }).click();
		await expect(this.page.getByRole('heading', { name })).toBeVisible();
		await expect(this.box).toBeVisible();
	}

	async makeGroup(name: string, members: readonly string[]): Promise<void> {
		await this.page.getByRole('button', { name: 'New group' }).first().click();
		await this.page.getByLabel('Group name').fill(name);
		for (const member of members) await this.page.getByRole('option', { name: member }).click();
		await this.page.getByRole('button', { name: 'Create group' }).click();
		await expect(this.page.getByRole('heading', { name })).toBeVisible();
		await expect(this.box).toBeVisible();
	}

	get box(): Locator {
		return this.page.getByRole('textbox', { name: /^Write to / });
	}

	async write(...texts: string[]): Promise<void> {
		for (const text of texts) {
			await this.box.fill(text);
			await this.box.press('Enter');
			await expect(this.message(text)).toBeVisible();
		}
	}

	message(text: string): Locator {
		return this.page
			.locator('article[data-message]')
			.filter({ has: this.page.getByText(text, { exact: true }) });
	}

	/** Texts of the open conversation from top to bottom, scrolled through since the list is virtual. */
	async texts(): Promise<string[]> {
		const seen = new Map<number, string>();
		const articles = this.page.locator('article[data-message]');
		await expect(articles.last()).toBeVisible();
		let size = Infinity;
		await articles.last().hover();
		for (let turn = 0; turn < 60 && seen.size < size; turn++) {
			for (const [position, text, total] of await articles.evaluateAll((all) =>
				all.map((article): [number, string, number] => [
					Number(article.getAttribute('aria-posinset')),
					article.querySelector('.body')?.textContent?.trim() ?? '',
					Number(article.getAttribute('aria-setsize')),
				]),
			)) {
				seen.set(position, text);
				size = total;
			}
			await this.page.mouse.wheel(0, -600);
			await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
		}
		return [...seen].sort(([a], [b]) => a - b).map(([, text]) => text);
	}

	/** All of one's own messages that are on the screen have this state. */
	async allOwnAre(state: 'saved' | 'stored'): Promise<void> {
		const others = this.page.locator(`article[data-state]:not([data-state="${state}"])`);
		await expect(others).toHaveCount(0, { timeout: 30_000 });
		await expect(this.page.locator(`article[data-state="${state}"]`).first()).toBeVisible();
	}

	/** What the list says is unread there; 0 when it says nothing. */
	async unread(name: string): Promise<number> {
		const text = await this.conversation(name).locator('.sr-only', { hasText: 'unread' }).allTextContents();
		return text.length === 0 ? 0 : Number.parseInt(text[0]!);
	}
}
