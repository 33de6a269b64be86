import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { createDecoder, readAny } from 'lib0/decoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventBytes } from '#lib/domain/digest.ts';
import {
	bytes,
	CONTENT,
	deleted,
	deleteSet,
	gc,
	raw,
	section,
	skip,
	struct,
	update,
} from '../tests/attacks/bytes.ts';
import { decodeUpdate, UpdateDecoder, type Decoded, type Update } from './decode.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import { NOT_CANONICAL } from './value-reader.ts';

const CLIENT = 5 * 65_536;

/** Any value that an event could hold, and some that it could not. */
const anyValue = fc.letrec((tie) => ({
	leaf: fc.oneof(
		fc.string({ unit: 'binary', maxLength: 40 }),
		fc.maxSafeInteger(),
		fc.double({ noNaN: true }),
		fc.boolean(),
		fc.constant(null),
	),
	value: fc.oneof(
		{ depthSize: 'small', maxDepth: 3 },
		tie('leaf'),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('value'), { maxKeys: 3, noNullPrototype: true }),
	),
})).value;

const event = fc
	.tuple(fc.nat({ max: 2 ** 42 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }))
	.map(([at, b]) => ({ k: 'm', at, b }));

/** A document of several honest writers, in which some events were deleted, as the relay's redactions are. */
const honestDocument = fc
	.array(
		fc.record({
			events: fc.array(event, { minLength: 1, maxLength: 12 }),
			deleted: fc.option(fc.nat({ max: 11 }), { nil: null }),
		}),
		{ minLength: 1, maxLength: 5 },
	)
	.map((writers) => {
		const doc = new Y.Doc();
		writers.forEach(({ events, deleted }, i) => {
			doc.clientID = CLIENT + i;
			const root = doc.getArray(String(doc.clientID));
			for (const one of events) root.push([one]);
			if (deleted !== null && deleted < events.length) root.delete(deleted, 1);
		});
		return doc;
	});

function decoded(bytes: Uint8Array): Update {
	const result = decodeUpdate(bytes);
	if (!result.ok) throw new Error(result.code);
	return result.update;
}

function codeOf(bytes: Uint8Array): string {
	const result = decodeUpdate(bytes);
	return result.ok ? 'ok' : result.code;
}

/** One section with one struct of values in the client's own root. */
function updateOf(values: Uint8Array[], { client = CLIENT, count = values.length } = {}): Uint8Array {
	return Buffer.concat([
		writes((encoder) => {
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, 0);
			encoding.writeUint8(encoder, 8);
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarString(encoder, String(client));
			encoding.writeVarUint(encoder, count);
		}),
		...values,
		new Uint8Array([0]),
	]);
}

function writes(write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder();
	write(encoder);
	return encoding.toUint8Array(encoder);
}

const anyBytes = (value: unknown): Uint8Array =>
	writes((encoder) => encoding.writeAny(encoder, value as never));
const MESSAGE = { k: 'm', at: 1, b: 'hello there, this is long enough' };

describe('[R1] what Yjs writes', () => {
	test('is read, with its values, their bytes, its places and its delete set', () => {
		fc.assert(
			fc.property(honestDocument, (doc) => {
				const update = decoded(Y.encodeStateAsUpdate(doc));
				expect(update.sections.map(({ client }) => client).sort((a, b) => a - b)).toEqual(
					[...doc.store.clients.keys()].sort((a, b) => a - b),
				);
				for (const { client, end, structs } of update.sections) {
					expect(end).toBe(Y.getState(doc.store, client));
					const values = structs.flatMap((struct) => (struct.kind === 'values' ? struct.values : []));
					expect(values.map((value) => ({ ...(value as object) }))).toEqual(
						doc.getArray(String(client)).toArray(),
					);
					for (const struct of structs) {
						if (struct.kind === 'gc' || struct.kind === 'skip') throw new Error(struct.kind);
						const { origin, root } = struct.placement;
						expect(origin ?? root).toEqual(struct.clock > 0 ? [client, struct.clock - 1] : String(client));
						if (struct.kind !== 'values') continue;
						struct.values.forEach((value, i) => {
							const bytes = update.bytes.subarray(struct.offsets[i], struct.offsets[i + 1]);
							expect(readAny(createDecoder(bytes))).toEqual({ ...(value as object) });
							expect(skipValue(update.bytes, struct.offsets[i]!)).toBe(struct.offsets[i + 1]);
						});
					}
				}
				const deleted = Y.createDeleteSetFromStructStore(doc.store);
				expect(new Map(Map.groupBy(update.deletes, ({ client }) => client))).toEqual(
					new Map(
						[...deleted.clients].map(([client, items]) => [
							client,
							items.map(({ clock, len }) => ({ client, clock, length: len })),
						]),
					),
				);
			}),
		);
	});

	test('is read the same in steps of any size', () => {
		fc.assert(
			fc.property(honestDocument, fc.integer({ min: 1, max: 200 }), (doc, step) => {
				const bytes = Y.encodeStateAsUpdate(doc);
				const decoder = new UpdateDecoder(bytes);
				let result: Decoded | undefined;
				let steps = 0;
				while (!(result = decoder.step(step))) expect(++steps).toBeLessThanOrEqual(bytes.length);
				expect(result).toEqual(decodeUpdate(bytes));
			}),
		);
	});

	test('is read from any state vector on, as an update and as a merge with a gap', () => {
		const doc = new Y.Doc();
		doc.clientID = CLIENT;
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (let i = 0; i < 5; i++) doc.getArray(String(CLIENT)).push([{ ...MESSAGE, at: i }]);
		expect(decoded(updates[3]!).sections[0]).toMatchObject({ clock: 3, end: 4 });
		const [section] = decoded(Y.mergeUpdates([updates[0]!, updates[4]!])).sections;
		expect(section!.structs.map(({ kind, clock }) => [kind, clock])).toEqual([
			['values', 0],
			['skip', 1],
			['values', 4],
		]);
	});
});

test('[R1] what has no content is read with its clocks, and so are deletions', () => {
	const { sections, deletes } = decoded(
		update(
			[section(CLIENT, 3, gc(2), skip(4), deleted({ root: 'a' }, 5))],
			deleteSet([7, [1, 2], [5, 1]], [6, [0, 1]]),
		),
	);
	const placement = { origin: null, rightOrigin: null, root: 'a', isNested: false, hasParentSub: false };
	expect(sections).toEqual([
		{
			client: CLIENT,
			clock: 3,
			end: 14,
			structs: [
				{ kind: 'gc', clock: 3, length: 2 },
				{ kind: 'skip', clock: 5, length: 4 },
				{ kind: 'deleted', clock: 9, length: 5, placement },
			],
		},
	]);
	expect(deletes).toEqual([
		{ client: 7, clock: 1, length: 2 },
		{ client: 7, clock: 5, length: 1 },
		{ client: 6, clock: 0, length: 1 },
	]);
});

describe('[D5] canonical values', () => {
	test('are those that writeAny writes, and their value is the same', () => {
		fc.assert(
			fc.property(anyValue, (value) => {
				const bytes = anyBytes(value);
				const result = decodeUpdate(updateOf([bytes]));
				if (!result.ok) {
					// Depth and number of parts are limits of ours.
					expect(['TOO_DEEP', 'TOO_MANY_NODES']).toContain(result.code);
					return;
				}
				const [struct] = result.update.sections[0]!.structs;
				if (struct?.kind !== 'values') throw new Error('no values');
				expect(struct.values[0]).not.toBe(NOT_CANONICAL);
				expect(anyBytes(struct.values[0])).toEqual(bytes);
			}),
		);
	});

	test.each([
		['a float for a small integer', [123, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]],
		['a float64 for what a float32 holds', [123, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0]],
		['an integer beyond 31 bits', [125, 0xbf, 0xff, 0xff, 0xff, 0x7f]],
		['an integer with a needless byte', [125, 0x81, 0]],
		['undefined', [127]],
		['a bigint', [122, 0, 0, 0, 0, 0, 0, 0, 1]],
		['bytes', [116, 1, 9]],
		['a key twice', [118, 2, 1, 97, 126, 1, 97, 126]],
		['a key that JavaScript would move', [118, 2, 1, 98, 126, 1, 49, 126]],
		['another NaN', [123, 0x7f, 0xf8, 0, 0, 0, 0, 0, 1]],
		['a NaN of 32 bits', [124, 0x7f, 0xc0, 0, 0]],
	])('are not: %s', (_what, bytes) => {
		const [struct] = decoded(updateOf([new Uint8Array(bytes)])).sections[0]!.structs;
		expect(struct).toMatchObject({ kind: 'values', values: [NOT_CANONICAL] });
	});
});

describe('[R1] a frame is refused for', () => {
	const good = updateOf([eventBytes(MESSAGE)]);

	test.each([
		['nothing at all', new Uint8Array(0), 'MALFORMED'],
		['trailing bytes', Buffer.concat([good, new Uint8Array(3)]), 'TRAILING_BYTES'],
		[
			'a varint that is not the shortest',
			Buffer.concat([new Uint8Array([0x81, 0]), good.subarray(1)]),
			'MALFORMED',
		],
		[
			'a varint beyond 2^53',
			new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
			'MALFORMED',
		],
		[
			'a string longer than the frame',
			updateOf([new Uint8Array([119, 0x80, 0xc2, 0xd7, 0x2f])], { count: 1 }),
			'STRING_TOO_LONG',
		],
		['bad UTF-8', updateOf([new Uint8Array([119, 2, 0xc3, 0x28])]), 'BAD_UTF8'],
		['a lone surrogate', updateOf([new Uint8Array([119, 3, 0xed, 0xa0, 0x80])]), 'BAD_UTF8'],
		[
			'the key __proto__',
			updateOf([new Uint8Array([118, 1, 9, ...Buffer.from('__proto__'), 126])]),
			'FORBIDDEN_KEY',
		],
		[
			'the key constructor',
			updateOf([new Uint8Array([118, 1, 11, ...Buffer.from('constructor'), 126])]),
			'FORBIDDEN_KEY',
		],
		['too deep a value', updateOf([anyBytes([[[[[1]]]]])]), 'TOO_DEEP'],
		[
			'20,000 nested arrays',
			updateOf([new Uint8Array(40_000).fill(0).map((_, i) => (i % 2 ? 1 : 117))]),
			'TOO_DEEP',
		],
		[
			'too many parts in a value',
			updateOf([anyBytes(Array.from({ length: 128 }, () => 1))]),
			'TOO_MANY_NODES',
		],
		['many tiny values', updateOf(Array.from({ length: 1000 }, () => anyBytes(1))), 'TOO_MANY_NODES'],
		['a count of sections without data', new Uint8Array([0xff, 0xff, 0xff, 0xff, 0x0f]), 'TOO_MANY_CLIENTS'],
		[
			'a count of structs without data',
			new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0]),
			'TOO_MANY_STRUCTS',
		],
		['an unknown kind of value', updateOf([new Uint8Array([90])]), 'MALFORMED'],
		['a section without structs', new Uint8Array([1, 0, 9, 0, 0, 0, 0, 0]), 'MALFORMED'],
		['a struct without length', new Uint8Array([1, 1, 9, 0, 0, 0, 0, 0]), 'MALFORMED'],
		['a struct beyond 2^53', new Uint8Array([1, 1, 9, 9, 0, ...varUint(2 ** 53 - 5), 0]), 'MALFORMED'],
		['an unknown content', new Uint8Array([1, 1, 9, 0, 15, 1, 1, 57, 1, 0]), 'FORBIDDEN_CONTENT'],
	])('%s', (_what, bytes, code) => {
		expect(codeOf(good)).toBe('ok');
		expect(codeOf(bytes)).toBe(code);
	});

	test('one client in two sections', () => {
		const section = good.subarray(1, good.length - 1);
		expect(codeOf(Buffer.concat([new Uint8Array([2]), section, section, new Uint8Array([0])]))).toBe(
			'DUPLICATE_SECTION',
		);
	});

	test.each([
		['a nested map', (root: Y.Array<unknown>) => root.push([new Y.Map()])],
		['an XML element', (root: Y.Array<unknown>) => root.push([new Y.XmlElement('script')])],
		['a subdocument', (root: Y.Array<unknown>) => root.push([new Y.Doc()])],
		['bytes', (root: Y.Array<unknown>) => root.push([new Uint8Array(3)])],
	])('%s', (_what, write) => {
		const doc = new Y.Doc();
		doc.clientID = CLIENT;
		write(doc.getArray(String(CLIENT)));
		expect(codeOf(Y.encodeStateAsUpdate(doc))).toBe('FORBIDDEN_CONTENT');
	});

	test('more of anything than there may be, or than its bytes can pay for', () => {
		const many = (count: number) =>
			update(Array.from({ length: count }, (_, i) => section(CLIENT + i, 0, gc(1))));
		expect([codeOf(many(4096)), codeOf(many(4097))]).toEqual(['ok', 'TOO_MANY_CLIENTS']);
		const parts = (...counts: number[]) =>
			update(counts.map((count, i) => section(CLIENT + i, 0, ...Array.from({ length: count }, () => gc(1)))));
		expect([codeOf(parts(20_000)), codeOf(parts(20_001))]).toEqual(['ok', 'TOO_MANY_STRUCTS']);
		expect([codeOf(parts(9_999, 10_001)), codeOf(parts(10_000, 10_001))]).toEqual(['ok', 'TOO_MANY_STRUCTS']);
		const deleting = (clients: number, ranges: number) =>
			update(
				[],
				deleteSet(
					...Array.from(
						{ length: clients },
						(_, i) => [i, ...Array.from({ length: ranges }, (_, j) => [j * 2, 1] as const)] as const,
					),
				),
			);
		expect([codeOf(deleting(4096, 1)), codeOf(deleting(4097, 1))]).toEqual(['ok', 'TOO_MANY_CLIENTS']);
		expect([codeOf(deleting(1, 20_000)), codeOf(deleting(1, 20_001))]).toEqual(['ok', 'TOO_MANY_STRUCTS']);
		expect([codeOf(deleting(2, 10_000)), codeOf(deleting(2, 10_001))]).toEqual(['ok', 'TOO_MANY_STRUCTS']);
		// What cannot be there is told by the count, before anything is read: a section has five bytes, a struct two, a client's deletes four, a range two.
		expect(codeOf(bytes(1, raw(1, 9, 0, 0)))).toBe('TOO_MANY_CLIENTS');
		expect(codeOf(bytes(1, raw(1, 9, 0, 0, 1)))).toBe('MALFORMED');
		expect(codeOf(bytes(1, 3, raw(9, 0, 0, 1, 0)))).toBe('TOO_MANY_STRUCTS');
		expect(codeOf(bytes(1, 2, raw(9, 0, 0, 1)))).toBe('MALFORMED');
		expect(codeOf(bytes(0, 2, raw(1, 1, 0, 1, 2, 1, 0)))).toBe('TOO_MANY_CLIENTS');
		expect(codeOf(bytes(0, 2, raw(1, 1, 0, 1, 2, 1, 0, 0x80)))).toBe('MALFORMED');
		expect(codeOf(bytes(0, 1, raw(1, 2, 0, 1, 2)))).toBe('TOO_MANY_STRUCTS');
		expect(codeOf(bytes(0, 1, raw(1, 2, 0, 1, 2, 0x80)))).toBe('MALFORMED');
	});

	test('more values than the bytes that are left can hold', () => {
		const of = (client: number, count: number, left: number) =>
			codeOf(
				bytes(
					1,
					section(
						client,
						0,
						struct(CONTENT.any, { origin: [client, 0] }, count, new Uint8Array(left).fill(255)),
					),
				),
			);
		expect([of(65_536, 2, 32), of(65_536, 2, 31)]).toEqual(['MALFORMED', 'TOO_MANY_NODES']);
		expect([of(65_535, 2, 18), of(65_535, 2, 17)]).toEqual(['MALFORMED', 'TOO_MANY_NODES']);
		expect([of(65_536, 1, 1), of(65_536, 1, 0)]).toEqual(['MALFORMED', 'MALFORMED']);
		expect(codeOf(updateOf([anyBytes(1)]))).toBe('ok');
	});

	test('clocks beyond 2^53', () => {
		const last = Number.MAX_SAFE_INTEGER;
		const text = (clock: number, words: string) => {
			const result = decodeUpdate(
				update([section(CLIENT, clock, struct(CONTENT.string, { origin: [CLIENT, 0] }, words))]),
				'text',
			);
			return result.ok ? 'ok' : result.code;
		};
		expect([text(last - 2, 'ab'), text(last - 1, 'ab')]).toEqual(['ok', 'MALFORMED']);
		const empty = (clock: number) => codeOf(update([section(CLIENT, clock, gc(2))]));
		expect([empty(last - 2), empty(last - 1)]).toEqual(['ok', 'MALFORMED']);
	});

	test('values in a text, and a text among values', () => {
		const words = update([section(CLIENT, 0, struct(CONTENT.string, { root: 'text' }, 'words'))]);
		expect([codeOf(words), decodeUpdate(words, 'text').ok]).toEqual(['FORBIDDEN_CONTENT', true]);
		expect([codeOf(good), decodeUpdate(good, 'text')]).toEqual([
			'ok',
			{ ok: false, code: 'FORBIDDEN_CONTENT' },
		]);
		const empty = update([section(CLIENT, 0, struct(CONTENT.string, { root: 'text' }, ''))]);
		expect(decodeUpdate(empty, 'text')).toEqual({ ok: false, code: 'MALFORMED' });
	});

	test('whatever bytes they are: it never throws, and reads no prefix of an update as one', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				decodeUpdate(bytes);
			}),
		);
		fc.assert(
			fc.property(honestDocument, fc.nat(), fc.nat({ max: 255 }), (doc, at, byte) => {
				const bytes = Y.encodeStateAsUpdate(doc);
				expect(decodeUpdate(bytes.subarray(0, at % bytes.length)).ok).toBe(false);
				bytes[at % bytes.length] = byte;
				decodeUpdate(bytes);
			}),
		);
	});

	test('nothing that another prototype could see', () => {
		const [struct] = decoded(updateOf([eventBytes(MESSAGE)])).sections[0]!.structs;
		if (struct?.kind !== 'values') throw new Error('no values');
		expect(Object.getPrototypeOf(struct.values[0])).toBe(null);
	});
});

function varUint(value: number): Uint8Array {
	return writes((encoder) => encoding.writeVarUint(encoder, value));
}
