/** Random actions on three devices of two people, each compared with the oracle. */
import type { Conversation } from '../../../src/lib/client/conversation.ts';
import type { Environment } from '../../../src/lib/client/environment.ts';
import type { Workspace } from '../../../src/lib/client/workspace.ts';
import { Prng } from '../../simulation/prng.ts';
import type { BuiltApplication } from '../../support/built-application.ts';
import { ClientProfile } from '../../support/client-profile.ts';
import { aDirectMessage, aRoom, commandsOf } from '../../support/commands.ts';
import { anOrganisation, aPerson, signedIn, type TestPerson } from '../../support/organisation.ts';
import { until } from '../../support/until.ts';
import { Oracle, type OracleDevice } from './oracle.ts';

/** How many times faster the clients' timers run: a read position waits 800 ms before it is sent. */
const FASTER = 20;

class FastProfile extends ClientProfile {
	override environment(): Environment {
		const environment = super.environment();
		const { now, after } = environment.clock;
		return { ...environment, clock: { now, after: (ms, call) => after(ms / FASTER, call) } };
	}
}

interface Device {
	name: string;
	profile: FastProfile;
	workspace: Workspace;
	pages: Map<string, Conversation>;
	model: OracleDevice;
}

/** Throws with the seed and everything that was done. */
export async function runUnread(app: BuiltApplication, seed: number, actions: number): Promise<void> {
	const random = new Prng(seed);
	const { made } = commandsOf(app);
	const ann = await anOrganisation(app);
	const ben = await aPerson(app, ann.organisation);
	const names = ['dm', 'room'];
	const ids = new Map([
		['dm', (await made(ann, aDirectMessage(ann, ben))).conversation],
		['room', (await made(ann, aRoom({ members: [ben.id] }))).conversation],
	]);
	const people: [string, TestPerson][] = [
		['ann’s laptop', ann],
		['ann’s phone', ann],
		['ben’s laptop', ben],
	];
	const oracle = new Oracle(
		names,
		people.map(([, { id }]) => id),
	);
	const server = { origin: app.origin, relayUrl: app.origin.replace('http', 'ws') };
	const devices: Device[] = [];
	for (const [index, [name, person]] of people.entries()) {
		const profile = new FastProfile(server, await signedIn(app, person));
		const workspace = await profile.open(await profile.account());
		const device = { name, profile, workspace, pages: new Map(), model: oracle.devices[index]! };
		devices.push(device);
		await until(() => workspace.connection.state === 'current');
		openPages(device);
	}
	const trace: string[] = [];

	function openPages({ workspace, pages }: Device): void {
		for (const [name, id] of ids) pages.set(name, workspace.openConversation(id)!);
	}

	/** What differs from the oracle; empty when everything is as it says. */
	function differences(): string[] {
		return devices.flatMap(({ name, workspace, pages, model }) => {
			const { state, unsent } = workspace.connection;
			if (model.online && (state !== 'current' || unsent > 0))
				return `${name} is ${state} with ${unsent} unsent`;
			return names.flatMap((conversation) => {
				const { unread, muted } = pages.get(conversation)!.summary;
				const found: string[] = [];
				const stored = storedIn(pages.get(conversation)!).length;
				const { length } = model.copies.get(conversation)!;
				if (stored !== length) found.push(`${name}, ${conversation}: has ${stored} of ${length}`);
				const wanted = oracle.unread(model, conversation);
				if (unread !== wanted) found.push(`${name}, ${conversation}: ${unread} unread, not ${wanted}`);
				const isMuted = oracle.isMuted(model, conversation);
				if (model.online && muted !== isMuted) found.push(`${name}, ${conversation}: muted ${muted}`);
				return found;
			});
		});
	}

	/** The server has what the person's online devices have read. */
	async function isTold(device: Device): Promise<boolean> {
		const rows = await app.stored.sql<{ conversation: string; position: number }[]>`
			select conversation, position from read_positions where user_id = ${device.model.person}`;
		return names.every((name) => {
			const told = rows.find(({ conversation }) => conversation === ids.get(name))?.position ?? -1;
			return told === device.pages.get(name)!.read.position;
		});
	}

	async function settled(device: Device): Promise<void> {
		await until(
			async () => differences().length === 0 && (!device.model.online || (await isTold(device))),
			20_000,
		);
	}

	async function act(step: number): Promise<void> {
		const device = random.pick(devices);
		const { model, profile, pages } = device;
		const conversation = random.pick(names);
		const page = pages.get(conversation)!;
		const does = random.weighted({
			send: 34,
			read: 22,
			unreadFrom: 10,
			mute: 6,
			remove: 8,
			network: 14,
			reload: 2,
		});
		const note = (what: string) =>
			trace.push(`${step} ${device.name}${model.online ? '' : ' (offline)'}: ${what}`);
		if (does === 'send') {
			const body = `words ${step}`;
			note(`${conversation}: says ${body}`);
			oracle.send(model, conversation, body);
			await page.sendMessage({ body });
		} else if (does === 'read') {
			note(`${conversation}: reads`);
			oracle.read(model, conversation);
			page.markRead();
		} else if (does === 'unreadFrom') {
			const items = storedIn(page);
			if (items.length === 0) return;
			const index = random.below(items.length);
			note(`${conversation}: unread from number ${index}`);
			oracle.unreadFrom(model, conversation, index);
			page.markUnreadFrom(items[index]!.key);
		} else if (does === 'mute') {
			const on = random.chance(0.5);
			note(`${conversation}: ${on ? 'mutes' : 'unmutes'}`);
			oracle.mute(model, conversation, on);
			device.workspace.mute(ids.get(conversation)!, on);
		} else if (does === 'remove') {
			const own = oracle.deletable(model, conversation);
			if (own.length === 0) return;
			const body = random.pick(own);
			note(`${conversation}: deletes ${body}`);
			const item = storedIn(page).find((each) => each.body === body)!;
			oracle.remove(model, conversation, body);
			await page.deleteMessage(item.key);
		} else if (does === 'network') {
			note(model.online ? 'goes offline' : 'comes back');
			if (model.online) oracle.goOffline(model);
			else oracle.goOnline(model);
			profile.setOnline(model.online);
			if (!model.online) await until(() => device.workspace.connection.state === 'offline');
		} else {
			note('reloads');
			oracle.reload(model);
			const { account } = device.workspace;
			await device.workspace.close();
			device.workspace = await profile.open(account);
			openPages(device);
		}
		await settled(device);
	}

	try {
		for (let step = 0; step < actions; step++) await act(step);
		for (const device of devices) {
			if (device.model.online) continue;
			trace.push(`${device.name}: comes back`);
			oracle.goOnline(device.model);
			device.profile.setOnline(true);
			await settled(device);
		}
	} catch (error) {
		throw new Error(`seed ${seed}: ${differences().join('; ')}\n${trace.join('\n')}`, { cause: error });
	} finally {
		await Promise.all(devices.map(({ workspace }) => workspace.close()));
	}
}

/** Messages that the server has, in its order. */
function storedIn(page: Conversation) {
	return page.items().filter(({ kind, position }) => kind === 'message' && position !== null);
}
