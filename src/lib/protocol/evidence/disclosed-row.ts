/**
 * A row with its leaves, each of them open or only its hash (SPEC L12). The leaves are salted, so what is hidden tells nothing, and the row is still proved: one
 * form for whole rows, for an organisation's rows of which some facts are nobody's business here, and for erased ones.
 */
import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import type { LogRow, RowKind } from '../log-row.ts';
import { HASH_BYTES, hashLeaf, hashRow, merkleRoot, SALT_BYTES, sameBytes } from '../row-chain.ts';
import type { ChainEnd, Sha256 } from '../row-chain.ts';
import {
	decodePayload,
	ERASED_VALUE,
	erasedLeaf,
	PARTIAL,
	REWRITTEN_VALUE,
	skipStored,
} from '../row-payload.ts';
import { skipValue } from '../skip-value.ts';

export type Leaf = OpenLeaf | RewrittenLeaf | { hash: Uint8Array };
export interface OpenLeaf {
	salt: Uint8Array;
	bytes: Uint8Array;
}
/** Of a text's update from which words are gone (SPEC G11): the leaf that the row was sealed with, and what is left of its value. */
export interface RewrittenLeaf {
	hash: Uint8Array;
	left: OpenLeaf;
}

export interface DisclosedRow extends Omit<LogRow, 'payload' | 'salts'> {
	/** The payload's header, then one for each event or fact. */
	leaves: Leaf[];
}

const OPEN = 1;
const HIDDEN = 0;
const REWRITTEN = 2;

/** A row whose payload is gone has no leaves. */
export function discloseRow({
	payload,
	salts,
	...chained
}: Omit<LogRow, 'payload' | 'salts'> & {
	payload: Uint8Array | null;
	salts: Uint8Array | null;
}): DisclosedRow {
	return { ...chained, leaves: payload && salts ? leavesOf(payload, salts) : [] };
}

/** Of bytes that were tampered with and do not divide into leaves, one: the verification then finds what it finds. */
function leavesOf(payload: Uint8Array, salts: Uint8Array): Leaf[] {
	const leaf = (index: number, bytes: Uint8Array): Leaf => {
		const salt = new Uint8Array(SALT_BYTES);
		salt.set(salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES));
		return { salt, bytes };
	};
	try {
		const { headerStart, headerEnd, run } = decodePayload(payload);
		const leaves = [leaf(0, payload.subarray(headerStart, headerEnd))];
		for (let position = headerEnd, i = 1; i <= (run?.count ?? 0); i++) {
			const end = skipStored(payload, position);
			const hash = erasedLeaf(payload, position);
			const isRewritten = hash && payload[position] === REWRITTEN_VALUE;
			if (isRewritten) leaves.push({ hash, left: leftAt(payload.subarray(position + 1 + HASH_BYTES, end)) });
			else leaves.push(hash ? { hash } : leaf(i, payload.subarray(position, end)));
			position = end;
			if (position > payload.length) throw new RangeError('A value without an end.');
		}
		return leaves;
	} catch {
		return [leaf(0, payload)];
	}
}

function leftAt(bytes: Uint8Array): OpenLeaf {
	return { salt: bytes.slice(0, SALT_BYTES), bytes: bytes.subarray(SALT_BYTES) };
}

/** What can be read of a leaf; null for a hidden one. */
export function bytesOf(leaf: Leaf | undefined): Uint8Array | null {
	if (!leaf) return null;
	if ('bytes' in leaf) return leaf.bytes;
	return 'left' in leaf ? leaf.left.bytes : null;
}

/** Hides the leaves from the second on that are not to be shown. */
export function hideLeaves(
	sha256: Sha256,
	row: DisclosedRow,
	isShown: (leaf: OpenLeaf, index: number) => boolean,
): DisclosedRow {
	const leaves = row.leaves.map((leaf, index): Leaf => {
		const open = 'left' in leaf ? leaf.left : leaf;
		if (index === 0 || !('bytes' in open) || isShown(open, index)) return leaf;
		return { hash: 'left' in leaf ? leaf.hash : hashLeaf(sha256, open.salt, open.bytes) };
	});
	return { ...row, leaves };
}

/** The payload; null when something of it is hidden. */
export function payloadOf({ leaves }: DisclosedRow): Uint8Array | null {
	const open = leaves.filter((leaf) => 'bytes' in leaf);
	return open.length === leaves.length ? concat(open.map(({ bytes }) => bytes)) : null;
}

/** The payload as it is stored when all that is hidden was erased (SPEC G5, G11); null when the header is hidden, or nothing is there. */
export function partialPayloadOf({ leaves: [header, ...values] }: DisclosedRow): Uint8Array | null {
	if (!header || !('bytes' in header)) return null;
	if (values.every((leaf) => 'bytes' in leaf))
		return concat([header.bytes, ...values.map(({ bytes }) => bytes)]);
	const parts = [Uint8Array.of(PARTIAL), header.bytes];
	for (const leaf of values)
		if ('bytes' in leaf) parts.push(leaf.bytes);
		else if ('left' in leaf)
			parts.push(Uint8Array.of(REWRITTEN_VALUE), leaf.hash, leaf.left.salt, leaf.left.bytes);
		else parts.push(Uint8Array.of(ERASED_VALUE), leaf.hash);
	return concat(parts);
}

/** Hashes of the events' leaves, hidden or not. */
export function valueLeavesOf(sha256: Sha256, { leaves }: DisclosedRow): Uint8Array[] {
	return leaves
		.slice(1)
		.map((leaf) => ('bytes' in leaf ? hashLeaf(sha256, leaf.salt, leaf.bytes) : leaf.hash));
}

/** As it is stored. Of hidden leaves nothing can be. */
export function toLogRow({ leaves, ...chained }: DisclosedRow): LogRow | null {
	const open = leaves.filter((leaf) => 'bytes' in leaf);
	if (open.length < leaves.length) return null;
	const bytes = (part: 'salt' | 'bytes') => concat(open.map((leaf) => leaf[part]));
	return { ...chained, payload: bytes('bytes'), salts: bytes('salt') };
}

/** What is wrong with a row, in words; null when it is what its hashes say and follows `end` (SPEC L1, L2). */
export function faultOfDisclosedRow(sha256: Sha256, row: DisclosedRow, end: ChainEnd): string | null {
	if (row.seq !== end.seq) return `row ${end.seq} is missing: row ${row.seq} stands in its place`;
	if (!sameBytes(row.prev, end.hash)) return 'it does not follow the row before it';
	if (!sameBytes(row.hash, hashRow(sha256, row))) return 'its hash is not that of its fields';
	if (row.leaves.length === 0) return 'its payload is gone';
	if (!hasAllLeaves(row)) return 'it has not the leaves that its payload names';
	const hashes = row.leaves.map((leaf) =>
		'bytes' in leaf ? hashLeaf(sha256, leaf.salt, leaf.bytes) : leaf.hash,
	);
	return sameBytes(row.payloadHash, merkleRoot(sha256, hashes))
		? null
		: 'its payload is not the one that was sealed';
}

/** Each leaf is one value, and there are as many as the header says: otherwise a node could stand for a leaf, and hide some. */
function hasAllLeaves({ leaves: [header, ...values] }: DisclosedRow): boolean {
	if (!header || !('bytes' in header)) return true;
	try {
		const { headerStart, headerEnd, run } = decodePayload(header.bytes);
		return (
			headerStart === 0 &&
			headerEnd === header.bytes.length &&
			(run?.count ?? 0) === values.length &&
			values.every((leaf) => {
				const bytes = bytesOf(leaf);
				return bytes === null || skipValue(bytes, 0) === bytes.length;
			})
		);
	} catch {
		return false;
	}
}

/**
 * varString document, varUint seq, 32 bytes prev, 32 bytes hash, varString kind, varString user, varUint device, varUint received at, 32 bytes payload hash,
 * varUint leaves, and each leaf as 1, 16 bytes salt, varUint8Array bytes, or as 0, 32 bytes hash, or as 2, 32 bytes hash, 16 bytes salt, varUint8Array bytes.
 */
export function encodeRow(row: DisclosedRow): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarString(encoder, row.document);
	encoding.writeVarUint(encoder, row.seq);
	encoding.writeUint8Array(encoder, row.prev);
	encoding.writeUint8Array(encoder, row.hash);
	encoding.writeVarString(encoder, row.kind);
	encoding.writeVarString(encoder, row.user);
	encoding.writeVarUint(encoder, row.device);
	encoding.writeVarUint(encoder, row.receivedAt);
	encoding.writeUint8Array(encoder, row.payloadHash);
	encoding.writeVarUint(encoder, row.leaves.length);
	for (const leaf of row.leaves) {
		if ('bytes' in leaf) {
			encoding.writeUint8(encoder, OPEN);
			encoding.writeUint8Array(encoder, leaf.salt);
			encoding.writeVarUint8Array(encoder, leaf.bytes);
		} else {
			encoding.writeUint8(encoder, 'left' in leaf ? REWRITTEN : HIDDEN);
			encoding.writeUint8Array(encoder, leaf.hash);
			if (!('left' in leaf)) continue;
			encoding.writeUint8Array(encoder, leaf.left.salt);
			encoding.writeVarUint8Array(encoder, leaf.left.bytes);
		}
	}
	return encoding.toUint8Array(encoder);
}

/** Views into `bytes`. Throws for what is no row. */
export function decodeRow(bytes: Uint8Array): DisclosedRow {
	const decoder = decoding.createDecoder(bytes);
	const row: DisclosedRow = {
		document: decoding.readVarString(decoder),
		seq: decoding.readVarUint(decoder),
		prev: decoding.readUint8Array(decoder, HASH_BYTES),
		hash: decoding.readUint8Array(decoder, HASH_BYTES),
		kind: decoding.readVarString(decoder) as RowKind,
		user: decoding.readVarString(decoder),
		device: decoding.readVarUint(decoder),
		receivedAt: decoding.readVarUint(decoder),
		payloadHash: decoding.readUint8Array(decoder, HASH_BYTES),
		leaves: [],
	};
	for (let count = decoding.readVarUint(decoder); count > 0; count--) row.leaves.push(readLeaf(decoder));
	if (decoding.hasContent(decoder)) throw new RangeError('More than a row.');
	return row;
}

function readLeaf(decoder: decoding.Decoder): Leaf {
	const tag = decoding.readUint8(decoder);
	if (tag === HIDDEN) return { hash: decoding.readUint8Array(decoder, HASH_BYTES) };
	if (tag === REWRITTEN)
		return { hash: decoding.readUint8Array(decoder, HASH_BYTES), left: readOpen(decoder) };
	if (tag !== OPEN) throw new RangeError('A leaf that is neither open nor hidden.');
	return readOpen(decoder);
}

function readOpen(decoder: decoding.Decoder): OpenLeaf {
	return { salt: decoding.readUint8Array(decoder, SALT_BYTES), bytes: decoding.readVarUint8Array(decoder) };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let position = 0;
	for (const part of parts) {
		whole.set(part, position);
		position += part.length;
	}
	return whole;
}
