/** How much of what one may read a search has looked through, and how that is said (X7). Pure. */
import { search as t } from '#lib/i18n/search.ts';

export interface Coverage {
	/** Conversations that one may read. */
	total: number;
	/** Of them, those that this device has. */
	here: number;
	/** Of these, those of which it has only the newer part. */
	partly: number;
	/** Still to be read into the index. */
	reading: number;
	/** Up to when the device's copies are complete, ms; null when they are up to date, or never were. */
	upTo: number | null;
	/** The server has looked through all that one may read. */
	byServer: boolean;
	online: boolean;
}

export function isComplete({ total, here, partly, reading, upTo, byServer, online }: Coverage): boolean {
	return byServer || (here === total && partly === 0 && reading === 0 && upTo === null && online);
}

/** @param timeWords such as "12 March" or "11:42" */
export function coverageWords(coverage: Coverage, timeWords: (at: number) => string): string {
	const { total, here, partly, reading, upTo, online } = coverage;
	if (isComplete(coverage)) return total === 1 ? t.searchedOne : t.searchedAll(total);
	const sentences = [t.searchedHere(here, total, upTo === null ? '' : timeWords(upTo))];
	if (reading > 0) sentences.push(t.stillReading(reading));
	if (partly > 0) sentences.push(t.partlyHere(partly));
	const others = total - here;
	if (others > 0 && !online) sentences.push(t.othersOnline(others));
	else if (partly > 0 && !online) sentences.push(t.restOnline);
	else if (online) sentences.push(t.serverSilent);
	return sentences.join(' ');
}

/** What is said when nothing was found. Never that there is nothing, while something was not looked at. */
export function nothingWords(coverage: Coverage): string {
	const { total, here } = coverage;
	if (isComplete(coverage)) return total === 1 ? t.noneInOne : t.noneInAll(total);
	if (here === 0) return t.noneHereYet;
	return here === 1 ? t.nothingInOne : t.nothingIn(here);
}
