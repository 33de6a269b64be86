/** Performs actions in a world. */
import type { ShownItem } from '#lib/client/summaries.ts';
import type { RoomRole } from '#lib/protocol/workspace.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { Action } from './actions.ts';
import type { ProfileDisk } from './disk.ts';
import { Prng } from './prng.ts';
import type { Profile } from './profile.ts';
import { StockClient } from './stock-client.ts';
import type { Tab } from './tab.ts';
import type { StockMachine, World } from './world.ts';
import * as Y from 'yjs';

const MAX_TABS = 7;
const MAX_PROFILES = 6;
const MAX_STOCK = 2;
const EMOJI = ['👍', '🎉', '👀'] as const;

export class Director {
	readonly #world: World;
	readonly #images = new Map<Profile, ProfileDisk>();
	#backedUp: Profile | undefined;
	#backups = 0;

	constructor(world: World) {
		this.#world = world;
	}

	async perform(action: Action): Promise<void> {
		const { trace } = this.#world;
		const { steps, salt, ...rest } = action;
		this.#world.random = new Prng(salt, 'schedule');
		trace.add(`--- ${Object.values(rest).join(' ')}`);
		await this.#act(action);
		this.#world.look();
		await this.#world.steps(steps);
		this.#world.look();
		this.#world.throwIfBroken();
	}

	async #act(action: Action): Promise<void> {
		const world = this.#world;
		switch (action.do) {
			case 'write':
			case 'reply':
			case 'edit':
			case 'delete':
			case 'react':
				return this.#write(action);
			case 'burst': {
				const place = this.#place(action);
				if (!place) return;
				const [tab, conversation] = place;
				for (let i = 0; i < action.count; i++)
					tab.write(conversation, world.texts.nextBody(tab.user, action.bytes));
				return;
			}
			case 'openTab':
				if (world.tabs.length < MAX_TABS) world.openTab(pick(world.profiles, action.profile)!);
				return;
			case 'killTab': {
				const tab = pick(world.tabs, action.tab);
				if (tab) world.killTab(tab);
				return;
			}
			case 'closeTab': {
				const tab = pick(world.tabs, action.tab);
				if (!tab) return;
				tab.beginClosing();
				await world.steps(world.random.below(30));
				return world.killTab(tab);
			}
			case 'killBrowser':
				return world.killBrowser(pick(world.profiles, action.profile)!);
			case 'goOffline':
				pick(world.profiles, action.profile)!.setOnline(false);
				return world.network.cut(pick(world.profiles, action.profile)!);
			case 'goOnline':
				return pick(world.profiles, action.profile)!.setOnline(true);
			case 'wake':
				return pick(world.profiles, action.profile)!.wake();
			case 'partition':
			case 'heal':
				pick(world.profiles, action.profile)!.partitioned = action.do === 'partition';
				return;
			case 'stall':
				pick(world.profiles, action.profile)!.stalled = true;
				return;
			case 'takeIn':
				return world.network.takeIn(pick(world.profiles, action.profile)!);
			case 'cutAll':
				return world.network.cut(pick(world.profiles, action.profile)!);
			case 'cutOne':
				return world.network.cut(pick(world.profiles, action.profile)!, (count) => world.random.below(count));
			case 'setClock':
				pick(world.profiles, action.profile)!.skew = action.skew;
				return;
			case 'fillDisk':
				pick(world.profiles, action.profile)!.disk.failingWrites = action.writes;
				return;
			case 'imageDisk':
			case 'restoreDisk':
			case 'cloneProfile':
				return this.#copyDisk(action.do, pick(world.profiles, action.profile)!);
			case 'createGroup':
			case 'openDm':
				return this.#create(action);
			case 'removeMember':
			case 'addMember':
				return this.#changeMembers(action);
			case 'mute':
			case 'unmute': {
				const id = pick([...world.office.conversations.keys()], action.conversation);
				if (id) world.office.setMuted(id, action.do === 'mute' ? 'NOT_ALLOWED_HERE' : null);
				return;
			}
			case 'crashRelay':
				await world.server.crash(() => action.commits);
				return world.network.serverDied();
			case 'startRelay':
				return world.server.start();
			case 'setRelayClock':
				world.server.skew = action.skew;
				return;
			case 'failAppends':
				return world.server.failAppends(action.count, action.fate);
			case 'backUp':
				this.#backUpOne();
				return world.server.database.backUp();
			case 'restoreBackup':
				return this.#restoreBackup();
			case 'startStock':
				return this.#startStock(action.conversation);
			case 'stockWrite':
			case 'stockRestart':
			case 'stockOffline':
			case 'stockOnline':
				return this.#useStock(action);
			case 'wait':
				return world.pass(action.ms);
		}
	}

	#write(action: Action & { do: 'write' | 'reply' | 'edit' | 'delete' | 'react' }): void {
		const place = this.#place(action);
		if (!place) return;
		const [tab, conversation] = place;
		const body = this.#world.texts.nextBody(tab.user);
		const items = tab.items(conversation).filter((item) => item.kind === 'message' && !item.deleted);
		const own = items.filter((item) => item.mine && item.delivery !== 'refused');
		const target = pick(action.do === 'edit' || action.do === 'delete' ? own : items, action.target);
		if (action.do === 'write' || !target) tab.write(conversation, body);
		else if (action.do === 'reply') tab.write(conversation, body, target.key);
		else if (action.do === 'edit') tab.edit(conversation, target.key, target.body, body);
		else if (action.do === 'delete') tab.delete(conversation, target.key, bodiesOf(target));
		else tab.react(conversation, target.key, pick(EMOJI, action.target)!, action.target % 3 > 0);
	}

	#place(action: { tab: number; conversation: number }): [Tab, string] | undefined {
		const tab = pick(this.#world.tabs, action.tab);
		const conversation = tab && pick(tab.known(), action.conversation);
		return tab && conversation !== undefined ? [tab, conversation] : undefined;
	}

	#copyDisk(how: 'imageDisk' | 'restoreDisk' | 'cloneProfile', profile: Profile): void {
		const world = this.#world;
		if (how === 'imageDisk') {
			this.#images.set(profile, profile.disk.copy());
			return;
		}
		const image = this.#images.get(profile);
		if (how === 'cloneProfile') {
			if (world.profiles.length >= MAX_PROFILES) return;
			world.cloned.add(profile.user);
			world.openTab(world.addProfile(profile.user, (image ?? profile.disk).copy()));
			return;
		}
		if (!image) return;
		world.killBrowser(profile);
		profile.disk = image.copy();
		for (const text of world.texts.all()) if (text.profile === profile.name) text.diskReverted = true;
		world.openTab(profile);
	}

	#create(action: Action & { do: 'createGroup' | 'openDm' }): void {
		const { office, tabs } = this.#world;
		const tab = pick(tabs, action.tab);
		if (!tab?.workspace) return;
		const others = office.users.filter((user) => user !== tab.user);
		if (action.do === 'openDm') return tab.createDm(pick(others, action.other)!);
		tab.createGroup(others.filter((_, index) => (action.others >> index) % 2 === 1));
	}

	#changeMembers(action: Action & { do: 'removeMember' | 'addMember' }): void {
		const place = this.#place(action);
		if (!place) return;
		const [tab, id] = place;
		const members: ReadonlyMap<string, RoomRole> =
			this.#world.office.conversations.get(id)?.members ?? new Map();
		const others = this.#world.office.users.filter(
			(user) => user !== tab.user && members.has(user) === (action.do === 'removeMember'),
		);
		const other = pick(others, action.other);
		if (other !== undefined) tab.changeMember(action.do, id, other);
	}

	/** The disk of one machine is in the backup too: when both are put back, only others hold what it wrote since (SPEC P7). */
	#backUpOne(): void {
		const { profiles } = this.#world;
		this.#backedUp = profiles[this.#backups++ % profiles.length];
		if (this.#backedUp) this.#images.set(this.#backedUp, this.#backedUp.disk.copy());
	}

	/** The database is put back; nothing of the relay survives that. */
	async #restoreBackup(): Promise<void> {
		const { server, network, texts } = this.#world;
		if (!server.database.canRestore) return;
		await server.crash(() => false);
		network.serverDied();
		await server.database.restore(this.#world.time.now + server.skew);
		for (const text of texts.all()) text.logReverted = true;
		if (this.#backedUp) this.#copyDisk('restoreDisk', this.#backedUp);
		server.start();
	}

	#startStock(index: number): void {
		const { office, stockMachines } = this.#world;
		const id = pick([...office.conversations.keys()], index);
		const conversation = id === undefined ? undefined : office.conversations.get(id);
		const user = pick([...(conversation?.members.keys() ?? [])], index >> 4);
		if (!conversation || user === undefined || stockMachines.length >= MAX_STOCK) return;
		const machine: StockMachine = {
			name: `stock${stockMachines.length}`,
			user,
			document: conversationDocument(conversation.id, conversation.volume),
			device: office.lease(user, null),
			sessions: 0,
			saved: undefined,
			partitioned: false,
			online: true,
			stalled: false,
			written: new Map(),
			running: undefined,
		};
		stockMachines.push(machine);
		this.#runStock(machine);
	}

	#runStock(machine: StockMachine): void {
		const { time, hosts, network } = this.#world;
		const name = `${machine.name}/s${machine.sessions}`;
		const host = { name, time, random: hosts.fork(name), alive: true, skew: 0 };
		machine.running = new StockClient(host, network, machine, machine.sessions++);
	}

	#useStock(action: Extract<Action, { do: `stock${string}` }>): void {
		const world = this.#world;
		const machine = pick(world.stockMachines, action.client);
		const running = machine?.running;
		if (!machine || !running) return;
		if (action.do === 'stockOffline') return running.disconnect();
		if (action.do === 'stockOnline') return running.connect();
		if (action.do === 'stockRestart') {
			if (action.saved) machine.saved = Y.encodeStateAsUpdate(running.doc);
			else for (const text of world.texts.all()) if (text.tab === running.host.name) text.lostInMemory = true;
			running.die();
			world.network.clientDied(running.host);
			return this.#runStock(machine);
		}
		if (action.bad) {
			world.deliberate.add(machine.user);
			running.appendNonsense();
		}
		running.write(world.texts, action.count);
	}
}

function bodiesOf({ body, history }: ShownItem): string[] {
	return [body, ...history.map((earlier) => earlier.body)];
}

/** The element at an index modulo what is there. */
function pick<Element>(elements: readonly Element[], index: number): Element | undefined {
	return elements[index % Math.max(1, elements.length)];
}
