import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { cleanBody, MAX_BODY_BYTES, parseEvent, utf8Length } from './events.ts';

const message = { k: 'm', at: 1, b: 'hello' };

describe('parseEvent', () => {
	test.each([
		['a message', message],
		['a reply', { ...message, re: [0, 65537, 3] }],
		['a rewritten copy', { ...message, was: [65537, 3, 12] }],
		['an edit', { k: 'e', at: 1, of: [65537, 0], b: 'x' }],
		['a delete', { k: 'd', at: 1, of: [65537, 0] }],
		['a moderator’s delete', { k: 'd', at: 1, of: [65537, 0], mod: true }],
		['a reaction', { k: 'r', at: 1, of: [65537, 0], e: '👍', on: true }],
		['a system event', { k: 's', at: 1, a: 'added', by: 'u1', who: 'u2' }],
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
		['a reference of the wrong kind', { k: 'e', at: 1, of: ['65537', 0], b: 'x' }],
		['mod: false', { k: 'd', at: 1, of: [65537, 0], mod: false }],
		['an empty reaction', { k: 'r', at: 1, of: [65537, 0], e: '', on: true }],
		['a huge reaction', { k: 'r', at: 1, of: [65537, 0], e: 'x'.repeat(65), on: true }],
		['an unknown system action', { k: 's', at: 1, a: 'destroyed' }],
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

	test('[D3] never throws, whatever it is given', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (value) => {
				expect(typeof parseEvent(value).ok).toBe('boolean');
			}),
			{ seed: 1, numRuns: 2000 },
		);
	});

	test('utf8Length counts as the encoder does', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
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
