/**
 * A row's payload (SPEC L2, L3, L5): a header and the values of the run's events.
 *
 *   varUint 2, varUint epoch, varUint position (of the first entry in that ledger), varUint rows of the organisation's log, varUint entries, the entries,
 *   varUint client, varUint clock, varUint length, varUint values (the length, or 0), then the values.
 *
 * The header is the first leaf; each event is one more.
 */
import * as encoding from 'lib0/encoding';
import { createDecoder, readAny, readVarUint } from 'lib0/decoding';
import type { StoredEntry } from '#lib/domain/ledger.ts';

/** Raised with every change of what a payload says; a released one is read for ever (SPEC L5). */
const FORMAT = 2;

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
	headerLength: number;
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
	const headerLength = encoding.length(encoder);
	if (run) encoding.writeUint8Array(encoder, run.values);
	const payload = encoding.toUint8Array(encoder);
	return { payload, decoded: { ...content, entryBytes: payload.subarray(start, end), headerLength } };
}

/** Reads a stored payload. Throws a RangeError for one that this version cannot read. */
export function decodePayload(payload: Uint8Array): DecodedPayload {
	const decoder = createDecoder(payload);
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
	const headerLength = decoder.pos;
	const run = length > 0 ? { client, clock, length, values: payload.subarray(headerLength), count } : null;
	return { epoch, position, organisationRows, entries, run, entryBytes, headerLength };
}
