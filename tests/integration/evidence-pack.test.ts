/** SPEC E: a pack of a real history is found good by its own verifier in plain Node, and whatever is changed in it is named. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { rowsFile, transcriptFile } from '#lib/protocol/evidence/pack-format.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { internalDocument, organisationLog, parseDocumentName } from '#lib/protocol/document-name.ts';
import { createAccount } from '../../src/lib/server/accounts.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { registerClient } from '../../src/lib/server/devices.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import type { PackRequest } from '../../src/lib/server/evidence/plan-pack.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys, rotateServerKey, type ServerKeys } from '../../sync-server/server-keys.ts';
import { bundleVerifier, type BundledVerifier } from '../../src/verifier/bundle.ts';
import { exportPack, runNode, runVerifier, type Outcome } from '../support/evidence-packs.ts';
import { keepSnapshot } from '../support/keep-snapshot.ts';
import { SILENT } from '../support/relay-server.ts';
import { changeJson, changeRows, pack, unpack, type PackContent } from '../support/pack-files.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { until } from '../support/until.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

const FILE: AttachedFile = [newId(), 'a.pdf', 'application/pdf', 7, 'c'.repeat(64), 0, 0, 0, ''];
let history: StoredHistory;
let folder: string;
let verifier: BundledVerifier;
let keys: ServerKeys;
let whole: Buffer;
let content: PackContent;
let rows: string;
let facts: string;

beforeAll(async () => {
	history = await aStoredHistory();
	folder = mkdtempSync(join(tmpdir(), 'parley-evidence-'));
	verifier = await bundleVerifier();
	keys = openServerKeys(join(folder, 'keys'));
	await checkpoint();
	keys = rotateServerKey(join(folder, 'keys'));
	await history.write(history.staff[1], history.document, {
		...{ k: 'm', at: 1, b: 'It is washed.', fi: [FILE] },
	});
	await amongStaff();
	await keepSnapshot(history.stored.sql, history.document, 9);
	await checkpoint();
	await history.write(history.staff[1], history.document, { k: 'm', at: 1, b: '=Not signed yet' });
	rows = rowsFile(history.document, 0);
	facts = rowsFile(organisationLog(history.staff[0].organisation), 0);
	whole = await exported();
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await history.stop();
});
beforeEach(async () => {
	content = await unpack(whole);
});

/** An internal remark, and notes that two of them write: one takes away what the other wrote. */
async function amongStaff(): Promise<void> {
	const [ada, ben] = history.staff;
	const { organisation } = ada;
	const { conversation } = parseDocumentName(history.document)!;
	const agent = await history.database.transaction(async (tx) => {
		const account = {
			email: 'agent@larkfield.example',
			name: 'Agent',
			role: 'AGENT' as const,
			passwordHash: 'none',
		};
		const made = await createAccount(tx, organisation, account);
		if (!made.ok) throw new Error(made.words);
		const user = made.value;
		return {
			organisation,
			user,
			role: 'AGENT' as const,
			...(await registerClient(tx, { organisation, user }, 'Desk')),
		};
	});
	const adding = { id: newId(), at: Date.now(), kind: 'member.add', conversation, user: agent.user };
	expect(await runCommand(history.database, ada, adding)).toEqual({ ok: true });
	await history.relay.drainOutbox();
	await history.write(agent, internalDocument(conversation, 0), {
		k: 'm',
		at: 1,
		b: 'Not to be told to them.',
	});
	const server = createServer((_request, response) => response.writeHead(404).end());
	server.on('upgrade', history.relay.handleUpgrade);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const notes = `d/${conversation}/notes`;
	const [one, other] = [ada, ben].map(
		(who, session) => new StockReplica({ url }, { ...who, id: who.user }, notes, 900 + session),
	) as [StockReplica, StockReplica];
	const words = (replica: StockReplica) => textOf(replica.doc, TEXT_ROOT).toString();
	await until(() => one.provider.synced && other.provider.synced);
	textOf(one.doc, TEXT_ROOT).insert(0, 'Keys are in the safe.');
	await until(() => words(other).includes('safe'));
	textOf(other.doc, TEXT_ROOT).delete(16, 4);
	textOf(other.doc, TEXT_ROOT).insert(16, 'desk');
	await until(() => words(one) === 'Keys are in the desk.');
	for (const replica of [one, other]) replica.destroy();
	server.closeAllConnections();
	server.close();
}

function checkpoint(): Promise<number | null> {
	const { $client } = history.database;
	return new Checkpoints($client, keys, join(folder, 'checkpoints'), systemClock, SILENT).make();
}

const exported = (change: Partial<PackRequest> = {}): Promise<Buffer> =>
	exportPack(history, keys, verifier, change);

let made = 0;
async function verdictOf(changed: PackContent | Buffer, ...args: string[]): Promise<Outcome> {
	const bytes = Buffer.isBuffer(changed) ? changed : await pack(changed);
	return runVerifier(join(folder, String(++made)), verifier, bytes, args);
}

const conversationOf = () => parseDocumentName(history.document)!.conversation;
const place = (row: number, words: string) => `Row ${row} of conversation ${conversationOf()}: ${words}.`;

describe('[E5, E7] an honest pack', () => {
	test('is found good, as a file and unpacked, in words that say what was checked', async () => {
		const { code, output } = await verdictOf(whole);
		expect(output).toContain('Every row is what it was, in its place, by who was entitled to it.');
		expect(output).toMatch(/none of the \d+ hidden facts/);
		for (const words of [
			'3 transcripts, as pages, as JSON and as CSV',
			'1 snapshot: made again from the rows',
			'4 receipts of the server',
			'The list of 1 attachment: what the rows say, byte for byte',
			'internal remarks, notes and shared drafts. What somebody drafts alone is his own',
		])
			expect(output).toContain(words);
		expect(output).toMatch(/Checkpoint 2 \(/);
		expect(output).toContain('1 earlier checkpoint, each by its own signature');
		expect(output).not.toContain('Found wrong');
		expect(output).not.toContain('no tag confirms');
		expect(code).toBe(0);

		const unpacked = join(folder, 'unpacked');
		for (const [name, text] of content) {
			mkdirSync(dirname(join(unpacked, name)), { recursive: true });
			writeFileSync(join(unpacked, name), text);
		}
		expect(await runNode(['verify.mjs'], unpacked)).toEqual({ code, output });
	});

	test('[E4] names nobody and no conversation that it is not about', () => {
		const text = [...content].map(([, each]) => each).join('\n');
		expect(text).not.toContain(parseDocumentName(history.other)!.conversation);
		expect(text).not.toContain('Keys are at the desk.');
		expect(text).toContain('At nine, surely?');
	});

	test('[E3] of a range has no other text, and says what it therefore did not judge', async () => {
		const [first] = await (history.stored.sql as postgres.Sql)<{ at: number }[]>`
			select received_at::float8 as at from log_rows where document = ${history.document} order by seq desc limit 1`;
		const ranged = await exported({ from: first!.at });
		const text = [...(await unpack(ranged))].map(([, each]) => each).join('\n');
		expect(text).not.toContain('At nine, surely?');
		const { code, output } = await verdictOf(ranged);
		expect(output).toMatch(/What \d+ events say, which are of another time/);
		expect(code).toBe(0);
	});

	test('[E3] of some people has nobody else’s text, and still proves every row', async () => {
		const [ada] = history.staff;
		const selected = await exported({ people: [ada.user] });
		const files = await unpack(selected);
		const text = [...files].map(([, each]) => each).join('\n');
		expect(text).not.toContain('At nine, surely?');
		expect(files.get(transcriptFile(history.document, 'json'))).toContain('The van is booked.');
		const { code, output } = await verdictOf(selected);
		expect(output).toContain('of 1 person.');
		expect(output).toMatch(/What \d+ events say, which are of another time or of other people/);
		expect(code).toBe(0);
		// What was not selected cannot be slipped in again.
		const own = files
			.get(rows)!
			.split('\n')
			.find((line) => line.includes(history.staff[1].user))!;
		const { seq } = JSON.parse(own) as { seq: number };
		const leaves = (JSON.parse(content.get(rows)!.split('\n')[seq]!) as { leaves: unknown[] }).leaves;
		changeRows(files, rows, (row) => (row.seq === seq ? { ...row, leaves } : row));
		expect((await verdictOf(files)).output).toContain(
			place(seq, 'it was not selected, and what it says is there'),
		);
	});

	test('[E6] has what staff wrote among themselves, if that is wanted, and each form of the transcripts', async () => {
		const notes = `d/${conversationOf()}/notes`;
		expect(content.get(transcriptFile(notes, 'json'))).toContain('"text":"Keys are in the desk."');
		expect(content.get(transcriptFile(notes, 'html'))).toContain('<del><bdi dir="auto">safe</bdi></del>');
		const internal = transcriptFile(internalDocument(conversationOf(), 0), 'csv');
		expect(content.get(internal)).toContain(',message,');
		expect(content.get(internal)).toContain('Not to be told to them.');
		const table = content.get(transcriptFile(history.document, 'csv'))!.split('\r\n');
		expect(table[0]).toBe('row,received,written,author,name,device,kind,of,text,hash');
		expect(table.filter((line) => line.includes(',edit,'))).toHaveLength(1);
		expect(table.filter((line) => line.includes(',deletion by a moderator,'))).toHaveLength(1);
		// A spreadsheet does not reckon with what people write.
		expect(table.some((line) => line.includes(",'=Not signed yet,"))).toBe(true);
		const without = await exported({ internal: false });
		const text = [...(await unpack(without))].map(([, each]) => each).join('\n');
		expect(text).not.toContain('Not to be told to them.');
		expect(text).not.toContain('Keys are in');
		const { code, output } = await verdictOf(without);
		expect(output).toContain('Without what staff wrote among themselves');
		expect(code).toBe(0);
	});

	test('of several conversations is found good', async () => {
		const both = [conversationOf(), parseDocumentName(history.other)!.conversation];
		const { code, output } = await verdictOf(await exported({ conversations: both }));
		expect(output).toContain('2 conversations');
		expect(code).toBe(0);
	});

	test('[E7] with the fingerprint of its key says so; with another it is found', async () => {
		const { output } = await verdictOf(whole);
		const fingerprint = /^ {2}- ([0-9a-f]{64})$/m.exec(output)![1]!;
		expect((await verdictOf(whole, '--key', fingerprint)).output).toContain(
			'The key that signed is the one that you named.',
		);
		const other = await verdictOf(whole, '--key', '0'.repeat(64));
		expect(other.output).toContain('signed by another key than the one that you named');
		expect(other.code).toBe(1);
	});
});

describe('[E5] what was changed is named by its first bad row', () => {
	async function found(...words: (string | RegExp)[]): Promise<void> {
		const { code, output } = await verdictOf(content);
		for (const each of words)
			expect(output).toMatch(typeof each === 'string' ? new RegExp(escaped(each)) : each);
		expect(code).toBe(1);
	}
	const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

	test('a changed field', async () => {
		changeRows(content, rows, (row) => (row.seq === 3 ? { ...row, receivedAt: 1 } : row));
		await found(place(3, 'its hash is not that of its fields'));
	});
	test('a changed text', async () => {
		let changed = -1;
		changeRows(content, rows, (row) => {
			const [header, ...leaves] = row.leaves as [string, string][];
			const texts = leaves.map(
				([salt, bytes]) => [salt, Buffer.from(bytes, 'base64').toString('latin1')] as const,
			);
			if (!texts.some(([, text]) => text.includes('booked'))) return row;
			changed = row.seq;
			const broken = texts.map(([salt, text]) => [
				salt,
				Buffer.from(text.replace('booked', 'broken'), 'latin1').toString('base64'),
			]);
			return { ...row, leaves: [header, ...broken] };
		});
		await found(place(changed, 'its payload is not the one that was sealed'));
	});
	test('[E3] a text that is held back without an erasure', async () => {
		let held = -1;
		changeRows(content, rows, (row) => {
			const leaf = row.leaves[1] as [string, string] | undefined;
			if (held >= 0 || row.kind !== 'run' || !leaf) return row;
			held = row.seq;
			return { ...row, leaves: [row.leaves[0], sealed(leaf), ...row.leaves.slice(2)] };
		});
		await found(place(held, 'some of its content is gone, and no erasure names it'));
	});
	test('a row that was taken out, and rows that changed places', async () => {
		changeRows(content, rows, (row) => (row.seq === 4 ? undefined : row));
		await found(place(4, 'row 4 is missing: row 5 stands in its place'));
		content = await unpack(whole);
		changeRows(content, rows, (row) => ({ ...row, seq: row.seq === 4 ? 5 : row.seq === 5 ? 4 : row.seq }));
		await found(place(4, 'row 4 is missing: row 5 stands in its place'));
	});
	test('a tail that was cut off, and the number with it', async () => {
		changeRows(content, rows, (row) => (row.seq >= 6 ? undefined : row));
		changeJson(content, 'evidence.json', (json: { documents: object[] }) => ({
			...json,
			documents: json.documents.map((each, index) => (index === 0 ? { ...each, rows: 6 } : each)),
		}));
		await found(/Row 6 of conversation \S+: it is missing: the server's receipt has signed \d+ rows\./);
	});
	test('lines that are no rows, and a file that is gone', async () => {
		changeRows(content, rows, (row) => (row.seq === 1 ? { ...row, leaves: [{}] } : row));
		await found(place(1, 'it cannot be read'));
		content.delete(rows);
		await found(/Row 0 of conversation \S+: it is missing: the server's receipt has signed \d+ rows\./);
	});
	test('a hidden revocation or removal', async () => {
		const before = content.get(facts)!;
		let hidden = 0;
		changeRows(content, facts, (row) => {
			const leaf = row.leaves[1];
			const isEnd = Array.isArray(leaf) && Buffer.from(String(leaf[1]), 'base64').includes('end');
			if (!isEnd) return row;
			hidden++;
			return { ...row, leaves: [row.leaves[0], sealed(leaf as [string, string])] };
		});
		expect(hidden).toBe(1);
		await found(`it holds back a fact about conversation ${conversationOf()}`);
		// With another key it would not be seen: so the keys are held against the facts that are open.
		changeJson(content, 'subjects.json', (list: [string, string][]) =>
			list.map(([subject, key]) => [subject, subject.startsWith('conversation') ? '0'.repeat(64) : key]),
		);
		await found(`the key that was given of conversation ${conversationOf()} is not the one of its tag`);
		content.set(facts, before);
		changeJson(content, 'subjects.json', () => []);
		const { output } = await verdictOf(content);
		expect(output).toContain('That no fact was held back about conversation');
	});
	test('a lease that was taken out of the organisation’s log', async () => {
		changeRows(content, facts, (row) => (row.seq === 2 ? undefined : row));
		await found("Row 2 of the organisation's log: row 2 is missing: row 3 stands in its place.");
	});
	test('an earlier or the newest checkpoint with another body, a forged key, and one of another server', async () => {
		type Signed = { checkpoints: { number: number; body: string; key: string; signature: string }[] };
		const change = (number: number, changed: (one: Signed['checkpoints'][0]) => object) =>
			changeJson(content, 'checkpoints.json', (json: Signed) => ({
				...json,
				checkpoints: json.checkpoints.map((one) =>
					one.number === number ? { ...one, ...changed(one) } : one,
				),
			}));
		for (const number of [1, 2]) {
			content = await unpack(whole);
			change(number, ({ body }) => ({ body: body.replace(/"at":\d/, '"at":9') }));
			await found(`checkpoints.json: checkpoint ${number}: its signature is not valid`);
		}
		content = await unpack(whole);
		const forged = generateKeyPairSync('ed25519');
		const key = forged.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
		change(2, ({ body }) => {
			const signed = sign(null, Buffer.from(`parley checkpoint 2\n${body}`), forged.privateKey);
			return { key, signature: signed.toString('base64') };
		});
		await found("checkpoint 2: its key is none of the server's, nor retired by one");
		changeJson(content, 'keys.json', (json: { retired: object[] }) => ({
			...json,
			retired: [...json.retired, { key, signature: '' }],
		}));
		await found('keys.json: a retired key is not one of the server that signs now');
	});
	test('a rotation that names another successor, and a retired key that was taken out', async () => {
		type Keys = { retired: { next: string }[] };
		changeJson(content, 'keys.json', (json: Keys) => ({
			...json,
			retired: json.retired.map((one) => ({ ...one, next: `A${one.next.slice(1)}` })),
		}));
		await found('keys.json: a retired key is not one of the server that signs now');
		content = await unpack(whole);
		changeJson(content, 'keys.json', (json: Keys) => ({ ...json, retired: [] }));
		await found("checkpoint 1: its key is none of the server's, nor retired by one");
	});
	test('a stand that is not under the root, and checkpoints in another order', async () => {
		type Stands = { checkpoints: { stands: { rows: number }[] }[] };
		changeJson(content, 'checkpoints.json', (json: Stands) => ({
			...json,
			checkpoints: json.checkpoints.map((one) => ({
				...one,
				stands: one.stands.map((stand) => ({ ...stand, rows: stand.rows - 1 })),
			})),
		}));
		await found('does not stand under its root');
		content = await unpack(whole);
		changeJson(content, 'checkpoints.json', (json: Stands) => ({
			...json,
			checkpoints: json.checkpoints.toReversed(),
		}));
		await found('checkpoint 1: it does not come after checkpoint 2');
	});
	test('rows after the checkpoint, although no checkpoint has signed them: by the receipt', async () => {
		const last = content.get(rows)!.trimEnd().split('\n').length;
		changeRows(content, rows, (row) => (row.seq === last - 1 ? undefined : row));
		changeJson(content, 'evidence.json', (json: { documents: { document: string; rows: number }[] }) => ({
			...json,
			documents: json.documents.map((each) =>
				each.document === history.document ? { ...each, rows: each.rows - 1 } : each,
			),
		}));
		await found(place(last - 1, `it is missing: the server's receipt has signed ${last} rows`));
	});
	test('a receipt that was changed, and one of another document', async () => {
		type Receipts = { document: string; receipt: string }[];
		changeJson(content, 'receipts.json', (list: Receipts) =>
			list.map((each) => ({ ...each, receipt: `${each.receipt.slice(0, -4)}AAAA` })),
		);
		await found(/receipts\.json: the receipt of \S+: its signature is not valid/);
		content = await unpack(whole);
		changeJson(content, 'receipts.json', ([one, two]: Receipts) => [{ ...one, receipt: two!.receipt }]);
		await found(/receipts\.json: the receipt of \S+: its signature is not valid/);
	});
	test('notes that say something else, and an internal remark that is gone', async () => {
		const notes = rowsFile(`d/${conversationOf()}/notes`, 0);
		changeRows(content, notes, (row) => {
			const [header, [salt, bytes]] = row.leaves as [unknown, [string, string]];
			const said = Buffer.from(bytes, 'base64').toString('latin1').replace('safe', 'sale');
			return { ...row, leaves: [header, [salt, Buffer.from(said, 'latin1').toString('base64')]] };
		});
		await found(/Row \d of the notes of conversation \S+: its payload is not the one that was sealed/);
		content = await unpack(whole);
		content.delete(rowsFile(internalDocument(conversationOf(), 0), 0));
		await found(/Row 0 of the internal remarks of conversation \S+: it is missing/);
	});
	test('a snapshot, a list of leases or of attachments that says something else', async () => {
		changeJson(content, 'snapshots.json', ([one]: { hash: string }[]) => [{ ...one, hash: '0'.repeat(64) }]);
		await found(place(8, 'the snapshot of 9 rows holds something else than the rows'));
		content = await unpack(whole);
		changeJson(content, 'snapshots.json', ([one]: { seq: number }[]) => [{ ...one, seq: 999 }]);
		await found('there is a snapshot of 999 rows, which are not there');
		content = await unpack(whole);
		content.set('leases.json', content.get('leases.json')!.replace(/"revoked": null/, '"revoked": 1'));
		await found('leases.json: it says something else than the log');
		content = await unpack(whole);
		const file = { document: history.document, row: 3, client: 1, clock: 0, id: newId(), name: 'a.pdf' };
		changeJson(content, 'attachments.json', () => [
			{ ...file, type: 'application/pdf', size: 1, sha256: '0'.repeat(64) },
		]);
		await found('attachments.json: it says something else than the rows');
	});
	test('a list of attachments without one, or with another digest', async () => {
		expect(JSON.parse(content.get('attachments.json')!)).toMatchObject([
			{ document: history.document, id: FILE[0], name: 'a.pdf', size: 7, sha256: FILE[4] },
		]);
		expect(content.get(transcriptFile(history.document, 'html'))).toContain('a.pdf');
		expect(content.get(transcriptFile(history.document, 'csv'))).toContain(`SHA-256 ${FILE[4]}`);
		changeJson(content, 'attachments.json', () => []);
		await found('attachments.json: it says something else than the rows');
		content = await unpack(whole);
		changeJson(content, 'attachments.json', ([one]: object[]) => [{ ...one, sha256: 'd'.repeat(64) }]);
		await found('attachments.json: it says something else than the rows');
	});
	test('a transcript that says something else', async () => {
		for (const form of ['html', 'json', 'csv'] as const) {
			content = await unpack(whole);
			const file = transcriptFile(history.document, form);
			content.set(file, content.get(file)!.replace('surely', 'hardly'));
			await found(`${file}: it says something else than the rows`);
		}
	});
	test('a pack of an unknown version, and what is no pack', async () => {
		changeJson(content, 'evidence.json', (json: object) => ({ ...json, evidence: 2 }));
		await found('evidence.json is not of a form that this verifier knows');
		expect((await verdictOf(Buffer.from('no pack'))).output).toContain('This is no ZIP.');
	});
});

function sealed([salt, bytes]: [string, string]): string {
	return createHash('sha256')
		.update(Buffer.concat([Buffer.of(0), Buffer.from(salt, 'hex'), Buffer.from(bytes, 'base64')]))
		.digest('hex');
}

test('[E1] rows after the checkpoint wait for the next, and an unchanged key signs them', async () => {
	const [, ben] = history.staff;
	await history.write(ben, history.document, { k: 'm', at: 1, b: '<img src=x onerror=alert(1)>‮</script>' });
	const later = await exported();
	const { code, output } = await verdictOf(later);
	expect(output).toContain(`2 newer rows of ${history.document} wait for the next checkpoint.`);
	expect(code).toBe(0);
	const page = (await unpack(later)).get(transcriptFile(history.document, 'html'))!;
	expect(page).not.toContain('<img');
	expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
	await checkpoint();
	expect((await verdictOf(await exported())).output).toContain('Checkpoint 3 (');
});
