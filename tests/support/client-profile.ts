/** A browser profile in Node: the real client over fake-indexeddb, real requests and real sockets. Its data outlives its tabs. */
import 'fake-indexeddb/auto';
import WebSocket from 'ws';
import type { Account } from '../../src/lib/client/account.ts';
import type { Answer, Environment, RawSocket } from '../../src/lib/client/environment.ts';
import { verifySignature } from '../../src/lib/client/browser-environment.ts';
import { openIndexedDbKeyValue } from '../../src/lib/client/indexeddb-key-value.ts';
import { ReplicaPersistence } from '../../src/lib/client/replica-persistence.ts';
import { Workspace } from '../../src/lib/client/workspace.ts';
import { WIRE_PROTOCOL } from '../../src/lib/protocol/wire.ts';
import { Browser } from './browser.ts';
import { fakeLocks } from './fake-clock.ts';

type NetworkEvent = 'online' | 'offline' | 'wake';

/** Where the routes and the relay are. */
export interface Server {
	origin: string;
	relayUrl: string;
}

let profiles = 0;

export class ClientProfile {
	readonly browser: Browser;
	readonly #server: Server;
	readonly #prefix = `profile-${++profiles}:`;
	readonly #channels = new Map<string, Set<(message: unknown) => void>>();
	readonly #locks = fakeLocks();
	readonly #listeners = new Set<(event: NetworkEvent) => void>();
	readonly #sockets = new Set<WebSocket>();
	readonly #keyValues = new Set<string>();
	online = true;

	constructor(server: Server, browser = new Browser(server.origin)) {
		this.#server = server;
		this.browser = browser;
	}

	setOnline(online: boolean): void {
		this.online = online;
		// A browser's open socket stays open without a network; what is cut here is the wire.
		if (!online) for (const socket of this.#sockets) socket.terminate();
		for (const listener of this.#listeners) listener(online ? 'online' : 'offline');
	}

	/** The account of the signed-in person, as a page remembers it. */
	async account(): Promise<Account> {
		const session = (await (await this.browser.get('/api/session')).json()) as {
			user: string;
			name: string;
			organisation: string;
		};
		return { user: session.user, name: session.name, organisation: { id: session.organisation, name: '' } };
	}

	open(account: Account): Promise<Workspace> {
		return Workspace.open(account, this.environment());
	}

	/** Names of everything that is stored here. */
	async databases(): Promise<string[]> {
		return (await this.storedNames()).map((name) => name.slice(this.#prefix.length));
	}

	/** The same as the store itself names them. */
	async storedNames(): Promise<string[]> {
		const all = await indexedDB.databases();
		return all.flatMap(({ name }) => (name?.startsWith(this.#prefix) ? [name] : []));
	}

	environment(): Environment {
		return {
			clock: {
				now: () => Date.now(),
				after: (ms, call) => {
					const timer = setTimeout(call, ms);
					return () => clearTimeout(timer);
				},
			},
			randomness: {
				fraction: Math.random,
				bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
			},
			network: {
				online: () => this.online,
				subscribe: (listener) => {
					this.#listeners.add(listener);
					return () => this.#listeners.delete(listener);
				},
				openSocket: () => this.#openSocket(),
				request: (method, path, body) => this.#request(method, path, body),
			},
			locks: this.#locks,
			storage: {
				openKeyValue: (name) => {
					this.#keyValues.add(name);
					return openIndexedDbKeyValue(this.#prefix + name);
				},
				openReplica: (name, doc) => new ReplicaPersistence(this.#prefix + name, doc),
				eraseAll: async (name) => {
					for (const each of await this.databases())
						if (each === name || each.startsWith(`${name}/`)) await erase(this.#prefix + each);
				},
				persist: () => Promise.resolve(true),
			},
			openChannel: (name, receive) => {
				const members = this.#channels.get(name) ?? new Set();
				this.#channels.set(name, members.add(receive));
				return {
					post: (message) => {
						for (const member of members)
							if (member !== receive)
								queueMicrotask(() => members.has(member) && member(structuredClone(message)));
					},
					close: () => members.delete(receive),
				};
			},
			createDeviceKey: () =>
				Promise.resolve({
					publicKey: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
					handle: null,
				}),
			verifySignature,
			deviceName: () => 'A test',
		};
	}

	#openSocket(): RawSocket {
		if (!this.online) return deadSocket();
		const cookie = [...this.browser.cookies].map((pair) => pair.join('=')).join('; ');
		const headers = { cookie, origin: this.#server.origin };
		const socket = new WebSocket(`${this.#server.relayUrl}/sync`, WIRE_PROTOCOL, { headers });
		socket.binaryType = 'arraybuffer';
		this.#sockets.add(socket);
		socket.on('close', () => this.#sockets.delete(socket));
		return socket as unknown as RawSocket;
	}

	async #request(method: string, path: string, body?: object): Promise<Answer> {
		if (!this.online) throw new Error('There is no network.');
		const response = method === 'GET' ? await this.browser.get(path) : await this.browser.post(path, body);
		return { status: response.status, body: await response.json().catch(() => undefined) };
	}
}

function deadSocket(): RawSocket {
	const socket: RawSocket = {
		onopen: null,
		onmessage: null,
		onclose: null,
		onerror: null,
		send: () => {},
		close: () => {},
	};
	setTimeout(() => socket.onclose?.({ code: 1006, reason: '' }), 0);
	return socket;
}

function erase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const deleting = indexedDB.deleteDatabase(name);
		deleting.onsuccess = () => resolve();
		deleting.onerror = () => reject(deleting.error ?? new Error(name));
	});
}
