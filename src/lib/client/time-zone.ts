/** Offsets of time zones, in minutes ahead of UTC. */

/** @param zone a name of the tz database; null for this browser's own. @param at ms */
export function offsetIn(zone: string | null, at: number): number {
	if (zone === null || !isTimeZone(zone)) return 0 - new Date(at).getTimezoneOffset();
	const known = OFFSETS.get(zone) ?? new Map<number, number>();
	if (known.size > MAX_KNOWN) known.clear();
	OFFSETS.set(zone, known);
	const quarter = Math.floor(at / QUARTER_MS);
	const offset = known.get(quarter) ?? calculated(zone, at);
	known.set(quarter, offset);
	return offset;
}

/** Clocks are changed on the quarter of an hour: a long history asks for each of its messages. */
const QUARTER_MS = 900_000;
const MAX_KNOWN = 10_000;
const OFFSETS = new Map<string, Map<number, number>>();

function calculated(zone: string, at: number): number {
	const { year, month, day, hour, minute, second } = Object.fromEntries(
		formatterOf(zone)
			.formatToParts(at)
			.map(({ type, value }) => [type, Number(value)]),
	) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
}

export function isTimeZone(name: string): boolean {
	try {
		formatterOf(name);
		return true;
	} catch {
		return false;
	}
}

/** This browser's own. */
export function ownTimeZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** UTC, UTC+2, UTC−3:30 */
export function offsetWords(minutes: number): string {
	return offsetFrom('UTC', '−', minutes);
}

/** GMT, GMT+1, GMT-3:30, as Intl writes them in a whole date */
export function offsetInDate(minutes: number): string {
	return offsetFrom('GMT', '-', minutes);
}

function offsetFrom(origin: string, minus: string, minutes: number): string {
	if (minutes === 0) return origin;
	const size = Math.abs(minutes);
	const rest = size % 60;
	return `${origin}${minutes < 0 ? minus : '+'}${Math.floor(size / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = FORMATTERS.get(timeZone);
	if (known) return known;
	const formatter = new Intl.DateTimeFormat('en-US', {
		...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
		...{
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		},
	});
	FORMATTERS.set(timeZone, formatter);
	return formatter;
}
