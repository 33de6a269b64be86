/** Times as the audit's pages write them: to the second, in the reader's zone. */
import { wallClock } from '#lib/client/chosen-zone.ts';
import { dates as t } from '#lib/i18n/dates.ts';
import { clockTime, dateShort, dateWords, daysBetween, monthAndYear, secondsTime } from '../time-words.ts';

/** 13 March, with the year when it is not this one's. */
export const dayWords = (at: number, now = Date.now()) => dateWords(at, now);

/** 13 March, 11:52:00 */
export const dayAndSeconds = (at: number) => `${dayWords(at)}, ${secondsTime(at)}`;

/** "13 March, 11:21 to 11:58", or "3 March 2026 to 13 March". */
export function spanWords(from: number, to: number): string {
	if (daysBetween(from, to) > 0) return t.from(dayWords(from), dayWords(to));
	return `${dayWords(from)}, ${t.from(clockTime(from), clockTime(to))}`;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A label of the axis, as fine as its steps. */
export function axisLabel(at: number, step: number): string {
	if (step < 60_000) return secondsTime(at);
	if (step < DAY)
		return step >= 6 * HOUR || isMidnight(at) ? `${dateShort(at, at)} ${clockTime(at)}` : clockTime(at);
	return step >= 90 * DAY ? monthAndYear(at) : dateShort(at, at);
}

function isMidnight(at: number): boolean {
	const clock = wallClock(at);
	return clock.getUTCHours() === 0 && clock.getUTCMinutes() === 0;
}

/** "3 min offline", for what was received long after it was written. Empty for less than two minutes. */
export function lateWords(written: number, received: number): string {
	const away = received - written;
	if (away < 120_000) return '';
	if (away < HOUR) return t.minutesOffline(Math.round(away / 60_000));
	if (away < 2 * DAY) return t.hoursOffline(Math.round(away / HOUR));
	return t.daysOffline(Math.round(away / DAY));
}
