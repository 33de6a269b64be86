import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { conversationDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { NOTIFY_CHANNEL, type Notification } from '#lib/protocol/notifications.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { firstBrokenRow } from '../../sync-server/row.ts';
import { RawClient } from '../support/raw-client.ts';
import { RelayServer, until, type TestUser } from '../support/relay-server.ts';
import { StockReplica } from '../support/stock-replica.ts';

let server: RelayServer;
const open: { destroy?(): void; stop?(): void }[] = [];

beforeAll(async () => (server = await RelayServer.start()));
afterEach(() => {
	for (const one of open.splice(0)) (one.destroy ?? one.stop)?.call(one);
});
afterAll(() => server.stop());

function connect(user: TestUser, document: string, session = 0): StockReplica {
	const replica = new StockReplica(server, user, document, session);
	open.push(replica);
	return replica;
}

function raw(path: string, headers: Record<string, string> = {}): RawClient {
	const client = new RawClient(server, path, headers);
	open.push(client);
	return client;
}

function notify(notification: Notification): Promise<unknown> {
	return server.sql`select pg_notify(${NOTIFY_CHANNEL}, ${JSON.stringify(notification)})`;
}

describe('an unmodified provider', () => {
	test('[W1, R12, D7, T2] two of them write to each other through Postgres', async () => {
		const [ada, ben] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada, ben]);
		const one = connect(ada, document);
		const other = connect(ben, document);
		one.say('Hello', 'again');
		await until(() => other.stored.length === 2);
		other.say('Hello yourself');
		await until(() => one.stored.length === 3 && other.stored.length === 3);
		expect(one.stored).toEqual(['Hello', 'again', 'Hello yourself']);
		expect(other.stored).toEqual(one.stored);
		expect(other.fold.memberIds).toEqual([ada.id, ben.id]);
		const rows = await new PostgresLog(server.sql).audit(document);
		expect(rows.map(({ user, kind }) => [user, kind]).slice(1)).toEqual([
			[ada.id, 'run'],
			[ben.id, 'run'],
		]);
		expect(firstBrokenRow(rows)).toBe(null);
	});

	test('[W6, W3] writes offline, comes back, and everybody has it in order, once', async () => {
		const [ada, ben] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada, ben]);
		const one = connect(ada, document);
		const other = connect(ben, document);
		one.say('before');
		await until(() => other.stored.length === 1);
		one.provider.disconnect();
		one.say(...Array.from({ length: 1200 }, (_, i) => `offline ${i}`));
		other.say('meanwhile');
		await until(() => other.stored.length === 2);
		one.provider.connect();
		one.say('eager');
		await until(() => other.stored.length === 1203 && one.stored.length === 1203);
		expect(one.stored).toEqual(other.stored);
		expect(one.stored[1]).toBe('meanwhile');
		expect(one.stored.slice(2, -1)).toEqual(Array.from({ length: 1200 }, (_, i) => `offline ${i}`));
		expect(one.refusals).toEqual([]);
	});

	test('[L3] after a restart of the relay the document is the same, from the rows alone', async () => {
		const ada = await server.addUser();
		const document = await server.addConversation([ada]);
		const one = connect(ada, document);
		const clock = one.say('goes', 'stays');
		await until(() => one.stored.length === 2);
		one.write({ k: 'd', at: 1, of: [one.doc.clientID, clock] });
		await until(() => one.stored[0] === '');
		const again = await RelayServer.beside(server);
		try {
			const fresh = new StockReplica(again, ada, document, 1);
			open.push(fresh);
			await until(() => fresh.stored.length === 2);
			expect(fresh.stored).toEqual(['', 'stays']);
			expect(Y.encodeStateVector(fresh.doc)).toEqual(Y.encodeStateVector(one.doc));
			// Two relays now: what one appends the other delivers.
			fresh.say('through the second');
			await until(() => one.stored.length === 3);
			one.say('through the first');
			await until(() => fresh.stored.length === 4);
			expect(firstBrokenRow(await new PostgresLog(server.sql).audit(document))).toBe(null);
		} finally {
			await again.stopRelay();
		}
	});
});

describe('[W2] who may open a socket', () => {
	let ada: TestUser;
	beforeAll(async () => (ada = await server.addUser()));

	test.each<[string, () => [path: string, headers: Record<string, string>], number | 'open']>([
		[
			'a browser with a cookie and our origin',
			() => ['/sync', { origin: server.origin, cookie: `session=${ada.cookie}` }],
			'open',
		],
		['a device token without an origin', () => [`/sync?token=${ada.token}`, {}], 'open'],
		[
			'another origin',
			() => ['/sync', { origin: 'http://evil.example', cookie: `session=${ada.cookie}` }],
			403,
		],
		[
			'a sub-domain of ours',
			() => ['/sync', { origin: server.origin.replace('//', '//sub.'), cookie: `session=${ada.cookie}` }],
			403,
		],
		[
			'our origin in capitals',
			() => ['/sync', { origin: server.origin.toUpperCase(), cookie: `session=${ada.cookie}` }],
			403,
		],
		[
			'our origin with another port',
			() => ['/sync', { origin: 'http://localhost:1', cookie: `session=${ada.cookie}` }],
			403,
		],
		['the origin null', () => ['/sync', { origin: 'null', cookie: `session=${ada.cookie}` }], 403],
		['a cookie without an origin', () => ['/sync', { cookie: `session=${ada.cookie}` }], 401],
		['our origin without a cookie', () => ['/sync', { origin: server.origin }], 401],
		['a made-up cookie', () => ['/sync', { origin: server.origin, cookie: 'session=abc' }], 401],
		['a made-up token', () => ['/sync?token=abc', {}], 401],
		[
			'a token from another’s page',
			() => [`/sync?token=${ada.token}`, { origin: 'http://evil.example' }],
			403,
		],
		['another path', () => ['/other', {}], 404],
	])('%s', async (_who, make, expected) => {
		const client = raw(...make());
		await until(() => client.isOpen || client.refusedWith !== null);
		expect(client.isOpen ? 'open' : client.refusedWith).toBe(expected);
	});

	test('a revoked token and an ended session', async () => {
		const ben = await server.addUser();
		await server.sql`update devices set revoked_at = now() where number = ${ben.device}`;
		await server.sql`update sessions set expires_at = now() where user_id = ${ben.id}`;
		const byToken = raw(`/sync?token=${ben.token}`);
		const bySession = raw('/sync', { origin: server.origin, cookie: `session=${ben.cookie}` });
		await until(() => byToken.refusedWith !== null && bySession.refusedWith !== null);
		expect([byToken.refusedWith, bySession.refusedWith]).toEqual([401, 401]);
	});
});

describe('refusals at the socket', () => {
	let ada: TestUser;
	let mal: TestUser;
	let document: string;
	let victim: StockReplica;
	let own: number;

	beforeAll(async () => {
		[ada, mal] = [await server.addUser(), await server.addUser()];
	});

	/** A conversation in which both have written, and the attacker's raw socket. */
	async function begin(): Promise<RawClient> {
		document = await server.addConversation([ada, mal]);
		victim = connect(ada, document);
		own = clientIdOf(mal.device, 0);
		const honest = connect(mal, document);
		victim.say('one', 'two');
		honest.say('mine');
		await until(() => victim.stored.length === 3 && honest.stored.length === 3);
		// From here on another program uses his client id.
		honest.destroy();
		open.splice(open.indexOf(honest), 1);
		const client = RawClient.multiplexed(server, mal);
		open.push(client);
		await until(() => client.isOpen);
		client.open(1, document);
		await until(() => client.framesOf('opened').length === 1);
		return client;
	}

	const rowsOf = () => new PostgresLog(server.sql).audit(document);
	const message = (b: string): object => ({ k: 'm', at: 1, b });

	/** Structs of one client id that follow what it has, written by Yjs itself. */
	function written(client: number, known: number, write: (doc: Y.Doc) => void): Uint8Array {
		const doc = new Y.Doc();
		doc.clientID = client;
		const root = doc.getArray(String(client));
		if (known > 0) root.push(Array.from({ length: known }, () => message('known before')));
		const before = Y.encodeStateVector(doc);
		write(doc);
		return Y.encodeStateAsUpdate(doc, before);
	}
	const append = (client: number, known: number, ...values: unknown[]): Uint8Array =>
		written(client, known, (doc) => doc.getArray(String(client)).push(values));

	function deleteSet(client: number, clock: number, length: number): Uint8Array {
		const encoder = encoding.createEncoder();
		for (const value of [0, 1, client, 1, clock, length]) encoding.writeVarUint(encoder, value);
		return encoding.toUint8Array(encoder);
	}

	/** An item in one root after an item of another: what `YArray.push` on the victim's log would make. */
	function inForeignLog(): Uint8Array {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(victim.doc));
		const before = Y.encodeStateVector(doc);
		doc.clientID = own;
		doc.getArray(String(victim.doc.clientID)).push([message('in her log')]);
		return Y.encodeStateAsUpdate(doc, before);
	}

	/** An item between two others of one's own log. */
	function inserted(): Uint8Array {
		return written(own, 1, (doc) => doc.getArray(String(own)).insert(0, [message('in the past')]));
	}

	test.each<[rule: string, what: string, bytes: () => Uint8Array, code: string, tombstoned: boolean]>([
		['R5', 'a foreign author’s log', inForeignLog, 'CONTAINER_NOT_YOURS', true],
		[
			'R4',
			'a foreign client id',
			() => append(victim.doc.clientID, 2, message('forged')),
			'CLIENT_NOT_YOURS',
			false,
		],
		[
			'R4',
			'an unleased client id',
			() => append(clientIdOf(2 ** 30, 0), 0, message('forged')),
			'CLIENT_UNLEASED',
			false,
		],
		['R6', 'a delete set', () => deleteSet(victim.doc.clientID, 0, 1), 'DELETE_NOT_YOURS', false],
		[
			'R6',
			'a delete set over what is to come',
			() => deleteSet(victim.doc.clientID, 0, 9),
			'DELETE_NOT_YOURS',
			false,
		],
		['R5', 'an insert', inserted, 'NOT_AN_APPEND', true],
		['R1', 'a nested type', () => append(own, 1, new Y.Map()), 'FORBIDDEN_CONTENT', false],
		['R7', 'an oversized text', () => append(own, 1, message('x'.repeat(16_385))), 'UPDATE_TOO_LARGE', true],
		['R7', 'no event', () => append(own, 1, { k: 'm', at: 1, b: 'x', author: 'ada' }), 'SCHEMA', true],
		['R1', 'malformed bytes', () => new Uint8Array([1, 1, 200, 3, 0, 1]), 'MALFORMED', false],
		[
			'R1',
			'trailing bytes',
			() => Buffer.concat([append(own, 1, message('x')), new Uint8Array(3)]),
			'TRAILING_BYTES',
			false,
		],
	])('[%s] %s', async (_rule, _what, bytes, code, tombstoned) => {
		const client = await begin();
		const before = await rowsOf();
		const texts = victim.stored;
		const structs = Y.encodeStateVector(victim.doc);
		client.update(1, bytes());
		await until(() => client.framesOf('refusal').length > 0);
		expect(client.framesOf('refusal')[0]).toMatchObject({ code, tombstoned });
		const after = await rowsOf();
		expect(after.slice(0, before.length)).toEqual(before);
		expect(after.slice(before.length).map(({ kind }) => kind)).toEqual(tombstoned ? ['refused'] : []);
		expect(victim.stored).toEqual(texts);
		if (!tombstoned) expect(Y.encodeStateVector(victim.doc)).toEqual(structs);
		victim.say('still here');
		await until(() => victim.stored.length === texts.length + 1);
		expect(firstBrokenRow(await rowsOf())).toBe(null);
		// What follows the refused run is accepted.
		client.update(1, append(own, tombstoned ? 2 : 1, message('honest again')));
		await until(() => victim.stored.at(-1) === 'honest again');
		await until(async () => {
			const [event] =
				await server.sql`select 1 from security_events where code = ${code} and document = ${document}`;
			return event !== undefined;
		});
	});

	test('[W6] a gap is asked about and not kept', async () => {
		const client = await begin();
		const before = await rowsOf();
		client.update(1, append(own, 1), 1);
		const asked = client.framesOf('data').length;
		client.update(1, append(own, 1000, message('too early')));
		await until(() => client.framesOf('data').length > asked);
		expect([...client.framesOf('data').at(-1)!.message.slice(0, 2)]).toEqual([0, 0]);
		expect(client.framesOf('refusal')).toEqual([]);
		expect(await rowsOf()).toEqual(before);
	});

	test('a frame beyond the limit ends its socket, and nobody else’s', async () => {
		const client = await begin();
		client.send(new Uint8Array(17 * 1024 * 1024));
		await until(() => client.closedWith !== null);
		victim.say('still here');
		await until(() => victim.stored.at(-1) === 'still here');
	});

	test('a text frame is 4400', async () => {
		const client = await begin();
		client.send('hello');
		await until(() => client.closedWith !== null);
		expect(client.closedWith).toBe(4400);
	});
});

describe('access', () => {
	test('[R2, W8] not a member: 4403, the same as for what is not there', async () => {
		const [ada, eve] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada]);
		const stranger = connect(eve, document);
		const nowhere = connect(eve, document.replace(/^c\/./, 'c/f'));
		await until(() => stranger.closedWith !== null && nowhere.closedWith !== null);
		expect([stranger.closedWith, nowhere.closedWith]).toEqual([4403, 4403]);
		expect(stranger.doc.store.clients.size).toBe(0);
	});

	test('[R2] another organisation’s public channel is not there', async () => {
		const ada = await server.addUser();
		const foreign = crypto.randomUUID();
		await server.sql`insert into organisations (id, name) values (${foreign}, 'Other')`;
		const eve = await server.addUser('OWNER', foreign);
		const document = await server.addConversation([ada], { visibility: 'public' });
		const stranger = connect(eve, document);
		await until(() => stranger.closedWith !== null);
		expect(stranger.closedWith).toBe(4403);
	});

	test('[R2] a public channel is read by everybody, and written by its members', async () => {
		const [ada, ben] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada], { visibility: 'public' });
		const member = connect(ada, document);
		const reader = connect(ben, document);
		member.say('news');
		await until(() => reader.stored.length === 1);
		reader.say('comment');
		await until(() => reader.refusals.length === 1);
		expect(reader.refusals).toEqual([`NOT_ALLOWED_HERE ${reader.doc.clientID} 0 1`]);
		const { conversation } = parseDocumentName(document)!;
		await server.addMember(conversation, ben);
		await notify({ type: 'conversation', organisation: server.organisation, conversation, users: [ben.id] });
		await until(() => member.stored.length === 2);
		expect(reader.stored).toEqual(['news', 'comment']);
	});

	test('[R2] removed while connected: closed within a second, and nothing is stored after the removal', async () => {
		const [ada, ben] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada, ben]);
		const { conversation } = parseDocumentName(document)!;
		const one = connect(ada, document);
		const other = connect(ben, document);
		other.say('while a member');
		await until(() => one.stored.length === 1);
		const removed = Date.now();
		await server.sql.begin(async (tx) => {
			await tx`
				update memberships set ended_at = now() where conversation = ${conversation} and user_id = ${ben.id}`;
			const notification = {
				type: 'conversation',
				organisation: server.organisation,
				conversation,
				users: [ben.id],
			};
			await tx`select pg_notify(${NOTIFY_CHANNEL}, ${JSON.stringify(notification)})`;
		});
		other.say('after the removal');
		await until(() => other.closedWith !== null);
		expect(Date.now() - removed).toBeLessThan(1000);
		expect(other.closedWith).toBe(4403);
		one.say('among ourselves');
		await until(() => one.stored.length === 2);
		expect(one.stored).toEqual(['while a member', 'among ourselves']);
		expect(other.doc.getArray(String(one.doc.clientID)).length).toBe(0);
	});

	test('[R2] removed while offline: 4403, the text stays with its author, pending', async () => {
		const [ada, ben] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada, ben]);
		const { conversation } = parseDocumentName(document)!;
		const other = connect(ben, document);
		other.say('online');
		await until(() => other.stored.length === 1);
		other.provider.disconnect();
		other.say('written offline');
		await server.sql`
			update memberships set ended_at = now() where conversation = ${conversation} and user_id = ${ben.id}`;
		other.provider.connect();
		await until(() => other.closedWith !== null);
		expect(other.closedWith).toBe(4403);
		other.fold.advance();
		expect(other.fold.pendingCount).toBe(1);
		expect((await new PostgresLog(server.sql).rows(document, 0)).length).toBe(2);
	});

	test('[R2] removed without a word to the relay: the commit finds out', async () => {
		const [ada, ben] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada, ben]);
		const { conversation } = parseDocumentName(document)!;
		const other = connect(ben, document);
		await until(() => other.provider.synced);
		await server.sql`
			update memberships set ended_at = now() where conversation = ${conversation} and user_id = ${ben.id}`;
		other.say('too late');
		await until(() => other.closedWith !== null);
		expect(other.closedWith).toBe(4403);
		expect(await new PostgresLog(server.sql).rows(document, 0)).toEqual([]);
	});

	test('an ended session and a revoked device: their sockets close with 4401', async () => {
		const ada = await server.addUser();
		const browser = raw('/sync', { origin: server.origin, cookie: `session=${ada.cookie}` });
		const device = raw(`/sync?token=${ada.token}`);
		await until(() => browser.isOpen && device.isOpen);
		await notify({ type: 'sign-out', user: ada.id, device: ada.device });
		await until(() => device.closedWith !== null);
		expect(browser.closedWith).toBe(null);
		await notify({ type: 'sign-out', user: ada.id });
		await until(() => browser.closedWith !== null);
		expect([browser.closedWith, device.closedWith]).toEqual([4401, 4401]);
	});
});

describe('volumes', () => {
	test('[D11, R10] a full one opens the next, members are told, and a command at the same moment stops nothing', async () => {
		const [ada, ben] = [await server.addUser(), await server.addUser()];
		const document = await server.addConversation([ada, ben]);
		const { conversation } = parseDocumentName(document)!;
		const one = connect(ada, document);
		const inbox = RawClient.multiplexed(server, ben);
		open.push(inbox);
		await until(() => one.provider.synced && inbox.isOpen);
		let lostConnections = 0;
		one.provider.on('connection-close', () => lostConnections++);
		await server.sql.begin(async (tx) => {
			// As commands lock: the conversation, then its memberships.
			await tx`select 1 from conversations where id = ${conversation} for update`;
			one.say(...Array.from({ length: 5000 }, (_, i) => `message ${i}`));
			await expect
				.poll(() => server.sql`select 1 from pg_locks where not granted`.then(({ length }) => length))
				.toBeGreaterThan(0);
			await tx`
				update memberships set role = 'ADMIN' where conversation = ${conversation} and user_id = ${ada.id}`;
		});
		await until(() => inbox.framesOf('event').length > 0, 20_000);
		expect(inbox.framesOf('event')[0]!.json).toBe('{"type":"workspace"}');
		await until(() => one.stored.length === 5000);
		expect(one.fold.nextVolume).toBe(1);
		expect(lostConnections).toBe(0);
		const [row] = await server.sql`select volume from conversations where id = ${conversation}`;
		expect(row!.volume).toBe(1);
		one.say('did not know');
		await until(() => one.stored.length === 5001);
		const late = await new PostgresLog(server.sql).rows(conversationDocument(conversation, 1), 0);
		expect(late.map(({ kind }) => kind)).toEqual(['epoch', 'late']);
	});
});

describe('the outbox', () => {
	test('system events come into the conversation, in order, once', async () => {
		const ada = await server.addUser();
		const document = await server.addConversation([ada]);
		const { conversation } = parseDocumentName(document)!;
		const one = connect(ada, document);
		for (const a of ['created', 'renamed', 'joined'])
			await server.sql`
				insert into outbox (organisation, conversation, event)
				values (${server.organisation}, ${conversation}, ${JSON.stringify({ k: 's', at: 1, a })}::text::json)`;
		await notify({ type: 'outbox' });
		await notify({ type: 'outbox' });
		const systemLines = () => {
			one.fold.advance();
			return one.fold.items().map(({ system, author }) => [author, system?.a]);
		};
		await until(() => systemLines().length === 3);
		expect(systemLines()).toEqual([
			['system', 'created'],
			['system', 'renamed'],
			['system', 'joined'],
		]);
		const [waiting] = await server.sql`select count(*)::int as count from outbox where appended_at is null`;
		expect(waiting!.count).toBe(0);
	});
});
