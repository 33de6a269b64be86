import { expect, test } from 'vitest';
import type { TimelineItem } from '#lib/domain/timeline.ts';
import { TimelineRows } from './timeline-rows.ts';

const DAY = 86_400_000;
const start = new Date(2026, 2, 12, 9, 0).getTime();

function anItem(clock: number, over: Partial<TimelineItem> = {}): TimelineItem {
	const at = start + clock * 60_000;
	return {
		key: `0:65537:${clock}`,
		volume: 0,
		client: 65_537,
		clock,
		kind: 'message',
		author: 'ann',
		at,
		receivedAt: at,
		position: clock,
		state: 'stored',
		body: `message ${clock}`,
		history: [],
		changePending: false,
		deleted: false,
		erased: null,
		restored: null,
		reactions: [],
		re: null,
		files: [],
		forwarded: null,
		system: null,
		...over,
	};
}

const rowsOf = (items: TimelineItem[], isNew = () => false) => {
	const rows = new TimelineRows<TimelineItem>({ self: 'me', isNew });
	rows.update(items);
	return rows.rows;
};

test('messages of one author without a pause are one run', () => {
	const rows = rowsOf([
		anItem(0),
		anItem(1),
		anItem(2, { author: 'me' }),
		anItem(3),
		anItem(9),
		anItem(10, { kind: 'system' }),
		anItem(11),
	]);
	expect(rows.map((row) => [row.startsRun, row.endsRun])).toEqual([
		[true, false],
		[false, true],
		[true, true],
		[true, true],
		[true, true],
		[true, true],
		[true, true],
	]);
	expect(rows.map((row) => row.own)).toEqual([false, false, true, false, false, false, false]);
});

test('what was unread before the opening begins in an older volume, once that is there', () => {
	const unread = (item: TimelineItem) => item.clock >= 2;
	const rows = new TimelineRows<TimelineItem>({ self: 'me', isNew: unread, wasNew: unread });
	const all = [0, 1, 2, 3, 4, 5].map((clock) => anItem(clock));
	rows.update(all.slice(4));
	expect(rows.rows.map((row) => row.startsNew)).toEqual([true, false]);
	expect(rows.update(all)).toBe(true);
	expect(rows.rows.map((row) => row.startsNew)).toEqual([false, false, true, false, false, false]);

	const read = new TimelineRows<TimelineItem>({ self: 'me', isNew: unread, wasNew: () => false });
	read.update(all.slice(4));
	read.update(all);
	expect(read.rows.findIndex((row) => row.startsNew)).toBe(4);
});

test('a day begins before its first message, by the time of arrival', () => {
	const rows = rowsOf([
		anItem(0),
		anItem(1, { at: start, receivedAt: start + DAY }),
		anItem(2, { at: start + DAY, receivedAt: null, position: null, state: 'pending', author: 'me' }),
	]);
	expect(rows.map((row) => row.startsDay)).toEqual([true, true, false]);
	expect(rows[1]).toMatchObject({ late: true, shownAt: start + DAY });
	expect(rows[2]).toMatchObject({ late: false, shownAt: start + DAY });
});

test('the line of the new ones stands before the first unread message by another and stays there', () => {
	const rows = new TimelineRows<TimelineItem>({ self: 'me', isNew: (item) => (item.position ?? 0) > 1 });
	rows.update([anItem(0), anItem(1)]);
	expect(rows.rows.some((row) => row.startsNew)).toBe(false);
	const items = [
		anItem(0),
		anItem(1),
		anItem(2, { author: 'me' }),
		anItem(3, { deleted: true }),
		anItem(4, { kind: 'system' }),
		anItem(5),
	];
	rows.update(items);
	expect(rows.rows.filter((row) => row.startsNew).map((row) => row.item.clock)).toEqual([5]);
	rows.update([...items, anItem(6)]);
	expect(rows.rows.filter((row) => row.startsNew).map((row) => row.item.clock)).toEqual([5]);
});

test('once everything is read and nobody looks, the next line stands before what comes then', () => {
	let read = 0;
	const rows = new TimelineRows<TimelineItem>({ self: 'me', isNew: (item) => item.position! > read });
	const newOnes = () => rows.rows.filter((row) => row.startsNew).map((row) => row.item.clock);
	const items = [anItem(0), anItem(1)];
	rows.update(items);
	expect(newOnes()).toEqual([1]);
	read = 1;
	rows.forgetNew();
	expect(newOnes()).toEqual([]);
	rows.update([...items, anItem(2)]);
	expect(newOnes()).toEqual([2]);
});

test('what did not change keeps its row', () => {
	const rows = new TimelineRows<TimelineItem>({ self: 'me', isNew: () => false });
	const items = [anItem(0), anItem(1), anItem(2)];
	rows.update(items);
	const before = rows.rows;
	rows.update([...items, anItem(3)]);
	expect(rows.rows[0]).toBe(before[0]);
	expect(rows.rows[1]).toBe(before[1]);
	expect(rows.rows[2]).not.toBe(before[2]);
	expect(rows.rows[2]!.endsRun).toBe(false);
});

test('items before the first are told apart from items after the last', () => {
	const rows = new TimelineRows<TimelineItem>({ self: 'me', isNew: () => false });
	const items = [anItem(10), anItem(11)];
	expect(rows.update(items)).toBe(false);
	expect(rows.update([...items, anItem(12)])).toBe(false);
	expect(rows.update([anItem(8), anItem(9), ...items])).toBe(true);
	expect(rows.rows.map((row) => row.item.clock)).toEqual([8, 9, 10, 11]);
});

test('an answer shows what it answers, as that is now', () => {
	const rows = new TimelineRows<TimelineItem>({ self: 'me', isNew: () => false });
	const answer = anItem(2, { re: [0, 65_537, 0] });
	const astray = anItem(3, { re: [0, 65_537, 99] });
	rows.update([anItem(0), anItem(1), answer, astray]);
	expect(rows.rows.map((row) => row.answers?.body ?? row.answers)).toEqual([
		undefined,
		undefined,
		'message 0',
		null,
	]);
	rows.update([anItem(0, { deleted: true }), anItem(1), answer, astray]);
	expect(rows.rows[2]!.answers).toMatchObject({ deleted: true });
	rows.update([anItem(0, { deleted: true }), anItem(1), answer, astray, anItem(99, { body: 'found' })]);
	expect(rows.rows[3]!.answers).toMatchObject({ body: 'found' });
});
