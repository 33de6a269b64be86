/** Bytes that are no update at all, or one that no encoder of ours writes (SPEC R1, D5). */
import * as Y from 'yjs';
import { eventBytes } from '#lib/domain/digest.ts';
import { NOTHING, refused, tombstone, type Attack } from '../attack.ts';
import {
	append,
	bytes,
	CONTENT,
	deleted,
	deleteSet,
	endOf,
	gc,
	message,
	objectBytes,
	overlong,
	raw,
	section,
	struct,
	textBytes,
	TOO_LARGE,
	update,
	values,
} from '../bytes.ts';
import type { Scene } from '../scene.ts';

const LONG = message('long enough for every limit that counts the bytes which are left');
const HUNDRED_MEGABYTES = 100_000_000;

/** The frame that a case is about. */
function malformed(name: string, attack: (scene: Scene) => Uint8Array, code = 'MALFORMED' as const): Attack {
	return { name, rule: 'R1', attack, outcome: refused(code) };
}

/** One struct at the end of the attacker's log. */
function ofStruct(scene: Scene, content: Uint8Array): Uint8Array {
	return update([section(scene.own, scene.next, content)]);
}

/** One value at the end of his log, and behind it bytes enough for whatever it claims. */
function ofValue(scene: Scene, value: Uint8Array): Uint8Array {
	return ofStruct(scene, struct(CONTENT.any, endOf(scene.own, scene.next), 1, value));
}

/** An honest message but for the bytes of its text. */
function ofText(scene: Scene, text: Uint8Array): Uint8Array {
	return ofValue(scene, objectBytes(['k', textBytes('m')], ['at', raw(125, 1)], ['b', textBytes(text)]));
}

const nested = (depth: number): Uint8Array =>
	bytes(...Array.from({ length: depth }, () => raw(117, 1)), raw(126));

export const ENCODING: Attack[] = [
	malformed('empty-update', () => raw()),
	malformed('no-delete-set', () => raw(0)),
	malformed('cut-before-last-byte', (scene) => scene.append(LONG).subarray(0, -1)),
	malformed('varint-overlong-section-count', (scene) => bytes(overlong(1), scene.append(LONG).subarray(1))),
	malformed('varint-overlong-client', ({ own, next }) =>
		update([section(overlong(own), next, values(endOf(own, next), LONG))]),
	),
	malformed('varint-overlong-clock', ({ own, next }) =>
		update([section(own, overlong(next), values(endOf(own, next), LONG))]),
	),
	malformed('varint-overlong-string-length', (scene) =>
		ofStruct(scene, struct(CONTENT.any, { root: bytes(overlong(1), raw(65)) }, 1, eventBytes(LONG))),
	),
	malformed('varint-2^53', ({ own, next }) =>
		update([section(own, TOO_LARGE, values(endOf(own, next), LONG))]),
	),
	malformed('varint-unending', () => bytes(1, 1, raw(...Array.from({ length: 64 }, () => 0xff)))),
	malformed('clock-overflow', ({ own }) => update([section(own, Number.MAX_SAFE_INTEGER, gc(2))])),
	malformed('empty-section', ({ own, next }) => update([section(own, next)])),
	malformed('zero-length-values', (scene) =>
		ofStruct(scene, struct(CONTENT.any, endOf(scene.own, scene.next), 0)),
	),
	malformed('zero-length-gc', (scene) => ofStruct(scene, gc(0))),
	malformed('zero-length-delete', ({ own }) => update([], deleteSet([own, [0, 0]]))),
	malformed('delete-range-overflow', ({ victim }) =>
		update([], deleteSet([victim, [2, Number.MAX_SAFE_INTEGER]])),
	),
	malformed('gc-with-flags', (scene) => ofStruct(scene, bytes(raw(CONTENT.gc | 128), 1))),
	malformed('skip-with-flags', (scene) => ofStruct(scene, bytes(raw(CONTENT.skip | 32), 1))),
	malformed('parent-of-a-third-kind', (scene) =>
		ofStruct(scene, bytes(raw(CONTENT.any), 2, String(scene.own), 1, eventBytes(LONG))),
	),
	malformed('unknown-value-type-115', (scene) => ofValue(scene, raw(115))),
	malformed('unknown-value-type-0', (scene) => ofValue(scene, raw(0))),
	malformed('integer-beyond-2^53', (scene) =>
		ofValue(
			scene,
			objectBytes(
				['k', textBytes('m')],
				['at', raw(125, 0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)],
				['b', textBytes('text')],
			),
		),
	),
	malformed('float-without-its-bytes', (scene) => ofValue(scene, raw(123, 1, 2)).subarray(0, -1)),
	{
		name: 'delete-set-cut-after-the-forged-part',
		rule: 'R1',
		attack: ({ victim }) => bytes(0, 2, victim, 1, 0, 2),
		outcome: refused('TOO_MANY_CLIENTS'),
	},
	{
		name: 'cut-in-half',
		rule: 'R1',
		attack: (scene) => {
			const whole = scene.append(LONG);
			return whole.subarray(0, whole.length >> 1);
		},
		outcome: refused('STRING_TOO_LONG'),
	},
	{
		name: 'trailing-bytes',
		rule: 'R1',
		attack: (scene) => bytes(scene.append(LONG), raw(1, 2, 3)),
		outcome: refused('TRAILING_BYTES'),
	},
	{
		name: 'trailing-zero',
		rule: 'R1',
		attack: (scene) => bytes(scene.append(LONG), raw(0)),
		outcome: refused('TRAILING_BYTES'),
	},
	{
		name: 'two-updates-in-one',
		rule: 'R1',
		attack: (scene) => bytes(scene.append(LONG), append(scene.ownSession(1), 0, LONG)),
		outcome: refused('TRAILING_BYTES'),
	},
	{
		name: 'v2-bytes-on-v1-channel',
		rule: 'R1',
		attack: ({ own }) => {
			const doc = new Y.Doc();
			doc.clientID = own;
			doc.getArray(String(own)).push([LONG]);
			return Y.encodeStateAsUpdateV2(doc);
		},
		outcome: refused('TRAILING_BYTES'),
	},
	{
		name: 'claimed-string-100MB(truncated)',
		rule: 'R1',
		attack: (scene) => ofStruct(scene, bytes(raw(CONTENT.any), 1, HUNDRED_MEGABYTES)),
		outcome: refused('STRING_TOO_LONG'),
	},
	{
		name: 'claimed-text-100MB',
		rule: 'R1',
		attack: (scene) => ofValue(scene, bytes(raw(119), HUNDRED_MEGABYTES)),
		outcome: refused('STRING_TOO_LONG'),
	},
	{
		name: 'claimed-key-100MB',
		rule: 'R1',
		attack: (scene) => ofValue(scene, bytes(raw(118), 1, HUNDRED_MEGABYTES, raw(0, 0))),
		outcome: refused('STRING_TOO_LONG'),
	},
	{
		name: 'one-section-that-says-it-is-three',
		rule: 'R1',
		attack: ({ own, next }) => bytes(3, section(own, next, gc(1)), 0),
		outcome: refused('TOO_MANY_CLIENTS'),
	},
	{
		name: 'one-struct-that-says-it-is-nine',
		rule: 'R1',
		attack: ({ own, next }) => bytes(1, 9, own, next, gc(1), 0),
		outcome: refused('TOO_MANY_STRUCTS'),
	},
	{
		name: 'two-delete-ranges-that-say-they-are-three',
		rule: 'R1',
		attack: ({ victim }) => bytes(0, 1, victim, 3, 0, 1, 2, 1),
		outcome: refused('TOO_MANY_STRUCTS'),
	},
	{
		name: 'two-values-that-say-they-are-twenty',
		rule: 'R1',
		attack: (scene) => ofValue(scene, raw(117, 20, 126, 126)),
		outcome: refused('TOO_MANY_NODES'),
	},
	{
		name: 'deletes-of-4097-clients',
		rule: 'R1',
		attack: (scene) =>
			update([], deleteSet(...Array.from({ length: 4097 }, (_, i) => [scene.victim + i, [0, 1]] as const))),
		outcome: refused('TOO_MANY_CLIENTS'),
	},
	{
		name: 'count-bomb-structs',
		rule: 'R1',
		attack: ({ own }) => bytes(1, 2 ** 25 - 1, own, 0),
		outcome: refused('TOO_MANY_STRUCTS'),
	},
	{
		name: 'count-bomb-clients',
		rule: 'R1',
		attack: () => bytes(2 ** 40, 1, 1, 1),
		outcome: refused('TOO_MANY_CLIENTS'),
	},
	{
		name: 'count-bomb-delete-clients',
		rule: 'R1',
		attack: () => bytes(0, 2 ** 40),
		outcome: refused('TOO_MANY_CLIENTS'),
	},
	{
		name: 'count-bomb-delete-ranges',
		rule: 'R1',
		attack: ({ victim }) => bytes(0, 1, victim, 2 ** 40, 0, 1),
		outcome: refused('TOO_MANY_STRUCTS'),
	},
	{
		name: 'count-bomb-values',
		rule: 'R1',
		attack: (scene) =>
			ofStruct(scene, struct(CONTENT.any, endOf(scene.own, scene.next), 2 ** 40, eventBytes(LONG))),
		outcome: refused('TOO_MANY_NODES'),
	},
	{
		name: 'count-bomb-array',
		rule: 'R1',
		attack: (scene) => ofValue(scene, bytes(raw(117), 2 ** 30)),
		outcome: refused('TOO_MANY_NODES'),
	},
	{
		name: 'count-bomb-object',
		rule: 'R1',
		attack: (scene) => ofValue(scene, bytes(raw(118), 2 ** 30)),
		outcome: refused('TOO_MANY_NODES'),
	},
	{
		name: 'many-tiny-values',
		rule: 'R1',
		attack: (scene) =>
			ofStruct(
				scene,
				struct(
					CONTENT.any,
					endOf(scene.own, scene.next),
					100_000,
					Uint8Array.from({ length: 200_000 }, (_, i) => (i % 2 ? 1 : 125)),
				),
			),
		outcome: refused('TOO_MANY_NODES'),
	},
	{
		name: 'object-of-129-members',
		rule: 'R1',
		attack: (scene) =>
			ofValue(scene, eventBytes(Object.fromEntries(Array.from({ length: 129 }, (_, i) => [`key${i}`, 1])))),
		outcome: refused('TOO_MANY_NODES'),
	},
	{
		name: 'array-of-arrays-beyond-128-values',
		rule: 'R1',
		attack: (scene) => ofValue(scene, eventBytes(Array.from({ length: 30 }, () => [1, 2, 3, 4]))),
		outcome: refused('TOO_MANY_NODES'),
	},
	{
		name: 'deep-any-20k',
		rule: 'R1',
		attack: (scene) => ofValue(scene, nested(20_000)),
		outcome: refused('TOO_DEEP'),
	},
	{
		name: 'deep-any-5',
		rule: 'R1',
		attack: (scene) => ofValue(scene, nested(5)),
		outcome: refused('TOO_DEEP'),
	},
	{
		name: 'sections-4097',
		rule: 'R1',
		attack: (scene) =>
			update(Array.from({ length: 4097 }, (_, session) => section(scene.ownSession(session + 10), 0, gc(1)))),
		outcome: refused('TOO_MANY_CLIENTS'),
	},
	{
		name: 'structs-20001',
		rule: 'R1',
		attack: ({ own, next }) => update([section(own, next, ...Array.from({ length: 20_001 }, () => gc(1)))]),
		outcome: refused('TOO_MANY_STRUCTS'),
	},
	{
		name: 'mergeable-structs-583kB',
		rule: 'R1',
		attack: ({ own, next }) =>
			update([
				section(
					own,
					next,
					...Array.from({ length: 21_000 }, (_, i) => values(endOf(own, next + i), message('x'))),
				),
			]),
		outcome: refused('TOO_MANY_STRUCTS'),
		isHeavy: true,
	},
	{
		name: 'delete-ranges-20001',
		rule: 'R1',
		attack: ({ victim }) =>
			update([], deleteSet([victim, ...Array.from({ length: 20_001 }, (_, i) => [i * 2, 1] as const)])),
		outcome: refused('TOO_MANY_STRUCTS'),
	},
	{
		name: 'duplicate-section',
		rule: 'R1',
		attack: ({ own, next }) => {
			const once = section(own, next, values(endOf(own, next), LONG));
			return update([once, once]);
		},
		outcome: refused('DUPLICATE_SECTION'),
	},
	{
		name: 'duplicate-delete-section',
		rule: 'R1',
		attack: ({ victim }) => update([], deleteSet([victim, [0, 1]], [victim, [1, 1]])),
		outcome: refused('DUPLICATE_SECTION'),
	},
	...(
		[
			['bad-utf8', [0xff, 0xfe]],
			['bad-utf8-overlong-NUL', [0xc0, 0x80]],
			['bad-utf8-lone-surrogate', [0xed, 0xa0, 0x80]],
			['bad-utf8-surrogate-pair', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
			['bad-utf8-beyond-unicode', [0xf4, 0x90, 0x80, 0x80]],
			['bad-utf8-cut-character', [0x61, 0xe2, 0x82]],
			['bad-utf8-behind-long-text', [...Array.from({ length: 40 }, () => 0x61), 0x80]],
		] as const
	).map(([name, text]): Attack => ({
		name,
		rule: 'R1',
		attack: (scene) => ofText(scene, raw(...text)),
		outcome: refused('BAD_UTF8'),
	})),
	{
		name: 'bad-utf8-in-root-name',
		rule: 'R1',
		attack: (scene) =>
			ofStruct(scene, struct(CONTENT.any, { root: bytes(2, raw(0xc3, 0x28)) }, 1, eventBytes(LONG))),
		outcome: refused('BAD_UTF8'),
	},
	...['__proto__', 'constructor', 'prototype'].map((key): Attack => ({
		name: `value-key-${key.replaceAll('_', '')}`,
		rule: 'R1',
		attack: (scene) =>
			ofValue(scene, objectBytes(['k', textBytes('m')], [key, objectBytes(['isModerator', raw(120)])])),
		outcome: refused('FORBIDDEN_KEY'),
	})),
	{
		name: 'value-key-proto-deeper',
		rule: 'R1',
		attack: (scene) =>
			ofValue(scene, objectBytes(['k', objectBytes(['of', objectBytes(['__proto__', raw(126)])])])),
		outcome: refused('FORBIDDEN_KEY'),
	},
	...(
		[
			['json', bytes(CONTENT.json)],
			['binary', bytes(3, raw(1, 2, 3))],
			['string', bytes('t')],
			['embed', bytes('{}')],
			['format', bytes('bold', 'true')],
			['nested-type(Y.Map)', bytes(1)],
			['xml-type', bytes(3, 'script')],
			['subdoc', bytes('conversation-of-another', raw(118), 1, 'autoLoad', raw(120))],
		] as const
	).map(([name, content]): Attack => {
		const refs: Record<string, number> = {
			subdoc: CONTENT.doc,
			'nested-type(Y.Map)': CONTENT.type,
			'xml-type': CONTENT.type,
		};
		const ref = refs[name] ?? CONTENT[name as 'json'];
		return {
			name: `content-${name}`,
			rule: 'R1, R5',
			attack: (scene) => ofStruct(scene, struct(ref, endOf(scene.own, scene.next), content)),
			outcome: refused('FORBIDDEN_CONTENT'),
		};
	}),
	...[11, 15, 31].map((ref): Attack => ({
		name: `unknown-content-ref-${ref}`,
		rule: 'R1',
		attack: (scene) => ofStruct(scene, struct(ref, endOf(scene.own, scene.next), 1, eventBytes(LONG))),
		outcome: refused('FORBIDDEN_CONTENT'),
	})),
	...(
		[
			['bigint', raw(122, 0, 0, 0, 0, 0, 0, 0, 1)],
			['undefined', raw(127)],
			['byte-array', raw(116, 2, 1, 2)],
			['float64-for-a-small-integer', raw(123, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0)],
			['float32-for-a-small-integer', raw(124, 0x3f, 0x80, 0, 0)],
			['integer-beyond-31-bits', raw(125, 0xbf, 0xff, 0xff, 0xff, 0x7f)],
			['integer-overlong', raw(125, 0x81, 0)],
			['negative-zero', raw(125, 0x40)],
			['NaN', raw(124, 0x7f, 0xc0, 0, 0)],
			['NaN-another-payload', raw(123, 0x7f, 0xf8, 0, 0, 0, 0, 0, 1)],
			['infinity', raw(124, 0x7f, 0x80, 0, 0)],
		] as const
	).map(([name, at]): Attack => ({
		name: `not-canonical-${name}`,
		rule: 'D5, R7',
		attack: (scene) =>
			ofValue(scene, objectBytes(['k', textBytes('m')], ['at', at], ['b', textBytes('text')])),
		outcome: tombstone('SCHEMA'),
	})),
	{
		name: 'not-canonical-key-twice',
		rule: 'D5, R7',
		attack: (scene) =>
			ofValue(
				scene,
				objectBytes(
					['k', textBytes('m')],
					['at', raw(125, 1)],
					['b', textBytes('shown')],
					['b', textBytes('hidden')],
				),
			),
		outcome: tombstone('SCHEMA'),
	},
	{
		name: 'not-canonical-key-that-moves',
		rule: 'D5, R7',
		attack: (scene) =>
			ofValue(
				scene,
				objectBytes(['k', textBytes('m')], ['1', raw(126)], ['at', raw(125, 1)], ['b', textBytes('text')]),
			),
		outcome: tombstone('SCHEMA'),
	},
	{
		name: 'known-clocks-with-bytes-that-are-none',
		rule: 'R1, R3',
		attack: ({ own }) => update([section(own, 0, deleted(endOf(own, 0), 1))]),
		outcome: NOTHING,
	},
];
