import type { SearchHit } from '#lib/protocol/search.ts';
import { messageLink } from '#lib/client/message-link.ts';
import { itemKey } from '#lib/domain/timeline.ts';
import { rangesOf } from '#lib/domain/search-text.ts';
import { dates as t } from '#lib/i18n/dates.ts';
import { clockTime, dateWords, daysBetween } from './time-words.ts';

/** The address that opens exactly this message. */
export function hitPath({ conversation, volume, client, clock }: SearchHit): string {
	return messageLink(conversation, itemKey(volume, client, clock));
}

/** The page that searches everything. The words stay in the browser: they stand behind the "#". */
export function searchPath(typed: string): string {
	return typed === ''
		? '/messages/search'
		: `/messages/search#${new URLSearchParams({ q: typed }).toString()}`;
}

/** Where somebody wrote it and when: "# field-ops, Sarah, today 09:11". */
export function hitPlace(hit: SearchHit, title: string, author: string, now: number): string {
	return [...(title === author ? [] : [title]), author, whenWords(hit.at, now)].join(', ');
}

function whenWords(at: number, now: number): string {
	const days = daysBetween(at, now);
	if (days <= 0) return t.todayAt(clockTime(at));
	if (days === 1) return t.yesterdayAt(clockTime(at));
	return dateWords(at, now);
}

const LEAD = 36;
const LENGTH = 220;

/** One line of a text, from a little before what was found in it. */
export function excerptOf(text: string, words: readonly string[]): string {
	const line = text.replace(/\s+/gu, ' ').trim();
	const [first] = rangesOf(line, words);
	if (!first || first[0] <= LEAD) return line.slice(0, LENGTH);
	const from = line.lastIndexOf(' ', first[0] - LEAD / 2) + 1;
	const start = from > first[0] - LEAD && from > 0 ? from : first[0] - LEAD / 2;
	return `… ${line.slice(start, start + LENGTH)}`;
}
