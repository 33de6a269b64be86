/**
 * Receipts (SPEC P): the server's signed word that rows stand in a document's log. Written by the relay, checked by clients, and by the relay when somebody gives rows back.
 */
import {
	createDecoder,
	hasContent,
	readUint8,
	readUint8Array,
	readVarString,
	readVarUint8Array,
} from 'lib0/decoding';
import type { Decoder } from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { LogRow, RowKind } from './log-row.ts';
import { MAX_PATH, rootByPath, STEP_BYTES, type PathStep } from './merkle-path.ts';
import { readCount } from './read-count.ts';
import {
	HASH_BYTES,
	hashLeaf,
	hashRow,
	merkleRoot,
	sameBytes,
	SALT_BYTES,
	type Sha256,
} from './row-chain.ts';
import { decodePayload, erasedLeaf, skipStored, type RowContent } from './row-payload.ts';

const FORMAT = 1;
const DOMAIN = new TextEncoder().encode('parley receipt 1\n');
/** Rows of one receipt, whoever made it: what a reader is willing to check. */
export const MAX_RECEIPT_ROWS = 600;
const MAX_EVENTS = 600;
const HAS_SALT = 1;
const HAS_HASH = 2;

/** One event's leaf (SPEC L2): its salt, its hash, or both. */
export interface ReceiptLeaf {
	salt: Uint8Array | null;
	hash: Uint8Array | null;
}

export interface ReceiptRow {
	kind: RowKind;
	user: string;
	device: number;
	receivedAt: number;
	/** Leaf 0 of the payload. */
	header: Uint8Array;
	headerSalt: Uint8Array;
	leaves: readonly ReceiptLeaf[];
}

export interface Receipt {
	/** Seq of the first row. */
	first: number;
	/** Hash of the row before it. */
	prev: Uint8Array;
	rows: readonly ReceiptRow[];
	path: readonly PathStep[];
	/** SPKI. */
	key: Uint8Array;
	signature: Uint8Array;
}

/** A row as the receipt proves it. */
export interface ProvedRow extends ReceiptRow {
	seq: number;
	hash: Uint8Array;
	/** Undefined for rows without one. Its values are not here. */
	run: RowContent['run'];
	content: RowContent;
	leafHashes: readonly Uint8Array[];
}

/** Leaf of a row in the tree of its append. */
export function receiptLeaf(sha256: Sha256, document: string, rows: number, hash: Uint8Array): Uint8Array {
	const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return sha256(new TextEncoder().encode(`\0${document} ${rows} ${hex}`));
}

/** What the key signs. */
export function signedBytes(root: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(DOMAIN.length + root.length);
	bytes.set(DOMAIN);
	bytes.set(root, DOMAIN.length);
	return bytes;
}

/** Rows whose events stand in the document. */
const IN_DOCUMENT: readonly RowKind[] = ['run', 'system', 'restored'];

/** @param isGone was the content of this clock taken out of the document? Then its salt is not given away */
export function receiptRow(
	row: LogRow,
	isGone: (client: number, clock: number) => boolean,
	sha256: Sha256,
): ReceiptRow {
	const { kind, user, device, receivedAt, payload, salts } = row;
	const { headerStart, headerEnd, run } = decodePayload(payload);
	const leaves: ReceiptLeaf[] = [];
	const saltAt = (index: number) => salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES);
	let position = headerEnd;
	for (let i = 0; run && i < run.count; i++) {
		const end = skipStored(payload, position);
		const erased = erasedLeaf(payload, position);
		const isShown = IN_DOCUMENT.includes(kind) && !erased && !isGone(run.client, run.clock + i);
		if (isShown) leaves.push({ salt: saltAt(i + 1), hash: null });
		else
			leaves.push({
				salt: null,
				hash: erased ?? hashLeaf(sha256, saltAt(i + 1), payload.subarray(position, end)),
			});
		position = end;
	}
	const header = payload.subarray(headerStart, headerEnd);
	return { kind, user, device, receivedAt, header, headerSalt: saltAt(0), leaves };
}

export function encodeReceipt({ first, prev, rows, path, key, signature }: Receipt): Uint8Array {
	const encoder = encoding.createEncoder();
	const words = new Map<string, number>();
	for (const { kind, user } of rows)
		for (const word of [kind, user]) if (!words.has(word)) words.set(word, words.size);
	encoding.writeVarUint(encoder, FORMAT);
	encoding.writeVarUint(encoder, first);
	encoding.writeUint8Array(encoder, prev);
	encoding.writeVarUint(encoder, words.size);
	for (const word of words.keys()) encoding.writeVarString(encoder, word);
	encoding.writeVarUint(encoder, rows.length);
	for (const { kind, user, device, receivedAt, header, headerSalt, leaves } of rows) {
		for (const number of [words.get(kind)!, words.get(user)!, device, receivedAt])
			encoding.writeVarUint(encoder, number);
		encoding.writeVarUint8Array(encoder, header);
		encoding.writeUint8Array(encoder, headerSalt);
		for (const { salt, hash } of leaves) {
			encoding.writeUint8(encoder, (salt ? HAS_SALT : 0) | (hash ? HAS_HASH : 0));
			if (hash) encoding.writeUint8Array(encoder, hash);
			if (salt) encoding.writeUint8Array(encoder, salt);
		}
	}
	encoding.writeVarUint(encoder, path.length);
	for (const { beside, isLeft } of path) {
		encoding.writeUint8(encoder, isLeft ? 1 : 0);
		encoding.writeUint8Array(encoder, beside);
	}
	encoding.writeVarUint8Array(encoder, key);
	encoding.writeVarUint8Array(encoder, signature);
	return encoding.toUint8Array(encoder);
}

/** Undefined for bytes that are no receipt. Never throws. */
export function decodeReceipt(bytes: Uint8Array): Receipt | undefined {
	try {
		const decoder = createDecoder(bytes);
		const receipt = read(decoder);
		return hasContent(decoder) ? undefined : receipt;
	} catch {
		// Somebody's bytes that end too early, or numbers that are none.
		return undefined;
	}
}

function read(decoder: Decoder): Receipt {
	if (readCount(decoder) !== FORMAT) throw new RangeError('another format');
	const first = readCount(decoder);
	const prev = readUint8Array(decoder, HASH_BYTES);
	const words = Array.from({ length: bounded(readCount(decoder), 2 * MAX_RECEIPT_ROWS) }, () =>
		readVarString(decoder),
	);
	const word = () => words[bounded(readCount(decoder), words.length - 1)]!;
	const rows = Array.from({ length: bounded(readCount(decoder), MAX_RECEIPT_ROWS) }, (): ReceiptRow => {
		const [kind, user] = [word() as RowKind, word()];
		const [device, receivedAt] = [readCount(decoder), readCount(decoder)];
		const header = readVarUint8Array(decoder);
		const headerSalt = readUint8Array(decoder, SALT_BYTES);
		const { run, headerStart, headerEnd } = decodePayload(header);
		if (headerStart !== 0 || headerEnd !== header.length)
			throw new RangeError('a header with something after it');
		const leaves = Array.from({ length: bounded(run?.count ?? 0, MAX_EVENTS) }, () => readLeaf(decoder));
		return { kind, user, device, receivedAt, header, headerSalt, leaves };
	});
	if (rows.length === 0) throw new RangeError('a receipt for nothing');
	const path = Array.from({ length: bounded(readCount(decoder), MAX_PATH) }, () => readStep(decoder));
	return { first, prev, rows, path, key: readVarUint8Array(decoder), signature: readVarUint8Array(decoder) };
}

function readLeaf(decoder: Decoder): ReceiptLeaf {
	const flags = readUint8(decoder);
	if (flags < HAS_SALT || flags > (HAS_SALT | HAS_HASH)) throw new RangeError('no leaf');
	const hash = flags & HAS_HASH ? readUint8Array(decoder, HASH_BYTES) : null;
	return { hash, salt: flags & HAS_SALT ? readUint8Array(decoder, SALT_BYTES) : null };
}

function readStep(decoder: Decoder): PathStep {
	const [side, ...beside] = readUint8Array(decoder, STEP_BYTES);
	if (side! > 1) throw new RangeError('no side');
	return { isLeft: side === 1, beside: Uint8Array.from(beside) };
}

function bounded(count: number, most: number): number {
	if (count > most) throw new RangeError('more than there may be');
	return count;
}

/** What the holder of a receipt has of its events: the canonical bytes, undefined where there are none. */
export type ValuesOf = (client: number, clock: number, count: number) => (Uint8Array | undefined)[];

/**
 * The rows, and the root whose signature is left to check. Undefined when they do not follow each other, when leaf and event contradict each other, or when
 * a leaf is nowhere.
 */
export function proveReceipt(
	sha256: Sha256,
	document: string,
	{ first, prev, rows, path }: Receipt,
	valuesOf: ValuesOf,
): { rows: ProvedRow[]; root: Uint8Array } | undefined {
	const proved: ProvedRow[] = [];
	let hash = prev;
	for (const [index, row] of rows.entries()) {
		const content = decodePayload(row.header);
		const { run } = content;
		const leafHashes = hashesOfLeaves(sha256, row, run ? valuesOf(run.client, run.clock, run.count) : []);
		if (!leafHashes) return undefined;
		const payloadHash = merkleRoot(sha256, [hashLeaf(sha256, row.headerSalt, row.header), ...leafHashes]);
		const seq = first + index;
		const { kind, user, device, receivedAt } = row;
		hash = hashRow(sha256, { document, seq, prev: hash, kind, user, device, receivedAt, payloadHash });
		proved.push({ ...row, seq, hash, run, content, leafHashes });
	}
	const leaf = receiptLeaf(sha256, document, first + rows.length, hash);
	return { rows: proved, root: rootByPath(sha256, leaf, path) };
}

function hashesOfLeaves(
	sha256: Sha256,
	{ leaves }: ReceiptRow,
	values: readonly (Uint8Array | undefined)[],
): Uint8Array[] | undefined {
	const hashes: Uint8Array[] = [];
	for (const [i, { salt, hash }] of leaves.entries()) {
		const value = values[i];
		const computed = salt && value ? hashLeaf(sha256, salt, value) : null;
		if (computed && hash && !sameBytes(computed, hash)) return undefined;
		const known = computed ?? hash;
		if (!known) return undefined;
		hashes.push(known);
	}
	return hashes;
}

/** With every leaf's hash, so that it proves its rows when events are gone one day. */
export function withHashes(receipt: Receipt, proved: readonly ProvedRow[]): Receipt {
	const rows = receipt.rows.map((row, index) => ({
		...row,
		leaves: row.leaves.map(({ salt }, i) => ({ salt, hash: proved[index]!.leafHashes[i]! })),
	}));
	return { ...receipt, rows };
}

/** `later` follows `earlier`: one receipt, by the later one's signature. */
export function joinReceipts(earlier: Receipt, later: Receipt): Receipt {
	return { ...later, first: earlier.first, prev: earlier.prev, rows: [...earlier.rows, ...later.rows] };
}
