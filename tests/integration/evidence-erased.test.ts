/** SPEC G7, G11, E2: what was erased by legal request is in no evidence, and whoever judges the evidence still proves every row and says what is gone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { readAuditLog } from '#lib/client/audit/audit-lines.ts';
import { deedWords } from '#lib/client/audit/audit-words.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { decodeEvidence, type Evidence } from '#lib/protocol/evidence/evidence-stream.ts';
import { rowsFile, transcriptFile } from '#lib/protocol/evidence/pack-format.ts';
import { reportLines } from '#lib/protocol/evidence/pack-verdict.ts';
import { verifyEvidence } from '#lib/protocol/evidence/verify-evidence.ts';
import { verifyPack } from '#lib/protocol/evidence/verify-pack.ts';
import { WEB_CRYPTO } from '#lib/protocol/evidence/web-crypto.ts';
import { openZip } from '#lib/protocol/evidence/zip-reader.ts';
import { conversations } from '../../drizzle/schema.ts';
import { createAccount } from '../../src/lib/server/accounts.ts';
import { readEvidence } from '../../src/lib/server/audit/read-evidence.ts';
import { decideErasure, requestErasure, type ErasureScope } from '../../src/lib/server/erasures.ts';
import type { PackRequest } from '../../src/lib/server/evidence/plan-pack.ts';
import { bundleVerifier, type BundledVerifier } from '../../src/verifier/bundle.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys, type ServerKeys } from '../../sync-server/server-keys.ts';
import { exportPack, runVerifier, type Outcome } from '../support/evidence-packs.ts';
import { changeRows, pack, unpack, type PackContent } from '../support/pack-files.ts';
import { SILENT } from '../support/relay-server.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';
import { until } from '../support/until.ts';

/** Everything of Ben's in notes and conversation, and one message of Ada's with its edit. */
const ERASED = ['leaves at', 'At nine, surely?', 'Ben was here', 'Done.'];

let history: StoredHistory;
let server: Server;
let folder: string;
let keys: ServerKeys;
let verifier: BundledVerifier;
let notes: string;
let whole: Buffer;
/** When the last of it had been written, ms; before the erasures. */
let written: number;

beforeAll(async () => {
	history = await aStoredHistory();
	const [ada, ben] = history.staff;
	const { database, relay, document } = history;
	folder = mkdtempSync(join(tmpdir(), 'parley-erased-'));
	keys = openServerKeys(join(folder, 'keys'));
	verifier = await bundleVerifier();
	server = createServer().on('upgrade', relay.handleUpgrade);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
	notes = `d/${parseDocumentName(document)!.conversation}/notes`;
	const [adas, bens] = [ada, ben].map(
		(who, session) => new StockReplica({ url }, { ...who, id: who.user }, notes, 900 + session),
	) as [StockReplica, StockReplica];
	const words = ({ doc }: StockReplica) => textOf(doc, TEXT_ROOT).toString();
	await until(() => adas.provider.synced && bens.provider.synced);
	textOf(bens.doc, TEXT_ROOT).insert(0, 'Ben was here. ');
	await until(() => words(adas) !== '');
	textOf(adas.doc, TEXT_ROOT).insert(14, 'Ada too.');
	await until(() => words(bens).endsWith('Ada too.'));
	await checkpoint();
	written = Date.now();

	// Neither of the two who confirm it has ever written in the conversation.
	const owner = await outsider('OWNER');
	const auditor = await outsider('AUDITOR');
	const erase = async (scope: ErasureScope) => {
		const grounds = { reason: 'It was asked for.', reference: 'DSAR 2026-14' };
		const asked = await database.transaction((tx) => requestErasure(tx, owner, { scope, ...grounds }));
		if (!asked.ok) throw new Error(asked.words);
		const decided = await database.transaction((tx) => decideErasure(tx, auditor, asked.number, true));
		expect(decided).toMatchObject({ ok: true, number: asked.number });
		await relay.carryOutErasures();
	};
	await erase({ kind: 'message', document, ref: [clientIdOf(ada.device, 0), 1] });
	await erase({ kind: 'person', user: ben.user });
	await until(() => words(adas) === 'Ada too.');
	for (const replica of [adas, bens]) replica.destroy();
	await checkpoint();
	whole = await exported();
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await history.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function outsider(role: 'OWNER' | 'AUDITOR') {
	const [{ organisation }] = history.staff;
	const account = { email: `${role}@larkfield.example`, name: role, role, passwordHash: 'none' };
	const made = await history.database.transaction((tx) => createAccount(tx, organisation, account));
	if (!made.ok) throw new Error(made.words);
	return { organisation, user: made.value, role };
}

function checkpoint(): Promise<number | null> {
	const { $client } = history.database;
	return new Checkpoints($client, keys, join(folder, 'checkpoints'), systemClock, SILENT).make();
}

const exported = (change: Partial<PackRequest> = {}) => exportPack(history, keys, verifier, change);

let made = 0;
/** By verify.mjs in plain Node, and with the code and the cryptography of verify.html: they say the same. */
async function verdictOf(changed: PackContent | Buffer): Promise<Outcome> {
	const bytes = Buffer.isBuffer(changed) ? changed : await pack(changed);
	const outcome = await runVerifier(join(folder, String(++made)), verifier, bytes);
	const files = await openZip(
		{ size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) },
		async (packed, size) => inflateRawSync(packed, { maxOutputLength: Math.max(1, size) }),
	);
	const verdict = await verifyPack(files, WEB_CRYPTO);
	expect(outcome.code).toBe(verdict.findings.length === 0 ? 0 : 1);
	expect(outcome.output.trim()).toBe(reportLines(verdict).join('\n').trim());
	return outcome;
}

async function evidence(): Promise<Evidence> {
	const { conversation } = parseDocumentName(history.document)!;
	const [row] = await history.database.select().from(conversations).where(eq(conversations.id, conversation));
	const parts: Uint8Array[] = [];
	for await (const part of readEvidence(history.database, row!, keys.published)) parts.push(part);
	return decodeEvidence(Buffer.concat(parts));
}

test('[G7, E5] a pack over erased rows holds in both verifiers, which say how much is gone', async () => {
	const text = [...(await unpack(whole))].map(([, each]) => each).join('\n');
	for (const words of ERASED) expect(text).not.toContain(words);
	for (const bytes of ERASED.map((words) => Buffer.from(words).toString('base64').slice(0, 8)))
		expect(text).not.toContain(bytes);
	const { code, output } = await verdictOf(whole);
	expect(output).toContain('Every row is what it was, in its place, by who was entitled to it.');
	expect(output).toMatch(/\d+ events? erased by legal request: that two people of the organisation/);
	expect(output).toMatch(/1 row of texts/);
	expect(output).not.toContain('Found wrong');
	expect(code).toBe(0);
});

test('[E6, G11] the transcripts say what was erased and by which request, and show what others wrote', async () => {
	const files = await unpack(whole);
	const page = files.get(transcriptFile(history.document, 'html'))!;
	expect(page).toContain('Erased by legal request 1. The chain still verifies.');
	expect(page).toContain('Erased by legal request 2. The chain still verifies.');
	expect(page).toContain('The van is booked.');
	const ofNotes = files.get(transcriptFile(notes, 'html'))!;
	expect(ofNotes).toContain('Words erased by legal request 2. The chain still verifies.');
	expect(ofNotes).toContain('<ins><bdi dir="auto">Ada too.</bdi></ins>');
	expect(files.get(transcriptFile(notes, 'json'))).toContain('"text":"Ada too."');
	expect(files.get(transcriptFile(notes, 'csv'))).toContain(',words erased by legal request 2,');
});

test('[E3, G7] a pack of the days before the erasure proves that what is gone was erased', async () => {
	const { code, output } = await verdictOf(await exported({ until: written }));
	expect(output).not.toContain('Found wrong');
	expect(output).toMatch(/erased by legal request/);
	expect(code).toBe(0);
	const [ada] = history.staff;
	const ofAda = await verdictOf(await exported({ people: [ada.user] }));
	expect(ofAda.output).not.toContain('Found wrong');
	expect(ofAda.code).toBe(0);
});

test('[G11] other words in the place of those that went are found, and so is a row that was never rewritten', async () => {
	const file = rowsFile(notes, 0);
	const files = await unpack(whole);
	let row = -1;
	changeRows(files, file, (each) => {
		const leaf = each.leaves[1];
		if (!Array.isArray(leaf) || leaf.length !== 3) return each;
		row = each.seq;
		const bytes = Buffer.from(leaf[2] as string, 'base64');
		// The length of what stands as Deleted: 14 was.
		bytes[bytes.length - 2]! ^= 1;
		return { ...each, leaves: [each.leaves[0], [leaf[0], leaf[1], bytes.toString('base64')]] };
	});
	expect(row).toBe(0);
	const other = await verdictOf(files);
	expect(other.output).toContain('Found wrong');
	expect(other.code).toBe(1);

	const hidden = await unpack(whole);
	changeRows(hidden, file, (each) => {
		const leaf = each.leaves[1];
		return Array.isArray(leaf) && leaf.length === 3 ? { ...each, leaves: [each.leaves[0], leaf[0]] } : each;
	});
	expect((await verdictOf(hidden)).code).toBe(1);
});

test('[L13, G4, G11] the audit page proves the same rows, and says who wrote what was erased', async () => {
	const read = await evidence();
	const { documents, organisation } = await verifyEvidence(read, WEB_CRYPTO);
	expect(organisation.fault).toBeNull();
	expect(documents.map(({ fault }) => fault)).toEqual(documents.map(() => null));
	expect(documents.find(({ document }) => document === notes)).toMatchObject({ erased: 1 });
	const log = readAuditLog(read.rows);
	const names = { first: () => 'Somebody', person: () => 'Somebody' } as unknown as Parameters<
		typeof deedWords
	>[2];
	const ofNotes = log.lines.filter(({ row }) => row.place === 'notes');
	expect(ofNotes.map((line) => deedWords(line, log, names))).toEqual([
		expect.stringMatching(/^Erased on .* by legal request 2\. The chain still verifies\.$/),
		'wrote in the notes',
		'erased words of row n0 by legal request 2',
	]);
});
