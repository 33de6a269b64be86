/**
 * Writes Yjs v1 updates from runs of value bytes: a header, then a copy (SPEC W5, R12). Every struct is the honest one, whatever a client sent:
 * at the end of the root that its client id names.
 */
import { rootOf } from '#lib/domain/client-id.ts';
import { concatenate, pushAscii, pushVarUint, varUints } from './byte-writer.ts';
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
	// Heads are some bytes, values may be megabytes: these are copied once, into their place.
	const parts: Uint8Array[] = [varUints(structs.length, client, clock)];
	let at = clock;
	for (const struct of structs) {
		parts.push(structHead(struct.kind, client, at, struct.length));
		for (const bytes of struct.bytes) parts.push(bytes);
		at += struct.length;
	}
	return { client, bytes: concatenate(parts) };
}

function structHead(kind: Piece['kind'], client: number, clock: number, length: number): Uint8Array {
	const isAny = kind === 'values';
	const head: number[] = [];
	if (clock > 0) {
		head.push(isAny ? ANY_WITH_ORIGIN : DELETED_WITH_ORIGIN);
		pushVarUint(head, client);
		pushVarUint(head, clock - 1);
	} else {
		head.push(isAny ? ANY_IN_ROOT : DELETED_IN_ROOT, 1);
		pushAscii(head, rootOf(client));
	}
	pushVarUint(head, length);
	return Uint8Array.from(head);
}

/** An update of these sections (at most one for a client id, in any order) and this delete set. */
export function encodeUpdate(
	sections: readonly EncodedSection[],
	deletes: readonly ClockRange[] = [],
): Uint8Array {
	return concatenate(updateParts(inOrder(sections), encodeDeleteSet(deletes)));
}

/** Yjs writes and expects the highest client id first. */
export function inOrder<Section extends EncodedSection>(sections: readonly Section[]): Section[] {
	return [...sections].sort((a, b) => b.client - a.client);
}

/** The pieces of an update whose sections are in order. */
export function updateParts(sections: readonly EncodedSection[], deleteSet: Uint8Array): Uint8Array[] {
	return [varUints(sections.length), ...sections.map(({ bytes }) => bytes), deleteSet];
}

export function encodeDeleteSet(deletes: readonly ClockRange[]): Uint8Array {
	const byClient = new Map<number, ClockRange[]>();
	for (const range of deletes) {
		const ranges = byClient.get(range.client);
		if (ranges) ranges.push(range);
		else byClient.set(range.client, [range]);
	}
	const bytes: number[] = [];
	pushVarUint(bytes, byClient.size);
	for (const [client, ranges] of [...byClient].sort((a, b) => b[0] - a[0])) {
		pushVarUint(bytes, client);
		pushVarUint(bytes, ranges.length);
		for (const { clock, length } of ranges.sort((a, b) => a.clock - b.clock)) {
			pushVarUint(bytes, clock);
			pushVarUint(bytes, length);
		}
	}
	return Uint8Array.from(bytes);
}
