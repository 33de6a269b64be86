/** Feature B10, SPEC Y: the server answers for whoever is away, over the real routes, the real relay and PostgreSQL. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import type { Workspace } from '../../src/lib/client/workspace.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
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

interface Someone {
	person: TestPerson;
	profile: ClientProfile;
	workspace: Workspace;
}

async function someone(): Promise<Someone> {
	const person = await aPerson(app, owner.organisation);
	const profile = new ClientProfile(server, await signedIn(app, person));
	const workspace = await profile.open(await profile.account());
	open.push(workspace);
	await isCurrent(workspace);
	return { person, profile, workspace };
}

async function isCurrent(workspace: Workspace): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
	await until(() => workspace.connection.state === 'current' && workspace.connection.unsent === 0);
}

async function dmOf({ workspace }: Someone, { person }: Someone): Promise<Conversation> {
	const opened = workspace.openDm(person.id);
	if (!opened.ok) throw new Error(opened.error);
	await isCurrent(workspace);
	return workspace.openConversation(opened.id)!;
}

async function say(conversation: Conversation, body: string): Promise<void> {
	expect(await conversation.sendMessage({ body })).toMatchObject({ ok: true });
	await until(() => conversation.items().some((item) => item.body === body && item.delivery === 'stored'));
}

function answers(conversation: Conversation): string[] {
	return conversation.items().flatMap(({ system }) => (system?.a === 'auto-replied' ? [system.name!] : []));
}

const findings = async () => (await verifyLog(app.stored.sql)).findings.map(({ row, words }) => [row, words]);

test('[Y1][Y2] it is said once in each conversation and absence, with all devices off, and every verifier knows whose it is', async () => {
	const ann = await someone();
	const ben = await someone();
	const cara = await someone();
	ann.workspace.setAutoReply({ on: true, text: 'Away until Monday.\nAsk Cara.', until: null });
	expect(ann.workspace.autoReply.queued).toBe(true);
	await isCurrent(ann.workspace);
	await until(() => ann.workspace.autoReply.on && !ann.workspace.autoReply.queued);
	await ann.workspace.close();

	const fromBen = await dmOf(ben, ann);
	await say(fromBen, 'Are you there?');
	await until(() => answers(fromBen).length === 1);
	await say(fromBen, 'Then on Monday');
	const fromCara = await dmOf(cara, ann);
	await say(fromCara, 'Good morning');
	await until(() => answers(fromCara).length === 1);
	expect(answers(fromCara)).toEqual(['Away until Monday.\nAsk Cara.']);
	expect(fromBen.summary.unread).toBe(0);

	// A room with Ann gets none; what is sure to come after it would have come before it.
	const group = ben.workspace.createGroup({ name: 'Rota', memberIds: [ann.person.id] });
	if (!group.ok) throw new Error(group.error);
	await isCurrent(ben.workspace);
	const room = ben.workspace.openConversation(group.id)!;
	await say(room, 'To both of us');
	const dan = await someone();
	const fromDan = await dmOf(dan, ann);
	await say(fromDan, 'Hello');
	await until(() => answers(fromDan).length === 1);
	expect(answers(room)).toEqual([]);
	expect(answers(fromBen)).toHaveLength(1);
	expect(await findings()).toEqual([]);
});

test('[Y1] two who are away answer each other’s words, and no answer', async () => {
	const ann = await someone();
	const ben = await someone();
	ann.workspace.setAutoReply({ on: true, text: 'Ann is away', until: null });
	ben.workspace.setAutoReply({ on: true, text: 'Ben is away', until: null });
	await Promise.all([isCurrent(ann.workspace), isCurrent(ben.workspace)]);
	const dm = await dmOf(ben, ann);
	await say(dm, 'Before I go');
	await until(() => answers(dm).length === 1);
	// Somebody else's answer comes later than Ben's to Ann's answer would.
	const cara = await someone();
	const fromCara = await dmOf(cara, ben);
	await say(fromCara, 'Hello');
	await until(() => answers(fromCara).length === 1);
	expect(answers(dm)).toEqual(['Ann is away']);
});

test('[Y1] it ends: turned off, or by its time; a new absence answers again', async () => {
	const ann = await someone();
	const ben = await someone();
	const dm = await dmOf(ben, ann);
	const set = async (on: boolean, until: number | null) => {
		ann.workspace.setAutoReply({ on, text: 'Away', until });
		await isCurrent(ann.workspace);
	};
	await say(dm, 'before');
	await set(true, null);
	await say(dm, 'one');
	await until(() => answers(dm).length === 1);
	await set(false, null);
	await say(dm, 'two');
	await set(true, Date.now() + 3_600_000);
	await say(dm, 'three');
	await until(() => answers(dm).length === 2);
	const texts = dm.items().map((item) => item.system?.name ?? item.body);
	expect(texts.filter((text) => text !== '')).toEqual(['before', 'one', 'Away', 'two', 'three', 'Away']);

	ann.workspace.setAutoReply({ on: true, text: 'Away', until: Date.now() - 1000 });
	await isCurrent(ann.workspace);
	await until(() => ann.workspace.notices.length === 1);
	expect(ann.workspace.notices[0]!.words).toBe('Could not change your auto-reply: its end has passed');
});

test('[Y2] words that the person did not set are found, and named by their row', async () => {
	const ann = await someone();
	const ben = await someone();
	const dm = await dmOf(ben, ann);
	await say(dm, 'Are you there?');
	expect(await findings()).toEqual([]);
	const { organisation, id } = ann.person;
	const event = JSON.stringify({ k: 's', at: 1, a: 'auto-replied', by: id, name: 'I resign' });
	await app.stored.sql`
		insert into outbox (organisation, conversation, event) values (${organisation}, ${dm.id}, ${event}::text::json)`;
	await relay.drainOutbox();
	await until(() => answers(dm).length === 1);
	expect(await findings()).toEqual([[expect.any(Number), `it answers for ${id}, who had not set this text`]]);
});
