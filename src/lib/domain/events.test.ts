import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { cleanBody, MAX_BODY_BYTES, parseEvent, utf8Length } from './events.ts';

const message = { k: 'm', at: 1, b: 'hello' };
const ID = '0191e1a0-0000-7000-8000-00000000000a';
const FORWARDED = [ID, 0, 65537, 3, ID, 1_700_000_000_000];
const FILE: unknown[] = [ID, 'späť.pdf', 'application/pdf', 5, 'a'.repeat(64), 640, 480, 0, 'AZ-_09'];
const TEN = Array.from({ length: 10 }, (_, i) => FILE.with(0, `${ID.slice(0, -1)}${i}`));
/** Any characters; fast-check's own of that kind takes seconds to begin. */
const anyText = fc
	.array(fc.integer({ min: 0, max: 0x10_ffff }))
	.map((codes) => String.fromCodePoint(...codes.filter((code) => code < 0xd800 || code > 0xdfff)));

describe('parseEvent', () => {
	test.each<[string, object]>([
		['a message', message],
		['a reply', { ...message, re: [0, 65537, 3] }],
		['a file', { ...message, fi: [FILE] }],
		['ten files, as an answer', { ...message, fi: TEN, re: [0, 1, 2] }],
		['an empty file without a picture of it', { ...message, fi: [FILE.with(3, 0).with(8, '')] }],
		['the largest file', { ...message, fi: [FILE.with(3, 2 ** 53 - 1)] }],
		['the longest name', { ...message, fi: [FILE.with(1, 'é'.repeat(127) + 'x')] }],
		['a forward', { ...message, fw: FORWARDED }],
		['a forward as an answer, copied', { ...message, re: [0, 1, 2], fw: FORWARDED, was: [65537, 3, 12] }],
		['a message from the east', { ...message, tz: 840 }],
		['a message from the west', { ...message, tz: -840 }],
		['a message from Greenwich', { ...message, tz: 0 }],
		[
			'a forwarded answer with its offset, copied',
			{ ...message, re: [0, 1, 2], fw: FORWARDED, tz: 60, was: [65537, 3, 12] },
		],
		['a rewritten copy', { ...message, was: [65537, 3, 12] }],
		['an edit', { k: 'e', at: 1, of: [65537, 0], b: 'x' }],
		['a delete', { k: 'd', at: 1, of: [65537, 0] }],
		['a moderator’s delete', { k: 'd', at: 1, of: [65537, 0], mod: true }],
		['a reaction', { k: 'r', at: 1, of: [65537, 0], e: '👍', on: true }],
		['a system event', { k: 's', at: 1, a: 'added', by: 'u1', who: 'u2' }],
		['the earliest time', { ...message, at: 0 }],
		['the latest time', { ...message, at: 2 ** 53 - 1 }],
		['a reply that is a copy', { ...message, re: [0, 65537, 3], was: [65537, 3, 12] }],
		['a copied edit', { k: 'e', at: 1, of: [65537, 0], b: 'x', was: [65537, 3, 12] }],
		['a copied delete', { k: 'd', at: 1, of: [65537, 0], was: [65537, 3, 12] }],
		['a moderator’s copied delete', { k: 'd', at: 1, of: [65537, 0], mod: true, was: [65537, 3, 12] }],
		[
			'a copied reaction, taken back',
			{ k: 'r', at: 1, of: [65537, 0], e: 'x', on: false, was: [65537, 3, 12] },
		],
		['a reaction of 64 bytes', { k: 'r', at: 1, of: [65537, 0], e: 'é'.repeat(32), on: true }],
		['zeros', { ...message, re: [0, 0, 0], was: [0, 0, 0] }],
		...['created', 'added', 'removed', 'joined', 'left', 'renamed'].map((a): [string, object] => [
			`that somebody ${a}`,
			{ k: 's', at: 1, a },
		]),
		['a system event with all it may have', { k: 's', at: 1, a: 'renamed', by: 'u', who: 'v', name: 'n' }],
		['names of 512 bytes', { k: 's', at: 1, a: 'left', by: 'x'.repeat(512), name: 'é'.repeat(256) }],
	])('[D3] takes %s', (_, event) => {
		expect(parseEvent(event)).toEqual({ ok: true, event });
	});

	test.each([
		['nothing', null],
		['a string', 'hello'],
		['an array', [message]],
		['an unknown kind', { ...message, k: 'z' }],
		['a missing time', { k: 'm', b: 'x' }],
		['a time that is text', { ...message, at: '1' }],
		['a time that is NaN', { ...message, at: NaN }],
		['a negative time', { ...message, at: -1 }],
		['a broken time', { ...message, at: 1.5 }],
		['another key', { ...message, role: 'system' }],
		['keys in another order', { at: 1, k: 'm', b: 'hello' }],
		['a blank body', { ...message, b: ' \n' }],
		['a body that is no text', { ...message, b: 7 }],
		['a lone surrogate', { ...message, b: 'a\ud800' }],
		['a NUL', { ...message, b: 'a\0b' }],
		['a reference of the wrong length', { ...message, re: [1, 2] }],
		['no files', { ...message, fi: [] }],
		['files that are no list', { ...message, fi: ID }],
		['a file that is no list', { ...message, fi: [ID] }],
		['eleven files', { ...message, fi: [...TEN, FILE] }],
		['a file twice', { ...message, fi: [FILE, FILE] }],
		['a file of too little', { ...message, fi: [FILE.slice(0, 8)] }],
		['a file of too much', { ...message, fi: [[...FILE, 0]] }],
		['a file without an id', { ...message, fi: [FILE.with(0, '')] }],
		['a file of a capital id', { ...message, fi: [FILE.with(0, ID.toUpperCase())] }],
		['a file without a name', { ...message, fi: [FILE.with(1, '')] }],
		['a file whose name is a number', { ...message, fi: [FILE.with(1, 7)] }],
		['a file whose name is a path', { ...message, fi: [FILE.with(1, '../x')] }],
		['a file whose name turns', { ...message, fi: [FILE.with(1, 'gnp\u202e.exe')] }],
		['a file with a long name', { ...message, fi: [FILE.with(1, 'x'.repeat(256))] }],
		['a file without a type', { ...message, fi: [FILE.with(2, '')] }],
		['a file whose type has a parameter', { ...message, fi: [FILE.with(2, 'text/html;charset=utf-8')] }],
		['a file of a capital type', { ...message, fi: [FILE.with(2, 'Text/HTML')] }],
		['a file of a long type', { ...message, fi: [FILE.with(2, `a/${'b'.repeat(99)}`)] }],
		['a file of a negative size', { ...message, fi: [FILE.with(3, -1)] }],
		['a file of half a byte', { ...message, fi: [FILE.with(3, 0.5)] }],
		['a file of a size that is too large', { ...message, fi: [FILE.with(3, 2 ** 53)] }],
		['a file of size -0', { ...message, fi: [FILE.with(3, -0)] }],
		['a file with a short digest', { ...message, fi: [FILE.with(4, 'a'.repeat(63))] }],
		['a file with a capital digest', { ...message, fi: [FILE.with(4, 'A'.repeat(64))] }],
		['a file of a broken width', { ...message, fi: [FILE.with(5, 1.5)] }],
		['a file of a huge height', { ...message, fi: [FILE.with(6, 2 ** 31)] }],
		['a file of a negative duration', { ...message, fi: [FILE.with(7, -1)] }],
		['a file with a long preview', { ...message, fi: [FILE.with(8, 'a'.repeat(97))] }],
		['a file with another preview', { ...message, fi: [FILE.with(8, 'a+b=')] }],
		['files after an answer', { ...message, re: [0, 1, 2], fi: [FILE] }],
		['an edit with files', { k: 'e', at: 1, of: [65537, 0], b: 'x', fi: [FILE] }],
		['a forward of too little', { ...message, fw: FORWARDED.slice(0, 5) }],
		['a forward of too much', { ...message, fw: [...FORWARDED, 1] }],
		['a forward that is no list', { ...message, fw: ID }],
		['a forward from a conversation without a name', { ...message, fw: ['', ...FORWARDED.slice(1)] }],
		['a forward of a capital author', { ...message, fw: FORWARDED.with(4, ID.toUpperCase()) }],
		['a forward of an author with an end of line', { ...message, fw: FORWARDED.with(4, `${ID}\n`) }],
		['a forward of a negative volume', { ...message, fw: FORWARDED.with(1, -1) }],
		['a forward of a broken clock', { ...message, fw: FORWARDED.with(3, 0.5) }],
		['a forward without a time', { ...message, fw: FORWARDED.slice(0, 5).concat('now') }],
		['a forward before an answer', { ...message, fw: FORWARDED, re: [0, 1, 2] }],
		['an edit that forwards', { k: 'e', at: 1, of: [65537, 0], b: 'x', fw: FORWARDED }],
		['an offset beyond the east', { ...message, tz: 841 }],
		['an offset beyond the west', { ...message, tz: -841 }],
		['a broken offset', { ...message, tz: 0.5 }],
		['an offset of minus nothing', { ...message, tz: -0 }],
		['an offset that is text', { ...message, tz: '60' }],
		['no offset where one is promised', { ...message, tz: null }],
		['an offset before a forward', { k: 'm', at: 1, b: 'x', tz: 60, fw: FORWARDED }],
		['an offset after what it replaces', { ...message, was: [65537, 3, 12], tz: 60 }],
		['an edit with an offset', { k: 'e', at: 1, of: [65537, 0], b: 'x', tz: 60 }],
		['a system event with an offset', { k: 's', at: 1, a: 'joined', tz: 60 }],
		['a reference of the wrong kind', { k: 'e', at: 1, of: ['65537', 0], b: 'x' }],
		['mod: false', { k: 'd', at: 1, of: [65537, 0], mod: false }],
		['an empty reaction', { k: 'r', at: 1, of: [65537, 0], e: '', on: true }],
		['a huge reaction', { k: 'r', at: 1, of: [65537, 0], e: 'x'.repeat(65), on: true }],
		['an unknown system action', { k: 's', at: 1, a: 'destroyed' }],
		['no system action', { k: 's', at: 1 }],
		['an empty system action', { k: 's', at: 1, a: '' }],
		['no kind', { at: 1, b: 'x' }],
		['an empty kind', { k: '', at: 1, b: 'x' }],
		['-0', { ...message, at: -0 }],
		['2^53', { ...message, at: 2 ** 53 }],
		['Infinity', { ...message, at: Infinity }],
		['an empty body', { ...message, b: '' }],
		['no body', { k: 'm', at: 1 }],
		['a blank edit', { k: 'e', at: 1, of: [65537, 0], b: ' ' }],
		['an edit of nothing', { k: 'e', at: 1, b: 'x' }],
		['an edit whose body is no text', { k: 'e', at: 1, of: [65537, 0], b: 1 }],
		['a delete of nothing', { k: 'd', at: 1 }],
		['a reaction to nothing', { k: 'r', at: 1, e: 'x', on: true }],
		['a reaction without its sign', { k: 'r', at: 1, of: [65537, 0], on: true }],
		['a reaction that is neither on nor off', { k: 'r', at: 1, of: [65537, 0], e: 'x' }],
		['a reaction that is 1', { k: 'r', at: 1, of: [65537, 0], e: 'x', on: 1 }],
		['a sign that is no text', { k: 'r', at: 1, of: [65537, 0], e: 1, on: true }],
		['a sign with a NUL', { k: 'r', at: 1, of: [65537, 0], e: 'a\0', on: true }],
		['a sign of 33 letters of two bytes', { k: 'r', at: 1, of: [65537, 0], e: 'é'.repeat(33), on: true }],
		['mod: null', { k: 'd', at: 1, of: [65537, 0], mod: null }],
		['mod of a message', { ...message, mod: true }],
		['of of a message', { ...message, of: [65537, 0] }],
		['re of an edit', { k: 'e', at: 1, of: [65537, 0], b: 'x', re: [0, 65537, 3] }],
		['was before re', { ...message, was: [65537, 3, 12], re: [0, 65537, 3] }],
		['was of two', { ...message, was: [65537, 3] }],
		['was of four', { ...message, was: [65537, 3, 12, 0] }],
		['was that is negative', { ...message, was: [65537, 3, -1] }],
		['was that is no list', { ...message, was: { 0: 1, 1: 2, 2: 3, length: 3 } }],
		['was that is null', { ...message, was: null }],
		['was of a system event', { k: 's', at: 1, a: 'left', was: [65537, 3, 12] }],
		['of with three', { k: 'd', at: 1, of: [65537, 0, 0] }],
		['of that is null', { k: 'd', at: 1, of: null }],
		['of that is broken', { k: 'r', at: 1, of: [65537, 0.5], e: 'x', on: true }],
		['re that is null', { ...message, re: null }],
		['re that is text', { ...message, re: ['0', '1', '2'] }],
		['one key more at the end', { k: 'd', at: 1, of: [65537, 0], x: 1 }],
		['one key more in a reaction', { k: 'r', at: 1, of: [65537, 0], e: 'x', on: true, x: 1 }],
		['one key more in a system event', { k: 's', at: 1, a: 'left', x: 1 }],
		['who before by', { k: 's', at: 1, a: 'left', who: 'u', by: 'v' }],
		['by of 513 bytes', { k: 's', at: 1, a: 'left', by: 'x'.repeat(513) }],
		['who of 257 letters of two bytes', { k: 's', at: 1, a: 'left', who: 'é'.repeat(257) }],
		['a name that is no text', { k: 's', at: 1, a: 'left', name: 1 }],
		['a name with a lone surrogate', { k: 's', at: 1, a: 'left', name: '\udc00' }],
		['by that is null', { k: 's', at: 1, a: 'left', by: null }],
	])('[D3][D4] refuses %s', (_, value) => {
		expect(parseEvent(value)).toEqual({ ok: false, error: 'SCHEMA' });
	});

	test('[D3] takes a body of exactly 16,384 bytes and says of one byte more that it is too large', () => {
		expect(parseEvent({ ...message, b: 'é'.repeat(MAX_BODY_BYTES / 2) }).ok).toBe(true);
		expect(parseEvent({ ...message, b: 'é'.repeat(MAX_BODY_BYTES / 2) + 'x' })).toEqual({
			ok: false,
			error: 'UPDATE_TOO_LARGE',
		});
	});

	test('[D3] counts an edit’s body as a message’s', () => {
		const edit = (b: string) => parseEvent({ k: 'e', at: 1, of: [65537, 0], b });
		expect(edit('x'.repeat(MAX_BODY_BYTES)).ok).toBe(true);
		expect(edit('€'.repeat(5462))).toEqual({ ok: false, error: 'UPDATE_TOO_LARGE' });
	});

	test('[D3] never throws, whatever it is given', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (value) => {
				expect(typeof parseEvent(value).ok).toBe('boolean');
			}),
			{ seed: 1, numRuns: 2000 },
		);
	});

	test.each([
		'\u007f',
		'\u0080',
		'\u07ff',
		'\u0800',
		'\ud7ff',
		'\ud800\udc00',
		'\udbff\udfff',
		'\ue000',
		'\uffff',
	])('utf8Length counts %j as the encoder does', (text) =>
		expect(utf8Length(`${text}x`)).toBe(Buffer.byteLength(`${text}x`)),
	);

	test('utf8Length counts as the encoder does', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
			}),
			{ seed: 1 },
		);
	});

	test('[D4] cleanBody makes any pasted text fit', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
				const body = cleanBody(String.fromCharCode(...units));
				if (body !== '') expect(parseEvent({ ...message, b: body }).ok).toBe(true);
			}),
			{ seed: 1, numRuns: 500 },
		);
	});
});
