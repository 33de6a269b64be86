/** The notification centre, notifications of the browser, and pushes to its service worker (features F). */
import { expect, test, type BrowserContext, type CDPSession, type Page, type Worker } from '@playwright/test';
import { desk, PHONE, watchComplaints } from '../support/desk.ts';
import { PushReceiver } from '../support/push-receiver.ts';
import { startParley, type Parley } from '../support/start-parley.ts';
import { makeTeam, type Account, type Desk } from '../support/team.ts';

let parley: Parley;
let receiver: PushReceiver;
let ann: Account;
let ben: Account;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	receiver = await PushReceiver.start();
	parley = await startParley({ env: { PUSH_ORIGINS: receiver.origin } });
	[ann, ben] = (await makeTeam(parley.url, ['Ann Rivers', 'Ben Okoro'])) as [Account, Account];
});
test.afterAll(async () => {
	await parley.dispose();
	await receiver.stop();
});
watchComplaints();

const lines = (one: Desk) => one.page.locator('a[data-told]');
const bell = (one: Desk) => one.page.getByRole('link', { name: /^Notifications/ }).locator('visible=true');

test('[F03] the centre lists mentions, answers, reactions, direct messages and additions, and leads to the message', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	await b.page.goto(`${parley.url}/notifications`);
	await expect(b.page.getByRole('heading', { name: 'Nothing to tell' })).toBeVisible();
	await b.page.goto(`${parley.url}/people`);

	await a.makeGroup('Rota', ['Ben Okoro']);
	await a.write('The van is at the depot');
	await fillScreens(a);
	await a.box.pressSequentially('@Ben');
	await a.page.keyboard.press('Enter');
	await a.box.pressSequentially('who has the keys?');
	await a.page.keyboard.press('Enter');
	await fillScreens(a);
	await a.openDm('Ben Okoro');
	await a.write('Only to you', 'And this');
	await a.allOwnAre('stored');

	await expect(bell(b)).toHaveAccessibleName('Notifications, 3 unread');
	await bell(b).click();
	await expect(lines(b)).toHaveCount(3);
	await expect(lines(b).nth(0)).toContainText('Ann Rivers wrote 2 messages to you');
	await expect(lines(b).nth(1)).toContainText('mentioned you in Rota');
	await expect(lines(b).nth(1)).toContainText('@Ben Okoro who has the keys?');
	await expect(lines(b).nth(2)).toContainText('added you to Rota');
	await expect(b.page).toHaveTitle(/^\(\d+\) Notifications$/);

	await lines(b).nth(1).click();
	const mention = b
		.message('who has the keys?')
		.or(b.page.locator('article', { hasText: 'who has the keys?' }));
	await expect(mention.first()).toBeInViewport();

	await mention.first().hover();
	await b.page.keyboard.press('Escape');
	await b.write('I have them');
	await expect(a.conversation('Rota')).toContainText('I have them');
	await a.open('Rota');
	const theirs = a.page.locator('article', { hasText: 'I have them' });
	await theirs.hover();
	await theirs
		.getByRole('button', { name: /👍|React with/ })
		.first()
		.click();
	await theirs.getByRole('button', { name: 'Reply' }).click();
	await a.write('Thank you');
	await b.page.goto(`${parley.url}/notifications`);
	await expect(lines(b).filter({ hasText: 'answered you in Rota' })).toBeVisible();
	await expect(lines(b).filter({ hasText: 'reacted with' })).toContainText('I have them');
});

test('[F03] it is there offline, from this device; all are marked read on all devices', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	await a.openDm('Ben Okoro');
	await a.write('For the journey');
	await a.allOwnAre('stored');
	const b = await desk(browser, parley, ben);
	const phone = await desk(browser, parley, ben, PHONE);
	await phone.page.getByRole('link', { name: /^Notifications/ }).click();
	await expect(lines(phone).first()).toContainText('For the journey');
	await expect(b.conversation('Ann Rivers')).toContainText('For the journey');
	await expect(bell(b)).toHaveAccessibleName(/unread$/);
	await b.page.context().setOffline(true);
	await b.hasConnection('offline');
	await b.page.goto(`${parley.url}/notifications`);
	await expect(lines(b).first()).toContainText('For the journey');
	await b.page.getByRole('button', { name: 'Mark all read' }).click();
	await expect(b.page.getByText('Everything is read.')).toBeVisible();
	await expect(bell(b)).toHaveAccessibleName('Notifications');
	await b.page.context().setOffline(false);
	await expect(phone.page.getByText('Everything is read.')).toBeVisible();
});

test('[F01] a push reaches the service worker and shows a notification, which goes when it was read elsewhere', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	const link = await lastMessageLink(a, b);
	await grant(b.page.context());
	const push = await pushTo(b.page);
	const worker = b.page.context().serviceWorkers()[0]!;
	// No page of Parley is open any more.
	await b.page.goto('about:blank');
	await push({ v: 1, show: { ...link, title: 'Ann Rivers', body: 'Come over', count: 2, kind: 'direct' } });
	await expect.poll(() => shownIn(worker)).toEqual([{ title: 'Ann Rivers (2)', body: 'Come over' }]);
	// Read elsewhere: it goes.
	await push({ v: 1, close: [link.conversation] });
	await expect.poll(() => shownIn(worker)).toEqual([]);
	// What is no push of ours changes nothing.
	await push({ v: 1, show: { conversation: 'javascript:alert(1)' } });
	await expect.poll(() => shownIn(worker)).toEqual([]);
});

test('[F01][F02] an open page that nobody looks at notifies; reading on another device takes it away and the counts', async ({
	browser,
}) => {
	const a = await desk(browser, parley, ann);
	const b = await desk(browser, parley, ben);
	const other = await desk(browser, parley, ben);
	// What tests before this one left unread would be counted with it.
	await b.openDm('Ann Rivers');
	await expect(b.page).not.toHaveTitle(/^\(/);
	await b.page.goto(`${parley.url}/messages`);
	await grant(b.page.context());
	await b.page.evaluate((user) => localStorage.setItem('parley.push', user), await userOf(b.page));
	await b.page.reload();
	await b.isUpToDate();
	// What came before somebody listened is no news.
	await expect.poll(() => b.page.evaluate(notifierIsHeld)).toBe(true);
	await away(b.page);
	await a.openDm('Ben Okoro');
	await a.write('Is anybody there?');
	await expect.poll(() => shownIn(b.page)).toEqual([{ title: 'Ann Rivers', body: 'Is anybody there?' }]);
	await expect(b.page).toHaveTitle(/^\(1\) /);
	await other.open('Ann Rivers');
	await expect(other.message('Is anybody there?')).toBeVisible();
	await expect.poll(() => shownIn(b.page)).toEqual([]);
	await expect(b.page).not.toHaveTitle(/^\(/);
});

test('[F01] the settings say what is, turn it on, and the test tells how far it came', async ({
	browser,
}) => {
	const b = await desk(browser, parley, ben);
	await b.page.goto(`${parley.url}/account`);
	await b.page.getByRole('link', { name: 'Notification settings' }).click();
	await b.page.getByRole('button', { name: 'Send a test' }).click();
	await expect(b.page.locator('[data-step]').first()).toHaveAttribute('data-step', 'failed');

	// Chromium without its maker's keys has no push service: this one stands in for it, and the server sends to it for real.
	const receiving = receiver.browser();
	await grant(b.page.context());
	await b.page.reload();
	await b.page.evaluate(
		([endpoint, { p256dh, auth }]) => {
			const subscription = { endpoint, options: {}, toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
			PushManager.prototype.subscribe = () => Promise.resolve(subscription as unknown as PushSubscription);
		},
		[receiving.endpoint, receiving.subscription('')] as const,
	);
	await b.page.getByRole('button', { name: 'Turn on' }).click();
	await expect(b.page.getByRole('status').filter({ hasText: 'also while Parley is closed' })).toBeVisible();
	const push = await pushTo(b.page);
	await b.page.getByRole('button', { name: 'Send a test' }).click();
	await expect.poll(() => receiving.received.length).toBe(1);
	await push(receiving.received[0]!.payload);
	await expect(b.page.locator('[data-step="done"]')).toHaveCount(4);

	await b.page.getByLabel('What is meant for you').check();
	await b.page.getByLabel('Show the text of messages').uncheck();
	const other = await desk(browser, parley, ben);
	await other.page.goto(`${parley.url}/settings/notifications`);
	await expect(other.page.getByLabel('What is meant for you')).toBeChecked();
	await expect(other.page.getByLabel('Show the text of messages')).not.toBeChecked();
});

/** So much that what was written before is out of sight. */
async function fillScreens(one: Desk): Promise<void> {
	for (let i = 0; i < 3; i++) {
		await one.box.fill(Array.from({ length: 30 }, (_, line) => `Line ${line}`).join('\n'));
		await one.box.press('Enter');
		await expect(one.box).toHaveValue('');
	}
}

async function grant(context: BrowserContext): Promise<void> {
	await context.grantPermissions(['notifications'], { origin: parley.url });
}

async function notifierIsHeld(): Promise<boolean> {
	return (await navigator.locks.query()).held?.some(({ name }) => name === 'parley/notifier') ?? false;
}

/** Another page of the browser is in front. */
async function away(page: Page): Promise<void> {
	await page.evaluate(() => {
		document.hasFocus = () => false;
		window.dispatchEvent(new Event('blur'));
	});
}

function shownIn(place: Page | Worker): Promise<{ title: string; body: string }[]> {
	return (place as Page).evaluate(async () => {
		const { registration } = globalThis as { registration?: ServiceWorkerRegistration };
		const found = await (registration ?? (await navigator.serviceWorker.ready)).getNotifications();
		return found.map(({ title, body }) => ({ title, body }));
	});
}

async function userOf(page: Page): Promise<string> {
	return page.evaluate(async () => ((await (await fetch('/api/session')).json()) as { user: string }).user);
}

/** Delivers to the service worker as the browser would that got it from its push service. */
async function pushTo(page: Page): Promise<(payload: object) => Promise<void>> {
	const session: CDPSession = await page.context().newCDPSession(page);
	const { promise, resolve } = Promise.withResolvers<string>();
	session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
		const found = registrations.find(({ scopeURL }) => scopeURL.startsWith(parley.url));
		if (found) resolve(found.registrationId);
	});
	await session.send('ServiceWorker.enable');
	const registrationId = await promise;
	return async (payload) => {
		await session.send('ServiceWorker.deliverPushMessage', {
			origin: parley.url,
			registrationId,
			data: JSON.stringify(payload),
		});
	};
}

async function lastMessageLink(a: Desk, b: Desk): Promise<{ conversation: string; key: string }> {
	await a.openDm('Ben Okoro');
	await a.write('Come over');
	await a.allOwnAre('stored');
	await b.open('Ann Rivers');
	const key = (await b.message('Come over').last().getAttribute('data-message'))!;
	const conversation = new URL(b.page.url()).pathname.split('/').at(-1)!;
	return { conversation, key };
}
