/** A browser profile: its disk, its tabs, its clock, its locks and channels; and the `Environment` that the real client runs in. */
import type { Channel, Environment } from '#lib/client/environment.ts';
import type { ProfileDisk } from './disk.ts';
import type { Network, Subscriber } from './network.ts';
import { verifies } from '../support/server-signer.ts';
import type { Prng } from './prng.ts';
import { currentHost, runIn, type Host, type VirtualTime } from './virtual-time.ts';

interface Held {
	host: Host;
	run: () => void;
}

interface OpenChannel {
	host: Host;
	name: string;
	receive: (message: unknown) => void;
	queue: unknown[];
	closed: boolean;
}

type NetworkEvent = 'online' | 'offline' | 'wake';

export class Profile implements Subscriber {
	readonly name: string;
	/** The account that is signed in here; the server knows the browser by its cookie, not by what the client says. */
	readonly user: string;
	disk: ProfileDisk;
	partitioned = false;
	stalled = false;
	online = true;
	/** ms by which this machine's clock is wrong. */
	skew = 0;
	#locks = new Map<string, Held[]>();
	#channels: OpenChannel[] = [];
	#listeners: { host: Host; call: (event: NetworkEvent) => void }[] = [];

	constructor(name: string, user: string, disk: ProfileDisk) {
		this.name = name;
		this.user = user;
		this.disk = disk;
	}

	newHost(name: string, time: VirtualTime, random: Prng): Host {
		const skewed = () => this.skew;
		return {
			name,
			time,
			random,
			alive: true,
			get skew() {
				return skewed();
			},
			set skew(_value) {
				throw new Error('A tab has the clock of its machine.');
			},
		};
	}

	setOnline(online: boolean): void {
		if (this.online === online) return;
		this.online = online;
		this.#tell(online ? 'online' : 'offline');
	}

	wake(): void {
		this.#tell('wake');
	}

	/** A tab is gone without a word: its locks pass on, its channels fall silent. */
	tabDied(host: Host): void {
		host.alive = false;
		this.#channels = this.#channels.filter((channel) => channel.host !== host);
		this.#listeners = this.#listeners.filter((listener) => listener.host !== host);
		for (const [name, holders] of this.#locks) {
			const heldIt = holders[0]?.host === host;
			const rest = holders.filter((held) => held.host !== host);
			this.#locks.set(name, rest);
			if (heldIt) this.#grant(name);
		}
	}

	/** Channels that have a message on its way, in a fixed order. */
	get messages(): { label: string; deliver: () => void }[] {
		return this.#channels
			.filter((channel) => channel.queue.length > 0 && channel.host.alive)
			.map((channel) => ({
				label: `${channel.host.name} < channel`,
				deliver: () => {
					const message = channel.queue.shift();
					if (!channel.closed) runIn(channel.host, () => channel.receive(message));
				},
			}));
	}

	environment(host: Host, network: Network): Environment {
		const { time, random } = host;
		return {
			clock: {
				now: () => time.now + this.skew,
				after: (ms, call) => {
					const timer = time.set(host, call, ms);
					return () => time.clear(timer);
				},
			},
			randomness: { fraction: () => random.next(), bytes: (length) => random.bytes(length) },
			network: {
				online: () => this.online,
				subscribe: (call) => {
					const listener = { host, call };
					this.#listeners.push(listener);
					return () => {
						this.#listeners = this.#listeners.filter((other) => other !== listener);
					};
				},
				openSocket: () => network.openSocket(this),
				request: (method, path, body) => network.request(this, method, path, body),
			},
			locks: { hold: (name, run) => this.#hold(host, name, run) },
			storage: {
				openKeyValue: (name) => this.disk.openKeyValue(host, name),
				openReplica: (name, doc) => this.disk.openReplica(host, name, doc),
				eraseAll: (prefix) => this.disk.eraseAll(host, prefix),
				persist: () => Promise.resolve(true),
			},
			openChannel: (name, receive) => this.#openChannel(host, name, receive),
			createDeviceKey: () =>
				Promise.resolve({ publicKey: Buffer.from(random.bytes(32)).toString('base64'), handle: null }),
			verifySignature: (...signed) => Promise.resolve(verifies(...signed)),
			deviceName: () => `${this.name} of the simulation`,
		};
	}

	#tell(event: NetworkEvent): void {
		for (const { host, call } of [...this.#listeners]) if (host.alive) runIn(host, () => call(event));
	}

	#hold<Result>(host: Host, name: string, run: () => Promise<Result>): Promise<Result> {
		return new Promise<Result>((resolve, reject) => {
			// What is left of a dead tab's turn must not take a lock that nobody would release.
			if (!host.alive) return;
			const holders = this.#locks.get(name) ?? [];
			this.#locks.set(name, holders);
			const release = () => {
				const now = this.#locks.get(name) ?? [];
				if (now[0] !== held) return;
				now.shift();
				this.#grant(name);
			};
			const held: Held = {
				host,
				run: () => runIn(host, () => void Promise.resolve().then(run).then(resolve, reject).finally(release)),
			};
			holders.push(held);
			if (holders.length === 1) held.run();
		});
	}

	#grant(name: string): void {
		this.#locks.get(name)?.[0]?.run();
	}

	#openChannel(host: Host, name: string, receive: (message: unknown) => void): Channel {
		const opened: OpenChannel = { host, name, receive, queue: [], closed: false };
		this.#channels.push(opened);
		return {
			post: (message) => {
				if (opened.closed || !(currentHost() ?? host).alive) return;
				for (const other of this.#channels)
					if (other !== opened && other.name === name) other.queue.push(structuredClone(message));
			},
			close: () => {
				opened.closed = true;
				this.#channels = this.#channels.filter((other) => other !== opened);
			},
		};
	}
}
