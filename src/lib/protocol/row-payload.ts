/**
 * A row's payload (SPEC L2, L3, L5): a header and the values of the run's events.
 *
 *   varUint 2, varUint epoch, varUint position (of the first entry in that ledger), varUint rows of the organisation's log, varUint entries, the entries,
 *   varUint client, varUint clock, varUint length, varUint values (the length, or 0), then the values.
 *
 * The header is the first leaf; each event is one more.
 *
 * A legal erasure takes values out (SPEC G5). What is left is the partial form: the byte PARTIAL, then the payload as it was, but for each value that went the byte
 * ERASED_VALUE and its leaf. No value of lib0 begins so, and a payload's own format never has that number.
 */
import * as encoding from 'lib0/encoding';
import { createDecoder, readAny, readVarUint } from 'lib0/decoding';
import type { StoredEntry } from '#lib/domain/ledger.ts';
import { skipValue } from './skip-value.ts';

/** Raised with every change of what a payload says; a released one is read for ever (SPEC L5). */
const FORMAT = 2;
export const PARTIAL = 127;
export const ERASED_VALUE = 0;
/** What is left of a text's update (SPEC G11). */
export const REWRITTEN_VALUE = 1;
const LEAF_BYTES = 32;
const NEW_SALT_BYTES = 16;
/** lib0's `null`: stands where a value was, so that a value's number still gives its clock. */
const NO_VALUE = Uint8Array.of(126);
const NOTHING: readonly number[] = [];

/** What a row says. */
export interface RowContent {
	epoch: number;
	/** Index of the first entry in the epoch's ledger. */
	position: number;
	/** Rows of the organisation's log when this one was judged (SPEC L7). */
	organisationRows: number;
	entries: readonly StoredEntry[];
	/** The run, of rows that have one. */
	run: { client: number; clock: number; length: number; values: Uint8Array; count: number } | null;
}

export interface DecodedPayload extends RowContent {
	/** The entries as they stand in the ledger. */
	entryBytes: Uint8Array;
	/** The header's place in the stored bytes. */
	headerStart: number;
	headerEnd: number;
	/** Numbers of the values that a legal erasure took, rising; `null` stands for each in the run's values, or what is left of it. */
	erased: readonly number[];
	/** Of the one that was rewritten: its new salt, then the value that is left (SPEC G11). */
	left: Uint8Array | null;
}

export function encodePayload(content: RowContent): { payload: Uint8Array; decoded: DecodedPayload } {
	const encoder = encoding.createEncoder();
	const { run } = content;
	encoding.writeVarUint(encoder, FORMAT);
	encoding.writeVarUint(encoder, content.epoch);
	encoding.writeVarUint(encoder, content.position);
	encoding.writeVarUint(encoder, content.organisationRows);
	encoding.writeVarUint(encoder, content.entries.length);
	const start = encoding.length(encoder);
	for (const entry of content.entries) encoding.writeAny(encoder, entry as (string | number)[]);
	const end = encoding.length(encoder);
	encoding.writeVarUint(encoder, run?.client ?? 0);
	encoding.writeVarUint(encoder, run?.clock ?? 0);
	encoding.writeVarUint(encoder, run?.length ?? 0);
	encoding.writeVarUint(encoder, run?.count ?? 0);
	const headerEnd = encoding.length(encoder);
	if (run) encoding.writeUint8Array(encoder, run.values);
	const payload = encoding.toUint8Array(encoder);
	const entryBytes = payload.subarray(start, end);
	return {
		payload,
		decoded: { ...content, entryBytes, headerStart: 0, headerEnd, erased: NOTHING, left: null },
	};
}

/** Reads a stored payload. Throws a RangeError for one that this version cannot read. */
export function decodePayload(payload: Uint8Array): DecodedPayload {
	const headerStart = payload[0] === PARTIAL ? 1 : 0;
	const decoder = createDecoder(payload);
	decoder.pos = headerStart;
	const format = readVarUint(decoder);
	if (format !== FORMAT) throw new RangeError(`A row of format ${format}, which this version does not read.`);
	const epoch = readVarUint(decoder);
	const position = readVarUint(decoder);
	const organisationRows = readVarUint(decoder);
	const entries: StoredEntry[] = [];
	const entryCount = readVarUint(decoder);
	const start = decoder.pos;
	for (let i = 0; i < entryCount; i++) entries.push(readAny(decoder) as StoredEntry);
	const entryBytes = payload.subarray(start, decoder.pos);
	const client = readVarUint(decoder);
	const clock = readVarUint(decoder);
	const length = readVarUint(decoder);
	const count = readVarUint(decoder);
	const headerEnd = decoder.pos;
	const kept = headerStart === 0 ? null : withoutErased(payload, headerEnd, count);
	const values = kept?.values ?? payload.subarray(headerEnd);
	const run = length > 0 ? { client, clock, length, values, count } : null;
	const erased = kept?.erased ?? NOTHING;
	const left = kept?.left ?? null;
	return {
		epoch,
		position,
		organisationRows,
		entries,
		run,
		entryBytes,
		headerStart,
		headerEnd,
		erased,
		left,
	};
}

/** Position after the value, or what is left of it, that begins at `position`. */
export function skipStored(payload: Uint8Array, position: number): number {
	if (payload[position] === ERASED_VALUE) return position + 1 + LEAF_BYTES;
	const isRewritten = payload[position] === REWRITTEN_VALUE;
	return skipValue(payload, isRewritten ? position + 1 + LEAF_BYTES + NEW_SALT_BYTES : position);
}

/** The leaf that stands for the erased value at `position`; undefined where a value is. */
export function erasedLeaf(payload: Uint8Array, position: number): Uint8Array | undefined {
	const isErased = payload[position] === ERASED_VALUE || payload[position] === REWRITTEN_VALUE;
	if (payload[0] !== PARTIAL || !isErased) return undefined;
	return payload.slice(position + 1, position + 1 + LEAF_BYTES);
}

function withoutErased(payload: Uint8Array, start: number, count: number) {
	const values = new Uint8Array(payload.length - start);
	const erased: number[] = [];
	let left: Uint8Array | null = null;
	let length = 0;
	let position = start;
	for (let i = 0; i < count; i++) {
		const end = skipStored(payload, position);
		let bytes = payload.subarray(position, end);
		const [tag] = bytes;
		if (tag === ERASED_VALUE) bytes = NO_VALUE;
		if (tag === REWRITTEN_VALUE) {
			left = bytes.subarray(1 + LEAF_BYTES);
			bytes = left.subarray(NEW_SALT_BYTES);
		}
		if (tag === ERASED_VALUE || tag === REWRITTEN_VALUE) erased.push(i);
		values.set(bytes, length);
		length += bytes.length;
		position = end;
	}
	return { values: values.slice(0, length), erased, left };
}
