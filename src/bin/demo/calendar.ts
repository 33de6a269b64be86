/** Working days and words for them, in the time zone of the process: the demo is written for the people in front of it. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
] as const;

export const MINUTE = 60_000;

/** Midnight at the beginning of the day of `time`. */
export function startOfDay(time: number): number {
	const date = new Date(time);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Midnight so many calendar days later; daylight saving does not shift it. */
export function addDays(day: number, days: number): number {
	const date = new Date(day);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** `minutes` since midnight of that day, by the clock on the wall. */
export function timeOn(day: number, minutes: number): number {
	const date = new Date(day);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate(), 0, minutes).getTime();
}

export function minutesOfDay(time: number): number {
	const date = new Date(time);
	return date.getHours() * 60 + date.getMinutes();
}

export function isWeekend(day: number): boolean {
	const weekday = new Date(day).getDay();
	return weekday === 0 || weekday === 6;
}

/** The office is closed between the years. */
export function isOfficeClosed(day: number): boolean {
	const date = new Date(day);
	const [month, dayOfMonth] = [date.getMonth(), date.getDate()];
	return (month === 11 && dayOfMonth >= 24) || (month === 0 && dayOfMonth === 1);
}

/** The working day (Monday to Friday) so many working days after `day`; 0 gives the day itself, or the Friday before a weekend. */
export function addWorkdays(day: number, count: number): number {
	let result = startOfDay(day);
	while (isWeekend(result)) result = addDays(result, -1);
	const step = Math.sign(count);
	for (let left = Math.abs(count); left > 0; left--) {
		do result = addDays(result, step);
		while (isWeekend(result));
	}
	return result;
}

/** The `count`-th such weekday (0 Sunday to 6 Saturday) after the day (count 1, 2, …), or before it (-1, -2, …). */
export function addToWeekday(day: number, weekday: number, count: number): number {
	let result = startOfDay(day);
	const step = Math.sign(count);
	for (let left = Math.abs(count); left > 0; left--) {
		do result = addDays(result, step);
		while (new Date(result).getDay() !== weekday);
	}
	return result;
}

export function weekdayName(day: number): string {
	return WEEKDAYS[new Date(day).getDay()] ?? '';
}

/** `3 March` */
export function dateWords(day: number): string {
	return `${new Date(day).getDate()} ${monthName(day)}`;
}

export function monthName(day: number, later = 0): string {
	return MONTHS[(new Date(day).getMonth() + later + 12) % 12] ?? '';
}

/** January is 1. */
export function monthNumber(day: number): number {
	return new Date(day).getMonth() + 1;
}

/** `08:30` */
export function clockWords(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
