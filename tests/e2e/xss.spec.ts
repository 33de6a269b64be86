/** C17: a corpus of payloads wherever people write text that others see. Nothing runs, and the content security policy has nothing to report. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { conversationDocument } from '../../src/lib/protocol/document-name.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { Browser } from '../support/browser.ts';
import { PASSWORD } from '../support/organisation.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { Desk, makeTeam, type Account } from '../support/team.ts';
import { until } from '../support/until.ts';

const PAYLOADS = readFileSync(join(import.meta.dirname, '../fixtures/xss-payloads.txt'), 'utf8')
	.split('\n')
	.filter((line) => line !== '');
/** A body as it is, as a link's address and words, and as code with a language. */
const FORMS: readonly ((payload: string) => string)[] = [
	(payload) => payload,
	(payload) => `[${payload}](${payload}) https://example.org/${payload}`,
	(payload) => `\`\`\`${payload}\n${payload}\n\`\`\` and \`${payload}\``,
];
/** Those that fit. */
const NAMES = PAYLOADS.filter((payload) => payload.length <= 80);

let parley: Parley;
let ann: Account;
let room: string;

interface Trace {
	ran: string[];
	violations: string[];
}

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	[ann] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro'])) as [Account, Account];
	room = await fill();
});
test.afterAll(() => parley.dispose());

/** Writes the corpus as messages, names of rooms and topics, and names of people. Returns the room of the messages. */
async function fill(): Promise<string> {
	const answer = await fetch(new URL('/api/sign-in', parley.url), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email: ann.email, password: PASSWORD, device: { name: PAYLOADS[0] } }),
	});
	const { token, device } = (await answer.json()) as { token: string; device: number };
	const browser = new Browser(parley.url);
	await browser.signIn(ann.email, PASSWORD);
	const { user } = (await (await browser.get('/api/session')).json()) as { user: string };
	const command = async (fields: object) => {
		const made = await browser.post('/api/commands', { id: newId(), at: 1, ...fields });
		expect(await made.json()).toEqual({ ok: true });
	};
	const conversation = newId();
	const room = { type: 'room', visibility: 'private', channel: false, members: [] };
	await command({ kind: 'conversation.create', conversation, ...room, name: 'The corpus', topic: '' });
	// Each name stands in a line of the timeline; of some there is a room, for the list.
	for (const name of NAMES) await command({ kind: 'conversation.rename', conversation, name, topic: name });
	for (const name of NAMES.filter((_, index) => index % 8 === 0))
		await command({ kind: 'conversation.create', conversation: newId(), ...room, name, topic: name });
	for (let from = 0; from < NAMES.length; from += 10) {
		await Promise.all(
			NAMES.slice(from, from + 10).map(async (name, index) => {
				const email = `x${from + index}@larkfield.example`;
				const made = await browser.submit('/people?/create', { name, email, role: 'MEMBER' });
				expect(made.type).toBe('success');
			}),
		);
	}
	const url = parley.url.replace('http', 'ws');
	const writer = new StockReplica(
		{ url },
		{ id: user, device, token },
		conversationDocument(conversation, 0),
	);
	writer.say(...FORMS.flatMap((form) => PAYLOADS.map(form)));
	const written = () => {
		writer.fold.advance();
		return writer.fold.items().filter(({ kind, state }) => kind === 'message' && state === 'stored').length;
	};
	await until(() => written() === FORMS.length * PAYLOADS.length, 60_000, 50);
	writer.destroy();
	return conversation;
}

/** Signed in, with a witness for whatever runs and whatever the policy stops. */
async function witnessed(page: Page): Promise<() => Promise<Trace>> {
	const seen: string[] = [];
	page.on('dialog', (dialog) => {
		seen.push(`dialog ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('console', (message) => {
		if (/Content Security Policy|Trusted ?Type/i.test(message.text())) seen.push(message.text());
	});
	page.on('popup', (popup) => seen.push(`popup ${popup.url()}`));
	page.on('pageerror', (error) => seen.push(error.message));
	await page.addInitScript(() => {
		const trace: { ran: string[]; violations: string[] } = { ran: [], violations: [] };
		Object.assign(window, { __trace: trace });
		window.alert =
			window.prompt =
			window.confirm =
				() => {
					trace.ran.push(location.href);
					return true as never;
				};
		document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
			trace.violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
		);
	});
	await new Desk(page, parley.url, ann).signIn();
	return async () => {
		const trace = await page.evaluate(() => (window as unknown as { __trace: Trace }).__trace);
		return { ran: [...trace.ran, ...seen], violations: trace.violations };
	};
}

/** Elements and attributes that no text of a person may become. */
function strangers(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('*')].flatMap((element) => {
			const found: string[] = [];
			const name = element.localName;
			if (/^(?:iframe|frame|object|embed|applet|base|math|foreignobject|marquee|animate|set)$/.test(name))
				found.push(name);
			if (name === 'script' && element.textContent.includes('alert(')) found.push('a script');
			for (const { name: attribute, value } of element.attributes) {
				if (attribute.startsWith('on') || attribute === 'srcdoc') found.push(`${name} ${attribute}`);
				const leads = ['href', 'src', 'action', 'formaction', 'xlink:href'].includes(attribute);
				if (leads && !/^(?:https?:|mailto:|\/|#|\?|\.|data:image\/|blob:|$)/i.test(value))
					found.push(`${name} ${attribute}=${value}`);
			}
			return found;
		}),
	);
}

const NOTHING: Trace = { ran: [], violations: [] };

test('[C17] 150 payloads in bodies, links, code, names of people and rooms, and topics are text', async ({
	page,
}) => {
	expect(PAYLOADS.length).toBeGreaterThanOrEqual(150);
	const trace = await witnessed(page);
	await page.goto(`${parley.url}/messages/${room}`);
	const rows = page.locator('[data-timeline] [data-message]');
	await expect(rows.last()).toBeVisible();
	await expect(page.locator('a[data-conversation]').filter({ hasText: 'alert(1)' }).first()).toBeVisible();
	const total = FORMS.length * PAYLOADS.length + NAMES.length;
	const shown = new Map<string, string>();
	await rows.last().hover();
	await expect(async () => {
		const batch = await rows.evaluateAll((all) =>
			all.map((row): [string, string] => [row.getAttribute('data-message')!, row.textContent]),
		);
		for (const [key, text] of batch) shown.set(key, text);
		expect(await strangers(page)).toEqual([]);
		await page.mouse.wheel(0, -700);
		expect(shown.size).toBeGreaterThanOrEqual(total);
	}).toPass({ timeout: 120_000, intervals: [20] });
	expect(await trace()).toEqual(NOTHING);
	// A name is shown to the letter.
	const texts = [...shown.values()].join('\n');
	for (const name of NAMES) expect(texts).toContain(name.trim());

	for (const path of ['/people', `/audit/${room}`, '/audit/organisation', '/account']) {
		await page.goto(parley.url + path);
		await expect(page.getByText('alert(1)').first()).toBeAttached();
		expect([path, await strangers(page), await trace()]).toEqual([path, [], NOTHING]);
	}
});

test('[C17] 150 payloads as what is searched for are text, in the palette too', async ({ page }) => {
	const trace = await witnessed(page);
	await page.goto(`${parley.url}/messages/search`);
	const field = page.getByRole('textbox', { name: 'Search all messages' });
	for (const payload of PAYLOADS) {
		await field.fill(payload);
		await expect(field).toHaveValue(payload);
	}
	await field.fill('alert');
	await expect(page.getByRole('list', { name: 'Results' }).getByRole('link').first()).toBeVisible();
	expect([await strangers(page), await trace()]).toEqual([[], NOTHING]);
	await page.keyboard.press('Control+k');
	const palette = page.getByRole('combobox', { name: 'Search or jump to' });
	for (const payload of PAYLOADS) {
		await palette.fill(payload);
		await expect(palette).toHaveValue(payload);
	}
	await palette.fill('alert');
	await expect(page.getByRole('option').first()).toBeVisible();
	expect([await strangers(page), await trace()]).toEqual([[], NOTHING]);
});
