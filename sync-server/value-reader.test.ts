import { expect, test } from 'vitest';
import { eventBytes } from '#lib/domain/digest.ts';
import { bytes, objectBytes, overlong, raw, textBytes } from '../tests/attacks/bytes.ts';
import { ByteReader, Refused } from './byte-reader.ts';
import { NOT_CANONICAL, ValueReader } from './value-reader.ts';

function read(content: Uint8Array): unknown {
	const reader = new ByteReader(content);
	try {
		const value = new ValueReader(reader).read();
		return reader.left === 0 ? value : `${reader.left} left`;
	} catch (error) {
		if (error instanceof Refused) return error.code;
		throw error;
	}
}

function float(size: 4 | 8, value: number): Uint8Array {
	const view = new DataView(new ArrayBuffer(size));
	if (size === 4) view.setFloat32(0, value);
	else view.setFloat64(0, value);
	return bytes(raw(size === 4 ? 124 : 123), new Uint8Array(view.buffer));
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const list = (length: number) => Array.from({ length }, () => 1);

test.each([
	['null', null],
	['true', true],
	['false', false],
	['0', 0],
	['-0 as a whole number', -7],
	['63', 63],
	['64', 64],
	['-64', -64],
	['8191', 8191],
	['8192', 8192],
	['2^31 - 1', 2 ** 31 - 1],
	['-(2^31 - 1)', -(2 ** 31 - 1)],
	['2^31', 2 ** 31],
	['-2^31', -(2 ** 31)],
	['2^40', 2 ** 40],
	['2^53 - 1', 2 ** 53 - 1],
	['0.5', 0.5],
	['0.1', 0.1],
	['Infinity', Infinity],
	['NaN', NaN],
	['an empty text', ''],
	['a text', 'späť 👍'],
	['an empty list', []],
	['lists, four deep', nested(4)],
	['a list of 127', list(127)],
	['an object', { k: 'm', at: 1, b: 'x' }],
	['objects in lists', [{ a: [{ b: 1 }] }]],
	['a key that only begins like a number', { '1a': 1 }],
	['a key with a needless zero', { '01': 1 }],
])('[D5] reads %s as it was written', (_name, value) => {
	const result = read(eventBytes(value as object));
	expect(JSON.stringify(result)).toBe(JSON.stringify(value));
	expect(Object.is(typeof result, typeof value)).toBe(true);
});

test.each([
	['undefined', raw(127)],
	['a bigint', bytes(raw(122), new Uint8Array(8))],
	['bytes', bytes(raw(116), 2, raw(1, 2))],
	['bytes in a list', bytes(raw(117), 1, raw(116), 0)],
	['a whole number as a double', float(8, 1)],
	['2^31 - 1 as a double', float(8, 2 ** 31 - 1)],
	['-(2^31 - 1) as a float', float(4, -64)],
	['what a float holds as a double', float(8, 0.5)],
	['what a float cannot hold as a float of another value', float(4, 7)],
	['a NaN of another kind', bytes(raw(123), raw(0x7f, 0xf8, 0, 0, 0, 0, 0, 1))],
	['a NaN as a float', float(4, NaN)],
	['2^31 as a whole number', bytes(raw(125), raw(0x80, 0x80, 0x80, 0x80, 0x10))],
	['a whole number with a needless byte', bytes(raw(125), raw(0x81, 0))],
	['a whole number with two needless bytes', bytes(raw(125), raw(0x81, 0x80, 0))],
	['a key twice', objectBytes(['a', raw(126)], ['a', raw(126)])],
	['a number as a key', objectBytes(['7', raw(126)])],
	['0 as a key', objectBytes(['0', raw(126)])],
	['10 as a key', objectBytes(['10', raw(126)])],
	['an undefined member', objectBytes(['a', raw(127)])],
])('[D5] %s is not canonical', (_name, content) => {
	expect(read(content)).toBe(NOT_CANONICAL);
});

test('[D5] each value is judged by itself', () => {
	const reader = new ByteReader(bytes(raw(127), raw(126), eventBytes(list(127)), eventBytes(list(127))));
	const values = new ValueReader(reader);
	expect([values.read(), values.read()]).toEqual([NOT_CANONICAL, null]);
	expect([values.read(), values.read()]).toEqual([list(127), list(127)]);
});

test.each([
	['nothing', raw(), 'MALFORMED'],
	['an unknown type', raw(115), 'MALFORMED'],
	['type 0', raw(0), 'MALFORMED'],
	['a whole number beyond 2^53', bytes(raw(125), raw(0xbf, ...list(8).map(() => 0xff), 1)), 'MALFORMED'],
	['a whole number that ends early', raw(125, 0x80), 'MALFORMED'],
	['a float that ends early', raw(124, 0, 0, 0), 'MALFORMED'],
	['a double that ends early', raw(123, 0, 0, 0, 0, 0, 0, 0), 'MALFORMED'],
	['a bigint that ends early', raw(122, 0, 0), 'MALFORMED'],
	['bytes that end early', raw(116, 3, 0, 0), 'MALFORMED'],
	['a text that ends early', raw(119, 3, 97, 97), 'STRING_TOO_LONG'],
	['no UTF-8', textBytes(raw(0xff)), 'BAD_UTF8'],
	['a text with a needlessly long length', bytes(raw(119), overlong(1), raw(97)), 'MALFORMED'],
	['a count with a needless byte', bytes(raw(117), overlong(1), raw(126)), 'MALFORMED'],
	['five deep', eventBytes(nested(5) as object), 'TOO_DEEP'],
	['objects, five deep', eventBytes({ a: { a: { a: { a: { a: 1 } } } } }), 'TOO_DEEP'],
	['a list of 128, one too many with itself', eventBytes(list(128)), 'TOO_MANY_NODES'],
	['a list of 129', eventBytes(list(129)), 'TOO_MANY_NODES'],
	['a list with more members than bytes', bytes(raw(117), 3, raw(126, 126)), 'TOO_MANY_NODES'],
	['an object with more members than half its bytes', bytes(raw(118), 2, raw(0, 126, 0)), 'TOO_MANY_NODES'],
	['__proto__', objectBytes(['__proto__', raw(126)]), 'FORBIDDEN_KEY'],
	['constructor', objectBytes(['constructor', raw(126)]), 'FORBIDDEN_KEY'],
	['prototype', objectBytes(['a', objectBytes(['prototype', raw(126)])]), 'FORBIDDEN_KEY'],
])('[R1] refuses %s', (_name, content, code) => {
	expect(read(content)).toBe(code);
});

test('[R1] what fills its bytes to the last is read', () => {
	expect(read(bytes(raw(117), 2, raw(126, 126)))).toEqual([null, null]);
	expect(Object.keys(read(bytes(raw(118), 2, raw(0, 126), 1, raw(97, 126))) as object)).toEqual(['', 'a']);
});

test('[R1] objects inherit nothing, so that no key of theirs is found that was not sent', () => {
	const value = read(eventBytes({ a: 1 })) as object;
	expect('toString' in value).toBe(false);
	expect(read(objectBytes(['toString', raw(126)]))).toEqual({ toString: null });
});
