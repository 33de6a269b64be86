/** Yjs v1 updates of text items (SPEC X10): one way to write each, whatever a client sent. */
import * as encoding from 'lib0/encoding';
import type { ClockRange } from './decode.ts';
import { cutText, type ItemId } from './text-items.ts';

/** A struct as it is written: what an item and a new item have in common. */
export interface TextStruct {
	client: number;
	clock: number;
	length: number;
	text: string | null;
	origin: ItemId | null;
	rightOrigin: ItemId | null;
	root: string | null;
}

const DELETED = 1;
const STRING = 4;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_ORIGIN = 0b1000_0000;

/** The end of a struct, from `clock` on: its parts follow each other. */
export function partFrom<Struct extends TextStruct>(struct: Struct, clock: number): Struct | TextStruct {
	const size = clock - struct.clock;
	if (size <= 0) return struct;
	const { client, length, text, rightOrigin } = struct;
	const rest = text === null ? null : cutText(text, size)[1];
	return {
		client,
		clock,
		length: length - size,
		text: rest,
		origin: [client, clock - 1],
		rightOrigin,
		root: null,
	};
}

/** The beginning of a struct, up to `clock`. */
export function partBefore(struct: TextStruct, clock: number): TextStruct {
	const length = clock - struct.clock;
	if (length >= struct.length) return struct;
	return { ...struct, length, text: struct.text === null ? null : cutText(struct.text, length)[0] };
}

/** @param structs of one client id, without a hole */
export function encodeStructs(structs: readonly TextStruct[]): Uint8Array {
	const encoder = encoding.createEncoder();
	const [first] = structs;
	encoding.writeVarUint(encoder, structs.length);
	encoding.writeVarUint(encoder, first!.client);
	encoding.writeVarUint(encoder, first!.clock);
	for (const struct of structs) writeStruct(encoder, struct);
	return encoding.toUint8Array(encoder);
}

function writeStruct(
	encoder: encoding.Encoder,
	{ length, text, origin, rightOrigin, root }: TextStruct,
): void {
	const places = (origin ? HAS_ORIGIN : 0) | (rightOrigin ? HAS_RIGHT_ORIGIN : 0);
	encoding.write(encoder, places | (text === null ? DELETED : STRING));
	for (const id of [origin, rightOrigin]) {
		if (!id) continue;
		encoding.writeVarUint(encoder, id[0]);
		encoding.writeVarUint(encoder, id[1]);
	}
	if (!places) {
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, root!);
	}
	if (text === null) encoding.writeVarUint(encoder, length);
	else encoding.writeVarString(encoder, text);
}

/** @param ranges neighbours coalesced, ascending for each client id */
export function encodeDeletes(ranges: readonly ClockRange[]): Uint8Array {
	const byClient = Map.groupBy(ranges, ({ client }) => client);
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, byClient.size);
	for (const [client, parts] of [...byClient].sort(([one], [other]) => other - one)) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, parts.length);
		for (const { clock, length } of parts) {
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarUint(encoder, length);
		}
	}
	return encoding.toUint8Array(encoder);
}

export const NO_DELETES = Uint8Array.of(0);

/** @param sections the highest client id first, as Yjs writes and expects them */
export function joinUpdate(sections: readonly Uint8Array[], deletes: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, sections.length);
	for (const section of sections) encoding.writeUint8Array(encoder, section);
	encoding.writeUint8Array(encoder, deletes);
	return encoding.toUint8Array(encoder);
}
