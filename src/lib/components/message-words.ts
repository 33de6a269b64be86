import type { ItsReaders } from '#lib/client/readers.ts';
import type { ShownItem } from '#lib/client/summaries.ts';
import { shownAt, type TimelineRow } from '#lib/client/timeline-rows.ts';
import { common } from '#lib/i18n/common.ts';
import { reading } from '#lib/i18n/reading.ts';
import { timeline as t } from '#lib/i18n/timeline.ts';
import { absoluteTime, clockTime, dateWords, daysBetween, momentWords, timeForAuthor } from './time-words.ts';

/** "written 09:12, offline until 11:40"; empty for what arrived in time. */
export function lateWords(row: TimelineRow<ShownItem>): string {
	if (!row.late) return '';
	const { at } = row.item;
	const written = daysBetween(at, row.shownAt) === 0 ? clockTime(at) : momentWords(at, row.shownAt);
	return t.late(written, clockTime(row.shownAt));
}

/** When it was received, and what the author's clock showed then: "Friday 13 March 2026, 11:42:08 GMT+1 · 12:42 for Emma, UTC+2". */
export function timeTitle({ item, shownAt }: TimelineRow<ShownItem>, author: string): string {
	return [absoluteTime(shownAt), timeForAuthor(shownAt, item.offset, author)].filter(Boolean).join(' · ');
}

/** "restored by Ben on 4 May 2026", of what somebody's device gave back after the server was put back from a backup; otherwise empty. */
export function restoredWords(
	{ restored }: Pick<ShownItem, 'restored'>,
	nameOf: (user: string) => string,
): string {
	return restored ? t.restored(nameOf(restored.by), dateWords(restored.at, Date.now())) : '';
}

/** What stands where a message was. */
export function goneWords({ erased }: Pick<ShownItem, 'erased'>): string {
	if (!erased) return common.messageDeleted;
	return t.erased(dateWords(erased.at, Date.now()), String(erased.request));
}

/** Nothing is known. */
export const UNREAD: ItsReaders = { read: [], unread: [], delivered: false };

/** So many are named; of more one is told the number. */
const NAMED_READERS = 3;

/** Where one's own message stands, in words. */
export function stateWords(
	item: ShownItem,
	readers = UNREAD,
	nameOf: (user: string) => string = (user) => user,
): string {
	if (!changeWaits(item)) {
		const { read, delivered } = readers;
		if (item.delivery !== 'stored') return t.delivery[item.delivery];
		if (read.length === 0) return delivered ? reading.delivered : t.delivery.stored;
		return t.readBy(String(read.length > NAMED_READERS ? read.length : read.map(nameOf).join(', ')));
	}
	return item.deleted ? t.deletionSaved : t.changeSaved;
}

/** The same as a shape; none while the write is on its way to the disk, which takes milliseconds. */
export function stateGlyph(
	item: ShownItem,
	{ read, unread, delivered } = UNREAD,
): 'saved' | 'stored' | 'delivered' | 'read' | 'refused' | null {
	if (item.delivery === 'saving') return null;
	if (item.delivery === 'not-saved' || changeWaits(item)) return 'saved';
	if (item.delivery !== 'stored') return item.delivery;
	// The full disc is everybody's.
	if (read.length > 0 && unread.length === 0) return 'read';
	return delivered || read.length > 0 ? 'delivered' : 'stored';
}

/** The message is stored; an edit or the deletion of it is not yet. */
function changeWaits(item: ShownItem): boolean {
	return item.changePending && item.delivery === 'stored';
}

/** What is copied of messages: of one its text, of several each with its author and time (C08). */
export function copiedText(
	items: readonly ShownItem[],
	nameOf: (user: string) => string,
	readable: (body: string) => string,
): string {
	const [only] = items;
	if (items.length === 1 && only) return readable(only.body);
	return items
		.map((item) => `${nameOf(item.author)}, ${absoluteTime(shownAt(item))}\n${readable(item.body)}`)
		.join('\n\n');
}
