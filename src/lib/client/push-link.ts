/** This browser's part in web push (SPEC B1): permission, the subscription with the browser's push service, and the server's copy of it. */
import { common } from '#lib/i18n/common.ts';
import { notifications as t } from '#lib/i18n/notifications.ts';
import type { PushState, PushSubscriptionBody, PushTestAnswer } from '#lib/protocol/push.ts';

/** `unsupported`: this browser has no web push here (an iPhone only has it for an installed application). */
export type PermissionState = 'unsupported' | 'default' | 'granted' | 'denied';

const JSON_TYPE = { 'content-type': 'application/json' };
/** The person turned notifications on in this browser; in it alone. */
const WANTED = 'parley.push';
/** Where there is no answer from the browser's push service. */
const SUBSCRIBE_MS = 20_000;

export function permissionState(): PermissionState {
	if (!('Notification' in window) || !('serviceWorker' in navigator) || !('PushManager' in window))
		return 'unsupported';
	return Notification.permission;
}

export function isWantedHere(user: string): boolean {
	return localStorage.getItem(WANTED) === user;
}

export async function readPushState(): Promise<PushState | null> {
	const response = await fetch('/api/push').catch(() => null);
	return response?.ok ? ((await response.json()) as PushState) : null;
}

export type Outcome = { ok: true } | { ok: false; words: string };

/** Asks for permission and subscribes. To be called from a press of a button. */
export async function turnOn(user: string): Promise<Outcome> {
	if (permissionState() === 'unsupported') return { ok: false, words: t.noWebPush };
	const permission = await Notification.requestPermission();
	if (permission === 'denied') return { ok: false, words: t.blocksHere };
	if (permission !== 'granted') return { ok: false, words: t.notAnswered };
	localStorage.setItem(WANTED, user);
	return subscribe();
}

export async function turnOff(): Promise<void> {
	localStorage.removeItem(WANTED);
	await fetch('/api/push', { method: 'DELETE', headers: JSON_TYPE }).catch(() => {});
	const registration = await navigator.serviceWorker?.getRegistration();
	const subscription = await registration?.pushManager?.getSubscription();
	await subscription?.unsubscribe().catch(() => false);
}

/** Keeps what the person turned on: after a sign-in, with another key of the server, when the browser renewed it. */
export async function keepSubscription(user: string): Promise<void> {
	if (!isWantedHere(user) || permissionState() !== 'granted') return;
	await subscribe();
}

async function subscribe(): Promise<Outcome> {
	const state = await readPushState();
	if (!state) return { ok: false, words: common.serverSilentStop };
	if (state.serverKey === null) return { ok: false, words: t.noPushHere };
	try {
		const { pushManager } = await navigator.serviceWorker.ready;
		const subscription = await inTime(subscriptionFor(pushManager, state.serverKey));
		const { endpoint, keys = {} } = subscription.toJSON();
		const { p256dh, auth } = keys;
		if (!endpoint || !p256dh || !auth) return { ok: false, words: t.noKeys };
		if (endpoint === state.endpoint) return { ok: true };
		const body: PushSubscriptionBody = { endpoint, p256dh, auth, serverKey: state.serverKey };
		const response = await fetch('/api/push', {
			method: 'PUT',
			headers: JSON_TYPE,
			body: JSON.stringify(body),
		});
		if (response.ok) return { ok: true };
		const { message } = (await response.json()) as { message?: string };
		return { ok: false, words: message ?? t.serverRefused(response.status) };
	} catch (error) {
		return { ok: false, words: t.pushServiceSays((error as Error).message) };
	}
}

async function subscriptionFor(manager: PushManager, serverKey: string): Promise<PushSubscription> {
	const known = await manager.getSubscription();
	const key = known?.options.applicationServerKey;
	if (known && key && base64url(new Uint8Array(key)) === serverKey) return known;
	await known?.unsubscribe();
	return manager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey });
}

function base64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');
}

function inTime<Result>(work: Promise<Result>): Promise<Result> {
	const { promise, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => reject(new Error(t.noAnswer20)), SUBSCRIBE_MS);
	return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

export async function askTest(test: string): Promise<PushTestAnswer> {
	const response = await fetch('/api/push/test', {
		method: 'POST',
		headers: JSON_TYPE,
		body: JSON.stringify({ test }),
	}).catch(() => null);
	if (!response?.ok) return { status: 0, words: common.serverSilentStop };
	return (await response.json()) as PushTestAnswer;
}

/** Resolves when this browser's service worker has got the test; false after `ms`. */
export function testDelivered(test: string, ms: number): Promise<boolean> {
	const { promise, resolve } = Promise.withResolvers<boolean>();
	const hear = ({ data }: MessageEvent<{ type?: unknown; test?: unknown }>) => {
		if (data?.type === 'push-test' && data.test === test) resolve(true);
	};
	navigator.serviceWorker.addEventListener('message', hear);
	const timer = setTimeout(() => resolve(false), ms);
	return promise.finally(() => {
		clearTimeout(timer);
		navigator.serviceWorker.removeEventListener('message', hear);
	});
}
