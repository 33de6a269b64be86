/**
 * Keeps the application's files and one page of it on the device, so that every conversation opens without the network and after a
 * restart. Of people it keeps pictures alone, until they sign out: what they wrote is in IndexedDB, under their account.
 */
import { assets, immutable } from '$app/manifest';
import { PHOTO_CACHE } from '#lib/protocol/photos.ts';
import { listenForPush } from './push.ts';
import { belongsTo, howToAnswer, withFreshNonce } from './shell.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL = '/messages';
const PREFIX = 'parley-shell-';

/** Pictures for who reads about Parley, not of the program. */
const ABOUT = /^\/(readme|screens)\//;
const files = [...immutable, ...assets]
	.map(({ path }) => new URL(path, location.origin).pathname)
	.filter((path) => !ABOUT.test(path));
const kept = new Set(files);
/** The files' names hold the hashes of their content, so equal names are an equal program. */
const cacheName = PREFIX + hash(files.join('\n'));

listenForPush(worker);
worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
	if (event.data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { pathname, origin } = new URL(request.url);
	switch (howToAnswer(request, { pathname, sameOrigin: origin === location.origin }, kept)) {
		case 'kept':
			return event.respondWith(keptFile(request, pathname));
		case 'photo':
			return event.respondWith(photo(request, pathname));
		case 'shell':
			return event.respondWith(shell(request));
		case 'shell-offline':
			return event.respondWith(fetch(request).catch(() => shell(request)));
	}
});

/** All or nothing: an install that fails is tried again by the browser, and the older program goes on until then. */
async function install(): Promise<void> {
	const cache = await caches.open(cacheName);
	await cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })));
	// Not a navigation: the server answers with the page as it is for everybody, without asking who it is.
	const response = await fetch(SHELL, { cache: 'no-store', redirect: 'error' });
	const html = await response.clone().text();
	if (!response.ok || !belongsTo(html, kept))
		throw new Error('The server has another version. It is tried again.');
	await cache.put(SHELL, response);
}

async function activate(): Promise<void> {
	// In the order in which they were made. The last of the others stays: windows that are open go on with its files until they are reloaded.
	const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheName);
	for (const name of others.slice(0, -1)) await caches.delete(name);
	// The page that brought this worker has no other yet; without this its next reload would still need the network.
	await worker.clients.claim();
}

async function keptFile(request: Request, pathname: string): Promise<Response> {
	const cache = await caches.open(cacheName);
	return (await cache.match(pathname)) ?? (await caches.match(pathname)) ?? fetch(request);
}

/** Signing out deletes the cache. */
async function photo(request: Request, pathname: string): Promise<Response> {
	const cache = await caches.open(PHOTO_CACHE);
	const known = await cache.match(pathname);
	if (known) return known;
	const response = await fetch(request);
	// Whatever the disk says: the picture is there.
	if (response.ok) await cache.put(pathname, response.clone()).catch(() => {});
	return response;
}

async function shell(request: Request): Promise<Response> {
	const cache = await caches.open(cacheName);
	const response = await cache.match(SHELL);
	// The browser deletes what it likes when it runs out of space.
	if (!response) return fetch(request);
	const headers = new Headers(response.headers);
	// Preloads of the files that are here anyway, and the length and tag of another text.
	for (const name of ['link', 'content-length', 'content-encoding', 'etag']) headers.delete(name);
	const page = withFreshNonce(
		await response.text(),
		headers.get('content-security-policy') ?? '',
		newNonce(),
	);
	if (page.policy !== '') headers.set('content-security-policy', page.policy);
	return new Response(page.html, { headers });
}

function newNonce(): string {
	return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

/** FNV-1a, 32 bits: it tells versions apart and protects nothing. */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return (value >>> 0).toString(36);
}
