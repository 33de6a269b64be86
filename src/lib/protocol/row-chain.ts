/**
 * Rows are sealed and verified here (SPEC L1, L2), by the relay, the server's routes, the verifier's command and a browser: whoever calls brings the SHA-256.
 */
import type { LogRow, RowAuthor, RowKind } from './log-row.ts';
import {
	decodePayload,
	encodePayload,
	ERASED_VALUE,
	erasedLeaf,
	PARTIAL,
	REWRITTEN_VALUE,
	skipStored,
	type DecodedPayload,
	type RowContent,
} from './row-payload.ts';

/** Must have read the bytes when it returns: they are written over by the next call. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const SALT_BYTES = 16;
export const HASH_BYTES = 32;
const ROW_DOMAIN = 'parley row 1';

/** Where the next row of a chain stands. */
export interface ChainEnd {
	/** Its seq. */
	seq: number;
	/** Hash of the row before it; 32 zero bytes for the first. */
	hash: Uint8Array;
}

/** Makes the next row of a chain. */
export function sealRow(
	sha256: Sha256,
	end: ChainEnd,
	document: string,
	kind: RowKind,
	author: RowAuthor,
	receivedAt: number,
	content: RowContent,
	randomBytes: (length: number) => Uint8Array,
): { row: LogRow; decoded: DecodedPayload } {
	const { payload, decoded } = encodePayload(content);
	const count = content.run?.count ?? 0;
	const salts = randomBytes((count + 1) * SALT_BYTES);
	const payloadHash = hashPayload(sha256, payload, decoded, count, salts);
	const row = { document, seq: end.seq, prev: end.hash, kind, ...author, receivedAt, payloadHash };
	return { row: { ...row, hash: hashRow(sha256, row), payload, salts }, decoded };
}

/** SPEC L1. */
export function hashRow(sha256: Sha256, row: Omit<LogRow, 'hash' | 'payload' | 'salts'>): Uint8Array {
	let length = 0;
	length = putText(ROW_DOMAIN, length);
	length = putText(row.document, length);
	length = putText(String(row.seq), length);
	length = putBytes(row.prev, length);
	length = putText(String(row.receivedAt), length);
	length = putText(row.user, length);
	length = putText(String(row.device), length);
	length = putText(row.kind, length);
	length = putBytes(row.payloadHash, length);
	return sha256(scratch.subarray(0, length));
}

/** SPEC L2: the Merkle root over the header and the values. Throws a RangeError when `payload` does not end with the last value. */
export function hashPayload(
	sha256: Sha256,
	payload: Uint8Array,
	{ headerStart, headerEnd }: Pick<DecodedPayload, 'headerStart' | 'headerEnd'>,
	count: number,
	salts: Uint8Array,
): Uint8Array {
	const leaves = [leaf(sha256, salts, 0, payload.subarray(headerStart, headerEnd))];
	let position = headerEnd;
	for (let i = 0; i < count; i++) {
		const end = skipStored(payload, position);
		const erased = erasedLeaf(payload, position);
		leaves.push(erased ?? leaf(sha256, salts, i + 1, payload.subarray(position, end)));
		position = end;
	}
	if (position !== payload.length) throw new RangeError('A payload with bytes that no leaf covers.');
	return merkleRoot(sha256, leaves);
}

function leaf(sha256: Sha256, salts: Uint8Array, index: number, bytes: Uint8Array): Uint8Array {
	return hashLeaf(sha256, salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES), bytes);
}

/** SPEC L2. */
export function hashLeaf(sha256: Sha256, salt: Uint8Array, bytes: Uint8Array): Uint8Array {
	const length = 1 + SALT_BYTES + bytes.length;
	reserve(length);
	scratch[0] = 0;
	scratch.set(salt, 1);
	scratch.set(bytes, 1 + SALT_BYTES);
	return sha256(scratch.subarray(0, length));
}

/** Of at least one leaf. An odd node is promoted. */
export function merkleRoot(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
	let level = leaves;
	while (level.length > 1) {
		const above: Uint8Array[] = [];
		for (let i = 0; i < level.length; i += 2) {
			const right = level[i + 1];
			above.push(right ? merkleNode(sha256, level[i]!, right) : level[i]!);
		}
		level = above;
	}
	return level[0]!;
}

export function merkleNode(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
	scratch[0] = 1;
	scratch.set(left, 1);
	scratch.set(right, 1 + HASH_BYTES);
	return sha256(scratch.subarray(0, 1 + 2 * HASH_BYTES));
}

/** What is wrong with a row, in words; null when it is what its hashes say and follows `end`. */
export function faultOfRow(sha256: Sha256, row: LogRow, end: ChainEnd): string | null {
	const read = readRow(sha256, row, end);
	return typeof read === 'string' ? read : null;
}

/** What a row says that is what its hashes say and follows `end`: decoded once for all who judge it. Otherwise what is wrong with it, in words. */
export function readRow(sha256: Sha256, row: LogRow, end: ChainEnd): DecodedPayload | string {
	if (row.seq !== end.seq) return `row ${end.seq} is missing: row ${row.seq} stands in its place`;
	if (!sameBytes(row.prev, end.hash)) return 'it does not follow the row before it';
	if (!sameBytes(row.hash, hashRow(sha256, row))) return 'its hash is not that of its fields';
	try {
		const decoded = decodePayload(row.payload);
		const count = decoded.run?.count ?? 0;
		if (row.salts.length !== (count + 1) * SALT_BYTES) return 'it has not one salt for each leaf';
		if (decoded.erased.some((value) => !isZero(row.salts, (value + 1) * SALT_BYTES, SALT_BYTES)))
			return 'it keeps the salt of what was erased';
		const isSealed = sameBytes(row.payloadHash, hashPayload(sha256, row.payload, decoded, count, row.salts));
		return isSealed ? decoded : 'its payload is not the one that was sealed';
	} catch {
		// Bytes that were tampered with need not decode.
		return 'its payload cannot be read';
	}
}

function isZero(bytes: Uint8Array, from: number, length: number): boolean {
	for (let i = from; i < from + length; i++) if (bytes[i] !== 0) return false;
	return true;
}

/**
 * What is left of a payload when values are taken out (SPEC G5): their leaves stay, so that the payload's hash still verifies; their salts become zeros, so that
 * no guess can be tried against a leaf. The database makes the same bytes of itself (drizzle's `erase_values`).
 * @param values numbers of the run's values
 */
export function withoutValues(
	sha256: Sha256,
	{ payload, salts }: Pick<LogRow, 'payload' | 'salts'>,
	values: ReadonlySet<number>,
): Pick<LogRow, 'payload' | 'salts'> {
	const { headerStart, headerEnd, run } = decodePayload(payload);
	const parts: Uint8Array[] = [Uint8Array.of(PARTIAL), payload.subarray(headerStart, headerEnd)];
	const left = salts.slice();
	let position = headerEnd;
	for (let i = 0; i < (run?.count ?? 0); i++) {
		const end = skipStored(payload, position);
		const bytes = payload.subarray(position, end);
		position = end;
		if (!values.has(i) || bytes[0] === ERASED_VALUE) {
			parts.push(bytes);
			continue;
		}
		parts.push(Uint8Array.of(ERASED_VALUE), leaf(sha256, salts, i + 1, bytes).slice());
		left.fill(0, (i + 1) * SALT_BYTES, (i + 2) * SALT_BYTES);
	}
	return { payload: joined(parts), salts: left };
}

/**
 * What is left of a payload of one value when another takes its place (SPEC G11): the leaf of what stood there first stays. The database makes the same bytes
 * of itself (drizzle's `rewrite_text`).
 */
export function withValue(
	sha256: Sha256,
	{ payload, salts }: Pick<LogRow, 'payload' | 'salts'>,
	{ salt, value }: { salt: Uint8Array; value: Uint8Array },
): Pick<LogRow, 'payload' | 'salts'> {
	const { headerStart, headerEnd } = decodePayload(payload);
	const stood = erasedLeaf(payload, headerEnd) ?? leaf(sha256, salts, 1, payload.subarray(headerEnd)).slice();
	const header = payload.subarray(headerStart, headerEnd);
	const left = salts.slice().fill(0, SALT_BYTES);
	const parts = [Uint8Array.of(PARTIAL), header, Uint8Array.of(REWRITTEN_VALUE), stood, salt, value];
	return { payload: joined(parts), salts: left };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let position = 0;
	for (const part of parts) {
		bytes.set(part, position);
		position += part.length;
	}
	return bytes;
}

/** Hashes of a row's leaves, but for the header's. */
export function valueLeaves(
	sha256: Sha256,
	{ payload, salts }: Pick<LogRow, 'payload' | 'salts'>,
): Uint8Array[] {
	const ends = leafEnds(payload);
	return ends
		.slice(1)
		.map(
			(end, i) => erasedLeaf(payload, ends[i]!) ?? leaf(sha256, salts, i + 1, payload.subarray(ends[i], end)),
		);
}

/** Where each leaf's bytes end in a stored payload, the header's first. */
export function leafEnds(payload: Uint8Array): number[] {
	const { headerEnd, run } = decodePayload(payload);
	const ends = [headerEnd];
	for (let i = 0; i < (run?.count ?? 0); i++) ends.push(skipStored(payload, ends[i]!));
	return ends;
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
	if (one.length !== other.length) return false;
	for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
	return true;
}

// One scratch for all hashes: an allocation for each field would cost more than the hashing.
let scratch = new Uint8Array(4096);
const text = new TextEncoder();

function reserve(length: number): void {
	if (scratch.length >= length) return;
	const larger = new Uint8Array(length * 2);
	larger.set(scratch);
	scratch = larger;
}

function putText(field: string, at: number): number {
	reserve(at + 4 + 3 * field.length);
	const { written } = text.encodeInto(field, scratch.subarray(at + 4));
	putLength(written, at);
	return at + 4 + written;
}

function putBytes(field: Uint8Array, at: number): number {
	reserve(at + 4 + field.length);
	putLength(field.length, at);
	scratch.set(field, at + 4);
	return at + 4 + field.length;
}

/** 32 bits, big-endian. */
function putLength(length: number, at: number): void {
	scratch[at] = length >>> 24;
	scratch[at + 1] = length >>> 16;
	scratch[at + 2] = length >>> 8;
	scratch[at + 3] = length;
}
