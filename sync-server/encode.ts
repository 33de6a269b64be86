/**
 * Writes Yjs v1 updates from runs of value bytes: a header, then a copy (SPEC W5, R12). Every struct is the honest one, whatever a client sent:
 * at the end of the root that its client id names.
 */
import * as encoding from 'lib0/encoding';
import { rootOf } from '#lib/domain/client-id.ts';
import type { ClockRange } from './decode.ts';

/** A piece of a log: the bytes of `length` values, or clocks without content. */
export type Piece =
	{ kind: 'values'; length: number; bytes: Uint8Array } | { kind: 'deleted'; length: number };

/** Encoded structs of one client id. */
export interface EncodedSection {
	client: number;
	bytes: Uint8Array;
}

const ANY_WITH_ORIGIN = 0b1000_1000;
const ANY_IN_ROOT = 0b0000_1000;
const DELETED_WITH_ORIGIN = 0b1000_0001;
const DELETED_IN_ROOT = 0b0000_0001;

/** One section: `pieces` follow each other from `clock` on. Neighbouring pieces of a kind become one struct. */
export function encodeSection(client: number, clock: number, pieces: readonly Piece[]): EncodedSection {
	const structs: { kind: Piece['kind']; length: number; bytes: Uint8Array[] }[] = [];
	for (const piece of pieces) {
		let last = structs.at(-1);
		if (last?.kind !== piece.kind) structs.push((last = { kind: piece.kind, length: 0, bytes: [] }));
		last.length += piece.length;
		if (piece.kind === 'values') last.bytes.push(piece.bytes);
	}
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, structs.length);
	encoding.writeVarUint(encoder, client);
	encoding.writeVarUint(encoder, clock);
	let at = clock;
	for (const struct of structs) {
		const isAny = struct.kind === 'values';
		if (at > 0) {
			encoding.write(encoder, isAny ? ANY_WITH_ORIGIN : DELETED_WITH_ORIGIN);
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, at - 1);
		} else {
			encoding.write(encoder, isAny ? ANY_IN_ROOT : DELETED_IN_ROOT);
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarString(encoder, rootOf(client));
		}
		encoding.writeVarUint(encoder, struct.length);
		for (const bytes of struct.bytes) encoding.writeUint8Array(encoder, bytes);
		at += struct.length;
	}
	return { client, bytes: encoding.toUint8Array(encoder) };
}

/** An update of these sections (at most one for a client id, in any order) and this delete set. */
export function encodeUpdate(
	sections: readonly EncodedSection[],
	deletes: readonly ClockRange[] = [],
): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, sections.length);
	// Yjs writes and expects the highest client id first.
	for (const section of [...sections].sort((a, b) => b.client - a.client))
		encoding.writeUint8Array(encoder, section.bytes);
	writeDeleteSet(encoder, deletes);
	return encoding.toUint8Array(encoder);
}

function writeDeleteSet(encoder: encoding.Encoder, deletes: readonly ClockRange[]): void {
	const byClient = new Map<number, ClockRange[]>();
	for (const range of deletes) {
		const ranges = byClient.get(range.client);
		if (ranges) ranges.push(range);
		else byClient.set(range.client, [range]);
	}
	encoding.writeVarUint(encoder, byClient.size);
	for (const [client, ranges] of [...byClient].sort((a, b) => b[0] - a[0])) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, ranges.length);
		for (const { clock, length } of ranges.sort((a, b) => a.clock - b.clock)) {
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarUint(encoder, length);
		}
	}
}
