/** The zone in which times are written and days begin: the one that the person chose, else the browser's. */
import { offsetIn } from './time-zone.ts';

let source: () => string | null = () => null;

/** Who says which zone was chosen: a name of the tz database, or null. What it reads is what templates are written anew for. */
export function setZoneSource(zone: () => string | null): void {
	source = zone;
}

export function chosenZone(): string | null {
	return source();
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What calendar and clock show at that time (ms), in the UTC fields of a date. */
export function wallClock(at: number): Date {
	return new Date(at + offsetIn(source(), at) * MINUTE);
}

/** The time at which calendar and clock show what the UTC fields of `wall` (ms) say; where the clocks skip that, or show it twice, one of the two nearest. */
export function fromWallClock(wall: number): number {
	const guess = wall - offsetIn(source(), wall) * MINUTE;
	return wall - offsetIn(source(), guess) * MINUTE;
}

/** Days since 1970 on the calendar. */
export function dayNumber(at: number): number {
	return Math.floor(wallClock(at).getTime() / DAY);
}

/** The first moment of that day. */
export function startOfDay(at: number): number {
	return fromWallClock(dayNumber(at) * DAY);
}
