import { expect, test } from 'vitest';
import { bytes, overlong, raw, TOO_LARGE } from '../tests/attacks/bytes.ts';
import { ByteReader, Refused } from './byte-reader.ts';

function attempt<Result>(read: (reader: ByteReader) => Result, content: Uint8Array): Result | string {
	try {
		return read(new ByteReader(content));
	} catch (error) {
		if (error instanceof Refused) return error.code;
		throw error;
	}
}

const number = (content: Uint8Array) => attempt((reader) => reader.varUint(), content);
const text = (content: Uint8Array) => attempt((reader) => reader.string(), content);
const encoded = (value: string) =>
	bytes(new TextEncoder().encode(value).length, new TextEncoder().encode(value));

test.each([0, 1, 127, 128, 129, 16_383, 16_384, 2 ** 32, 2 ** 53 - 1])('[R1] reads %s', (value) => {
	expect(number(bytes(value))).toBe(value);
});

test.each([
	['nothing', raw()],
	['a number that ends early', raw(0x80)],
	['0 in two bytes', raw(0x80, 0)],
	['1 in two bytes', overlong(1)],
	['1 in three bytes', raw(0x81, 0x80, 0)],
	['2^53', TOO_LARGE],
	['endless bytes', raw(...Array.from({ length: 64 }, () => 0xff))],
])('[R1] refuses %s as a number', (_name, content) => {
	expect(number(content)).toBe('MALFORMED');
});

test('[R1] takes bytes, all of them and no more', () => {
	expect([...(attempt((reader) => reader.take(2), raw(1, 2)) as Uint8Array)]).toEqual([1, 2]);
	expect(attempt((reader) => reader.take(3), raw(1, 2))).toBe('MALFORMED');
	expect([...(attempt((reader) => reader.varBytes(), raw(2, 1, 2)) as Uint8Array)]).toEqual([1, 2]);
	expect(attempt((reader) => reader.varBytes(), raw(3, 1, 2))).toBe('MALFORMED');
	expect([attempt((reader) => reader.byte(), raw(5)), attempt((reader) => reader.byte(), raw())]).toEqual([
		5,
		'MALFORMED',
	]);
	const reader = new ByteReader(raw(9, 8, 7), 1);
	expect([reader.left, reader.byte(), reader.left, reader.byte(), reader.left]).toEqual([2, 8, 1, 7, 0]);
});

test.each([
	'',
	'a',
	'x'.repeat(11),
	'x'.repeat(12),
	'x'.repeat(13),
	'\u007f',
	'\u0080',
	'aé',
	'späť 👍',
	'\ufeffa',
])('[R1] reads the text %j, whatever its length, and stands behind it', (value) => {
	const content = bytes(encoded(value), raw(7));
	const reader = new ByteReader(content);
	expect([reader.string(), reader.left]).toEqual([value, 1]);
});

test('[R1] refuses texts that are none', () => {
	expect(text(raw(2, 97))).toBe('STRING_TOO_LONG');
	for (const wrong of [[0xff], [97, 0xc0, 0x80], [0xed, 0xa0, 0x80], [0x80]])
		expect(text(bytes(wrong.length, raw(...wrong)))).toBe('BAD_UTF8');
	const long = [...Array.from({ length: 20 }, () => 97), 0xff];
	expect(text(bytes(long.length, raw(...long)))).toBe('BAD_UTF8');
});
