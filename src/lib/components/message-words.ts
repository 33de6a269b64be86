import { DELIVERY_WORDS } from '#lib/client/shown-message.ts';
import type { ShownItem } from '#lib/client/summaries.ts';
import { shownAt, type TimelineRow } from '#lib/client/timeline-rows.ts';
import { absoluteTime, clockTime, dateWords, daysBetween, momentWords } from './time-words.ts';

/** "written 09:12, offline until 11:40"; empty for what arrived in time. */
export function lateWords(row: TimelineRow<ShownItem>): string {
	if (!row.late) return '';
	const { at } = row.item;
	const written = daysBetween(at, row.shownAt) === 0 ? clockTime(at) : momentWords(at, row.shownAt);
	return `written ${written}, offline until ${clockTime(row.shownAt)}`;
}

/** "restored by Ben on 4 May 2026", of what somebody's device gave back after the server was put back from a backup; otherwise empty. */
export function restoredWords(
	{ restored }: Pick<ShownItem, 'restored'>,
	nameOf: (user: string) => string,
): string {
	return restored ? `restored by ${nameOf(restored.by)} on ${dateWords(restored.at, Date.now())}` : '';
}

/** What stands where a message was. */
export function goneWords({ erased }: Pick<ShownItem, 'erased'>): string {
	if (!erased) return 'Message deleted';
	return `Erased on ${dateWords(erased.at, Date.now())} by legal request ${erased.request}.`;
}

/** Where one's own message stands, in words. */
export function stateWords(item: ShownItem): string {
	if (!changeWaits(item)) return DELIVERY_WORDS[item.delivery];
	return `${item.deleted ? 'Deletion' : 'Change'} saved on this device`;
}

/** The same as a shape; none while the write is on its way to the disk, which takes milliseconds. */
export function stateGlyph(item: ShownItem): 'saved' | 'stored' | 'refused' | null {
	if (item.delivery === 'saving') return null;
	return item.delivery === 'not-saved' || changeWaits(item) ? 'saved' : item.delivery;
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
