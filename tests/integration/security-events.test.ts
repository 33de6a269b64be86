import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { RawClient } from '../support/raw-client.ts';
import { RelayServer, until, type TestUser } from '../support/relay-server.ts';

let server: RelayServer;
const open: RawClient[] = [];

beforeAll(async () => (server = await RelayServer.start()));
afterEach(() => {
	for (const client of open.splice(0)) client.stop();
});
afterAll(() => server.stop());

interface Row {
	organisation: string | null;
	user_id: string | null;
	device: number | null;
	document: string | null;
	code: string;
	alert: boolean;
	count: number;
}

const eventsOf = (user: TestUser) => server.sql<Row[]>`
	select organisation, user_id, device::float8 as device, document, code, alert, count
	from security_events where user_id = ${user.id} order by id`;

async function connected(user: TestUser): Promise<RawClient> {
	const client = RawClient.multiplexed(server, user);
	open.push(client);
	await until(() => client.isOpen);
	return client;
}

function raw(path: string, headers: Record<string, string> = {}): RawClient {
	const client = new RawClient(server, path, headers);
	open.push(client);
	return client;
}

function forged(client: number): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = client;
	doc.getArray(String(client)).push([{ k: 'm', at: 1, b: 'forged' }]);
	return Y.encodeStateAsUpdate(doc);
}

test('[S1, S3] a forged update is an event with user, device and code, and supervisors hear of it at once', async () => {
	const [ada, ben] = [await server.addUser(), await server.addUser()];
	const supervisor = await connected(await server.addUser('SUPERVISOR'));
	const member = await connected(ben);
	const document = await server.addConversation([ada, ben]);
	const client = await connected(ada);
	client.open(1, document);
	await until(() => client.framesOf('data').length > 0);
	client.update(1, forged(clientIdOf(ben.device, 0)));
	await until(() => supervisor.framesOf('event').some(({ json }) => json === '{"type":"alert"}'));
	expect(await eventsOf(ada)).toEqual([
		{
			organisation: server.organisation,
			user_id: ada.id,
			device: ben.device,
			document,
			code: 'CLIENT_NOT_YOURS',
			alert: true,
			count: 1,
		},
	]);
	expect(member.framesOf('event').filter(({ json }) => json.includes('alert'))).toEqual([]);
});

test('[S2] a flood of 500 is counted, not five hundred rows', async () => {
	const ada = await server.addUser();
	const client = await connected(ada);
	const document = await server.addConversation([await server.addUser()]);
	for (let channel = 1; channel <= 500; channel++) client.open(channel, document);
	const counted = async () => (await eventsOf(ada)).reduce((sum, { count }) => sum + count, 0);
	await until(async () => (await counted()) === 500);
	const rows = await eventsOf(ada);
	// Its codes are two at most, since as many as are opening at once are bounded; and the minute may have turned once.
	expect(rows.length).toBeLessThanOrEqual(4);
	for (const { code, alert } of rows) {
		expect(['NO_ACCESS', 'TOO_MANY_DOCUMENTS']).toContain(code);
		expect(alert).toBe(false);
	}
});

test('[S1] a text frame and a frame that is none alert', async () => {
	const ada = await server.addUser();
	(await connected(ada)).send('hello');
	(await connected(ada)).send(new Uint8Array([1, 99]));
	await until(async () => (await eventsOf(ada)).length === 2);
	const rows = await eventsOf(ada);
	expect(rows.map(({ code, alert }) => [code, alert]).sort()).toEqual([
		['BAD_FRAME', true],
		['TEXT_FRAME', true],
	]);
});

test('[S1] a refused upgrade: with a revoked token whose it was, from a foreign page without a name', async () => {
	const ada = await server.addUser();
	await server.sql`update devices set revoked_at = now() where user_id = ${ada.id}`;
	const revoked = raw(`/sync?token=${ada.token}`);
	const foreign = raw('/sync', { Origin: 'https://elsewhere.example' });
	await until(() => revoked.refusedWith === 401 && foreign.refusedWith === 403);
	await until(async () => (await eventsOf(ada)).length === 1);
	expect(await eventsOf(ada)).toMatchObject([
		{ device: ada.device, code: 'BAD_TOKEN', alert: false, count: 1 },
	]);
	const nobody = () => server.sql<Row[]>`select * from security_events where code = 'FOREIGN_ORIGIN'`;
	await until(async () => (await nobody()).length === 1);
	expect(await nobody()).toMatchObject([{ organisation: null, user_id: null, alert: true }]);
});
