import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { treeOf, writeStatement, type Stand } from './checkpoint-statement.ts';
import { DocumentReading } from './document-reading.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { discloseRow } from './disclosed-row.ts';
import { HASH_BYTES, sealRow, type ChainEnd } from '../row-chain.ts';
import { judgeCheckpoints, type EvidenceCrypto, type SignedCheckpoint } from './signed-checkpoints.ts';
import { toHex } from './subject-tags.ts';

const DOCUMENT = 'c/01890000-0000-7000-8000-000000000000/0';
const pair = generateKeyPairSync('ed25519');
const key = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const keys = { current: key, retired: [] };

const CRYPTO: EvidenceCrypto = {
	sha256: (bytes) => createHash('sha256').update(bytes).digest(),
	async verify(spki, bytes, signature) {
		const by = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
		return verify(null, bytes, by, signature);
	},
};

/** Rows of a log whose second half differs by `flavour`, each well sealed. */
function rowsOf(count: number, flavour: number): DisclosedRow[] {
	let end: ChainEnd = { seq: 0, hash: new Uint8Array(HASH_BYTES) };
	return Array.from({ length: count }, (_, seq) => {
		const content = { epoch: 1, position: seq, organisationRows: 1, entries: [], run: null };
		const author = { user: 'system', device: 0 };
		const at = seq < 2 ? seq : seq + flavour;
		const fill = (n: number) => new Uint8Array(n);
		const { row } = sealRow(CRYPTO.sha256, end, DOCUMENT, 'late', author, at, content, fill);
		end = { seq: seq + 1, hash: row.hash };
		return discloseRow(row);
	});
}

function signedAt(number: number, rows: readonly DisclosedRow[]): SignedCheckpoint {
	const stand = { document: DOCUMENT, rows: rows.length, hash: toHex(rows.at(-1)!.hash) };
	const other: Stand = { document: 'o/other', rows: number, hash: '0'.repeat(64) };
	const { root, placed } = treeOf(CRYPTO.sha256, [other, stand], new Set([DOCUMENT]));
	const statement = { checkpoint: number, at: number, previous: '', root, documents: 2, changes: '' };
	const { body, signed } = writeStatement(statement);
	return {
		number,
		body,
		key,
		signature: sign(null, signed, pair.privateKey).toString('base64'),
		stands: placed,
	};
}

async function faultOf(rows: readonly DisclosedRow[], checkpoints: readonly SignedCheckpoint[]) {
	const signed = await judgeCheckpoints(CRYPTO, checkpoints, keys);
	const reading = new DocumentReading({ sha256: CRYPTO.sha256, document: DOCUMENT, signed }, () => null);
	for (const row of rows) reading.take(row);
	reading.finish(rows.length);
	return signed.fault ?? reading.fault;
}

test('[L9] a history that was written again is found by an earlier checkpoint, although the newest signs it', async () => {
	const [was, is] = [rowsOf(4, 0), rowsOf(6, 100)];
	expect(await faultOf(is, [signedAt(1, is.slice(0, 3)), signedAt(5, is)])).toBeNull();
	expect(await faultOf(is, [signedAt(1, was.slice(0, 3)), signedAt(5, is)])).toMatchObject({
		row: 2,
		words: 'checkpoint 1 has signed another row here',
	});
});

test('[L9] a server that signs fewer rows later, or other ones at once, contradicts itself', async () => {
	const [was, is] = [rowsOf(4, 0), rowsOf(4, 100)];
	expect(await faultOf(was, [signedAt(1, was), signedAt(3, was.slice(0, 3))])).toEqual({
		number: 3,
		words: `it has signed 3 rows of ${DOCUMENT}, after one that has signed 4`,
	});
	expect(await faultOf(was, [signedAt(1, was), signedAt(3, is)])).toEqual({
		number: 3,
		words: `it has signed another row of ${DOCUMENT} than checkpoint 1`,
	});
	expect(await faultOf(was, [signedAt(1, was.slice(0, 2)), signedAt(2, was)])).toEqual({
		number: 2,
		words: 'it does not follow checkpoint 1',
	});
});

test('[E5] a program without Ed25519 says so, and finds nobody guilty', async () => {
	const verify = () => Promise.reject(new DOMException('', 'NotSupportedError'));
	const signed = await judgeCheckpoints({ ...CRYPTO, verify }, [signedAt(1, rowsOf(3, 0))], keys);
	expect(signed).toMatchObject({ isUnable: true, fault: null, newest: null });
});
