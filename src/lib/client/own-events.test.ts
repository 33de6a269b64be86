import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { appendEvents } from '#lib/domain/conversation-document.ts';
import { digestEvents } from '#lib/domain/digest.ts';
import { parseEvent, type AuthoredEvent } from '#lib/domain/events.ts';
import { copiesOf, isThere, rescuedIn, rescueRecords, strandedIn, type OwnEvent } from './own-events.ts';

const OLD = 9 * 65_536;
const NEW = OLD + 1;

const hello: AuthoredEvent = { k: 'm', at: 5, b: 'hello' };
const FILE: AttachedFile = [
	'0191e1a0-0000-7000-8000-00000000000a',
	...(['a.png', 'image/png', 5, 'a'.repeat(64), 1, 1, 0, ''] as const),
];
const own = (clock: number, event: AuthoredEvent): OwnEvent => ({ client: OLD, clock, event });

describe('copies', () => {
	test('[D9] each says what it copies, in the form that the relay accepts', () => {
		const events = [
			own(3, hello),
			own(4, { k: 'm', at: 6, b: 'answer', re: [0, OLD, 3] }),
			own(5, { k: 'e', at: 7, of: [OLD, 3], b: 'hello there' }),
			own(6, { k: 'd', at: 8, of: [OLD, 4], mod: true }),
			own(7, { k: 'r', at: 9, of: [77, 1], e: '👍', on: true }),
			own(8, { k: 'm', at: 10, b: 'a.png', fi: [FILE], re: [0, OLD, 3] }),
		];
		const copies = copiesOf(events, NEW, 10);
		for (const copy of copies) expect(parseEvent(copy)).toEqual({ ok: true, event: copy });
		expect(copies.map(({ was }) => was)).toEqual(
			events.map(({ client, clock, event }) => [client, clock, digestEvents([event])]),
		);
		expect(copies).toMatchObject([
			{ b: 'hello' },
			{ re: [0, NEW, 10] },
			{ of: [NEW, 10] },
			{ of: [NEW, 11], mod: true },
			{ of: [77, 1] },
			{ fi: [FILE], re: [0, NEW, 10] },
		]);
	});

	test('[D9] a copy of a copy names the first original', () => {
		const was = [1, 2, 3] as const;
		expect(copiesOf([own(0, { ...hello, was })], NEW, 0)[0]!.was).toEqual(was);
	});
});

describe('what the relay has', () => {
	test('[D9] the very event, or the original that it copies', () => {
		const doc = new Y.Doc();
		doc.clientID = OLD;
		appendEvents(doc, [hello]);
		expect(isThere(doc, own(0, hello))).toBe(true);
		expect(isThere(doc, own(0, { ...hello, b: 'another' }))).toBe(false);
		expect(isThere(doc, own(1, hello))).toBe(false);
		const copy = copiesOf([own(0, hello)], NEW, 0)[0]!;
		expect(isThere(doc, { client: NEW, clock: 0, event: copy })).toBe(true);
	});
});

describe('what is in danger', () => {
	test('is kept as records, and read back in order', () => {
		const events = [own(10, hello), own(9, { ...hello, b: 'before' })];
		const records = new Map(rescueRecords(events).map(({ key, value }) => [key, value]));
		expect(rescuedIn(records).map(({ clock }) => clock)).toEqual([9, 10]);
	});

	test('[D9] events behind a hole are found in what Yjs holds back', () => {
		const doc = new Y.Doc();
		doc.clientID = OLD;
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const b of ['one', 'two', 'three']) appendEvents(doc, [{ k: 'm', at: 1, b }]);
		const holed = new Y.Doc();
		for (const update of updates.slice(1)) Y.applyUpdate(holed, update);
		const isOwn = (client: number) => client === OLD;
		expect(strandedIn(holed, isOwn).map(({ clock, event }) => [clock, (event as { b: string }).b])).toEqual([
			[1, 'two'],
			[2, 'three'],
		]);
		expect(strandedIn(holed, () => false)).toEqual([]);
		Y.applyUpdate(holed, updates[0]!);
		expect(strandedIn(holed, isOwn)).toEqual([]);
	});
});
