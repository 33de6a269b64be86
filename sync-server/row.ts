/**
 * A row's payload and its hashes (SPEC L1-L3). The payload is a header and the values of the run's events:
 *
 *   varUint 1, varUint epoch, varUint position (of the first entry in that ledger), varUint entries, the entries,
 *   varUint client, varUint clock, varUint length, varUint values (the length, or 0), then the values.
 *
 * The header is the first leaf; each event is one more.
 */
import { hash as sha256 } from 'node:crypto';
import * as encoding from 'lib0/encoding';
import { createDecoder, readAny, readVarUint } from 'lib0/decoding';
import type { StoredEntry } from '#lib/domain/ledger.ts';
import type { Head, LogRow, RowKind } from './log.ts';
import type { RandomBytes } from './ports.ts';
import { skipValue } from './value-reader.ts';

const FORMAT = 1;
export const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** What a row says. */
export interface RowContent {
	epoch: number;
	/** Index of the first entry in the epoch's ledger. */
	position: number;
	entries: readonly StoredEntry[];
	/** The run, of rows that have one. */
	run: { client: number; clock: number; length: number; values: Uint8Array; count: number } | null;
}

export interface DecodedPayload extends RowContent {
	/** The entries as they stand in the ledger. */
	entryBytes: Uint8Array;
	headerLength: number;
}

export function encodePayload(content: RowContent): { payload: Uint8Array; decoded: DecodedPayload } {
	const encoder = encoding.createEncoder();
	const { run } = content;
	encoding.writeVarUint(encoder, FORMAT);
	encoding.writeVarUint(encoder, content.epoch);
	encoding.writeVarUint(encoder, content.position);
	encoding.writeVarUint(encoder, content.entries.length);
	const start = encoding.length(encoder);
	for (const entry of content.entries) encoding.writeAny(encoder, entry as (string | number)[]);
	const end = encoding.length(encoder);
	encoding.writeVarUint(encoder, run?.client ?? 0);
	encoding.writeVarUint(encoder, run?.clock ?? 0);
	encoding.writeVarUint(encoder, run?.length ?? 0);
	encoding.writeVarUint(encoder, run?.count ?? 0);
	const headerLength = encoding.length(encoder);
	if (run) encoding.writeUint8Array(encoder, run.values);
	const payload = encoding.toUint8Array(encoder);
	return { payload, decoded: { ...content, entryBytes: payload.subarray(start, end), headerLength } };
}

/** Reads a stored payload. Throws a RangeError for one that this version cannot read. */
export function decodePayload(payload: Uint8Array): DecodedPayload {
	const decoder = createDecoder(payload);
	if (readVarUint(decoder) !== FORMAT) throw new RangeError('A row of a newer format.');
	const epoch = readVarUint(decoder);
	const position = readVarUint(decoder);
	const entries: StoredEntry[] = [];
	const entryCount = readVarUint(decoder);
	const start = decoder.pos;
	for (let i = 0; i < entryCount; i++) entries.push(readAny(decoder) as StoredEntry);
	const entryBytes = payload.subarray(start, decoder.pos);
	const client = readVarUint(decoder);
	const clock = readVarUint(decoder);
	const length = readVarUint(decoder);
	const count = readVarUint(decoder);
	const headerLength = decoder.pos;
	const run = length > 0 ? { client, clock, length, values: payload.subarray(headerLength), count } : null;
	return { epoch, position, entries, run, entryBytes, headerLength };
}

export interface RowAuthor {
	user: string;
	device: number;
}

/** Makes the next row of a chain. */
export function sealRow(
	head: Pick<Head, 'seq' | 'hash'>,
	document: string,
	kind: RowKind,
	author: RowAuthor,
	receivedAt: number,
	content: RowContent,
	randomBytes: RandomBytes,
): { row: LogRow; decoded: DecodedPayload } {
	const { payload, decoded } = encodePayload(content);
	const count = content.run?.count ?? 0;
	const salts = randomBytes((count + 1) * SALT_BYTES);
	const payloadHash = hashPayload(payload, decoded.headerLength, count, salts);
	const row = { document, seq: head.seq, prev: head.hash, kind, ...author, receivedAt, payloadHash };
	return { row: { ...row, hash: hashRow(row), payload, salts }, decoded };
}

const ROW_DOMAIN = 'parley row 1';

/** SPEC L1. */
export function hashRow(row: Omit<LogRow, 'hash' | 'payload' | 'salts'>): Uint8Array {
	const fields = [
		ROW_DOMAIN,
		row.document,
		String(row.seq),
		row.prev,
		String(row.receivedAt),
		row.user,
		String(row.device),
		row.kind,
		row.payloadHash,
	];
	let length = 0;
	for (const field of fields) {
		const size = typeof field === 'string' ? Buffer.byteLength(field) : field.length;
		const scratch = reserve(length + 4 + size);
		length = scratch.writeUInt32BE(size, length);
		if (typeof field === 'string') length += scratch.write(field, length);
		else {
			scratch.set(field, length);
			length += size;
		}
	}
	return digest(length);
}

/** SPEC L2: the Merkle root over the header and the values. */
export function hashPayload(
	payload: Uint8Array,
	headerLength: number,
	count: number,
	salts: Uint8Array,
): Uint8Array {
	const leaves = [leaf(salts, 0, payload.subarray(0, headerLength))];
	let position = headerLength;
	for (let i = 0; i < count; i++) {
		const end = skipValue(payload, position);
		leaves.push(leaf(salts, i + 1, payload.subarray(position, end)));
		position = end;
	}
	return merkleRoot(leaves);
}

function leaf(salts: Uint8Array, index: number, bytes: Uint8Array): Uint8Array {
	const scratch = reserve(1 + SALT_BYTES + bytes.length);
	scratch[0] = 0;
	scratch.set(salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES), 1);
	scratch.set(bytes, 1 + SALT_BYTES);
	return digest(1 + SALT_BYTES + bytes.length);
}

export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
	let level = leaves;
	while (level.length > 1) {
		const above: Uint8Array[] = [];
		for (let i = 0; i < level.length; i += 2) {
			const right = level[i + 1];
			above.push(right ? node(level[i]!, right) : level[i]!);
		}
		level = above;
	}
	return level[0]!;
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
	const scratch = reserve(1 + 2 * HASH_BYTES);
	scratch[0] = 1;
	scratch.set(left, 1);
	scratch.set(right, 1 + HASH_BYTES);
	return digest(1 + 2 * HASH_BYTES);
}

/** Is the row what its hashes say, and does it follow `prev`? */
export function verifyRow(row: LogRow, seq: number, prev: Uint8Array): boolean {
	if (row.seq !== seq || !equal(row.prev, prev) || !equal(row.hash, hashRow(row))) return false;
	try {
		const { headerLength, run } = decodePayload(row.payload);
		const count = run?.count ?? 0;
		if (row.salts.length !== (count + 1) * SALT_BYTES) return false;
		return equal(row.payloadHash, hashPayload(row.payload, headerLength, count, row.salts));
	} catch {
		// Bytes that were tampered with need not decode.
		return false;
	}
}

/** The seq of the first row at which the chain is broken; null when it holds. */
export function firstBrokenRow(rows: readonly LogRow[]): number | null {
	let prev: Uint8Array = new Uint8Array(HASH_BYTES);
	for (const [seq, row] of rows.entries()) {
		if (!verifyRow(row, seq, prev)) return seq;
		prev = row.hash;
	}
	return null;
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
	return Buffer.compare(one, other) === 0;
}

// One scratch for all hashes: an allocation for each field would cost more than the hashing.
let scratch = Buffer.allocUnsafe(4096);

function reserve(length: number): Buffer {
	if (scratch.length < length) {
		const larger = Buffer.allocUnsafe(length * 2);
		scratch.copy(larger);
		scratch = larger;
	}
	return scratch;
}

function digest(length: number): Uint8Array {
	return sha256('sha256', scratch.subarray(0, length), 'buffer');
}
