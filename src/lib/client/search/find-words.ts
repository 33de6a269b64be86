/** What the field that finds words in one conversation says (C14). Pure. */
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
	return hits.length === 0 ? '0 found' : `${Math.max(at, 0) + 1} of ${hits.length}${more ? '+' : ''}`;
}

/** What was not looked through; null when that goes without saying. */
export function findWords(
	coverage: Coverage,
	isFound: boolean,
	timeWords: (at: number) => string,
): string | null {
	const { here, partly, reading, upTo, online } = coverage;
	if (isComplete(coverage)) return null;
	const later = online ? '' : ' The rest is searched when you are online.';
	if (here === 0) return `This conversation is not on this device yet.${later}`;
	if (reading > 0) return 'Its older part is still being read.';
	if (partly > 0)
		return `${isFound ? 'Only its' : 'Nothing in the part on this device. Only its'} newer part is on this device.${later}`;
	return upTo === null ? null : `Complete to ${timeWords(upTo)}.`;
}
