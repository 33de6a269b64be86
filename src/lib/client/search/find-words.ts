/** What the field that finds words in one conversation says (C14). Pure. */
import { search as t } from '#lib/i18n/search.ts';
import { isComplete, type Coverage } from './coverage.ts';

/** "2 of 17", newest first; empty while nothing is looked for. */
export function positionWords(
	{
		wanted,
		answered,
		hits,
		more,
	}: { wanted: boolean; answered: boolean; hits: readonly unknown[]; more: boolean },
	at: number,
): string {
	if (!wanted || !answered) return '';
	return hits.length === 0
		? t.noneFound
		: t.position(Math.max(at, 0) + 1, `${hits.length}${more ? '+' : ''}`);
}

/** What was not looked through; null when that goes without saying. */
export function findWords(
	coverage: Coverage,
	isFound: boolean,
	timeWords: (at: number) => string,
): string | null {
	const { here, partly, reading, upTo, online } = coverage;
	if (isComplete(coverage)) return null;
	const later = online ? '' : ` ${t.restOnline}`;
	if (here === 0) return `${t.conversationNotHere}${later}`;
	if (reading > 0) return t.olderReading;
	if (partly > 0) return `${isFound ? t.onlyNewerPart : t.nothingInPart}${later}`;
	return upTo === null ? null : t.completeTo(timeWords(upTo));
}
