/** Everything in one place: time, machines, network, server, log; and the scheduler that moves one thing at a time. */
import { alerts } from '#lib/protocol/refusals.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { ChannelMap, findUncommitted } from './delivery-check.ts';
import { ProfileDisk } from './disk.ts';
import { Network, type Subscriber } from './network.ts';
import { Office } from './office.ts';
import { Prng } from './prng.ts';
import { Profile } from './profile.ts';
import { Server, type Move } from './server.ts';
import { NO_SABOTAGE, type Sabotage } from './sabotage.ts';
import type { StockClient } from './stock-client.ts';
import { Tab } from './tab.ts';
import { TextBook, type WrittenText } from './text-book.ts';
import { Trace } from './trace.ts';
import { microtasksDone, VirtualTime } from './virtual-time.ts';

/** An expectation of SPEC or of the interface's promises that did not hold. */
export class Violation extends Error {
	override name = 'Violation';
}

export interface WorldOptions {
	seed: number;
	people: number;
	/** Limits of a volume, low enough to be reached. */
	volumeEvents: number;
	snapshotRows: number;
	sabotage?: Sabotage;
}

/** More than any run needs for a few minutes; who needs more goes round in circles. */
const MAX_STEPS = 40_000;
const FATES = { deliver: 976, repeat: 20, lose: 4 };

/** One machine's stock client: what it needs to start again. */
export interface StockMachine extends Subscriber {
	user: string;
	document: string;
	device: number;
	sessions: number;
	saved: Uint8Array | undefined;
	/** What its instances wrote, by `client:clock`. */
	written: Map<string, WrittenText>;
	running: StockClient | undefined;
}

export class World {
	readonly time = new VirtualTime();
	readonly trace = new Trace(() => this.time.now - VirtualTime.start);
	readonly texts = new TextBook();
	/** Draws the schedule; replaced with every action. */
	random: Prng;
	/** Gives every host a stream of its own. */
	readonly hosts: Prng;
	readonly office: Office;
	readonly server: Server;
	readonly network: Network;
	readonly profiles: Profile[] = [];
	readonly stockMachines: StockMachine[] = [];
	/** Users who were made to send what must be refused. */
	readonly deliberate = new Set<string>();
	/** Users of whom there were two copies of one profile. */
	readonly cloned = new Set<string>();
	tabs: Tab[] = [];
	/** Nothing goes wrong any more: everything that is sent arrives, everything that is written is written. */
	calm = false;
	#violation: Violation | undefined;
	readonly #channels = new Map<number, ChannelMap | string>();
	#lastTab = 0;
	/** Each provider adds one and would keep its document for ever. */
	readonly #exitListeners = new Set(process.listeners('exit'));

	constructor({ seed, people, volumeEvents, snapshotRows, sabotage = NO_SABOTAGE }: WorldOptions) {
		this.random = new Prng(seed, 'schedule');
		this.hosts = new Prng(seed, 'hosts');
		const users = Array.from({ length: people }, (_, index) => aUuid(index + 1));
		this.office = new Office(users, aUuid(0xf0), this.hosts.fork('office'), () => this.time.now);
		this.server = new Server({
			office: this.office,
			time: this.time,
			random: this.hosts.fork('server'),
			volumeEvents,
			snapshotRows,
			sabotage,
			report: (words) => this.fail(words),
			onRefusal: ({ user, code }) => {
				if (alerts(code) && !this.deliberate.has(user ?? ''))
					this.fail(`an honest client of ${user} was refused ${code}`);
			},
		});
		this.network = new Network(this.server, {
			opened: (wire, document) => this.#channels.set(wire, document ?? new ChannelMap()),
			arriving: (wire, bytes) => {
				const channels = this.#channels.get(wire);
				if (channels instanceof ChannelMap) channels.learn(bytes);
			},
			sent: (wire, to, bytes) => this.#checkDelivery(wire, to, bytes),
		});
	}

	/** The first broken expectation is the one that counts. */
	fail(words: string): void {
		this.#violation ??= new Violation(words);
	}

	addProfile(user: string, disk = new ProfileDisk()): Profile {
		const profile = new Profile(`p${this.profiles.length}`, user, disk);
		this.profiles.push(profile);
		return profile;
	}

	openTab(profile: Profile): Tab {
		const name = `${profile.name}/t${++this.#lastTab}`;
		const host = profile.newHost(name, this.time, this.hosts.fork(name));
		const account = { user: profile.user, organisation: this.office.organisation };
		const tab = new Tab(host, profile, this.network, account, this.texts);
		this.tabs.push(tab);
		return tab;
	}

	/** The tab is gone without a word. What it had not written to disk yet was never promised. */
	killTab(tab: Tab): void {
		tab.look();
		for (const text of this.texts.all())
			if (text.tab === tab.host.name && !text.saved) text.lostInMemory = true;
		tab.profile.tabDied(tab.host);
		this.network.clientDied(tab.host);
		this.tabs = this.tabs.filter((other) => other !== tab);
	}

	killBrowser(profile: Profile): void {
		for (const tab of this.tabs.filter((tab) => tab.profile === profile)) this.killTab(tab);
		profile.disk.crash(this.random);
	}

	async steps(count: number): Promise<void> {
		for (let i = 0; i < count; i++) if (!(await this.step())) return;
	}

	/** Moves one thing. False when nothing in the world can move. */
	async step(): Promise<boolean> {
		const movements = this.#movements();
		const due = this.time.nextDue;
		if (movements.length === 0 && due === undefined) return false;
		if (movements.length === 0 || (due !== undefined && this.random.chance(0.04))) {
			this.trace.add(`timer at ${due!}`, true);
			this.time.fire();
		} else {
			const { label, move } = this.random.pick(movements);
			const happened: unknown = await move();
			const isNoise = /"p[io]ng"|disk kv/.test(label);
			this.trace.add(typeof happened === 'string' ? `${label}: ${happened}` : label, isNoise);
		}
		await microtasksDone();
		this.throwIfBroken();
		return true;
	}

	/** Lets time pass; whatever can move meanwhile moves. */
	async pass(ms: number): Promise<void> {
		const until = this.time.now + ms;
		for (let steps = 0; ; steps++) {
			if (steps > MAX_STEPS) throw new Violation(`${steps} steps in ${ms} ms, and no end`);
			const due = this.time.nextDue;
			if (this.#movements().length === 0 && (due === undefined || due > until)) break;
			await this.step();
		}
		this.time.now = Math.max(this.time.now, until);
	}

	/** From now on all goes well, and everybody is there. */
	heal(): void {
		this.calm = true;
		this.server.heal();
		for (const { id } of this.office.conversations.values()) this.office.setMuted(id, null);
		for (const profile of this.profiles) {
			Object.assign(profile, { partitioned: false, skew: 0 });
			this.network.takeIn(profile);
			profile.disk.failingWrites = 0;
			profile.setOnline(true);
			if (!this.tabs.some((tab) => tab.profile === profile)) this.openTab(profile);
		}
		for (const machine of this.stockMachines) {
			machine.partitioned = false;
			this.network.takeIn(machine);
			machine.running?.connect();
		}
	}

	/** Everybody looks at the screen. */
	look(): void {
		for (const tab of this.tabs) tab.look();
		for (const { running } of this.stockMachines) running?.look();
	}

	/** What people do who want to see everything: press "try now", open each conversation, scroll to its beginning. */
	nudge(): void {
		for (const tab of this.tabs) tab.lookAtEverything();
		for (const { running } of this.stockMachines) if (running?.closedWith != null) running.connect();
	}

	/** Nothing of this world may run on, or be kept, in the next one. */
	end(): void {
		for (const tab of this.tabs) tab.host.alive = false;
		for (const { running } of this.stockMachines) running?.die();
		this.server.end();
		for (const listener of process.listeners('exit'))
			if (!this.#exitListeners.has(listener)) process.off('exit', listener);
	}

	throwIfBroken(): void {
		if (this.#violation) throw this.#violation;
	}

	#movements(): Move[] {
		const fate = () => (this.calm ? 'deliver' : this.random.weighted(FATES));
		return [
			...this.network.movements().map(({ label, move }) => ({
				label,
				move: () => {
					const chosen = fate();
					move(chosen);
					return chosen === 'deliver' ? undefined : chosen;
				},
			})),
			...this.profiles.flatMap((profile) => [
				...profile.disk.busy.map((store) => ({
					label: `${profile.name} disk ${store}`,
					move: () => profile.disk.complete(store, !this.calm && this.random.chance(0.01)),
				})),
				...profile.messages.map(({ label, deliver }) => ({ label, move: deliver })),
			]),
			...this.server.movements(),
		];
	}

	/** SPEC R12 and R2, at the moment of sending. */
	#checkDelivery(wire: number, to: Subscriber & { user?: string }, bytes: Uint8Array): void {
		const channels = this.#channels.get(wire);
		const sent =
			channels instanceof ChannelMap
				? channels.message(bytes)
				: channels !== undefined && { document: channels, message: bytes };
		if (!sent) return;
		const found = findUncommitted(sent.message, this.server.book(sent.document));
		if (found) this.fail(`${to.name} was sent ${found} of ${sent.document}, which the log lacks`);
		const conversation = parseDocumentName(sent.document)?.conversation ?? '';
		const ever = this.office.conversations.get(conversation)?.everMembers;
		if (to.user !== undefined && !ever?.has(to.user))
			this.fail(`${to.name} was sent something of ${sent.document} without ever being a member`);
	}
}

/** A lower-case UUID that is easy to read in a trace. */
export function aUuid(number: number): string {
	return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}
