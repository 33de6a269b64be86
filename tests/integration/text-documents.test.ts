/** Text documents (SPEC X) over real sockets, an unmodified provider and a real Postgres: written, read again, judged again. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { draftsDocument, internalDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { createAccount } from '../../src/lib/server/accounts.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { registerClient } from '../../src/lib/server/devices.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { rebuildProjections } from '../../sync-server/rebuild-log.ts';
import { sealRow } from '../../sync-server/row.ts';
import { encodeStructs, joinUpdate, NO_DELETES } from '../../sync-server/text-encode.ts';
import { valueOf } from '../../sync-server/text-index.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import type { Colleague } from '../support/staff.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';
import { until } from '../support/until.ts';

let history: StoredHistory;
let server: Server;
let url: string;
let conversation: string;
let notes: string;
const replicas: StockReplica[] = [];

beforeAll(async () => {
	history = await aStoredHistory();
	server = createServer((_request, response) => response.writeHead(404).end());
	server.on('upgrade', history.relay.handleUpgrade);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
	({ conversation } = parseDocumentName(history.document)!);
	notes = `d/${conversation}/notes`;
});
afterEach(() => {
	for (const replica of replicas.splice(0)) replica.destroy();
});
afterAll(async () => {
	await history.stop();
	server.closeAllConnections();
	server.close();
});

let lastSession = 500;

function open(who: Colleague, document: string): StockReplica {
	const replica = new StockReplica({ url }, { ...who, id: who.user }, document, ++lastSession);
	replicas.push(replica);
	return replica;
}

async function synced(who: Colleague, document: string): Promise<StockReplica> {
	const replica = open(who, document);
	await until(() => replica.provider.synced);
	return replica;
}

function words(replica: StockReplica, root = TEXT_ROOT): string {
	return textOf(replica.doc, root).toString();
}

/** Somebody of this role, who is in no conversation. */
async function hired(role: 'AGENT' | 'SUPERVISOR'): Promise<Colleague> {
	const { organisation } = history.staff[0];
	return history.database.transaction(async (tx) => {
		const account = { email: `${newId()}@larkfield.example`, name: role, role, passwordHash: 'none' };
		const made = await createAccount(tx, organisation, account);
		if (!made.ok) throw new Error(made.words);
		const user = made.value;
		return { organisation, user, role, ...(await registerClient(tx, { organisation, user }, 'A program')) };
	});
}

test('[X3, X11] two members write notes together, and who was removed reads nothing', async () => {
	const [ada, ben, cleo] = history.staff;
	const one = await synced(ada, notes);
	const other = await synced(ben, notes);
	textOf(one.doc, TEXT_ROOT).insert(0, 'Keys: ');
	await until(() => words(other) === 'Keys: ');
	textOf(other.doc, TEXT_ROOT).insert(6, 'desk');
	textOf(one.doc, TEXT_ROOT).insert(0, '1. ');
	await until(() => words(one) === '1. Keys: desk' && words(other) === words(one));
	one.provider.disconnect();
	textOf(one.doc, TEXT_ROOT).insert(0, 'Offline: ');
	textOf(other.doc, TEXT_ROOT).delete(0, 3);
	one.provider.connect();
	await until(() => words(one) === 'Offline: Keys: desk' && words(other) === words(one));
	const removed = open(cleo, notes);
	await until(() => removed.closedWith !== null);
	expect(removed.closedWith).toBe(4403);
});

test('[X3] drafts are their user’s on all devices, and nobody else’s', async () => {
	const [ada, ben] = history.staff;
	const phone = await synced(ada, draftsDocument(ada.user));
	const desk = await synced(ada, draftsDocument(ada.user));
	textOf(phone.doc, conversation).insert(0, 'I was going to');
	await until(() => words(desk, conversation) === 'I was going to');
	const other = open(ben, draftsDocument(ada.user));
	await until(() => other.closedWith !== null);
	expect(other.closedWith).toBe(4403);
});

test('[X1, X3] an internal document is for staff among the members', async () => {
	const [ada, ben] = history.staff;
	const document = internalDocument(conversation, 0);
	const member = open(ben, document);
	await until(() => member.closedWith === 4403);
	const agent = await hired('AGENT');
	const command = { id: newId(), at: 1, kind: 'member.add', conversation, user: agent.user };
	expect(await runCommand(history.database, ada, command)).toEqual({ ok: true });
	const replica = await synced(agent, document);
	replica.say('The customer is cross.');
	await until(() => replica.stored.length === 1);
	expect(replica.stored).toEqual(['The customer is cross.']);
});

test('[X3] an article opens once it was begun, for those who may edit it', async () => {
	const [author, colleague, supervisor] = [
		await hired('AGENT'),
		await hired('AGENT'),
		await hired('SUPERVISOR'),
	];
	const document = `k/${newId()}`;
	const early = open(author, document);
	await until(() => early.closedWith === 4403);
	const command = { id: newId(), at: 1, kind: 'text.create', document };
	expect(await runCommand(history.database, history.staff[0], { ...command, id: newId() })).toMatchObject({
		code: 'FORBIDDEN',
	});
	expect(await runCommand(history.database, author, command)).toEqual({ ok: true });
	const writing = await synced(author, document);
	textOf(writing.doc, TEXT_ROOT).insert(0, 'How to');
	const reading = await synced(colleague, document);
	await until(() => words(reading) === 'How to');
	textOf(reading.doc, TEXT_ROOT).insert(0, 'x');
	await until(() => reading.refusals.length > 0);
	expect(reading.refusals[0]).toContain('NOT_ALLOWED_HERE');
	const correcting = await synced(supervisor, document);
	await until(() => words(correcting) === 'How to');
	textOf(correcting.doc, TEXT_ROOT).insert(6, ' begin');
	await until(() => words(writing) === 'How to begin');
});

test('[L8, L11, X10] the log of all that is judged good, its heads are made anew the same, and a forged row is named', async () => {
	const { sql } = history.stored;
	const verified = await verifyLog(sql);
	expect(verified.findings).toEqual([]);
	const heads = () => sql`select * from document_heads where seq > 0 order by document`;
	const before = await heads();
	expect(before.map(({ document }) => String(document).slice(0, 2))).toEqual(
		expect.arrayContaining(['d/', 'i/', 'k/', 'u/']),
	);
	expect(await rebuildProjections(sql)).toMatchObject({ ok: true });
	expect(await heads()).toEqual(before);

	// With all rights over the database, in Ada's name from Ben's device: the chain holds, the authorship does not.
	const [ada, ben] = history.staff;
	const rows = await new PostgresLog(sql).audit(notes);
	const client = clientIdOf(ada.device, 60_000);
	const text = 'signed, Ada';
	const struct = {
		client,
		clock: 0,
		length: text.length,
		text,
		origin: null,
		rightOrigin: null,
		root: TEXT_ROOT,
	};
	const value = valueOf(joinUpdate([encodeStructs([struct])], NO_DELETES));
	const run = { client: 0, clock: 0, length: 1, values: value, count: 1 };
	const content = { epoch: 0, position: 0, organisationRows: 20, entries: [], run };
	const last = rows.at(-1)!;
	const end = { seq: rows.length, hash: last.hash };
	const author = { user: ben.user, device: ben.device };
	const { row } = sealRow(end, notes, 'text', author, last.receivedAt, content, randomBytes);
	await sql`insert into log_rows ${sql({
		document: notes,
		seq: row.seq,
		prev: row.prev,
		hash: row.hash,
		kind: row.kind,
		user_id: row.user,
		device: row.device,
		received_at: row.receivedAt,
		payload_hash: row.payloadHash,
	})}`;
	await sql`insert into log_payloads ${sql({ document: notes, seq: row.seq, payload: row.payload, salts: row.salts })}`;
	await sql`update document_heads set seq = ${row.seq + 1}, hash = ${row.hash} where document = ${notes}`;
	expect((await verifyLog(sql)).findings).toMatchObject([{ document: notes, row: row.seq }]);
});
