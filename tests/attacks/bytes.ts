/** Bytes of updates and messages as an attacker makes them: nothing here keeps any rule. */
import * as encoding from 'lib0/encoding';
import { eventBytes } from '#lib/domain/digest.ts';

/** Of lib0's kinds of content (Yjs' `contentRefs`). */
export const CONTENT = {
	gc: 0,
	deleted: 1,
	json: 2,
	binary: 3,
	string: 4,
	embed: 5,
	format: 6,
	type: 7,
	any: 8,
	doc: 9,
	skip: 10,
} as const;

export type Part = Uint8Array | number | string;

/** Numbers become varUints, texts become varStrings, bytes stay. */
export function bytes(...parts: Part[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const part of parts) {
		if (typeof part === 'number') encoding.writeVarUint(encoder, part);
		else if (typeof part === 'string') encoding.writeVarString(encoder, part);
		else encoding.writeUint8Array(encoder, part);
	}
	return encoding.toUint8Array(encoder);
}

export function raw(...octets: number[]): Uint8Array {
	return Uint8Array.from(octets);
}

/** The number with a needless byte: not the shortest form. */
export function overlong(value: number): Uint8Array {
	const shortest = bytes(value);
	return raw(...shortest.subarray(0, -1), shortest.at(-1)! | 0x80, 0);
}

/** 2^53 and more: no client id, clock or length is that large. */
export const TOO_LARGE = raw(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10);

export interface Place {
	origin?: readonly [client: number, clock: number];
	right?: readonly [client: number, clock: number];
	root?: Part;
	/** The item that holds it. */
	parent?: readonly [client: number, clock: number];
	sub?: string;
}

/** The end of one's own log, whose last clock is `clock - 1`. */
export function endOf(client: number, clock: number): Place {
	return clock > 0 ? { origin: [client, clock - 1] } : { root: String(client) };
}

export function struct(
	ref: number,
	{ origin, right, root, parent, sub }: Place,
	...content: Part[]
): Uint8Array {
	const info = ref | (origin ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32);
	const parts: Part[] = [raw(info)];
	if (origin) parts.push(...origin);
	if (right) parts.push(...right);
	if (root !== undefined) parts.push(1, root);
	if (parent) parts.push(0, ...parent);
	if (sub !== undefined && !origin && !right) parts.push(sub);
	return bytes(...parts, ...content);
}

/** Values as events or as bytes. */
export function values(place: Place, ...events: (object | Uint8Array)[]): Uint8Array {
	return struct(CONTENT.any, place, events.length, ...events.map(valueBytes));
}

export function valueBytes(value: object | Uint8Array): Uint8Array {
	return value instanceof Uint8Array ? value : eventBytes(value);
}

/** An object of lib0's `any`, its members in any order and number. */
export function objectBytes(...members: [key: Part, value: Uint8Array][]): Uint8Array {
	return bytes(raw(118), members.length, ...members.flat());
}

export function textBytes(text: string | Uint8Array): Uint8Array {
	return typeof text === 'string' ? bytes(raw(119), text) : bytes(raw(119), text.length, text);
}

export function gc(length: Part): Uint8Array {
	return bytes(raw(CONTENT.gc), length);
}

export function skip(length: Part): Uint8Array {
	return bytes(raw(CONTENT.skip), length);
}

export function deleted(place: Place, length: Part): Uint8Array {
	return struct(CONTENT.deleted, place, length);
}

export function section(client: Part, clock: Part, ...structs: Uint8Array[]): Uint8Array {
	return bytes(structs.length, client, clock, ...structs);
}

export type DeleteRange = readonly [client: number, ...ranges: (readonly [clock: number, length: number])[]];

export function deleteSet(...deletes: DeleteRange[]): Uint8Array {
	return bytes(
		deletes.length,
		...deletes.flatMap(([client, ...ranges]) => [client, ranges.length, ...ranges.flat()]),
	);
}

export function update(sections: readonly Uint8Array[], deletes: Uint8Array = raw(0)): Uint8Array {
	return bytes(sections.length, ...sections, deletes);
}

/** Appends to the log of `client`, whose next clock is `clock`, as an honest client would. */
export function append(client: number, clock: number, ...events: (object | Uint8Array)[]): Uint8Array {
	return update([section(client, clock, values(endOf(client, clock), ...events))]);
}

export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** A message of the y-websocket protocol. */
export function syncMessage(kind: number, content: Uint8Array): Uint8Array {
	return bytes(0, kind, content.length, content);
}

export function stateVector(...entries: (readonly [client: number, clock: number])[]): Uint8Array {
	return bytes(entries.length, ...entries.flat());
}

/** States of awareness; `state` is the JSON. */
export function awarenessMessage(...states: { client: number; clock: number; json: string }[]): Uint8Array {
	const content = bytes(states.length, ...states.flatMap(({ client, clock, json }) => [client, clock, json]));
	return bytes(1, content.length, content);
}

/** A frame of the multiplexed socket (SPEC W1). */
export function frame(channel: Part, op: Part, ...rest: Part[]): Uint8Array {
	return bytes(channel, op, ...rest);
}

export const message = (b: string, rest: object = {}): object => ({ k: 'm', at: 1, b, ...rest });
