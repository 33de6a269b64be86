import { afterEach, expect, test } from 'vitest';
import { dayNumber, fromWallClock, setZoneSource, startOfDay, wallClock } from './chosen-zone.ts';

afterEach(() => setZoneSource(() => null));
const at = (text: string) => Date.parse(text);
const choose = (zone: string) => setZoneSource(() => zone);
const iso = (time: number) => new Date(time).toISOString();

test('[B12] a day begins at its midnight in the chosen zone, also on the days on which clocks change', () => {
	choose('Europe/Berlin');
	for (const [time, start] of [
		['2026-03-28T22:59:59Z', '2026-03-27T23:00:00.000Z'],
		['2026-03-28T23:00:00Z', '2026-03-28T23:00:00.000Z'],
		['2026-03-29T21:59:59Z', '2026-03-28T23:00:00.000Z'],
		['2026-03-29T22:00:00Z', '2026-03-29T22:00:00.000Z'],
		['2026-10-25T22:59:59Z', '2026-10-24T22:00:00.000Z'],
		['2026-10-25T23:00:00Z', '2026-10-25T23:00:00.000Z'],
	] as const)
		expect(iso(startOfDay(at(time)))).toBe(start);
	// 23 and 25 hours long.
	expect(dayNumber(at('2026-03-29T21:59:59Z')) - dayNumber(at('2026-03-28T22:59:59Z'))).toBe(1);
	expect(dayNumber(at('2026-10-25T22:59:59Z'))).toBe(dayNumber(at('2026-10-24T22:00:00Z')));
	choose('Pacific/Apia');
	expect(dayNumber(at('2026-03-28T12:00:00Z')) - dayNumber(at('2026-03-28T10:00:00Z'))).toBe(1);
});

test('[B12] what a field says is the time at which clocks show it', () => {
	choose('America/New_York');
	for (const time of ['2026-01-10T12:00:00Z', '2026-07-10T03:30:00Z', '2026-11-01T07:00:00Z'])
		expect(iso(fromWallClock(wallClock(at(time)).getTime()))).toBe(iso(at(time)));
	// That hour is skipped.
	expect(
		Math.abs(fromWallClock(at('2026-03-08T02:30:00Z')) - at('2026-03-08T07:00:00Z')),
	).toBeLessThanOrEqual(3_600_000);
});
