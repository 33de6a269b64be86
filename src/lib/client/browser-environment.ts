/** The client's ports as a browser gives them. */
import { deleteDB } from 'lib0/indexeddb';
import { PHOTO_CACHE } from '#lib/protocol/photos.ts';
import { WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import type {
	Answer,
	Clock,
	DeviceKey,
	Environment,
	Locks,
	Network,
	RawSocket,
	Storage,
} from './environment.ts';
import { IndexedDbMediaCache } from './files/media-cache.ts';
import { mediaCacheName } from './files/open-media.ts';
import { openIndexedDbKeyValue } from './indexeddb-key-value.ts';
import { queuedHold } from './queued-hold.ts';
import { forgetAccount } from './remembered-account.ts';
import { ReplicaPersistence } from './replica-persistence.ts';

export function browserEnvironment(): Environment {
	return {
		clock: browserClock,
		randomness: {
			fraction: Math.random,
			bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
		},
		network: browserNetwork,
		locks: browserLocks(),
		storage: browserStorage,
		openChannel(name, receive) {
			const channel = new BroadcastChannel(name);
			channel.onmessage = (event) => receive(event.data);
			return {
				post: (message) => channel.postMessage(message),
				close: () => channel.close(),
			};
		},
		createDeviceKey,
		openMediaCache: (name) => new IndexedDbMediaCache(name, Date.now),
		verifySignature,
		signedOut: forgetAccount,
		deviceName: () => deviceName(navigator.userAgent),
	};
}

export const browserClock: Clock = {
	now: () => Date.now(),
	after(ms, call) {
		const timer = setTimeout(call, ms);
		return () => clearTimeout(timer);
	},
};

const browserNetwork: Network = {
	online: () => navigator.onLine,
	subscribe(listener) {
		const online = () => listener('online');
		const offline = () => listener('offline');
		const wake = () => document.visibilityState === 'visible' && listener('wake');
		addEventListener('online', online);
		addEventListener('offline', offline);
		document.addEventListener('visibilitychange', wake);
		return () => {
			removeEventListener('online', online);
			removeEventListener('offline', offline);
			document.removeEventListener('visibilitychange', wake);
		};
	},
	openSocket() {
		const url = new URL('/sync', location.href);
		url.protocol = url.protocol.replace('http', 'ws');
		const socket = new WebSocket(url, WIRE_PROTOCOL);
		socket.binaryType = 'arraybuffer';
		return socket as unknown as RawSocket;
	},
	async request(method, path, body): Promise<Answer> {
		const init: RequestInit = { method, cache: 'no-store', headers: { accept: 'application/json' } };
		if (body)
			Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
		const response = await fetch(path, init);
		return { status: response.status, body: await response.json().catch(() => undefined) };
	},
};

/** Web Locks where there are any. Without them tabs are not kept apart, and client ids are found out by their digests (SPEC D9). */
function browserLocks(): Locks {
	if (navigator.locks)
		return {
			hold: (name, run) => navigator.locks.request(name, run),
			keep: (name) =>
				new Promise((resolve, reject) => {
					const held = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
						if (lock === null) return resolve(null);
						return new Promise<void>((release) => resolve(release));
					});
					held.catch(reject);
				}),
		};
	return { hold: queuedHold() };
}

const browserStorage: Storage = {
	openKeyValue: openIndexedDbKeyValue,
	openReplica: (name, doc) => new ReplicaPersistence(name, doc),
	async eraseAll(name, replicas) {
		const listed = (await indexedDB.databases?.()) ?? [];
		const names = new Set([name, mediaCacheName(name), ...replicas]);
		for (const database of listed)
			if (database.name === name || database.name?.startsWith(`${name}/`)) names.add(database.name);
		await Promise.all([...names].map((each) => deleteDB(each)));
		if ('caches' in globalThis) await caches.delete(PHOTO_CACHE);
	},
	async persist() {
		if (!navigator.storage?.persist) return null;
		return (await navigator.storage.persisted()) || (await navigator.storage.persist());
	},
};

async function createDeviceKey(): Promise<DeviceKey> {
	try {
		const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
		const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
		return { publicKey: base64(new Uint8Array(raw)), handle: pair.privateKey };
	} catch {
		// An older browser without Ed25519, or a page without a secure context.
		return { publicKey: base64(crypto.getRandomValues(new Uint8Array(32))), handle: null };
	}
}

export async function verifySignature(
	key: Uint8Array,
	bytes: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	try {
		const [spki, signed, word] = [key, bytes, signature].map((each) => Uint8Array.from(each));
		const imported = await crypto.subtle.importKey('spki', spki!, 'Ed25519', false, ['verify']);
		return await crypto.subtle.verify('Ed25519', imported, word!, signed!);
	} catch {
		// An older browser without Ed25519, or bytes that are no key.
		return false;
	}
}

function base64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes));
}

/** Browser and system, as far as a user agent tells them. */
export function deviceName(userAgent: string): string {
	const browser =
		[/Edg\//, /OPR\//, /Firefox\//, /Chrome\//, /Safari\//]
			.map((pattern, index) =>
				pattern.test(userAgent) ? ['Edge', 'Opera', 'Firefox', 'Chrome', 'Safari'][index] : undefined,
			)
			.find(Boolean) ?? 'Browser';
	const system =
		[/Android/, /iPhone|iPad/, /Windows/, /Mac OS X/, /CrOS/, /Linux/]
			.map((pattern, index) =>
				pattern.test(userAgent)
					? ['Android', 'iOS', 'Windows', 'macOS', 'ChromeOS', 'Linux'][index]
					: undefined,
			)
			.find(Boolean) ?? 'another system';
	return `${browser} on ${system}`;
}
