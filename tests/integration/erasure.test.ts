/** SPEC G: what was erased by legal request is nowhere any more, and everything else is still proved. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import type { ConversationEvent, EventRef } from '#lib/domain/events.ts';
import { changeRole, createAccount, lockAccount } from '../../src/lib/server/accounts.ts';
import type { Subject } from '../../src/lib/server/authorize.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import {
	decideErasure,
	listErasures,
	requestErasure,
	type ErasureScope,
} from '../../src/lib/server/erasures.ts';
import { reapplyErasures } from '../../src/bin/program/reapply-erasures.ts';
import { rebuildProjections } from '../../sync-server/rebuild-log.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { draftsDocument, internalDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { SILENT, until, type RelayServer, type TestUser } from '../support/relay-server.ts';
import type { Colleague } from '../support/staff.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

const SECRET = 'leaves at';
const REASON = { reason: 'The person asked for it.', reference: 'DSAR 2026-14' };

let history: StoredHistory;
let sql: postgres.Sql;
let server: Server;
let owner: Subject;
let auditor: Subject;
let ada: Colleague;
let ben: Colleague;
let cleo: Colleague;
let replicas: StockReplica[];

beforeEach(async () => {
	history = await aStoredHistory();
	({ sql } = history.stored);
	[ada, ben, cleo] = history.staff;
	server = createServer().on('upgrade', history.relay.handleUpgrade);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	owner = await withRole(ada, 'OWNER');
	auditor = await withRole(cleo, 'AUDITOR');
	replicas = [];
});
afterEach(async () => {
	for (const replica of replicas) replica.destroy();
	await history.stop();
	server.close();
});

async function withRole(person: Subject, role: Subject['role']): Promise<Subject> {
	await history.database.transaction(async (tx) => {
		const account = await lockAccount(tx, person.organisation, person.user);
		await changeRole(tx, account!, role);
	});
	return { ...person, role };
}

function connect(who: Colleague, session: number, document = history.document): StockReplica {
	const { port } = server.address() as AddressInfo;
	const place = { url: `ws://127.0.0.1:${port}` } as RelayServer;
	const user = { id: who.user, device: who.device, token: who.token } as TestUser;
	const replica = new StockReplica(place, user, document, session);
	replicas.push(replica);
	return replica;
}

async function request(scope: ErasureScope): Promise<number> {
	const done = await history.database.transaction((tx) => requestErasure(tx, owner, { scope, ...REASON }));
	if (!done.ok) throw new Error(done.words);
	return done.number;
}

async function erase(scope: ErasureScope): Promise<number> {
	const number = await request(scope);
	const done = await history.database.transaction((tx) => decideErasure(tx, auditor, number, true));
	expect(done).toMatchObject({ ok: true, number });
	await history.relay.carryOutErasures();
	return number;
}

const messageRef = (who: Colleague, clock: number, session = 0): EventRef => [
	clientIdOf(who.device, session),
	clock,
];
const messageOf = (who: Colleague, clock: number, session = 0): ErasureScope => {
	return { kind: 'message', document: history.document, ref: messageRef(who, clock, session) };
};

/** Every table in which the words can be read, as any who may read all tables would look for them. */
async function tablesWith(words: string): Promise<string[]> {
	const tables = await sql<{ name: string }[]>`
		select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
	const found: string[] = [];
	const hex = Buffer.from(words).toString('hex');
	for (const { name } of tables) {
		const [row] = await sql`
			select 1 from ${sql(name)} t where t::text like ${`%${words}%`} or t::text like ${`%${hex}%`} limit 1`;
		if (row) found.push(name);
	}
	return found;
}

test('[G2, G3, G5, G7] a message and its edits leave log and replicas; everything else still verifies, and says so', async () => {
	const live = connect(ben, 4);
	const away = connect(ben, 5);
	await until(() => live.stored.includes('It leaves at nine.') && away.stored.includes('Done.'));
	away.provider.disconnect();
	expect(await tablesWith(SECRET)).toContain('log_payloads');

	const number = await erase(messageOf(ada, 1));
	expect(await tablesWith(SECRET)).toEqual([]);
	const { findings, erased } = await verifyLog(sql);
	expect(findings).toEqual([]);
	expect(erased).toBe(2);
	const [listed] = await listErasures(history.database, owner.organisation);
	expect(listed).toMatchObject({ number, erased: { values: 2, documents: 1 } });
	expect(listed!.finishedAt).not.toBeNull();

	const isErased = (replica: StockReplica) => {
		void replica.stored;
		const item = replica.fold.items().find(({ clock, author }) => clock === 1 && author === ada.user);
		return item?.erased?.request === number && item.deleted && item.body === '' && item.history.length === 0;
	};
	await until(() => isErased(live));
	expect(live.stored).toContain('The van is booked.');
	away.provider.connect();
	await until(() => isErased(away));
	const fresh = connect(ben, 6);
	await until(() => isErased(fresh));
	for (const replica of [live, away, fresh])
		expect(Buffer.from(Y.encodeStateAsUpdate(replica.doc)).includes(SECRET)).toBe(false);
	expect(fresh.fold.malformed).toBe(0);
	// Another relay, which reads it all from the rows.
	const other = await createRelay({ databaseUrl: history.stored.serviceUrl, origins: [], log: SILENT });
	const speaker = { ...ben, session: null };
	const client = clientIdOf(ben.device, 9);
	const said: ConversationEvent = { k: 'm', at: 1, b: 'Through another relay.' };
	const outcome = await other.submit({ document: history.document, speaker, client, events: [said] });
	expect(outcome.ok).toBe(true);
	await other.close();
	await until(() => live.stored.includes('Through another relay.'));
	expect((await verifyLog(sql)).findings).toEqual([]);
	const before = await sql`select * from document_heads order by document`;
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true });
	expect(await sql`select * from document_heads order by document`).toEqual(before);
});

test('[G2] a person: every message, edit and reaction in every conversation, and what was refused', async () => {
	const { other } = history;
	const member = connect(ben, 4);
	await until(() => member.stored.includes('Done.'));
	// Refused, so in quarantine: not a message of his own.
	const ofAda = [clientIdOf(ada.device, 0), 0] as const;
	member.write({ k: 'e', at: 1, of: ofAda, b: 'Quarantined words.' });
	await until(() => member.refusals.length > 0);
	expect(await tablesWith('Quarantined words.')).toEqual(['log_payloads']);

	const number = await erase({ kind: 'person', user: ben.user });
	for (const words of ['At nine, surely?', '🚐', 'Keys are at', 'Done.', 'Quarantined words.'])
		expect([words, await tablesWith(words)]).toEqual([words, []]);
	expect(await tablesWith('The van is booked.')).toContain('log_payloads');
	expect((await verifyLog(sql)).findings).toEqual([]);
	const [listed] = await listErasures(history.database, owner.organisation);
	expect(listed).toMatchObject({ number, erased: { values: 5, documents: 2 } });
	await until(() => !member.stored.includes('Done.'));
	const items = member.fold.items();
	expect(items.filter(({ author }) => author === ben.user).map(({ erased }) => erased?.request)).toEqual([
		number,
		number,
	]);
	expect(items.flatMap(({ reactions }) => reactions)).toEqual([]);
	const kept = connect(ben, 5, other);
	await until(() => kept.stored.includes('Thank you.'));
});

test('[G12, D13] a message: what others forwarded of it goes too, by requests of its own, and later forwards are told', async () => {
	const { document, other } = history;
	const { conversation } = parseDocumentName(document)!;
	const fw = [conversation, 0, ...messageRef(ada, 1), ada.user, 1] as const;
	const body = 'It leaves at eight.';
	const internal = internalDocument(conversation, 0);
	await withRole(ben, 'AGENT');
	await history.write(ben, other, { k: 'm', at: 1, b: 'Look.' }, { k: 'm', at: 1, b: body, fw });
	await history.write(ben, internal, { k: 'm', at: 1, b: body, fw });
	// Of another message, and words that nobody forwarded.
	const unrelated = [conversation, 0, ...messageRef(ada, 0), ada.user, 1] as const;
	await history.write(ben, other, { k: 'm', at: 1, b: 'The van is booked.', fw: unrelated });
	const reader = connect(ben, 4, other);
	await until(() => reader.stored.includes(body));

	const number = await request(messageOf(ada, 1));
	await history.write(ben, other, { k: 'm', at: 2, b: 'Said once more.', fw });
	const listed = await listErasures(history.database, owner.organisation);
	expect(listed.map(({ number: each, forwardOf, scope }) => [each, forwardOf, scope.kind])).toEqual([
		[number + 2, number, 'message'],
		[number + 1, number, 'message'],
		[number, null, 'message'],
	]);
	const decided = await history.database.transaction((tx) => decideErasure(tx, auditor, number, true));
	expect(decided).toEqual({ ok: true, number, forwards: [number + 1, number + 2], missed: 1 });
	await history.relay.carryOutErasures();
	expect(await tablesWith(SECRET)).toEqual([]);
	expect(await tablesWith('Said once more.')).toContain('log_payloads');
	await until(() => !reader.stored.includes(body));
	expect(reader.stored).toContain('The van is booked.');
	expect(await verifyLog(sql)).toMatchObject({ findings: [], erased: 4 });
});

test('[G12] a forward that is declined stays, and whoever withdraws closes all', async () => {
	const { conversation } = parseDocumentName(history.document)!;
	const fw = [conversation, 0, ...messageRef(ada, 1), ada.user, 1] as const;
	await history.write(ben, history.other, { k: 'm', at: 1, b: 'Kept by decision.', fw });
	const decide = (who: Subject, number: number, approved: boolean) =>
		history.database.transaction((tx) => decideErasure(tx, who, number, approved));
	const withdrawn = await request(messageOf(ada, 1));
	expect(await decide(owner, withdrawn, false)).toMatchObject({ ok: true });
	expect(await decide(auditor, withdrawn + 1, true)).toMatchObject({ ok: false });
	const number = await request(messageOf(ada, 1));
	expect(await decide(auditor, number + 1, false)).toMatchObject({ ok: true });
	expect(await decide(auditor, number, true)).toMatchObject({ ok: true, forwards: [], missed: 0 });
	await history.relay.carryOutErasures();
	expect(await tablesWith(SECRET)).toEqual([]);
	expect(await tablesWith('Kept by decision.')).toContain('log_payloads');
	expect((await verifyLog(sql)).findings).toEqual([]);
});

test('[G1] nobody approves what he asked for; only owners ask, only owners and auditors decide', async () => {
	const number = await request(messageOf(ada, 1));
	const decide = (who: Subject, approved = true) =>
		history.database.transaction((tx) => decideErasure(tx, who, number, approved));
	expect(await decide(owner)).toMatchObject({ ok: false });
	expect(await decide(ben)).toMatchObject({ ok: false });
	// Nor past the routes: the database itself refuses.
	const insert = (by: string) => sql`
		insert into erasure_decisions (organisation, number, approved, decided_by) values (${owner.organisation}, ${number}, true, ${by})`;
	await expect(insert(owner.user)).rejects.toThrow('somebody else than who asked');
	await expect(insert(ben.user)).rejects.toThrow('only owners and auditors');
	const lapsed = await history.database.transaction((tx) =>
		requestErasure(tx, ben, { scope: messageOf(ada, 1), ...REASON }),
	);
	expect(lapsed).toMatchObject({ ok: false });
	await expect(
		sql`insert into erasure_requests (organisation, number, user_id, reason, reference, requested_by, expires_at)
			values (${owner.organisation}, 9, ${ben.user}, 'x', 'y', ${ben.user}, now())`,
	).rejects.toThrow('only an owner');
	await history.relay.carryOutErasures();
	expect(await tablesWith(SECRET)).toContain('log_payloads');
	expect(await decide(owner, false)).toMatchObject({ ok: true });
	expect(await decide(auditor)).toMatchObject({ ok: false });
});

test('[G6, L4] without an approved erasure nobody changes a payload: not the service, not the owner of the tables', async () => {
	const { document } = history;
	const number = await erase(messageOf(ada, 0));
	const service = postgres(history.stored.serviceUrl, { max: 1, onnotice: () => undefined });
	const { organisation } = owner;
	try {
		for (const who of [service, sql]) {
			for (const table of [
				'log_payloads',
				'log_rows',
				'erased_values',
				'erasure_decisions',
				'erasure_requests',
			]) {
				await expect(who`delete from ${who(table)}`).rejects.toThrow();
				await expect(who`truncate ${who(table)}`).rejects.toThrow();
			}
			await expect(who`update log_payloads set payload = ''`).rejects.toThrow();
			await expect(who`update erasure_decisions set approved = true`).rejects.toThrow();
			// Of a request that nobody approved, and with leaves that the row has not.
			const call = (request: number, ends: number[]) => who`
				select erase_values(${organisation}, ${request}, ${document}, 2, 3, ${ends}::int[], array[1])`;
			await expect(call(7, [1])).rejects.toThrow('nobody approved');
			const [{ length }] = (await sql`
				select length(payload) from log_payloads where document = ${document} and seq = 2`) as unknown as [
				{ length: number },
			];
			await expect(call(number, [length - 1, length])).rejects.toThrow();
		}
		await expect(
			service`insert into erased_values select document, seq, 1, ${organisation}, ${number}, '{1}', '', pg_current_xact_id() from log_payloads`,
		).rejects.toThrow('permission denied');
	} finally {
		await service.end();
	}
});

test('[G7] content that is gone without an erasure that names it is a finding', async () => {
	const { document } = history;
	await erase(messageOf(ada, 1));
	// As the owner of the database, with the triggers off: the erased row's content in another row's place of the same form.
	const [row] = await sql`
		select seq::int from log_rows where document = ${document} and kind = 'erase'`;
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx`delete from log_rows where document = ${document} and seq >= ${row!.seq}`;
		await tx`delete from log_payloads where document = ${document} and seq >= ${row!.seq}`;
		await tx`
			update document_heads h set seq = ${row!.seq}, hash = r.hash, ledger_time = r.received_at from log_rows r
			where h.document = ${document} and r.document = h.document and r.seq = ${row!.seq - 1}`;
	});
	expect((await verifyLog(sql)).findings.map(({ words }) => words)).toEqual([
		'some of its content is gone, and no erasure names it',
	]);
});

test('[G7] a value that an erasure names and that is still there is a finding', async () => {
	const kept = await sql`select * from log_payloads where document = ${history.document}`;
	await erase(messageOf(ada, 1));
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		for (const { document, seq, payload, salts } of kept)
			await tx`update log_payloads set payload = ${payload}, salts = ${salts} where document = ${document} and seq = ${seq}`;
	});
	const { findings } = await verifyLog(sql);
	expect(findings.map(({ words }) => words)).toEqual([
		expect.stringMatching(/^it erases clock .* which is still there$/),
	]);
});

const LOG_TABLES = ['log_rows', 'log_payloads', 'log_snapshots', 'log_snapshot_bytes', 'document_heads'];
const ERASURE_TABLES = [
	'erasure_requests',
	'erasure_decisions',
	'erasure_outcomes',
	'erased_values',
	'erased_events',
];

/** The tables as they are now; whoever calls what it gives puts them back, as a restore from a backup does. */
async function backup(log: readonly string[] = LOG_TABLES): Promise<() => Promise<void>> {
	const kept = new Map<string, readonly postgres.Row[]>();
	// Nothing of the preparations is still on its way.
	await history.relay.drainOutbox();
	await sql.begin('isolation level repeatable read', async (tx) => {
		for (const table of [...log, ...ERASURE_TABLES]) kept.set(table, await tx`select * from ${tx(table)}`);
	});
	return () =>
		sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			for (const [table, rows] of kept) {
				await tx`delete from ${tx(table)}`;
				for (const row of rows) await tx`insert into ${tx(table)} ${tx(row)}`;
			}
		});
}

/** As the owner of the tables, like `npm start`. */
async function enterAgain(): Promise<number> {
	const { database, close } = openDatabase(history.stored.url);
	return reapplyErasures(database, history.erasureFolder).finally(close);
}

/** What `npm start` does with a database that was put back. */
async function startAgain(): Promise<Relay> {
	const { erasureFolder, stored } = history;
	await enterAgain();
	const relay = await createRelay({
		databaseUrl: stored.serviceUrl,
		origins: [],
		log: SILENT,
		erasureFolder,
	});
	await relay.carryOutErasures();
	return relay;
}

test('[G9] a backup from before an erasure has it carried out again', async () => {
	const putBack = await backup();
	const number = await erase(messageOf(ada, 1));
	await putBack();
	expect(await tablesWith(SECRET)).toContain('log_payloads');
	await history.relay.close();
	expect(await enterAgain()).toBe(1);
	expect(await enterAgain()).toBe(0);
	await (await startAgain()).close();
	expect(await tablesWith(SECRET)).toEqual([]);
	expect((await verifyLog(sql)).findings).toEqual([]);
	expect(await listErasures(history.database, owner.organisation)).toMatchObject([{ number }]);
});

test('[G9] a backup in which those who confirmed it are nobody who may has it carried out again, and says so', async () => {
	const ACCOUNTS = [...LOG_TABLES, 'users'];
	const putBack = await backup(ACCOUNTS);
	const outside = async (role: 'OWNER' | 'AUDITOR'): Promise<Subject> => {
		const { organisation } = owner;
		const account = { email: `${role}@larkfield.example`, name: role, role, passwordHash: 'none' };
		const made = await history.database.transaction((tx) => createAccount(tx, organisation, account));
		if (!made.ok) throw new Error(made.words);
		return { organisation, user: made.value, role };
	};
	[owner, auditor] = [await outside('OWNER'), await outside('AUDITOR')];
	const number = await erase(messageOf(ada, 1));
	await history.relay.close();
	await putBack();
	expect(await tablesWith(SECRET)).toContain('log_payloads');
	// The service that routes and relay are could not do this.
	await expect(reapplyErasures(history.database, history.erasureFolder)).rejects.toThrow();
	expect(await enterAgain()).toBe(1);
	expect(await enterAgain()).toBe(0);
	await (await startAgain()).close();
	expect(await tablesWith(SECRET)).toEqual([]);
	expect(await verifyLog(sql)).toMatchObject({ findings: [], erased: 2, enteredAgain: 1 });
	expect(await listErasures(history.database, owner.organisation)).toMatchObject([{ number }]);
});

test.each([
	['message', () => messageOf(ada, 0, 3)],
	['person', (): ErasureScope => ({ kind: 'person', user: ada.user })],
])(
	'[G10] a backup that lacks the %s which was erased does not get it back from its author’s device',
	async (_, scope) => {
		const putBack = await backup();
		const device = connect(ada, 3);
		await until(() => device.stored.includes('Done.'));
		device.say('Written after the backup.');
		await until(() => device.stored.includes('Written after the backup.'));
		device.provider.disconnect();
		await erase(scope());
		expect(await tablesWith('Written after the backup.')).toEqual([]);
		await history.relay.close();
		await putBack();
		await new PostgresLog(sql).beginEpochs(Date.now());
		const relay = await startAgain();
		server.removeAllListeners('upgrade').on('upgrade', relay.handleUpgrade);
		try {
			device.provider.connect();
			await until(() => device.refusals.some((reason) => reason.startsWith('ERASED ')));
			device.write({ k: 'm', at: 10, b: 'And this is new.' });
			await until(() => device.stored.includes('And this is new.'));
			expect(await tablesWith('Written after the backup.')).toEqual([]);
			expect(device.stored).not.toContain('Written after the backup.');
			expect((await verifyLog(sql)).findings).toEqual([]);
		} finally {
			await relay.close();
		}
	},
);

test('[G2] a person: internal remarks too', async () => {
	await withRole(ben, 'AGENT');
	const { conversation } = parseDocumentName(history.document)!;
	const internal = internalDocument(conversation, 0);
	await history.write(ben, internal, { k: 'm', at: 1, b: 'Between us.' });
	expect(await tablesWith('Between us.')).toEqual(['log_payloads']);
	await erase({ kind: 'person', user: ben.user });
	expect(await tablesWith('Between us.')).toEqual([]);
	expect((await verifyLog(sql)).findings).toEqual([]);
});

async function textOn(who: Colleague, document: string, session: number): Promise<StockReplica> {
	const replica = connect(who, session, document);
	await until(() => replica.provider.synced);
	return replica;
}

test('[G2, G11] a person: drafts and notes too, and what others wrote into them stays', async () => {
	const { conversation } = parseDocumentName(history.document)!;
	const notes = `d/${conversation}/notes`;
	const drafts = draftsDocument(ben.user);
	const bens = await textOn(ben, notes, 4);
	const adas = await textOn(ada, notes, 4);
	const draft = await textOn(ben, drafts, 5);
	const text = (replica: StockReplica, root = TEXT_ROOT) => textOf(replica.doc, root).toString();
	textOf(bens.doc, TEXT_ROOT).insert(0, 'Ben was here. ');
	await until(() => text(adas) !== '');
	textOf(adas.doc, TEXT_ROOT).insert(14, 'Ada too.');
	textOf(draft.doc, conversation).insert(0, 'Half a sentence');
	await until(
		async () => (await tablesWith('Half a sentence')).length > 0 && text(bens).endsWith('Ada too.'),
	);

	const putBack = await backup();
	textOf(bens.doc, TEXT_ROOT).insert(0, 'Later. ');
	await until(() => text(adas).startsWith('Later. '));
	const number = await erase({ kind: 'person', user: ben.user });
	for (const words of ['Ben was here', 'Half a sentence', 'Later. '])
		expect(await tablesWith(words)).toEqual([]);
	await until(
		() => text(bens) === 'Ada too.' && text(adas) === 'Ada too.' && text(draft, conversation) === '',
	);
	expect(text(await textOn(ada, notes, 6))).toBe('Ada too.');
	expect(await verifyLog(sql)).toMatchObject({ findings: [] });
	const [listed] = await listErasures(history.database, owner.organisation);
	expect(listed!.number).toBe(number);
	const before = await sql`select * from document_heads order by document`;
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true });
	expect(await sql`select * from document_heads order by document`).toEqual(before);

	// The backup has some of it, and a device that did not hear of the erasure has the rest.
	const away = new Y.Doc();
	Y.applyUpdate(away, Y.encodeStateAsUpdate(bens.doc));
	for (const replica of replicas.splice(0)) replica.destroy();
	await history.relay.close();
	await putBack();
	expect(await tablesWith('Ben was here')).toEqual(['log_payloads']);
	const relay = await startAgain();
	server.removeAllListeners('upgrade').on('upgrade', relay.handleUpgrade);
	try {
		for (const words of ['Ben was here', 'Half a sentence']) expect(await tablesWith(words)).toEqual([]);
		const fresh = await textOn(ada, notes, 7);
		await until(() => text(fresh) === 'Ada too.');
		expect((await verifyLog(sql)).findings).toEqual([]);
	} finally {
		for (const replica of replicas.splice(0)) replica.destroy();
		await relay.close();
	}
});

test('[X15, G6] a draft that was cleared is in no table, and nobody takes words out of a text that is none', async () => {
	const { conversation } = parseDocumentName(history.document)!;
	const drafts = draftsDocument(ben.user);
	const draft = await textOn(ben, drafts, 5);
	const shared = textOf(draft.doc, conversation);
	shared.insert(0, 'Never sent');
	await until(async () => (await tablesWith('Never sent')).length > 0);
	shared.delete(0, shared.length);
	await until(async () => (await tablesWith('Never sent')).length === 0);
	expect((await verifyLog(sql)).findings).toEqual([]);
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true });

	const notes = `d/${conversation}/notes`;
	const bens = await textOn(ben, notes, 6);
	textOf(bens.doc, TEXT_ROOT).insert(0, 'On the record');
	await until(async () => (await tablesWith('On the record')).length > 0);
	const service = postgres(history.stored.serviceUrl, { max: 1, onnotice: () => undefined });
	try {
		for (const who of [service, sql])
			for (const document of [notes, drafts])
				await expect(
					who`select rewrite_text(null, null, ${document}, 0, 5, 4, '\\x00'::bytea, '\\x7400'::bytea)`,
				).rejects.toThrow(document === notes ? 'only drafts' : 'no row says');
		await expect(
			service`insert into text_rewritings values (${drafts}, 0, '', pg_current_xact_id())`,
		).rejects.toThrow('permission denied');
	} finally {
		await service.end();
	}
	// What the relay says is left is held against what is there.
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		const [row] = await tx`select payload from log_payloads where document = ${drafts} and seq = 0`;
		const payload = Uint8Array.from(row!.payload as Uint8Array);
		payload[payload.length - 1]! ^= 1;
		await tx`update log_payloads set payload = ${payload} where document = ${drafts} and seq = 0`;
	});
	expect((await verifyLog(sql)).findings).toMatchObject([{ document: drafts, row: 0 }]);
});
