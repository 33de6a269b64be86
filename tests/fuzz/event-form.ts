/**
 * SPEC D3-D5 once more, for the oracle alone and from the words of the specification: what the relay's own parser lets through is held against this.
 */
import { createDecoder, readAny } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeAny } from 'lib0/encoding';

export type Ref = [client: number, clock: number];

export interface KnownEvent {
	k: 'm' | 'e' | 'd' | 'r' | 's';
	of?: Ref;
	b?: string;
	mod?: true;
	fw?: [
		conversation: string,
		volume: number,
		client: number,
		clock: number,
		author: string,
		receivedAt: number,
	];
	was?: [client: number, clock: number, digest: number];
}

type Check = (value: unknown) => boolean;

const isCount: Check = (value) =>
	Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0);
const counts =
	(length: number): Check =>
	(value) =>
		Array.isArray(value) && value.length === length && value.every(isCount);
const text =
	(least: number, most: number): Check =>
	(value) => {
		if (typeof value !== 'string' || value.indexOf('\0') >= 0 || !value.isWellFormed()) return false;
		const size = Buffer.byteLength(value);
		return size >= least && size <= most;
	};
const body: Check = (value) => text(1, 16_384)(value) && /\S/.test(value as string);
const uuid: Check = (value) =>
	typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const forwarded: Check = (value) =>
	Array.isArray(value) &&
	value.length === 6 &&
	[0, 4].every((at) => uuid(value[at])) &&
	[1, 2, 3, 5].every((at) => isCount(value[at]));
const below =
	(end: number): Check =>
	(value) =>
		isCount(value) && (value as number) < end;
/** Each member of a file. The name by what it must not have; that cleaning leaves it is a test of its own. */
const FILE: Check[] = [
	uuid,
	(value) =>
		text(1, 255)(value) &&
		// eslint-disable-next-line no-control-regex
		!/[/\\<>:"|?*\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]|^ |[ .]$/.test(
			value as string,
		),
	(value) => text(3, 100)(value) && /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/.test(value as string),
	isCount,
	(value) => text(64, 64)(value) && !/[^0-9a-f]/.test(value as string),
	...[below(2 ** 31), below(2 ** 31), below(2 ** 31)],
	(value) => text(0, 96)(value) && !/[^\w-]/.test(value as string),
];
const file: Check = (value) =>
	Array.isArray(value) && value.length === FILE.length && FILE.every((check, at) => check(value[at]));
const files: Check = (value) =>
	Array.isArray(value) &&
	value.length >= 1 &&
	value.length <= 10 &&
	value.every(file) &&
	new Set(value.map((one: unknown[]) => one[0])).size === value.length;
const offset: Check = (value) =>
	Number.isSafeInteger(value) &&
	!Object.is(value, -0) &&
	(value as number) >= -840 &&
	(value as number) <= 840;
const any =
	(...allowed: unknown[]): Check =>
	(value) =>
		allowed.includes(value);

/** The table of D3: `?` may be missing. */
const FORMS: Record<string, [key: string, check: Check][]> = {
	m: [
		['k', any('m')],
		['at', isCount],
		['b', body],
		['fi?', files],
		['re?', counts(3)],
		['fw?', forwarded],
		['tz?', offset],
		['was?', counts(3)],
	],
	e: [
		['k', any('e')],
		['at', isCount],
		['of', counts(2)],
		['b', body],
		['was?', counts(3)],
	],
	d: [
		['k', any('d')],
		['at', isCount],
		['of', counts(2)],
		['mod?', any(true)],
		['was?', counts(3)],
	],
	r: [
		['k', any('r')],
		['at', isCount],
		['of', counts(2)],
		['e', text(1, 64)],
		['on', any(true, false)],
		['was?', counts(3)],
	],
	s: [
		['k', any('s')],
		['at', isCount],
		['a', any('created', 'added', 'removed', 'joined', 'left', 'renamed', 'auto-replied')],
		['by?', text(0, 512)],
		['who?', text(0, 512)],
		['name?', text(0, 512)],
	],
};

/** Why this value may stand in no log; undefined when it may. */
export function malformedBecause(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'no object';
	const members = Object.entries(value);
	const form = FORMS[String((value as { k?: unknown }).k)];
	if (!form) return 'an unknown kind';
	for (const [key, check] of form) {
		const name = key.replace('?', '');
		const [member] = members;
		if (member?.[0] !== name) {
			if (name === key) return `no ${name} where it should stand`;
			continue;
		}
		if (!check(member[1])) return `${name} is ${String(JSON.stringify(member[1])).slice(0, 40)}`;
		members.shift();
	}
	return members.length > 0 ? `more than that: ${members[0]![0]}` : undefined;
}

/** D5: these are the bytes that `writeAny` makes of what they say. */
export function isCanonical(bytes: Uint8Array): boolean {
	return Buffer.compare(bytes, encoded(readAny(createDecoder(bytes)))) === 0;
}

export function encoded(value: unknown): Uint8Array {
	const encoder = createEncoder();
	writeAny(encoder, value as never);
	return toUint8Array(encoder);
}

/** The bytes of `count` values, apart. */
export function splitValues(bytes: Uint8Array, count: number): Uint8Array[] {
	const decoder = createDecoder(bytes);
	return Array.from({ length: count }, () => {
		const start = decoder.pos;
		readAny(decoder);
		return bytes.subarray(start, decoder.pos);
	});
}
