import { expect, test } from 'vitest';
import type { ShownItem } from '#lib/client/summaries.ts';
import type { TimelineRow } from '#lib/client/timeline-rows.ts';
import { copiedText, lateWords, restoredWords, stateGlyph, stateWords } from './message-words.ts';

const item = (over: Partial<ShownItem>) =>
	({ delivery: 'stored', changePending: false, deleted: false, ...over }) as ShownItem;

test('a state is said as a shape and in words', () => {
	const said = (over: Partial<ShownItem>) => [stateGlyph(item(over)), stateWords(item(over))];
	expect(said({})).toEqual(['stored', 'Stored']);
	expect(said({ delivery: 'saving' })).toEqual([null, 'Saving']);
	expect(said({ delivery: 'saved' })).toEqual(['saved', 'Saved on this device']);
	expect(said({ delivery: 'not-saved' })).toEqual(['saved', 'Not saved on this device yet']);
	expect(said({ delivery: 'refused' })).toEqual(['refused', 'Not delivered']);
	expect(said({ changePending: true })).toEqual(['saved', 'Change saved on this device']);
	expect(said({ changePending: true, deleted: true })).toEqual(['saved', 'Deletion saved on this device']);
});

test('[C02] who has read a message is said by name, of many by their number; the full disc is everybody’s', () => {
	const nameOf = (user: string) => user[0]!.toUpperCase() + user.slice(1);
	const said = (read: string[], unread: string[], over: Partial<ShownItem> = {}, delivered = false) => {
		const readers = { read, unread, delivered };
		return [stateGlyph(item(over), readers), stateWords(item(over), readers, nameOf)];
	};
	expect(said([], ['ben'])).toEqual(['stored', 'Stored']);
	expect(said([], ['ben'], {}, true)).toEqual(['delivered', 'Delivered']);
	expect(said(['ben'], ['cara'])).toEqual(['delivered', 'Read by Ben']);
	expect(said(['ben', 'cara'], [])).toEqual(['read', 'Read by Ben, Cara']);
	expect(said(['a', 'b', 'c', 'd'], [])).toEqual(['read', 'Read by 4']);
	expect(said(['ben'], [], { changePending: true })).toEqual(['saved', 'Change saved on this device']);
	expect(said(['ben'], [], { delivery: 'saved' }, true)).toEqual(['saved', 'Saved on this device']);
	expect(said([], ['ben'], { delivery: 'refused' }, true)).toEqual(['refused', 'Not delivered']);
});

test('what was written offline says when, with its day when that is another', () => {
	const at = (text: string) => new Date(text).getTime();
	const row = (written: string, arrived: string, late = true) =>
		({ late, shownAt: at(arrived), item: item({ at: at(written) }) }) as TimelineRow<ShownItem>;
	expect(lateWords(row('2026-03-13T09:12:00', '2026-03-13T11:40:00'))).toBe(
		'written 09:12, offline until 11:40',
	);
	expect(lateWords(row('2026-03-12T09:12:00', '2026-03-13T11:40:00'))).toBe(
		'written Thu 09:12, offline until 11:40',
	);
	expect(lateWords(row('2026-03-13T11:39:00', '2026-03-13T11:40:00', false))).toBe('');
});

test('[P9] what was given back says by whom and when, and everything else nothing', () => {
	const nameOf = (user: string) => ({ ben: 'Ben' })[user] ?? '';
	const at = new Date('2024-05-04T10:00:00').getTime();
	expect(restoredWords({ restored: { by: 'ben', at } }, nameOf)).toBe('restored by Ben on 4 May 2024');
	expect(restoredWords({ restored: null }, nameOf)).toBe('');
});

test('[C08] one message is copied as its text, several with author and time', () => {
	const at = new Date('2026-03-13T09:12:00').getTime();
	const [one, other] = ['Hello', 'Hello Ben'].map((body, index) =>
		item({ author: `u${index}`, body, at, receivedAt: at + 60_000 }),
	) as [ShownItem, ShownItem];
	const copied = (...items: ShownItem[]) =>
		copiedText(
			items,
			(user) => user.toUpperCase(),
			(body) => body,
		);
	expect(copied(one)).toBe('Hello');
	expect(copied(one, other)).toMatch(
		/^U0, Friday 13 March 2026, 09:13:00 \S+\nHello\n\nU1, Friday 13 March 2026, 09:13:00 \S+\nHello Ben$/,
	);
});
