/** SPEC E: a pack of a real history is found good by its own verifier in plain Node, and whatever is changed in it is named. */
import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rowsFile, transcriptFile } from '#lib/protocol/evidence/pack-format.ts';
import { organisationLog, parseDocumentName } from '#lib/protocol/document-name.ts';
import { planPack, type PackRequest } from '../../src/lib/server/evidence/plan-pack.ts';
import { writePack } from '../../src/lib/server/evidence/write-pack.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys, rotateServerKey, type ServerKeys } from '../../sync-server/server-keys.ts';
import { bundleVerifier, type BundledVerifier } from '../../src/verifier/bundle.ts';
import { SILENT } from '../support/relay-server.ts';
import { changeJson, changeRows, pack, unpack, type PackContent } from '../support/pack-files.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

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
	await history.write(history.staff[1], history.document, { k: 'm', at: 1, b: 'It is washed.' });
	await checkpoint();
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

function checkpoint(): Promise<number | null> {
	const { $client } = history.database;
	return new Checkpoints($client, keys, join(folder, 'checkpoints'), systemClock, SILENT).make();
}

async function exported(change: Partial<PackRequest> = {}): Promise<Buffer> {
	const { conversation } = parseDocumentName(history.document)!;
	const [{ organisation, user }] = history.staff;
	const request = { organisation, by: { user, name: 'Ada' }, conversations: [conversation], ...change };
	const plan = await planPack(
		history.database,
		{ from: null, until: null, reason: 'A complaint.', ...request },
		Date.now(),
	);
	const parts: Uint8Array[] = [];
	for await (const part of writePack(history.database, plan!, keys, verifier)) parts.push(part);
	return Buffer.concat(parts);
}

interface Outcome {
	code: number;
	output: string;
}

/** In a folder of its own, by a Node that has no packages in reach. */
function run(args: readonly string[], cwd: string): Promise<Outcome> {
	return new Promise((resolve) => {
		execFile(process.execPath, args, { cwd, env: {} }, (error, stdout, stderr) =>
			resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
		);
	});
}

let made = 0;
async function verdictOf(changed: PackContent | Buffer, ...args: string[]): Promise<Outcome> {
	const place = join(folder, String(++made));
	mkdirSync(place);
	const bytes = Buffer.isBuffer(changed) ? changed : await pack(changed);
	writeFileSync(join(place, 'pack.zip'), bytes);
	writeFileSync(join(place, 'verify.mjs'), verifier.command);
	return run(['verify.mjs', 'pack.zip', ...args], place);
}

const conversationOf = () => parseDocumentName(history.document)!.conversation;
const place = (row: number, words: string) => `Row ${row} of conversation ${conversationOf()}: ${words}.`;

describe('[E5, E7] an honest pack', () => {
	test('is found good, as a file and unpacked, in words that say what was checked', async () => {
		const { code, output } = await verdictOf(whole);
		expect(output).toContain('Every row is what it was, in its place, by who was entitled to it.');
		expect(output).toMatch(/none of the \d+ hidden facts/);
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
		expect(await run(['verify.mjs'], unpacked)).toEqual({ code, output });
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
			documents: json.documents.map((document) => ({ ...document, rows: 6 })),
		}));
		await found(/Row 6 of conversation \S+: it is missing: checkpoint 2 has signed \d+ rows\./);
	});
	test('lines that are no rows, and a file that is gone', async () => {
		changeRows(content, rows, (row) => (row.seq === 1 ? { ...row, leaves: [{}] } : row));
		await found(place(1, 'it cannot be read'));
		content.delete(rows);
		await found(/Row 0 of conversation \S+: it is missing: checkpoint 2 has signed \d+ rows\./);
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
	test('a transcript that says something else', async () => {
		for (const form of ['html', 'json'] as const) {
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
	expect(output).toContain(`1 newer row of ${history.document} wait for the next checkpoint.`);
	expect(code).toBe(0);
	const page = (await unpack(later)).get(transcriptFile(history.document, 'html'))!;
	expect(page).not.toContain('<img');
	expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
	await checkpoint();
	expect((await verdictOf(await exported())).output).toContain('Checkpoint 3 (');
});
