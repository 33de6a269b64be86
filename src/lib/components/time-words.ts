/**
 * Times as the interface writes them: the zone that the reader chose or the browser's, the reader's language, 24 hours. All take milliseconds since 1970.
 * Built from parts, because browsers disagree about the punctuation of a whole date.
 */
import { chosenZone, dayNumber, wallClock } from '#lib/client/chosen-zone.ts';
import { isTimeZone, offsetIn, offsetInDate, offsetWords } from '#lib/client/time-zone.ts';
import { dates as t } from '#lib/i18n/dates.ts';
import { spokenLocale } from '#lib/i18n/dictionary.ts';
import { profile } from '#lib/i18n/profile.ts';

/** A formatter for each zone and language: making one costs more than using it. */
function written(options: Intl.DateTimeFormatOptions): (zone?: string | null) => Intl.DateTimeFormat {
	const made = new Map<string, Intl.DateTimeFormat>();
	return (zone = chosenZone()) => {
		const key = `${spokenLocale()} ${zone ?? ''}`;
		let found = made.get(key);
		if (!found) {
			const timeZone = zone !== null && isTimeZone(zone) ? zone : undefined;
			found = new Intl.DateTimeFormat(spokenLocale(), { ...options, ...(timeZone && { timeZone }) });
			made.set(key, found);
		}
		return found;
	};
}
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
	return yearWhenAnother(t.dayOfMonth(wallClock(at).getUTCDate(), month().format(at)), at, now);
}

/** 4 Mar, with the year when it is another one. */
export function dateShort(at: number, now: number): string {
	return yearWhenAnother(t.dayOfMonth(wallClock(at).getUTCDate(), monthShort().format(at)), at, now);
}

/** Mar 2026 */
export function monthAndYear(at: number): string {
	return t.withYear(monthShort().format(at), wallClock(at).getUTCFullYear());
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
	const date = wallClock(at);
	const day = t.withYear(t.dayOfMonth(date.getUTCDate(), month().format(at)), date.getUTCFullYear());
	// By hand: hundreds of these are made for a list, and a formatter of zones is slow.
	const offset = offsetInDate(offsetIn(chosenZone(), at));
	return `${t.weekdayAnd(weekday().format(at), day)}, ${secondsTime(at)} ${offset}`;
}

/** 14:03, in another zone. */
export function timeInZone(at: number, zone: string): string {
	return clock(zone).format(at);
}

/** "14:03 for Emma, UTC+2": of a message of somebody else, where his clock showed another time than the reader's; otherwise empty. @param offset minutes ahead of UTC */
export function timeForAuthor(at: number, offset: number | undefined, name: string): string {
	if (offset === undefined || offset === offsetIn(chosenZone(), at)) return '';
	const time = clock('UTC').format(at + offset * 60_000);
	return profile.timeFor(time, name, offsetWords(offset));
}

/** Midnights of the reader's zone between two moments; 0 on the same day, negative when `at` is later. */
export function daysBetween(at: number, now: number): number {
	return dayNumber(now) - dayNumber(at);
}

function yearWhenAnother(date: string, at: number, now: number): string {
	const year = wallClock(at).getUTCFullYear();
	return year === wallClock(now).getUTCFullYear() ? date : t.withYear(date, year);
}
