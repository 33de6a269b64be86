import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { textOf } from '#lib/domain/text-document.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { nameOfDocument, type TextName } from '#lib/protocol/document-name.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import { deleted, deleteSet, gc, raw, section, struct, update, type Place } from '../tests/attacks/bytes.ts';
import { decodeUpdate } from './decode.ts';
import type { LogRow } from './log.ts';
import { sealRow } from './row.ts';
import { TextIndex, valueOf } from './text-index.ts';
import { newItemOf } from './text-structs.ts';

const NAME = nameOfDocument(`d/${randomUUID()}/notes`) as TextName;

/** Takes an honest update of known dependencies. */
function take(index: TextIndex, update: Uint8Array): void {
	const decoded = decodeUpdate(update, 'text');
	if (!decoded.ok) throw new Error(decoded.code);
	for (const { client, structs } of decoded.update.sections)
		for (const struct of structs)
			if (struct.clock >= index.nextClock(client))
				expect(index.place(newItemOf(client, struct)!)).toMatchObject({ ok: true });
	for (const range of decoded.update.deletes) index.delete(range);
}

/** Random numbers from a seed. */
function randomFrom(seed: number): (below: number) => number {
	return (below) => {
		seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
		return Math.floor((seed / 0x8000_0000) * below);
	};
}

const PIECES = ['a', 'bc', 'words and more', '😀', 'é😀x', '\n'];

describe('[X12] the index has what every replica of Yjs has', () => {
	test.each(Array.from({ length: 30 }, (_, i) => i + 1))('seed %i', (seed) => {
		const random = randomFrom(seed);
		const index = new TextIndex(NAME);
		const replicas = Array.from({ length: 4 }, (_, i) => {
			const doc = new Y.Doc();
			doc.clientID = 70_000 + i;
			const unsent: Uint8Array[] = [];
			doc.on('update', (update: Uint8Array, origin: unknown) => {
				if (origin !== 'relay') unsent.push(update);
			});
			return { doc, unsent };
		});
		for (let step = 0; step < 300; step++) {
			const { doc, unsent } = replicas[random(replicas.length)]!;
			const text = textOf(doc, TEXT_ROOT);
			const kind = random(10);
			if (kind < 5) text.insert(random(text.length + 1), PIECES[random(PIECES.length)]!);
			else if (kind < 7 && text.length > 0) {
				const at = random(text.length);
				text.delete(at, 1 + random(Math.min(5, text.length - at)));
			} else {
				// Syncs, as a provider does.
				for (const update of unsent.splice(0)) take(index, update);
				Y.applyUpdate(doc, index.since(Y.decodeStateVector(Y.encodeStateVector(doc))), 'relay');
			}
		}
		for (const { unsent } of replicas) for (const update of unsent) take(index, update);
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, index.since(new Map()));
		const text = textOf(fresh, TEXT_ROOT).toString();
		expect(index.textOf(TEXT_ROOT)).toBe(text);
		for (const { doc } of replicas) {
			Y.applyUpdate(doc, index.since(Y.decodeStateVector(Y.encodeStateVector(doc))), 'relay');
			expect(textOf(doc, TEXT_ROOT).toString()).toBe(text);
			expect(index.isKnown(decoded(Y.encodeStateAsUpdate(doc)))).toBe(true);
		}
	});
});

function decoded(update: Uint8Array) {
	const result = decodeUpdate(update, 'text');
	if (!result.ok) throw new Error(result.code);
	return result.update;
}

test('[X12] what is typed letter by letter is one item, and deleted text is kept nowhere', () => {
	const index = new TextIndex(NAME);
	const doc = new Y.Doc();
	doc.clientID = 70_000;
	doc.on('update', (update: Uint8Array) => take(index, update));
	const text = textOf(doc, TEXT_ROOT);
	for (const letter of 'written letter by letter') text.insert(text.length, letter);
	expect(decoded(index.since(new Map())).sections[0]!.structs).toHaveLength(1);
	text.delete(0, text.length);
	expect(decoded(index.since(new Map())).sections[0]!.structs).toMatchObject([
		{ kind: 'deleted', length: 24 },
	]);
});

describe('[X10] rows', () => {
	const ADA = 101 * 65_536;
	const CONTENT = { epoch: 0, position: 0, organisationRows: 0, entries: [] };

	/** A row of another relay. */
	function row(value: Uint8Array | object, receivedAt = 5): LogRow {
		const values = value instanceof Uint8Array ? valueOf(value) : eventBytes(value);
		const run = { client: 0, clock: 0, length: 1, values, count: 1 };
		const end = { seq: 0, hash: new Uint8Array(32) };
		const author = { user: 'ada', device: 101 };
		const content = { ...CONTENT, run };
		return sealRow(end, 'd/x/notes', 'text', author, receivedAt, content, randomBytes).row;
	}

	const words = (place: Place, text: string) => struct(4, place, text);
	const one = section(ADA, 0, words({ root: 'text' }, 'a'), words({ origin: [ADA + 1, 0] }, 'c'));
	const other = section(ADA + 1, 0, words({ origin: [ADA, 0] }, 'b'), words({ origin: [ADA, 1] }, 'd'));

	test.each([
		['one before the other', [one, other]],
		['the other before', [other, one]],
	])('are taken whole, whatever waits for what: %s', (_order, sections) => {
		const index = new TextIndex(NAME);
		const bytes = update(sections, deleteSet([ADA + 1, [0, 1]]));
		expect([...index.takeStored(row(bytes))!]).toEqual([...bytes]);
		expect([index.seq, index.time, index.textOf('text')]).toEqual([1, 5, 'acd']);
		expect(index.stateVector().sort()).toEqual([
			[ADA, 2],
			[ADA + 1, 2],
		]);
		index.takeStored(row(update([section(ADA, 2, words({ right: [ADA, 0] }, '>'))]), 3));
		expect([index.seq, index.time, index.textOf('text')]).toEqual([2, 5, '>acd']);
		index.taken(9);
		expect([index.seq, index.time]).toEqual([3, 9]);
	});

	test.each<[what: string, value: Uint8Array | object, words: string]>([
		['no bytes', { k: 'm' }, 'holds no update.'],
		['no update', raw(9), 'holds no update: TOO_MANY_CLIENTS.'],
		['no text', update([section(ADA, 0, gc(1))]), 'holds a struct that is no text.'],
		[
			'no place',
			update([section(ADA, 0, words({ root: 'title' }, 'x'))]),
			'holds a struct that has no place.',
		],
		['a gap', update([section(ADA, 0, words({ origin: [7, 0] }, 'x'))]), 'of which something is missing.'],
		[
			'a gap behind what is there',
			update([one, section(ADA + 1, 0, words({ origin: [ADA, 0] }, 'b'), words({ origin: [ADA, 5] }, 'x'))]),
			'of which something is missing.',
		],
		[
			'a gap to the right',
			update([
				section(ADA, 0, words({ root: 'text' }, 'a'), words({ origin: [ADA, 0], right: [7, 0] }, 'x')),
			]),
			'of which something is missing.',
		],
	])('that no relay wrote are an error: %s', (_what, value, words) => {
		let said = '';
		try {
			new TextIndex(NAME).takeStored(row(value));
		} catch (error) {
			said = String(error);
		}
		expect(said.includes(words)).toBe(true);
		expect(said.includes('Row 0 ')).toBe(true);
	});

	test('of ours have no limits', () => {
		const index = new TextIndex(NAME);
		index.takeStored(row(update([section(ADA, 0, deleted({ root: 'text' }, 300_000))])));
		expect(index.nextClock(ADA)).toBe(300_000);
	});
});

describe('[X12] what a replica lacks', () => {
	const [ADA, BEN] = [101 * 65_536, 102 * 65_536];

	function aText(): TextIndex {
		const index = new TextIndex(NAME);
		const words = (client: number, place: Place, text: string) =>
			take(index, update([section(client, 0, struct(4, place, text))]));
		words(ADA, { root: 'text' }, 'Fish and chips');
		words(BEN, { origin: [ADA, 13] }, '!');
		return index;
	}

	const clientsIn = (bytes: Uint8Array) =>
		decoded(bytes).sections.map(({ client, clock }) => [client, clock]);

	test('is told from its clocks on, the highest client id first, with all deletions', () => {
		const index = aText();
		index.delete({ client: ADA, clock: 0, length: 2 });
		index.delete({ client: ADA, clock: 3, length: 2 });
		index.delete({ client: ADA, clock: 2, length: 1 });
		index.delete({ client: ADA, clock: 9, length: 1 });
		expect(clientsIn(index.since(new Map()))).toEqual([
			[BEN, 0],
			[ADA, 0],
		]);
		const part = index.since(new Map([[ADA, 6]]));
		expect(clientsIn(part)).toEqual([
			[BEN, 0],
			[ADA, 6],
		]);
		expect(clientsIn(index.since(new Map([[BEN, 1]])))).toEqual([[ADA, 0]]);
		expect(clientsIn(index.since(new Map(index.stateVector())))).toEqual([]);
		for (const bytes of [part, index.since(new Map())])
			expect(decoded(bytes).deletes).toEqual([
				{ client: ADA, clock: 0, length: 5 },
				{ client: ADA, clock: 9, length: 1 },
			]);
		index.delete({ client: BEN, clock: 0, length: 1 });
		expect(decoded(index.since(new Map())).deletes.map(({ client }) => client)).toEqual([BEN, ADA, ADA]);
	});

	test('is encoded once, until something changes', () => {
		const index = aText();
		const whole = index.since(new Map());
		expect(index.since(new Map())).toBe(whole);
		const { size } = index;
		expect(size).toBe(2 * 200 + 15 + whole.length);
		index.delete({ client: ADA, clock: 0, length: 1 });
		expect(index.size).toBe(3 * 200 + 14);
		expect(decoded(index.since(new Map())).deletes).toHaveLength(1);
		const again = index.since(new Map());
		// Nothing of it lived.
		index.delete({ client: ADA, clock: 0, length: 1 });
		expect(index.since(new Map())).toBe(again);
		take(index, update([section(BEN, 1, struct(4, { origin: [BEN, 0] }, '?'))]));
		expect(clientsIn(index.since(new Map()))).toHaveLength(2);
		expect(index.textOf('text')).toBe('ish and chips!?');
	});

	test('is nothing when all of it is here', () => {
		const index = aText();
		index.delete({ client: ADA, clock: 4, length: 3 });
		const knows = (sections: Uint8Array[], ...ranges: [client: number, clock: number, length: number][]) =>
			index.isKnown({
				...decoded(update(sections)),
				deletes: ranges.map(([client, clock, length]) => ({ client, clock, length })),
			});
		const known = section(ADA, 0, struct(4, { root: 'text' }, 'Fish and chips'));
		const more = section(BEN, 0, struct(4, { origin: [ADA, 13] }, '!?'));
		expect([knows([known]), knows([known, more]), knows([more])]).toEqual([true, false, false]);
		expect([knows([], [ADA, 4, 3]), knows([], [ADA, 5, 1])]).toEqual([true, true]);
		expect([knows([], [ADA, 3, 2]), knows([], [ADA, 4, 4]), knows([], [BEN, 1, 1])]).toEqual([
			false,
			false,
			false,
		]);
		expect(knows([known], [ADA, 4, 3], [ADA, 0, 1])).toBe(false);
		index.delete({ client: ADA, clock: 7, length: 7 });
		expect([knows([], [ADA, 4, 10]), knows([], [ADA, 4, 11])]).toEqual([true, false]);
	});
});
