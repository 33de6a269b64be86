import type { TimelineItem } from '#lib/domain/timeline.ts';
import type { IndexedItem } from './volume-index.ts';

/** What is searched of a timeline's item; undefined for what holds no text. */
export function indexedItem({
	kind,
	deleted,
	key,
	author,
	receivedAt,
	at,
	body,
	files,
}: TimelineItem): IndexedItem | undefined {
	if (kind !== 'message' || deleted || body === '') return undefined;
	return { key, author, at: receivedAt ?? at, body, files: files.length };
}
