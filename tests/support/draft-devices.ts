/** Devices of one person whose drafts go over the relay's core: stores that outlive their tabs, and lines that are cut and come back. */
import { randomUUID } from 'node:crypto';
import { Drafts } from '#lib/client/drafts.ts';
import { DraftSync } from '#lib/client/draft-sync.ts';
import { MemoryKeyValue } from '#lib/client/memory-key-value.ts';
import type { Carrier, ChannelSocket } from '#lib/client/virtual-socket.ts';
import { clientIdOf, deviceOf } from '#lib/domain/client-id.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { decodeServerFrame, encodeClientFrame, type ClientFrame } from '#lib/protocol/wire.ts';
import type { Connection } from '../../sync-server/relay-core.ts';
import { fakeLocks } from './fake-clock.ts';
import { FakeSocket, RelayHarness } from './relay-harness.ts';

/** A multiplexed socket that is cut and comes back. */
export class Line implements Carrier {
	readonly #relay: RelayHarness;
	readonly #user: string;
	#sockets = new Set<ChannelSocket>();
	readonly #channels = new Map<number, ChannelSocket>();
	#lastChannel = 0;
	#connection: Connection | null = null;

	constructor(relay: RelayHarness, user: string) {
		this.#relay = relay;
		this.#user = user;
		this.goOnline();
	}

	attach(socket: ChannelSocket): void {
		this.#sockets.add(socket);
		if (this.#connection) this.#open(socket);
	}

	detach(socket: ChannelSocket): void {
		this.#sockets.delete(socket);
		for (const [channel, other] of this.#channels) if (other === socket) this.#channels.delete(channel);
	}

	send(frame: ClientFrame): void {
		this.#connection?.receive(encodeClientFrame(frame));
	}

	goOnline(): void {
		const fake = new FakeSocket();
		fake.onSend = (bytes) => {
			const frame = decodeServerFrame(bytes);
			if (frame && 'channel' in frame) this.#channels.get(frame.channel)?.receive(frame);
		};
		this.#connection = this.#relay.core.connect(fake, this.#relay.speaker(this.#user), null);
		for (const socket of this.#sockets) this.#open(socket);
	}

	cut(): void {
		this.#connection?.closed();
		this.#connection = null;
		this.#channels.clear();
		const lost = this.#sockets;
		this.#sockets = new Set();
		for (const socket of lost) socket.end(CLOSE.socketLost.code, '');
	}

	#open(socket: ChannelSocket): void {
		const channel = ++this.#lastChannel;
		this.#channels.set(channel, socket);
		this.send(socket.open(channel));
	}
}

/** What one browser keeps, whatever tabs come and go. */
export class DraftDevice {
	readonly store = new MemoryKeyValue();
	device: number;
	session = 0;
	readonly tabs = new Set<DraftTab>();
	readonly locks = fakeLocks();

	constructor(device: number) {
		this.device = device;
	}
}

export interface DraftTab {
	drafts: Drafts;
	sync: DraftSync;
	line: Line;
	/** Conversations whose draft was changed elsewhere. */
	changed: string[];
	close(): void;
}

export class DraftTeam {
	readonly relay = new RelayHarness();
	readonly user = randomUUID();
	readonly conversation = randomUUID();

	constructor() {
		this.relay.tables.allow(this.relay.organisation, `u/${this.user}`, this.user);
	}

	newDevice(): DraftDevice {
		const device = this.relay.deviceOf(randomUUID());
		this.relay.tables.leaseTo(this.user, device);
		return new DraftDevice(device);
	}

	async open(at: DraftDevice): Promise<DraftTab> {
		const { relay, user } = this;
		const { clock } = relay;
		const changed: string[] = [];
		const tellOthers = () => {
			for (const other of at.tabs) if (other !== tab) void other.drafts.load();
		};
		const drafts = new Drafts({
			...{ store: at.store, locks: at.locks, lockName: 'drafts', onStored: tellOthers },
			onChange: (of) => void changed.push(of),
		});
		const after = (ms: number, call: () => void) => {
			const timer = clock.setTimeout(call, ms);
			return () => clock.clearTimeout(timer);
		};
		const line = new Line(relay, user);
		const sync = new DraftSync({
			...{ user, drafts, store: at.store, locks: at.locks, lockName: 'drafts', carrier: line },
			clock: { now: () => clock.now(), after },
			ids: {
				mayWrite: (client) => deviceOf(client) === at.device,
				take: () => Promise.resolve(clientIdOf(at.device, at.session++)),
				retire: () => Promise.resolve(),
			},
		});
		const close = () => {
			line.cut();
			sync.stop();
			at.tabs.delete(tab);
		};
		const tab: DraftTab = { drafts, sync, line, changed, close };
		at.tabs.add(tab);
		await drafts.load();
		await sync.start();
		await this.settle();
		return tab;
	}

	/** Long enough for what was typed to go up. */
	async settle(): Promise<void> {
		for (let turn = 0; turn < 4; turn++) {
			await this.relay.settle();
			await this.relay.pass(1000);
		}
	}
}
