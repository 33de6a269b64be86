/** SPEC P10: rows that only look as if they had been given back are found by `log:verify`, by the audit's page and by a pack's verifier, in the same words. */
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventBytes } from '#lib/domain/digest.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import { decodeEvidence } from '#lib/protocol/evidence/evidence-stream.ts';
import { UNSIGNED_WORDS } from '#lib/protocol/evidence/restored-check.ts';
import { verifyEvidence, type EvidenceCrypto } from '#lib/protocol/evidence/verify-evidence.ts';
import { verifyPack } from '#lib/protocol/evidence/verify-pack.ts';
import { openZip } from '#lib/protocol/evidence/zip-reader.ts';
import { withoutSalts } from '#lib/protocol/gift.ts';
import { encodeReceipt, type Receipt } from '#lib/protocol/receipt.ts';
import { readEvidence } from '../../src/lib/server/audit/read-evidence.ts';
import { planPack } from '../../src/lib/server/evidence/plan-pack.ts';
import { writePack } from '../../src/lib/server/evidence/write-pack.ts';
import { conversations } from '../../drizzle/schema.ts';
import { factsOf } from '../../sync-server/event-facts.ts';
import type { Signer } from '../../sync-server/ports.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { RoomIndex } from '../../sync-server/room-index.ts';
import { RowDraft } from '../../sync-server/row-draft.ts';
import { openServerKeys, type ServerKeys } from '../../sync-server/server-keys.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { bundleVerifier, type BundledVerifier } from '../../src/verifier/bundle.ts';
import { LOST, lostClient, LostHistory } from '../attacks/lost-history.ts';
import { aSigner } from '../support/server-signer.ts';
import { aStoredHistory, type StoredHistory } from '../support/stored-history.ts';

const TABLES = ['log_rows', 'log_payloads', 'document_heads'] as const;
/** When the lost rows were received. */
const FIRST_AT = 1_700_000_000_000;
const NOT_PROVED = 'it gives back what no receipt before it proves';
const CRYPTO: EvidenceCrypto = {
	sha256: (bytes) => createHash('sha256').update(bytes).digest(),
	async verify(spki, bytes, signature) {
		const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
		return verify(null, bytes, key, signature);
	},
};

let history: StoredHistory;
let sql: postgres.Sql;
let folder: string;
let keys: ServerKeys;
let signer: Signer;
let verifier: BundledVerifier;
/** Of the `restore` row. */
let seq: number;

beforeAll(async () => {
	history = await aStoredHistory();
	({ sql } = history.stored);
	folder = mkdtempSync(join(tmpdir(), 'parley-restored-'));
	keys = openServerKeys(join(folder, 'keys'));
	const verifies: Signer['verify'] = (key, bytes, signature) =>
		keys.verify(Buffer.from(key).toString('base64'), bytes, signature);
	signer = { key: Buffer.from(keys.current, 'base64'), sign: keys.sign, verify: verifies };
	verifier = await bundleVerifier();
	const log = new PostgresLog(sql);
	for (const document of [history.document, history.other]) await log.beginEpoch(document, Date.now());
	seq = (await log.rows(history.document, 0)).length;
	for (const table of TABLES) await sql`create table ${sql(`kept_${table}`)} as table ${sql(table)}`;
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await history.stop();
});
afterEach(() =>
	sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		for (const table of TABLES) {
			await tx`delete from ${tx(table)}`;
			await tx`insert into ${tx(table)} select * from ${tx(`kept_${table}`)}`;
		}
	}),
);

interface Forgery {
	giver: { user: string; device: number };
	/** Null: nothing says who gives. */
	receipts: readonly Receipt[] | null;
	author: { user: string; device: number };
	client: number;
	texts: readonly string[];
	/** Of each text: its salt; what is not there becomes a clock without content. */
	salts: readonly (Uint8Array | null)[];
	at: number;
}

/** What Ada lost and Ben gives back, as it should be. */
function honest({ document = history.document, by = signer } = {}): Forgery {
	const [ada, ben] = history.staff;
	const { receipt } = new LostHistory({ document, author: ada, signer: by });
	return {
		giver: ben,
		receipts: [receipt],
		author: ada,
		client: lostClient(ada.device),
		texts: LOST,
		salts: receipt.rows.slice(1).map(({ leaves }) => leaves[0]!.salt),
		at: FIRST_AT,
	};
}

/** As a relay without rules would write it, or somebody with all rights over the database: chain, ledger and heads fit. */
async function write({ giver, receipts, author, client, texts, salts, at }: Forgery): Promise<void> {
	const { document } = history;
	const place = { document, organisation: history.staff[0].organisation };
	await new PostgresLog(sql).append(
		{ documents: [place], rights: [], devices: [], outbox: [] },
		async (locked) => {
			const index = new RoomIndex();
			for (const row of await locked.rows(document, 0)) index.takeStored(row);
			const rows = locked.organisationRows(place.organisation);
			const draft = new RowDraft(document, index, locked.head(document), randomBytes, rows);
			const now = Date.now();
			if (receipts)
				draft.give(
					giver,
					receipts.map((receipt) => encodeReceipt(withoutSalts(receipt))),
					now,
				);
			texts.forEach((b, clock) => {
				const event: ConversationEvent = { k: 'm', at: 1, b };
				const salt = salts[clock];
				const run = { client, clock, length: 1, values: eventBytes(event) };
				if (salt) draft.restore(author, run, [factsOf(event)], { at, salts: salt }, now);
				else draft.restoreSpent(author, run, 'GAP', now);
			});
			return { rows: draft.rows, heads: [{ document, head: draft.head }], volumes: [], outbox: [] };
		},
	);
}

/** What each verifier finds, as `[row, words]`; null for nothing. */
async function found(): Promise<Record<'log' | 'page' | 'pack', [number, string] | null>> {
	const { document, database } = history;
	const { findings } = await verifyLog(sql, new Map(), undefined, keys);
	const { conversation } = parseDocumentName(document)!;
	const [row] = await database.select().from(conversations).where(eq(conversations.id, conversation));
	const frames: Uint8Array[] = [];
	for await (const frame of readEvidence(database, row!, keys.published)) frames.push(frame);
	const verdict = await verifyEvidence(decodeEvidence(Buffer.concat(frames)), CRYPTO);
	const fault = verdict.documents.find((one) => one.document === document)!.fault;
	const pack = (await verifyPack(await exported(conversation), CRYPTO)).findings.find(
		({ where }) => where === document,
	);
	const [first] = findings;
	return {
		log: first ? [first.row, first.words] : null,
		page: fault && [fault.row, fault.words],
		pack: pack ? [pack.row!, pack.words] : null,
	};
}

async function exported(conversation: string) {
	const [{ organisation, user }] = history.staff;
	const scope = { from: null, until: null, people: null, internal: true, reason: 'A complaint.' };
	const request = { organisation, by: { user, name: 'Ada' }, conversations: [conversation], ...scope };
	const plan = await planPack(history.database, request, Date.now());
	const signing = { key: keys.current, sign: keys.sign };
	const parts: Uint8Array[] = [];
	for await (const part of writePack(history.database, plan!, { keys: keys.published, signing, verifier }))
		parts.push(part);
	const bytes = Buffer.concat(parts);
	return openZip(
		{ size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) },
		async (packed, size) => inflateRawSync(packed, { maxOutputLength: Math.max(1, size) }),
	);
}

const everywhere = (row: number, words: string) => ({
	log: [row, words],
	page: [row, words],
	pack: [row, words],
});

test('[P10] what was given back with its receipt is found good', async () => {
	await write(honest());
	expect(await found()).toEqual({ log: null, page: null, pack: null });
	expect((await new PostgresLog(sql).rows(history.document, seq)).map(({ kind }) => kind)).toEqual([
		'restore',
		'restored',
		'restored',
	]);
});

test.each<[name: string, change: (good: Forgery) => Partial<Forgery>, row: number, words: string]>([
	['a receipt that another key signed', () => honest({ by: aSigner() }), 0, UNSIGNED_WORDS],
	['the receipt of another conversation', () => honest({ document: history.other }), 0, UNSIGNED_WORDS],
	[
		'a receipt whose author was exchanged',
		({ receipts }) => ({ receipts: receipts!.map((one) => ofAnother(one, history.staff[1].user)) }),
		0,
		UNSIGNED_WORDS,
	],
	['no receipts', () => ({ receipts: [] }), 0, 'it brings no receipts'],
	['nobody who gave it', () => ({ receipts: null }), 0, NOT_PROVED],
	['another text', ({ texts }) => ({ texts: [texts[0]!, 'never said'] }), 2, NOT_PROVED],
	['other salts', ({ salts }) => ({ salts: [randomBytes(16), salts[1]!] }), 1, NOT_PROVED],
	['another time', () => ({ at: FIRST_AT - 60_000 }), 1, NOT_PROVED],
	[
		'one text more than were lost',
		({ texts, salts }) => ({ texts: [...texts, 'x'], salts: [...salts, randomBytes(16)] }),
		3,
		NOT_PROVED,
	],
	[
		'another author, on his own device',
		() => ({ author: history.staff[1], client: lostClient(history.staff[1].device) }),
		1,
		NOT_PROVED,
	],
	[
		'a text that is held back',
		({ salts }) => ({ salts: [salts[0]!, null] }),
		2,
		'it leaves out what no receipt before it says was gone',
	],
])('[P10] with %s it is named everywhere', async (_name, change, row, words) => {
	const good = honest();
	await write({ ...good, ...change(good) });
	expect(await found()).toEqual(everywhere(seq + row, words));
});

test('[P10] another author on the device of who lost it is named everywhere', async () => {
	const [ada, ben] = history.staff;
	const good = honest();
	await write({ ...good, author: { user: ben.user, device: ada.device } });
	const words = `it is by ${ben.user} on device ${ada.device}, which was leased to ${ada.user}`;
	expect(await found()).toEqual(everywhere(seq + 1, words));
});

test('[P10] a giver who is no member is named everywhere', async () => {
	const [, , cleo] = history.staff;
	await write({ ...honest(), giver: cleo });
	expect(await found()).toEqual(everywhere(seq, `it is by ${cleo.user}, who was no member`));
});

/** Its rows as if they were this user's. */
function ofAnother(receipt: Receipt, user: string): Receipt {
	return { ...receipt, rows: receipt.rows.map((row, at) => (at === 0 ? row : { ...row, user })) };
}
