/**
 * A snapshot of a document's rows (SPEC L12): the values of each log, one after the other. The relay, the verifier's command and a browser make the same bytes
 * of the same rows.
 */
import * as encoding from 'lib0/encoding';
import { createDecoder, hasContent, readUint8Array, readVarString, readVarUint } from 'lib0/decoding';
import { HASH_BYTES } from './row-chain.ts';

/** Raised with every change of what a snapshot says. One of another format is not used, but made anew. */
const FORMAT = 1;

/** The values of one client id; value `i` has clock `i`. */
export interface SnapshotLog {
	client: number;
	count: number;
	bytes: Uint8Array;
}

export interface Snapshot {
	document: string;
	/** Number of rows that it covers: 1 or more. */
	seq: number;
	/** Hash of the last of them. */
	rowHash: Uint8Array;
	/** In ascending client id. */
	logs: readonly SnapshotLog[];
}

/** @param logs in any order */
export function encodeSnapshot({ document, seq, rowHash, logs }: Snapshot): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, FORMAT);
	encoding.writeVarString(encoder, document);
	encoding.writeVarUint(encoder, seq);
	encoding.writeUint8Array(encoder, rowHash);
	encoding.writeVarUint(encoder, logs.length);
	for (const { client, count, bytes } of [...logs].sort((one, other) => one.client - other.client)) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, count);
		encoding.writeVarUint8Array(encoder, bytes);
	}
	return encoding.toUint8Array(encoder);
}

/** The logs are views of `bytes`. Throws for what is no snapshot that this version reads. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
	const decoder = createDecoder(bytes);
	const format = readVarUint(decoder);
	if (format !== FORMAT)
		throw new RangeError(`A snapshot of format ${format}, which this version does not read.`);
	const document = readVarString(decoder);
	const seq = readVarUint(decoder);
	const rowHash = readUint8Array(decoder, HASH_BYTES);
	const logs: SnapshotLog[] = [];
	const logCount = readVarUint(decoder);
	for (let i = 0; i < logCount; i++) {
		const client = readVarUint(decoder);
		const count = readVarUint(decoder);
		logs.push({ client, count, bytes: readUint8Array(decoder, readVarUint(decoder)) });
	}
	if (hasContent(decoder)) throw new RangeError('A snapshot with bytes after its end.');
	return { document, seq, rowHash, logs };
}
