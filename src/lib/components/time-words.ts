/**
 * Times as the interface writes them: the reader's own zone and language, 24 hours. All take milliseconds since 1970.
 * Built from parts, because browsers disagree about the punctuation of a whole date.
 */
import { dates as t } from '#lib/i18n/dates.ts';
import { perLocale } from '#lib/i18n/format.ts';

const written = (options: Intl.DateTimeFormatOptions) =>
	perLocale((locale) => new Intl.DateTimeFormat(locale, options));
const clock = written({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clockSeconds = written({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const weekday = written({ weekday: 'long' });
const weekdayShort = written({ weekday: 'short' });
const month = written({ month: 'long' });
const monthShort = written({ month: 'short' });

/** 11:42 */
export function clockTime(at: number): string {
	return clock().format(at);
}

/** 11:42:08 */
export function secondsTime(at: number): string {
	return clockSeconds().format(at);
}

/** Today, Friday 13 March · Yesterday, Thursday 12 March · Wednesday 11 March · Tuesday 11 March 2025 */
export function dayLabel(at: number, now: number): string {
	const days = daysBetween(at, now);
	const day = t.weekdayAnd(weekday().format(at), dateWords(at, now));
	return days === 0 ? t.today(day) : days === 1 ? t.yesterday(day) : day;
}

/** The time in a list: 11:42 today, Thu within the last week, 12 Mar within the year, else 12 Mar 2025. */
export function listTime(at: number, now: number): string {
	const days = daysBetween(at, now);
	if (days <= 0) return clockTime(at);
	if (days < 7) return weekdayShort().format(at);
	return dateShort(at, now);
}

/** 4 May, with the year when it is another one. */
export function dateWords(at: number, now: number): string {
	return yearWhenAnother(t.dayOfMonth(new Date(at).getDate(), month().format(at)), at, now);
}

/** 4 Mar, with the year when it is another one. */
export function dateShort(at: number, now: number): string {
	return yearWhenAnother(t.dayOfMonth(new Date(at).getDate(), monthShort().format(at)), at, now);
}

/** Mar 2026 */
export function monthAndYear(at: number): string {
	return t.withYear(monthShort().format(at), new Date(at).getFullYear());
}

/** 11:42 today, else with its day: Thu 11:42, 12 March 11:42, 12 March 2025 11:42. */
export function momentWords(at: number, now: number): string {
	const days = daysBetween(at, now);
	if (days <= 0) return clockTime(at);
	if (days < 7) return `${weekdayShort().format(at)} ${clockTime(at)}`;
	return `${dateWords(at, now)} ${clockTime(at)}`;
}

/** Friday 13 March 2026, 11:42:08 GMT+1 */
export function absoluteTime(at: number): string {
	const date = new Date(at);
	const day = t.withYear(t.dayOfMonth(date.getDate(), month().format(at)), date.getFullYear());
	return `${t.weekdayAnd(weekday().format(at), day)}, ${secondsTime(at)} ${zoneOffset(date)}`;
}

/** GMT, GMT+1, GMT-3:30. By hand: hundreds of these are made for a list, and a formatter of zones is slow. */
function zoneOffset(date: Date): string {
	const east = -date.getTimezoneOffset();
	if (east === 0) return 'GMT';
	const minutes = Math.abs(east);
	const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
	return `GMT${east < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest}`;
}

/** Midnights of the reader's zone between two moments; 0 on the same day, negative when `at` is later. */
export function daysBetween(at: number, now: number): number {
	return Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
}

/** Midnight of the reader's zone. */
export function startOfDay(at: number): number {
	return new Date(at).setHours(0, 0, 0, 0);
}

function yearWhenAnother(date: string, at: number, now: number): string {
	const year = new Date(at).getFullYear();
	return year === new Date(now).getFullYear() ? date : t.withYear(date, year);
}
