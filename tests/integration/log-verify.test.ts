/** SPEC L8: whatever somebody with all rights over the database does to the log is found, and named by its row. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import { organisationLog } from '#lib/protocol/document-name.ts';
import { NO_BODY, rootOf } from '../../sync-server/checkpoint.ts';
import { readClaims, readClaimsIn } from '../../sync-server/checkpoint-claims.ts';
import { readCheckpointFiles } from '../../sync-server/checkpoint-files.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import {
	openServerKeys,
	readServerKeys,
	rotateServerKey,
	type ServerKeys,
} from '../../sync-server/server-keys.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { SILENT } from '../support/relay-server.ts';
import { factsOf } from '../../sync-server/event-facts.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { rebuildProjections } from '../../sync-server/rebuild-log.ts';
import { RoomIndex } from '../../sync-server/room-index.ts';
import { RowDraft } from '../../sync-server/row-draft.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { keepSnapshot } from '../support/keep-snapshot.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

const NOW = 1_800_000_000_000;
const TABLES = ['log_rows', 'log_payloads', 'document_heads', 'log_snapshots', 'log_snapshot_bytes'] as const;

let history: StoredHistory;
let sql: postgres.Sql;
let document: string;
let organisation: string;

beforeAll(async () => {
	history = await aStoredHistory();
	({ document } = history);
	({ sql } = history.stored);
	organisation = organisationLog(history.staff[0].organisation);
	for (const seq of [4, 9]) await keepSnapshot(sql, document, seq);
	await keepSnapshot(sql, history.other, 4);
	for (const table of TABLES) await sql`create table ${sql(`kept_${table}`)} as table ${sql(table)}`;
});
afterAll(() => history.stop());

/** As the owner of the database, with the triggers off. */
async function tamper(change: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await change(tx);
	});
}

afterEach(() =>
	tamper(async (tx) => {
		for (const table of TABLES) {
			await tx`delete from ${tx(table)}`;
			await tx`insert into ${tx(table)} select * from ${tx(`kept_${table}`)}`;
		}
	}),
);

async function findings(): Promise<[string, number, string][]> {
	const { findings } = await verifyLog(sql);
	return findings.map(({ document, row, words }) => [document, row, words]);
}

/** As a relay without rules would: the chain, the ledger and the heads fit. */
async function forge(user: string, device: number, event: ConversationEvent, session = 9): Promise<void> {
	const place = { document, organisation: history.staff[0].organisation };
	const needs = { documents: [place], rights: [], devices: [], outbox: [] };
	await new PostgresLog(sql).append(needs, async (locked) => {
		const index = new RoomIndex();
		for (const row of await locked.rows(document, 0)) index.takeStored(row);
		const rows = locked.organisationRows(place.organisation);
		const draft = new RowDraft(document, index, locked.head(document), randomBytes, rows);
		const client = clientIdOf(device, session);
		const run = { client, clock: index.nextClock(client), length: 1, values: eventBytes(event) };
		draft.accept({ user, device }, run, [factsOf(event)], Date.now());
		return { rows: draft.rows, heads: [{ document, head: draft.head }], volumes: [], outbox: [] };
	});
}

const text: ConversationEvent = { k: 'm', at: 1, b: 'I never said this.' };

test('[L6, L7, L8] an honest log is found good, all of it', async () => {
	const { documents, rows, findings } = await verifyLog(sql);
	expect(findings).toEqual([]);
	const [count] =
		await sql`select count(*)::int as rows, count(distinct document)::int as documents from log_rows`;
	expect({ documents, rows }).toEqual(count);
	expect(documents).toBe(4);
});

test('[L6] what the tables say of leases and memberships, the log of the organisation says too', async () => {
	const [row] = await sql`
		select (select count(*) from devices)::int as leases, (select count(*) from memberships)::int as memberships,
			(select count(*) from users)::int as users`;
	expect(row).toMatchObject({ leases: 4, users: 3 });
	const kinds = await sql<{ kind: string; count: number }[]>`
		select kind, count(*)::int from log_rows where document = ${organisation} group by kind order by kind`;
	// Three joined #general in one row each, two groups began in one row each, one membership ended.
	expect(Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]))).toMatchObject({
		account: 3,
		device: 5,
	});
});

describe('[L8] the first bad row is named', () => {
	test('a changed row', async () => {
		await tamper(
			(tx) => tx`update log_rows set received_at = received_at + 1 where document = ${document} and seq = 4`,
		);
		expect(await findings()).toEqual([[document, 4, 'its hash is not that of its fields']]);
	});

	test('a changed author, with a hash that fits', async () => {
		await tamper(
			(tx) => tx`
			update log_rows set user_id = ${history.staff[1].user}, hash = sha256('anything') where document = ${document} and seq = 3`,
		);
		expect(await findings()).toEqual([[document, 3, 'its hash is not that of its fields']]);
	});

	test('a changed text', async () => {
		await tamper(
			(tx) => tx`
			update log_payloads set payload = replace(encode(payload, 'escape'), 'booked', 'broken')::bytea
			where document = ${document} and position('booked'::bytea in payload) > 0`,
		);
		const [found] = await findings();
		expect(found).toEqual([document, expect.any(Number), 'its payload is not the one that was sealed']);
	});

	test('changed salts', async () => {
		await tamper(
			(tx) =>
				tx`update log_payloads set salts = set_byte(salts, 0, get_byte(salts, 0) # 1) where document = ${document} and seq = 2`,
		);
		expect(await findings()).toEqual([[document, 2, 'its payload is not the one that was sealed']]);
	});

	test('a deleted row', async () => {
		await tamper(async (tx) => {
			await tx`delete from log_rows where document = ${document} and seq = 5`;
			await tx`delete from log_payloads where document = ${document} and seq = 5`;
		});
		expect(await findings()).toEqual([[document, 6, 'row 5 is missing: row 6 stands in its place']]);
	});

	test('a deleted payload, and one without a row', async () => {
		await tamper((tx) => tx`update log_payloads set seq = 1000 where document = ${document} and seq = 5`);
		expect(await findings()).toEqual([[document, 5, 'its payload is gone']]);
		await tamper(
			(tx) => tx`
			insert into log_payloads select ${'c/0'}, seq, payload, salts from log_payloads where document = ${document} and seq = 2`,
		);
		expect(await findings()).toContainEqual(['c/0', 2, 'there is a payload without its row']);
	});

	test('reordered rows', async () => {
		await tamper(async (tx) => {
			for (const table of ['log_rows', 'log_payloads'] as const)
				for (const [from, to] of [
					[3, 1003],
					[4, 3],
					[1003, 4],
				] as const)
					await tx`update ${tx(table)} set seq = ${to} where document = ${document} and seq = ${from}`;
		});
		expect(await findings()).toEqual([[document, 3, 'it does not follow the row before it']]);
	});

	test('swapped payloads', async () => {
		await tamper(async (tx) => {
			for (const [from, to] of [
				[3, 1003],
				[4, 3],
				[1003, 4],
			] as const)
				await tx`update log_payloads set seq = ${to} where document = ${document} and seq = ${from}`;
		});
		expect((await findings())[0]).toEqual([document, 3, expect.stringMatching(/payload|salt/)]);
	});

	test('an inserted row: a copy of an older one at the end', async () => {
		await tamper(async (tx) => {
			const [head] = await tx<
				{ seq: number }[]
			>`select seq::int from document_heads where document = ${document}`;
			for (const table of ['log_rows', 'log_payloads'] as const) {
				await tx`create temporary table copied on commit drop as select * from ${tx(table)} where document = ${document} and seq = 3`;
				await tx`update copied set seq = ${head!.seq}`;
				await tx`insert into ${tx(table)} select * from copied`;
				await tx`drop table copied`;
			}
		});
		expect(await findings()).toEqual([
			[document, expect.any(Number), 'it does not follow the row before it'],
		]);
	});

	test('a tail that is cut off, by the head', async () => {
		await tamper(async (tx) => {
			await tx`delete from log_rows where document = ${document} and seq >= 7`;
			await tx`delete from log_payloads where document = ${document} and seq >= 7`;
		});
		expect(await findings()).toEqual([
			[document, 7, expect.stringMatching(/^it is missing: the table of heads says \d+ rows$/)],
		]);
	});

	test('a document that is gone', async () => {
		await tamper(async (tx) => {
			await tx`delete from log_rows where document = ${history.other}`;
			await tx`delete from log_payloads where document = ${history.other}`;
		});
		expect(await findings()).toEqual([[history.other, 0, 'it is missing, and so are all that followed']]);
	});

	test('a changed head', async () => {
		await tamper(
			(tx) => tx`update document_heads set ledger_length = ledger_length + 1 where document = ${document}`,
		);
		expect(await findings()).toEqual([
			[document, expect.any(Number), 'the table of heads has another place in the ledger'],
		]);
	});

	test('a lease that is gone from the organisation’s log', async () => {
		await tamper(
			(tx) => tx`
			update log_rows set kind = 'account' where document = ${organisation} and seq = (
				select min(seq) from log_rows where document = ${organisation} and kind = 'device')`,
		);
		const found = await findings();
		expect(found[0]).toEqual([organisation, expect.any(Number), 'its hash is not that of its fields']);
		// Who wrote there cannot be known any more.
		expect(found.map(([of]) => of)).toContain(document);
	});
});

describe('[L8, L12] a bad snapshot is named', () => {
	test('changed bytes', async () => {
		await tamper(
			(tx) =>
				tx`update log_snapshot_bytes set bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1) where document = ${document} and seq = 9`,
		);
		expect(await findings()).toEqual([[document, 8, 'the snapshot of 9 rows is not what its hash says']]);
	});

	test('changed bytes, with a hash that fits', async () => {
		await tamper(async (tx) => {
			await tx`
				update log_snapshot_bytes set bytes = replace(encode(bytes, 'escape'), 'booked', 'broken')::bytea where document = ${document}`;
			await tx`
				update log_snapshots s set hash = sha256(b.bytes), size = length(b.bytes) from log_snapshot_bytes b
				where b.document = s.document and b.seq = s.seq`;
		});
		expect(await findings()).toEqual([
			[document, 8, 'the snapshot of 9 rows holds something else than the rows'],
		]);
	});

	test('one that is taken from another document, with its hashes', async () => {
		await tamper(async (tx) => {
			await tx`delete from log_snapshots where document = ${history.other}`;
			await tx`delete from log_snapshot_bytes where document = ${history.other}`;
			await tx`insert into log_snapshots select ${history.other}, seq, row_hash, hash, size, made_at from log_snapshots where seq = 4`;
			await tx`insert into log_snapshot_bytes select ${history.other}, seq, bytes from log_snapshot_bytes where seq = 4`;
		});
		expect(await findings()).toEqual([[history.other, 3, 'the snapshot of 4 rows names another last row']]);
		await tamper(
			(tx) => tx`
			update log_snapshots s set row_hash = r.hash from log_rows r
			where s.document = ${history.other} and r.document = s.document and r.seq = s.seq - 1`,
		);
		expect(await findings()).toEqual([
			[history.other, 3, 'the snapshot of 4 rows holds something else than the rows'],
		]);
	});

	test('one of more rows, of other rows, and of none', async () => {
		await tamper((tx) => tx`update log_snapshots set seq = 1000 where document = ${document} and seq = 9`);
		await tamper(
			(tx) => tx`update log_snapshot_bytes set seq = 1000 where document = ${document} and seq = 9`,
		);
		const { length } = await new PostgresLog(sql).rows(document, 0);
		expect(await findings()).toEqual([
			[document, length, 'there is a snapshot of 1000 rows, which are not there'],
		]);
		await tamper((tx) => tx`update log_snapshots set seq = 5 where document = ${document} and seq = 4`);
		await tamper((tx) => tx`update log_snapshot_bytes set seq = 5 where document = ${document} and seq = 4`);
		expect(await findings()).toEqual([[document, 4, 'the snapshot of 5 rows names another last row']]);
	});

	test('bytes that are gone, a hash that is gone, and both of a document that never was', async () => {
		await tamper((tx) => tx`delete from log_snapshot_bytes where document = ${document} and seq = 9`);
		await tamper((tx) => tx`delete from log_snapshots where document = ${history.other}`);
		await tamper((tx) => tx`insert into log_snapshots values ('c/0', 7, '', '', 0, 0)`);
		expect(await findings()).toEqual(
			expect.arrayContaining([
				[document, 8, 'the bytes of the snapshot of 9 rows are gone'],
				[history.other, 3, 'the snapshot of 4 rows has bytes and no hash'],
				['c/0', 0, 'there is a snapshot of 7 rows, and none of these'],
			]),
		);
	});
});

describe('[L7, L8] a well-made row of who was not entitled to it is found', () => {
	const wordsFound = async () => (await findings()).map(([, , words]) => words);

	test('on another’s device', async () => {
		const [ada, ben] = history.staff;
		await forge(ada.user, ben.device, text);
		expect(await wordsFound()).toEqual([
			`it is by ${ada.user} on device ${ben.device}, which was leased to ${ben.user}`,
		]);
	});

	test('on a device that nobody leased', async () => {
		const [ada] = history.staff;
		await forge(ada.user, 77, text);
		expect(await wordsFound()).toEqual([`it is by ${ada.user} on device 77, which was leased to nobody`]);
	});

	test('who was removed before', async () => {
		const [, , cleo] = history.staff;
		await forge(cleo.user, cleo.device, text);
		expect(await wordsFound()).toEqual([`it is by ${cleo.user}, who was no member`]);
	});

	test('on a device whose lease had ended', async () => {
		const [, , cleo] = history.staff;
		const [lost] = await sql<
			{ number: number }[]
		>`select number::float8 from devices where revoked_at is not null`;
		await forge(cleo.user, lost!.number, text);
		expect(await wordsFound()).toEqual([`it is by device ${lost!.number}, whose lease had ended`]);
	});

	test('an edit or a delete of another’s message', async () => {
		const [ada, ben] = history.staff;
		const of = [clientIdOf(ada.device, 0), 0] as const;
		await forge(ben.user, ben.device, { k: 'e', at: 1, of, b: 'The van is gone.' });
		expect(await wordsFound()).toEqual(["it edits somebody else's message"]);
	});

	test('[R8] a new message where only admins post, and neither a reaction nor what stood there before', async () => {
		const [ada, ben] = history.staff;
		const conversation = document.split('/')[1]!;
		const posting = { id: newId(), at: 1, kind: 'conversation.posting', conversation, by: 'admins' };
		expect(await runCommand(history.database, ada, posting)).toEqual({ ok: true });
		const of = [clientIdOf(ada.device, 0), 0] as const;
		await forge(ben.user, ben.device, { k: 'r', at: 1, of, e: '👍', on: true });
		await forge(ada.user, ada.device, text);
		expect(await wordsFound()).toEqual([]);
		await forge(ben.user, ben.device, text, 10);
		expect(await wordsFound()).toEqual(['it is a new message by somebody who might not post here']);
		await sql`update conversations set posting = 'all' where id = ${conversation}`;
	});

	test('a delete as a moderator, which he is not', async () => {
		const [ada, ben] = history.staff;
		const of = [clientIdOf(ada.device, 0), 0] as const;
		await forge(ben.user, ben.device, { k: 'd', at: 1, of, mod: true });
		expect(await wordsFound()).toEqual(['it moderates, and its author may not']);
	});
});

describe('[L9, L10] checkpoints', () => {
	let folder: string;
	let keys: ServerKeys;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'parley-checkpoints-'));
		keys = openServerKeys(join(folder, 'keys'));
	});
	afterEach(async () => {
		rmSync(folder, { recursive: true, force: true });
		await tamper(async (tx) => {
			await tx`delete from checkpoints`;
			await tx`delete from checkpoint_heads`;
			await tx`delete from checkpoint_stands`;
		});
	});

	const clock = { ...systemClock, now: () => NOW };
	const make = () =>
		new Checkpoints(history.database.$client, keys, join(folder, 'files'), clock, SILENT).make();
	/** By somebody who may, past the relay: what it knows of the document is restored after each test. */
	const anotherRow = () => forge(history.staff[1].user, history.staff[1].device, text);
	async function found(): Promise<[string, number, string][]> {
		const signed = await readClaims(sql, readServerKeys(join(folder, 'keys')), join(folder, 'files'));
		const { findings } = await verifyLog(sql, signed.claims);
		return [...signed.findings, ...findings].map(({ document, row, words }) => [document, row, words]);
	}
	/** Rows from `seq` on, and the head says nothing of them. */
	async function cut(seq: number): Promise<void> {
		await tamper(async (tx) => {
			await tx`delete from log_rows where document = ${document} and seq >= ${seq}`;
			await tx`delete from log_payloads where document = ${document} and seq >= ${seq}`;
			for (const table of ['log_snapshots', 'log_snapshot_bytes'])
				await tx`delete from ${tx(table)} where document = ${document} and seq > ${seq}`;
			const [last] = await tx<{ hash: Uint8Array; receivedAt: number }[]>`
				select hash, received_at::float8 as "receivedAt" from log_rows where document = ${document} order by seq desc limit 1`;
			const index = new RoomIndex();
			for (const row of await new PostgresLog(tx as unknown as postgres.Sql).rows(document, 0))
				index.takeStored(row);
			await tx`
				update document_heads set seq = ${seq}, hash = ${last!.hash}, ledger_length = ${index.ledgerLength},
					ledger_time = ${last!.receivedAt} where document = ${document}`;
		});
	}

	test('are made when something was stored, and only then', async () => {
		expect(await make()).toBe(1);
		expect(await make()).toBe(null);
		await anotherRow();
		expect(await make()).toBe(2);
		expect(await found()).toEqual([]);
		expect(readdirSync(join(folder, 'files'))).toEqual(['0000000001.json', '0000000002.json']);
		const [second] = await sql<
			{ body: string; changed: string }[]
		>`select body, changed from checkpoints where number = 2`;
		expect(JSON.parse(second!.body)).toMatchObject({ at: NOW, documents: 4 });
		expect(JSON.parse(second!.changed)).toEqual([[document, expect.any(Number), expect.any(String)]]);
	});

	test('name no document in what is signed, and a list that is not the signed one is found', async () => {
		await make();
		const [first] = await sql<{ body: string }[]>`select body from checkpoints where number = 1`;
		expect(first!.body).not.toContain(document.split('/')[1]);
		rmSync(join(folder, 'files'), { recursive: true });
		await tamper((tx) => tx`update checkpoints set changed = replace(changed, ${document}, 'c/0')`);
		expect(await found()).toEqual([['checkpoints', 1, 'no key of this server has signed it']]);
	});

	test('[L5] of format 1, whose list stands in the body, are read', async () => {
		const stands = await sql<{ document: string; rows: number; hash: string }[]>`
			select document, seq::float8 as rows, encode(hash, 'hex') as hash from document_heads where seq > 0 order by document`;
		const changed = stands.map(({ document, rows, hash }) => [document, rows, hash]);
		const root = rootOf(stands);
		const body = JSON.stringify({
			checkpoint: 1,
			at: NOW,
			previous: NO_BODY,
			root,
			documents: stands.length,
			changed,
		});
		const signature = keys.sign(Buffer.from(`parley checkpoint 1\n${body}`));
		await sql`insert into checkpoints (number, body, key, signature) values (1, ${body}, ${keys.current}, ${signature})`;
		expect(await found()).toEqual([]);
		await cut(7);
		expect(await found()).toEqual([
			[document, 7, expect.stringMatching(/^it is missing: checkpoint 1 has signed \d+ rows$/)],
		]);
	});

	test('are made once by several processes, over one folder or over several', async () => {
		const folders = ['files', 'files', 'elsewhere'].map((name) => join(folder, name));
		const processes = folders.map((to) => new Checkpoints(history.database.$client, keys, to, clock, SILENT));
		const makeAll = (age = 0) => Promise.all(processes.map((one) => one.make(age)));
		expect((await makeAll()).sort()).toEqual([1, null, null]);
		await anotherRow();
		expect(await makeAll(1000)).toEqual([null, null, null]);
		expect((await makeAll()).sort()).toEqual([2, null, null]);
		for (const to of folders) expect(readdirSync(to).length).toBe(2);
		expect(await found()).toEqual([]);
	});

	test('find a tail that is cut off with a head that fits', async () => {
		await make();
		await cut(7);
		expect(await findings()).toEqual([]);
		expect(await found()).toEqual([
			[document, 7, expect.stringMatching(/^it is missing: checkpoint 1 has signed \d+ rows$/)],
		]);
	});

	test('find it by their files, when the table is emptied too', async () => {
		await make();
		await cut(7);
		await tamper((tx) => tx`delete from checkpoints`);
		expect(await found()).toEqual([
			['checkpoints', 1, 'the table has lost it; its file is there'],
			[document, 7, expect.stringContaining('checkpoint 1 has signed')],
		]);
	});

	test('are themselves found changed, forged or missing', async () => {
		await make();
		await anotherRow();
		await make();
		await tamper((tx) => tx`update checkpoints set body = replace(body, ${String(NOW)}, '1')`);
		expect(await found()).toEqual([
			['checkpoints', 1, 'its file says something else than the table'],
			['checkpoints', 2, 'its file says something else than the table'],
		]);
		rmSync(join(folder, 'files'), { recursive: true });
		expect(await found()).toEqual([
			['checkpoints', 1, 'no key of this server has signed it'],
			['checkpoints', 2, 'no key of this server has signed it'],
		]);
	});

	test('stay good after a rotation of the key, and a stranger’s key signs nothing', async () => {
		await make();
		keys = rotateServerKey(join(folder, 'keys'));
		await anotherRow();
		await make();
		expect(await found()).toEqual([]);
		rmSync(join(folder, 'keys'), { recursive: true });
		openServerKeys(join(folder, 'keys'));
		expect((await found()).map(([, number]) => number)).toEqual([1, 2]);
	});

	describe('[L9, L11] the ways from documents to their roots', () => {
		const words = async () => (await found()).map(([, number, words]) => [number, words]);
		const change = (what: (tx: postgres.TransactionSql) => Promise<unknown>) => tamper(what);
		const stands = () => sql`select * from checkpoint_stands order by checkpoint, document`;
		const rebuild = () => {
			const verifying = readServerKeys(join(folder, 'keys'));
			return rebuildProjections(sql, verifying, (tx) =>
				readClaimsIn(tx, verifying, readCheckpointFiles(join(folder, 'files')), []),
			);
		};
		beforeEach(async () => {
			await make();
			await anotherRow();
			await make();
		});

		test('are found changed, missing, too many, and of no checkpoint, and made anew', async () => {
			const before = [...(await stands())];
			const faults: [(tx: postgres.TransactionSql) => Promise<unknown>, number, string][] = [
				[
					(tx) =>
						tx`update checkpoint_stands set path = set_byte(path, 5, get_byte(path, 5) # 1) where checkpoint = 2`,
					2,
					`the way from ${document} does not lead to its root`,
				],
				[
					(tx) => tx`update checkpoint_stands set path = '' where document = ${document} and checkpoint = 1`,
					1,
					`the way from ${document} does not lead to its root`,
				],
				[
					(tx) => tx`update checkpoint_stands set rows = rows - 1 where checkpoint = 2`,
					2,
					`the way from ${document} to its root begins elsewhere than at what it signed`,
				],
				[
					(tx) => tx`update checkpoint_stands set hash = sha256(hash) where checkpoint = 2`,
					2,
					`the way from ${document} to its root begins elsewhere than at what it signed`,
				],
				[
					(tx) => tx`delete from checkpoint_stands where document = ${document} and checkpoint = 1`,
					1,
					`the way from ${document} to its root is missing`,
				],
				[
					(tx) => tx`delete from checkpoint_stands where checkpoint = 2`,
					2,
					`the way from ${document} to its root is missing`,
				],
				[
					(tx) =>
						tx`insert into checkpoint_stands select document, rows, 2, hash, path from checkpoint_stands where document = ${history.other}`,
					2,
					`there is a way to its root from ${history.other}, of which it says nothing`,
				],
				[
					(tx) =>
						tx`insert into checkpoint_stands select document, rows, 7, hash, path from checkpoint_stands where checkpoint = 2`,
					7,
					'there are ways to its root, and it is not signed',
				],
			];
			for (const [tampering, number, fault] of faults) {
				await change(tampering);
				expect(await words()).toEqual([[number, fault]]);
				expect(await rebuild()).toMatchObject({ ok: true, mendedCheckpoints: 1 });
				expect([...(await stands())]).toEqual(before);
				expect(await found()).toEqual([]);
			}
			expect(await rebuild()).toMatchObject({ ok: true, mendedCheckpoints: 0 });
		});

		test('of before there were any are made too, and of another history none', async () => {
			const before = [...(await stands())];
			await change((tx) => tx`delete from checkpoint_stands where checkpoint = 1`);
			expect(await found()).toEqual([]);
			expect(await rebuild()).toMatchObject({ ok: true, mendedCheckpoints: 1 });
			expect([...(await stands())]).toEqual(before);
		});
	});

	test('[L4] are never changed or removed', async () => {
		await make();
		for (const attempt of [
			sql`delete from checkpoints`,
			sql`update checkpoints set body = ''`,
			sql`truncate checkpoints`,
			sql`delete from checkpoint_stands`,
			sql`truncate checkpoint_stands`,
		])
			await expect(attempt).rejects.toThrow('never changed or removed');
	});
});
