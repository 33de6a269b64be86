/** Times as the audit's pages write them: to the second, in the reader's zone. */
import { daysBetween } from '../time-words.ts';

const seconds = new Intl.DateTimeFormat('en-GB', {
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23',
});
const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const dayShort = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const monthYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

/** 11:47:31 */
export const secondsTime = (at: number) => seconds.format(at);

/** 13 March, with the year when it is not this one's. */
export function dayWords(at: number, now = Date.now()): string {
	const year = new Date(at).getFullYear();
	return year === new Date(now).getFullYear() ? dayMonth.format(at) : `${dayMonth.format(at)} ${year}`;
}

/** 13 March, 11:52:00 */
export const dayAndSeconds = (at: number) => `${dayWords(at)}, ${seconds.format(at)}`;

/** "13 March, 11:21 to 11:58", or "3 March 2026 to 13 March". */
export function spanWords(from: number, to: number): string {
	if (daysBetween(from, to) > 0) return `${dayWords(from)} to ${dayWords(to)}`;
	return `${dayWords(from)}, ${minutes.format(from)} to ${minutes.format(to)}`;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A label of the axis, as fine as its steps. */
export function axisLabel(at: number, step: number): string {
	if (step < 60_000) return seconds.format(at);
	if (step < DAY)
		return step >= 6 * HOUR || isMidnight(at)
			? `${dayShort.format(at)} ${minutes.format(at)}`
			: minutes.format(at);
	return step >= 90 * DAY ? monthYear.format(at) : dayShort.format(at);
}

function isMidnight(at: number): boolean {
	return new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0;
}

/** "3 min offline", for what was received long after it was written. Empty for less than two minutes. */
export function lateWords(written: number, received: number): string {
	const away = received - written;
	if (away < 120_000) return '';
	if (away < HOUR) return `${Math.round(away / 60_000)} min offline`;
	if (away < 2 * DAY) return `${Math.round(away / HOUR)} h offline`;
	return `${Math.round(away / DAY)} days offline`;
}
