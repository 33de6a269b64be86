/** Replicas of several people over the real relay core, with its log in memory and sockets that are a pair of queues. */
import { randomBytes, randomUUID } from 'node:crypto';
import type * as Y from 'yjs';
import { clientIdOf, deviceOf } from '../../src/lib/domain/client-id.ts';
import type { ClientIds, Retirement } from '../../src/lib/client/client-ids.ts';
import type { RawSocket } from '../../src/lib/client/environment.ts';
import { MemoryDisk, Platter, type DiskFaults } from '../../src/lib/client/memory-disk.ts';
import { Multiplexer } from '../../src/lib/client/multiplexer.ts';
import { ASK_AFTER_MS } from '../../src/lib/client/receipt-book.ts';
import { Replica, type ReplicaOptions } from '../../src/lib/client/replica.ts';
import type { Channel } from '../../src/lib/client/environment.ts';
import { Tabs } from '../../src/lib/client/tabs.ts';
import { MemoryLog } from '../../sync-server/memory-log.ts';
import { MemoryTables } from '../../sync-server/memory-tables.ts';
import { systemClock, type SecurityEvent } from '../../sync-server/ports.ts';
import { createRelayCore, type RelayCore, type RelayCoreOptions } from '../../sync-server/relay-core.ts';
import { aSigner, trusting } from './server-signer.ts';
import { SILENT } from './relay-server.ts';

const ORGANISATION = randomUUID();

export class RelayBench {
	readonly tables = new MemoryTables();
	readonly log = new MemoryLog(this.tables, randomBytes);
	readonly alerts: SecurityEvent[] = [];
	readonly conversation = randomUUID();
	readonly #limits: RelayCoreOptions['limits'];
	signer = aSigner();
	core: RelayCore;
	#lastDevice = 10;
	readonly #cuts = new Set<() => void>();

	constructor(limits?: RelayCoreOptions['limits']) {
		this.#limits = limits;
		this.core = this.#start();
	}

	#start(): RelayCore {
		return createRelayCore({
			log: this.log,
			access: this.tables.access,
			clock: systemClock,
			randomBytes,
			security: { record: (event) => void this.alerts.push(event) },
			logger: SILENT,
			signer: this.signer,
			...(this.#limits && { limits: this.#limits }),
		});
	}

	get document(): string {
		return `c/${this.conversation}/0`;
	}

	person(name: string): PersonBench {
		this.tables.allow(ORGANISATION, this.conversation, name);
		return new PersonBench(this, name);
	}

	newDevice(user: string): number {
		const device = ++this.#lastDevice;
		this.tables.leaseTo(user, device);
		return device;
	}

	allow(user: string, right: Parameters<MemoryTables['allow']>[3]): void {
		this.tables.allow(ORGANISATION, this.conversation, user, right);
	}

	/** The relay goes and another one comes, on the same log. */
	async restart(before: () => void = () => {}): Promise<void> {
		await this.core.close();
		before();
		this.core = this.#start();
	}

	/** Ends every socket. */
	cut(): void {
		for (const cut of [...this.#cuts]) cut();
	}

	connect(user: string): RawSocket {
		const socket: RawSocket = {
			onopen: null,
			onmessage: null,
			onclose: null,
			onerror: null,
			send: (bytes) => void setImmediate(() => isOpen && connection.receive(bytes)),
			close: () => end(1000),
		};
		let isOpen = true;
		const end = (code: number, reason = '') => {
			if (!isOpen) return;
			isOpen = false;
			this.#cuts.delete(cut);
			connection.closed();
			setImmediate(() => socket.onclose?.({ code, reason }));
		};
		const cut = () => end(1006);
		this.#cuts.add(cut);
		const speaker = {
			organisation: ORGANISATION,
			user,
			role: 'MEMBER' as const,
			session: null,
			device: null,
		};
		const connection = this.core.connect(
			{
				send: (bytes) =>
					void setImmediate(() => isOpen && socket.onmessage?.({ data: bytes.slice().buffer })),
				close: (code, reason) => end(code, reason),
				bufferedAmount: 0,
			},
			speaker,
			null,
		);
		setImmediate(() => isOpen && socket.onopen?.());
		return socket;
	}
}

/** One person at one browser profile: a disk, client ids, and any number of tabs. */
export class PersonBench implements ClientIds {
	readonly relay: RelayBench;
	readonly user: string;
	platter = new Platter();
	/** The devices of this profile, the one in use last. */
	devices: number[];
	nextSession = 0;
	readonly retired: { client: number; why: Retirement }[] = [];
	faults: DiskFaults = { beforeWrite: () => Promise.resolve('write') };
	readonly #channels = new Set<(message: unknown) => void>();

	constructor(relay: RelayBench, user: string) {
		this.relay = relay;
		this.user = user;
		this.devices = [relay.newDevice(user)];
	}

	/** The same profile copied bit by bit, as a backup or a disk image does. */
	clone(): PersonBench {
		const copy = new PersonBench(this.relay, this.user);
		copy.devices = [...this.devices];
		copy.nextSession = this.nextSession;
		copy.platter = this.platter.copy();
		return copy;
	}

	isOwn(client: number): boolean {
		return this.devices.includes(deviceOf(client));
	}

	mayWrite(client: number): boolean {
		return deviceOf(client) === this.devices.at(-1);
	}

	takeNow(): number | undefined {
		return clientIdOf(this.devices.at(-1)!, this.nextSession++);
	}

	take(): Promise<number | undefined> {
		return Promise.resolve(this.takeNow());
	}

	async retire(client: number, why: Retirement): Promise<void> {
		this.retired.push({ client, why });
		if (this.mayWrite(client)) this.devices.push(this.relay.newDevice(this.user));
	}

	openChannel = (_name: string, receive: (message: unknown) => void): Channel => {
		this.#channels.add(receive);
		return {
			post: (message) => {
				for (const member of this.#channels)
					if (member !== receive) queueMicrotask(() => this.#channels.has(member) && member(message));
			},
			close: () => this.#channels.delete(receive),
		};
	};

	tab(options: Partial<ReplicaOptions> = {}): TabBench {
		return new TabBench(this, options);
	}
}

export class TabBench {
	readonly replica: Replica;
	readonly multiplexer: Multiplexer;
	readonly tabs: Tabs;
	closedWith: number | null = null;
	online = true;
	readonly #listeners = new Set<(event: 'online' | 'offline') => void>();

	constructor(person: PersonBench, options: Partial<ReplicaOptions>) {
		const clock = {
			now: () => Date.now(),
			after: (ms: number, call: () => void) => {
				// Nobody waits in a test until receipts are asked for.
				const timer = setTimeout(call, ms === ASK_AFTER_MS ? 0 : ms);
				return () => clearTimeout(timer);
			},
		};
		this.multiplexer = new Multiplexer({
			clock,
			randomness: { fraction: () => 0 },
			network: {
				online: () => this.online,
				subscribe: (listener) => {
					this.#listeners.add(listener);
					return () => this.#listeners.delete(listener);
				},
				openSocket: () => person.relay.connect(person.user),
			},
			admit: () => Promise.resolve('admitted'),
		});
		this.tabs = new Tabs(person.openChannel, person.user);
		const locks = { hold: <Result>(_name: string, run: () => Promise<Result>) => run() };
		this.replica = new Replica({
			document: person.relay.document,
			volume: 0,
			self: person.user,
			storeName: 'replica',
			ids: person,
			storage: {
				openReplica: (_name: string, doc: Y.Doc) => new MemoryDisk(person.platter, doc, person.faults),
			},
			carrier: this.multiplexer,
			clock,
			locks,
			tabs: this.tabs,
			trust: { verify: (...signed) => trusting(person.relay.signer).verify(...signed) },
			onClosed: (code) => (this.closedWith = code),
			...options,
		});
		this.tabs.on('restarted', () => this.replica.superseded());
		this.multiplexer.start();
		this.replica.connect();
	}

	setOnline(online: boolean): void {
		this.online = online;
		for (const listener of this.#listeners) listener(online ? 'online' : 'offline');
	}

	async say(...bodies: string[]): Promise<void> {
		for (const b of bodies) await this.replica.write([{ k: 'm', at: Date.now(), b }]);
	}

	get texts(): string[] {
		return this.replica.items().map(({ body }) => body);
	}

	get stored(): string[] {
		return this.replica.items().flatMap((item) => (item.delivery === 'stored' ? [item.body] : []));
	}

	/** The browser is killed: what is not on the platter is gone. */
	async kill(): Promise<void> {
		this.multiplexer.stop();
		this.tabs.close();
		await this.replica.close();
	}
}
