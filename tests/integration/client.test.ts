/** The client as a page runs it, against the real routes, the real relay and PostgreSQL. Only the browser's store is a fake (in memory, of the same interface). */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import type { Workspace } from '../../src/lib/client/workspace.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { ClientProfile, type Server } from '../support/client-profile.ts';
import { anOrganisation, aPerson, signedIn, type TestPerson } from '../support/organisation.ts';
import { SILENT, until } from '../support/relay-server.ts';
import { startWebApplication, type WebApplication } from '../support/web-application.ts';

let app: WebApplication;
let relay: Relay;
let http: HttpServer;
let server: Server;
let owner: TestPerson;
const open: Workspace[] = [];

beforeAll(async () => {
	app = await startWebApplication();
	http = createServer();
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	relay = await createRelay({ databaseUrl: app.stored.url, origins: [app.origin], log: SILENT });
	http.on('upgrade', relay.handleUpgrade);
	server = { origin: app.origin, relayUrl: `ws://127.0.0.1:${(http.address() as AddressInfo).port}` };
	owner = await anOrganisation(app);
});

afterAll(async () => {
	await Promise.all(open.map((workspace) => workspace.close()));
	await relay.close();
	http.closeAllConnections();
	await new Promise((resolve) => http.close(resolve));
	await app.stop();
});

async function aProfile(person: TestPerson): Promise<ClientProfile> {
	return new ClientProfile(server, await signedIn(app, person));
}

async function openAt(profile: ClientProfile): Promise<Workspace> {
	const workspace = await profile.open(await profile.account());
	open.push(workspace);
	return workspace;
}

async function isCurrent(workspace: Workspace): Promise<void> {
	await until(() => workspace.connection.state === 'current' && workspace.connection.unsent === 0);
}

function bodies(conversation: Conversation): string[] {
	return conversation.items().flatMap((item) => (item.kind === 'message' ? [item.body] : []));
}

async function say(conversation: Conversation, ...texts: string[]): Promise<void> {
	for (const body of texts) expect(await conversation.sendMessage({ body })).toMatchObject({ ok: true });
}

describe('two people', () => {
	test('[W3][D9] what one writes the other reads, and it is called stored', async () => {
		const [annPerson, benPerson] = [
			await aPerson(app, owner.organisation),
			await aPerson(app, owner.organisation),
		];
		const ann = await openAt(await aProfile(annPerson));
		const ben = await openAt(await aProfile(benPerson));
		await Promise.all([isCurrent(ann), isCurrent(ben)]);
		const dm = ann.openDm(benPerson.id);
		if (!dm.ok) throw new Error(dm.error);
		const annSide = ann.openConversation(dm.id)!;
		await say(annSide, 'Good morning.', 'Are you there?');
		await until(
			() => annSide.items().every((item) => item.delivery === 'stored') && annSide.items().length === 2,
		);
		await until(() => ben.list().some(({ id, unread }) => id === dm.id && unread === 2));
		const benSide = ben.openConversation(dm.id)!;
		await until(() => benSide.items().length === 2);
		expect(bodies(benSide)).toEqual(['Good morning.', 'Are you there?']);
		expect(ben.list().find(({ id }) => id === dm.id)).toMatchObject({
			lastMessage: { preview: 'Are you there?' },
		});
		await isCurrent(ann);
	});

	test('[C3] what is written offline survives the tab and goes up in order', async () => {
		const [annPerson, benPerson] = [
			await aPerson(app, owner.organisation),
			await aPerson(app, owner.organisation),
		];
		const profile = await aProfile(annPerson);
		const account = await profile.account();
		const first = await openAt(profile);
		const ben = await openAt(await aProfile(benPerson));
		await Promise.all([isCurrent(first), isCurrent(ben)]);
		profile.setOnline(false);
		await until(() => first.connection.state === 'offline');
		const group = first.createGroup({ name: 'Autumn fair', memberIds: [benPerson.id] });
		if (!group.ok) throw new Error(group.error);
		const before = first.openConversation(group.id)!;
		await say(before, 'one', 'two');
		expect(before.summary.creation).toBe('pending');
		await until(() => before.items().every((item) => item.delivery === 'saved'));
		await first.close();

		const second = await profile.open(account);
		open.push(second);
		expect(second.connection.state).toBe('offline');
		const after = second.openConversation(group.id)!;
		await until(() => after.loaded);
		expect(bodies(after)).toEqual(['one', 'two']);
		await say(after, 'three');
		profile.setOnline(true);
		await isCurrent(second);
		expect(after.summary.creation).toBe('accepted');
		expect(
			after
				.items()
				.filter((item) => item.kind === 'message')
				.map((item) => item.delivery),
		).toEqual(['stored', 'stored', 'stored']);
		const benSide = () => ben.openConversation(group.id);
		await until(() => benSide() !== undefined && bodies(benSide()!).length === 3);
		expect(bodies(benSide()!)).toEqual(['one', 'two', 'three']);
	});
});
