/**
 * Times as the interface writes them: the reader's own zone, 24 hours, day before month. All take milliseconds since 1970.
 * Built from parts, because browsers disagree about the punctuation of a whole date.
 */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clockSeconds = new Intl.DateTimeFormat('en-GB', {
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23',
});
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const weekdayShort = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long' });
const monthShort = new Intl.DateTimeFormat('en-GB', { month: 'short' });

/** 11:42 */
export function clockTime(at: number): string {
	return clock.format(at);
}

/** Today, Friday 13 March · Yesterday, Thursday 12 March · Wednesday 11 March · Tuesday 11 March 2025 */
export function dayLabel(at: number, now: number): string {
	const date = new Date(at);
	const days = daysBetween(at, now);
	const near = days === 0 ? 'Today, ' : days === 1 ? 'Yesterday, ' : '';
	const year = date.getFullYear() === new Date(now).getFullYear() ? '' : ` ${date.getFullYear()}`;
	return `${near}${weekday.format(at)} ${date.getDate()} ${month.format(at)}${year}`;
}

/** The time in a list: 11:42 today, Thu within the last week, 12 Mar within the year, else 12 Mar 2025. */
export function listTime(at: number, now: number): string {
	const days = daysBetween(at, now);
	if (days <= 0) return clockTime(at);
	if (days < 7) return weekdayShort.format(at);
	const date = new Date(at);
	const day = `${date.getDate()} ${monthShort.format(at)}`;
	return date.getFullYear() === new Date(now).getFullYear() ? day : `${day} ${date.getFullYear()}`;
}

/** 4 May, with the year when it is another one. */
export function dateWords(at: number, now: number): string {
	const date = new Date(at);
	const year = date.getFullYear() === new Date(now).getFullYear() ? '' : ` ${date.getFullYear()}`;
	return `${date.getDate()} ${month.format(at)}${year}`;
}

/** 11:42 today, else with its day: Thu 11:42, 12 March 11:42, 12 March 2025 11:42. */
export function momentWords(at: number, now: number): string {
	const days = daysBetween(at, now);
	if (days <= 0) return clockTime(at);
	if (days < 7) return `${weekdayShort.format(at)} ${clockTime(at)}`;
	const date = new Date(at);
	const year = date.getFullYear() === new Date(now).getFullYear() ? '' : ` ${date.getFullYear()}`;
	return `${date.getDate()} ${month.format(at)}${year} ${clockTime(at)}`;
}

/** Friday 13 March 2026, 11:42:08 GMT+1 */
export function absoluteTime(at: number): string {
	const date = new Date(at);
	return `${weekday.format(at)} ${date.getDate()} ${month.format(at)} ${date.getFullYear()}, ${clockSeconds.format(at)} ${zoneOffset(date)}`;
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
