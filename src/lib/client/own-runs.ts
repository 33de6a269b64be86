/** The sending side of one's own logs: what of them a relay lacks, as Yjs updates that hold nothing else and are bounded in size. */
import * as encoding from 'lib0/encoding';
import type * as Y from 'yjs';
import { rootOf } from '#lib/domain/client-id.ts';
import { nextClock, readLog } from '#lib/domain/conversation-document.ts';
import { eventBytes } from '#lib/domain/digest.ts';

/** Content references of Yjs's update format, version 1, and the bit that says an origin follows. */
const CONTENT_DELETED = 1;
const CONTENT_ANY = 8;
const HAS_ORIGIN = 0x80;

/** A long offline backlog goes up in pieces of about this size, so that no frame comes near the relay's limit. */
export const CHUNK_BYTES = 512 * 1024;

export interface RunPiece {
	client: number;
	clock: number;
	/** How many clocks the update covers. */
	length: number;
	update: Uint8Array;
}

/**
 * Cuts one log from `clock` to its end into updates, each of one pure append (SPEC R5). Only a relay that was restored from a backup can lack
 * clocks whose content is gone already; it takes them as tombstones.
 */
export function piecesOf(doc: Y.Doc, client: number, clock: number, chunkBytes = CHUNK_BYTES): RunPiece[] {
	const pieces: RunPiece[] = [];
	let values: Uint8Array[] = [];
	let bytes = 0;
	let gone = 0;
	let start = clock;
	const cut = () => {
		const length = values.length + gone;
		if (length > 0)
			pieces.push({ client, clock: start, length, update: encodeRun(client, start, values, gone) });
		start += length;
		values = [];
		bytes = gone = 0;
	};
	for (const slot of readLog(doc, client, clock, Math.max(0, nextClock(doc, client) - clock))) {
		if (slot.state !== 'present') {
			if (values.length > 0) cut();
			gone++;
			continue;
		}
		const value = eventBytes(slot.value as object);
		if (gone > 0 || (bytes > 0 && bytes + value.length > chunkBytes)) cut();
		values.push(value);
		bytes += value.length;
	}
	cut();
	return pieces;
}

/** One struct at the end of a client's own root array, of values or of `gone` clocks without content, and no deletions. */
function encodeRun(client: number, clock: number, values: readonly Uint8Array[], gone: number): Uint8Array {
	const encoder = encoding.createEncoder();
	const content = gone > 0 ? CONTENT_DELETED : CONTENT_ANY;
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarUint(encoder, client);
	encoding.writeVarUint(encoder, clock);
	if (clock > 0) {
		encoding.writeUint8(encoder, content | HAS_ORIGIN);
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock - 1);
	} else {
		encoding.writeUint8(encoder, content);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, rootOf(client));
	}
	encoding.writeVarUint(encoder, gone > 0 ? gone : values.length);
	for (const value of values) encoding.writeUint8Array(encoder, value);
	encoding.writeVarUint(encoder, 0);
	return encoding.toUint8Array(encoder);
}
