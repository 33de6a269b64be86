/** Push and notifications in the service worker, whether a page is open or not. */
import { tagOf } from '#lib/client/notice-tag.ts';
import { readDeviceSettings } from '#lib/client/notification-device.ts';
import { pickLanguage, type Language } from '#lib/i18n/language.ts';
import type { PushedNotice } from '#lib/protocol/push.ts';
import { inLanguage, noticeTexts } from './notice-language.ts';
import { notificationOf, parsePush } from './notices.ts';

/** `renotify` is not in TypeScript's own types. */
type Options = NotificationOptions & { renotify?: boolean };

export function listenForPush(worker: ServiceWorkerGlobalScope): void {
	worker.addEventListener('push', (event) => event.waitUntil(take(worker, event.data?.text() ?? '')));
	worker.addEventListener('notificationclick', (event) => {
		event.notification.close();
		const { path } = (event.notification.data ?? {}) as { path?: unknown };
		event.waitUntil(open(worker, typeof path === 'string' ? path : '/notifications'));
	});
	worker.addEventListener('message', (event) => {
		const { type, show: wanted } = (event.data ?? {}) as { type?: unknown; show?: unknown };
		if (type !== 'show') return;
		const push = parsePush(JSON.stringify({ v: 1, show: wanted }));
		if (push && 'show' in push) event.waitUntil(show(worker.registration, push.show));
	});
	// The browser has renewed it by itself: a page, which knows who is signed in, tells the server.
	worker.addEventListener('pushsubscriptionchange', (event) => {
		(event as ExtendableEvent).waitUntil(tellPages(worker, { type: 'push-renewed' }));
	});
}

async function take(worker: ServiceWorkerGlobalScope, text: string): Promise<void> {
	const push = parsePush(text);
	if (!push) return;
	const { registration } = worker;
	if ('test' in push) {
		await tellPages(worker, { type: 'push-test', test: push.test });
		return registration.showNotification('Parley', {
			body: noticeTexts(await languageHere()).testArrived,
			tag: 'test',
			icon: '/icon-192.png',
			data: { path: '/settings/notifications' },
		});
	}
	if ('close' in push) {
		for (const conversation of push.close)
			for (const shown of await registration.getNotifications({ tag: tagOf(conversation) })) shown.close();
		return;
	}
	// Somebody looks at a page of ours in this browser: it shows there.
	const pages = await worker.clients.matchAll({ type: 'window' });
	if (pages.some((page) => page.focused)) return;
	await show(registration, push.show);
}

async function languageHere(): Promise<Language> {
	const { language } = await readDeviceSettings();
	return pickLanguage(language, navigator.languages);
}

/** The same again, from a page and from a push, calls once. */
async function show(registration: ServiceWorkerRegistration, notice: PushedNotice): Promise<void> {
	const { sound } = await readDeviceSettings();
	const { title, options } = notificationOf(inLanguage(notice, await languageHere()));
	const before = await registration.getNotifications({ tag: options.tag });
	const isKnown = before.some(({ data }) => (data as { path?: unknown } | null)?.path === options.data.path);
	const renewed: Options = { ...options, silent: !sound || isKnown, renotify: sound && !isKnown };
	await registration.showNotification(title, renewed);
}

/** In a page that is there, so that nothing is loaded anew; else in a new one. */
async function open(worker: ServiceWorkerGlobalScope, path: string): Promise<void> {
	const pages = await worker.clients.matchAll({ type: 'window' });
	const page = pages.find(({ focused }) => focused) ?? pages[0];
	if (!page) return void (await worker.clients.openWindow(path));
	page.postMessage({ type: 'go', path });
	await page.focus().catch(() => undefined);
}

async function tellPages(worker: ServiceWorkerGlobalScope, message: object): Promise<void> {
	for (const page of await worker.clients.matchAll({ type: 'window' })) page.postMessage(message);
}
