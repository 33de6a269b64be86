/** Changed events: of other keys, types, sizes and encodings than SPEC D3-D5 allow, and some that it does allow. */
import { createDecoder, readAny } from 'lib0/decoding';
import type { Prng } from '../simulation/prng.ts';
import { bytes, objectBytes, overlong, raw, textBytes } from '../attacks/bytes.ts';
import { encoded } from './event-form.ts';

type Members = [key: string, value: unknown][];

/** Whom an attacker may name. */
export interface Names {
	refs: readonly (readonly [client: number, clock: number])[];
	own: readonly [client: number, clock: number];
}

const NUMBERS = [
	0,
	-0,
	-1,
	840,
	-840,
	841,
	-841,
	0.5,
	NaN,
	Infinity,
	2 ** 31 - 1,
	2 ** 31,
	2 ** 53 - 1,
	2 ** 53,
	2 ** 60,
	1e300,
];
const KEYS = [
	'role',
	'user',
	'mod',
	'was',
	'tz',
	're',
	'of',
	'b',
	'at',
	'k',
	'',
	'0',
	'7',
	'__proto__',
	'constructor',
	'prototype',
	'toString',
];
const TEXTS = [
	'',
	' ',
	'\n\u2003',
	'\0',
	'a\0b',
	'\ufffd',
	'\ufeff',
	'\u202e',
	'm',
	'e',
	'd',
	'r',
	's',
	'created',
	'z'.repeat(16_385),
	'€'.repeat(5462),
	'q'.repeat(65),
];
/** What a file may not be called, and some that it may. */
const FILE_TEXTS = [
	'..',
	'a/b',
	'con.txt',
	'gnp\u202e.exe',
	'x\r\ny',
	'a'.repeat(256),
	' x',
	'x.',
	'A/B',
	'=',
	'f'.repeat(64),
	'F'.repeat(64),
];
/** What UTF-8 is not. */
const NO_TEXTS = [
	raw(0xff),
	raw(0xc0, 0x80),
	raw(0xed, 0xa0, 0x80),
	raw(0xf4, 0x90, 0x80, 0x80),
	raw(0xe2, 0x82),
];

/** Another value in the place of this one, as bytes. */
export function mutateValue(chance: Prng, value: Uint8Array, names: Names): Uint8Array {
	const event = read(value);
	if (typeof event !== 'object' || event === null || Array.isArray(event)) return strange(chance);
	const members: Members = Object.entries(event);
	if (chance.chance(0.25)) return encoded(anotherEvent(chance, names));
	for (let changes = chance.chance(0.8) ? 1 : 2; changes > 0; changes--) changeMember(chance, members, names);
	if (chance.chance(0.3)) return looseBytes(chance, members);
	return objectOf(members);
}

/** It may be a mutant already. */
function read(value: Uint8Array): unknown {
	try {
		return readAny(createDecoder(value));
	} catch {
		return undefined;
	}
}

/** An id that nobody has. */
const SOMEBODY = '00000000-0000-7000-8000-000000000000';

/** An event of the right form; whether it may stand there depends on whom it names. */
export function anotherEvent(chance: Prng, names: Names): object {
	const of = chance.pick(names.refs);
	const was = chance.chance(0.2) ? { was: [...chance.pick(names.refs), chance.below(2 ** 31)] } : {};
	switch (chance.below(9)) {
		case 0:
			return { k: 'e', at: 1, of, b: 'changed', ...was };
		case 1:
			return { k: 'd', at: 1, of, ...was };
		case 2:
			return { k: 'd', at: 1, of, mod: true, ...was };
		case 3:
			return { k: 'r', at: 1, of, e: '!', on: true, ...was };
		case 4:
			return { k: 's', at: 1, a: 'joined', who: 'mal' };
		case 5:
			return { k: 'm', at: 1, b: 'answer', re: [chance.below(3), ...of], ...was };
		case 6:
			return { k: 'm', at: 1, b: 'forward', fw: [SOMEBODY, chance.below(3), ...of, SOMEBODY, 1], ...was };
		case 7:
			return { k: 'm', at: 1, b: 'far away', tz: chance.between(-842, 842), ...was };
		default:
			return { k: 'm', at: 1, b: 'copy', was: [...of, chance.below(2 ** 31)] };
	}
}

function changeMember(chance: Prng, members: Members, names: Names): void {
	if (members.length === 0) members.push([chance.pick(KEYS), someValue(chance, names)]);
	const at = chance.below(members.length);
	const member = members[at]!;
	switch (chance.below(9)) {
		case 0:
			members.splice(at, 1);
			break;
		case 1:
			members.splice(chance.below(members.length + 1), 0, [chance.pick(KEYS), someValue(chance, names)]);
			break;
		case 2:
			members.push(members.splice(at, 1)[0]!);
			break;
		case 3:
			members.splice(at, 0, [...member]);
			break;
		case 4:
			member[0] = chance.pick(KEYS);
			break;
		default:
			member[1] = chance.chance(0.5) ? tweaked(chance, member[1], names) : someValue(chance, names);
	}
}

function tweaked(chance: Prng, value: unknown, names: Names): unknown {
	if (typeof value === 'number')
		return chance.chance(0.5) ? chance.pick(NUMBERS) : value + chance.pick([-1, 1, 0.5]);
	if (typeof value === 'string')
		return chance.chance(0.5) ? chance.pick(TEXTS) : `${value}${chance.pick(TEXTS)}`;
	if (typeof value === 'boolean') return !value;
	if (!Array.isArray(value)) return someValue(chance, names);
	const tuple: unknown[] = [...(value as unknown[])];
	if (Array.isArray(tuple[0])) return tweakedFiles(chance, tuple, names);
	switch (chance.below(4)) {
		case 0:
			return [...chance.pick(names.refs), ...tuple.slice(2)];
		case 1:
			return tuple.slice(1);
		case 2:
			return [...tuple, chance.below(9)];
		default:
			tuple[chance.below(tuple.length)] = chance.pick(NUMBERS);
			return tuple;
	}
}

/** The list, one of its files, or one member of that. */
function tweakedFiles(chance: Prng, files: unknown[], names: Names): unknown {
	const at = chance.below(files.length);
	const file = [...(files[at] as unknown[])];
	switch (chance.below(5)) {
		case 0:
			return [...files, files[at]];
		case 1:
			return files.with(at, file.slice(1));
		case 2:
			return files.with(at, chance.pick(TEXTS));
		default: {
			const member = chance.below(file.length);
			file[member] = chance.chance(0.5) ? tweaked(chance, file[member], names) : chance.pick(FILE_TEXTS);
			return files.with(at, file);
		}
	}
}

function someValue(chance: Prng, names: Names): unknown {
	switch (chance.below(9)) {
		case 0:
			return chance.pick(NUMBERS);
		case 1:
			return chance.pick(TEXTS);
		case 2:
			return chance.pick([true, false, null, undefined]);
		case 3:
			return [...chance.pick(names.refs)];
		case 4:
			return [...chance.pick(names.refs), chance.below(2 ** 31)];
		case 5:
			return BigInt(chance.below(100));
		case 6:
			return chance.bytes(chance.below(20));
		case 7:
			return nested(chance.between(1, 8));
		default:
			return chance.chance(0.5) ? {} : Array.from({ length: chance.pick([0, 1, 30, 40]) }, () => 0);
	}
}

function nested(depth: number): unknown {
	return depth === 0 ? 0 : [nested(depth - 1)];
}

function objectOf(members: Members): Uint8Array {
	return objectBytes(...members.map(([key, value]): [string, Uint8Array] => [key, encoded(value)]));
}

/** The same members, one of them in an encoding that `writeAny` does not write. */
function looseBytes(chance: Prng, members: Members): Uint8Array {
	const at = chance.below(members.length || 1);
	const parts = members.map(([key, value], i): [string | Uint8Array, Uint8Array] => [
		key,
		i === at ? looseValue(chance, value) : encoded(value),
	]);
	if (chance.chance(0.1)) return bytes(raw(118), overlong(parts.length), ...parts.flat());
	if (chance.chance(0.1))
		return bytes(raw(118), parts.length + chance.pick([-1, 1, 40, 2 ** 40]), ...parts.flat());
	return objectBytes(...parts);
}

function looseValue(chance: Prng, value: unknown): Uint8Array {
	if (typeof value === 'number') return looseNumber(chance, value);
	if (typeof value === 'string') {
		if (chance.chance(0.3)) return textBytes(chance.pick(NO_TEXTS));
		if (chance.chance(0.3))
			return bytes(raw(119), chance.pick([2 ** 30, 2 ** 52]), new TextEncoder().encode(value));
		return bytes(raw(119), overlong(Buffer.byteLength(value)), new TextEncoder().encode(value));
	}
	if (Array.isArray(value)) {
		const at = chance.below(value.length || 1);
		const parts = (value as unknown[]).map((one, i) => (i === at ? looseValue(chance, one) : encoded(one)));
		return bytes(raw(117), parts.length, ...parts);
	}
	return strange(chance);
}

function looseNumber(chance: Prng, value: number): Uint8Array {
	const scratch = new DataView(new ArrayBuffer(8));
	switch (chance.below(4)) {
		case 0:
			scratch.setFloat64(0, value);
			return bytes(raw(123), new Uint8Array(scratch.buffer));
		case 1:
			scratch.setFloat32(0, value);
			return bytes(raw(124), new Uint8Array(scratch.buffer.slice(0, 4)));
		case 2:
			scratch.setBigInt64(0, BigInt(Number.isSafeInteger(value) ? value : 7));
			return bytes(raw(122), new Uint8Array(scratch.buffer));
		default: {
			const integer = encoded(Math.abs(Math.trunc(value)) % 2 ** 31 || 0);
			return bytes(integer.subarray(0, -1), raw(integer.at(-1)! | 0x80, 0));
		}
	}
}

/** No object at all. */
export function strange(chance: Prng): Uint8Array {
	switch (chance.below(5)) {
		case 0:
			return raw(chance.below(256));
		case 1:
			return encoded(chance.pick(NUMBERS));
		case 2:
			return encoded(chance.pick(TEXTS));
		case 3:
			return encoded(nested(chance.pick([1, 4, 5, 100])));
		default:
			return encoded(chance.pick([null, undefined, [], {}, ['e', 0, 0, 1], [0, 0, 1, 5, 77]]));
	}
}
