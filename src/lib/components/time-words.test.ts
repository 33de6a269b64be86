import { afterEach, expect, test } from 'vitest';

afterEach(() => setZoneSource(() => null));
import { setZoneSource } from '#lib/client/chosen-zone.ts';
import {
	absoluteTime,
	clockTime,
	dayLabel,
	daysBetween,
	listTime,
	momentWords,
	timeForAuthor,
	timeInZone,
} from './time-words.ts';

const at = (text: string) => new Date(text).getTime();
const now = at('2026-03-13T11:45:00');

test('a day is named by its distance, the year only when it is another', () => {
	expect(dayLabel(at('2026-03-13T00:00:00'), now)).toBe('Today, Friday 13 March');
	expect(dayLabel(at('2026-03-12T23:59:59'), now)).toBe('Yesterday, Thursday 12 March');
	expect(dayLabel(at('2026-03-02T09:00:00'), now)).toBe('Monday 2 March');
	expect(dayLabel(at('2025-12-31T09:00:00'), now)).toBe('Wednesday 31 December 2025');
});

test('a list shows the clock today, the weekday within a week, then the date', () => {
	expect(listTime(at('2026-03-13T00:05:00'), now)).toBe('00:05');
	expect(listTime(at('2026-03-12T23:00:00'), now)).toBe('Thu');
	expect(listTime(at('2026-03-06T09:00:00'), now)).toBe('6 Mar');
	expect(listTime(at('2025-03-06T09:00:00'), now)).toBe('6 Mar 2025');
	// A clock ahead of this one is still today's.
	expect(listTime(at('2026-03-13T12:30:00'), now)).toBe('12:30');
});

test('a moment carries as much of its date as it needs', () => {
	expect(momentWords(at('2026-03-13T09:12:00'), now)).toBe('09:12');
	expect(momentWords(at('2026-03-11T09:12:00'), now)).toBe('Wed 09:12');
	expect(momentWords(at('2026-01-11T09:12:00'), now)).toBe('11 January 09:12');
});

test('days are counted by midnights, also over a change of the clocks', () => {
	expect(daysBetween(at('2026-03-28T23:30:00'), at('2026-03-29T00:30:00'))).toBe(1);
	expect(daysBetween(at('2026-03-01T12:00:00'), at('2026-04-01T12:00:00'))).toBe(31);
	expect(clockTime(at('2026-03-13T00:00:00'))).toBe('00:00');
});

test('[B12] times and days are those of the zone that the reader chose', () => {
	const moment = Date.parse('2026-03-12T22:30:00Z');
	setZoneSource(() => 'Asia/Kolkata');
	expect(clockTime(moment)).toBe('04:00');
	expect(dayLabel(moment, Date.parse('2026-03-13T10:00:00Z'))).toBe('Today, Friday 13 March');
	expect(listTime(moment, Date.parse('2026-03-20T10:00:00Z'))).toBe('13 Mar');
	expect(absoluteTime(moment)).toBe('Friday 13 March 2026, 04:00:00 GMT+5:30');
	setZoneSource(() => 'America/New_York');
	expect(dayLabel(moment, Date.parse('2026-03-13T10:00:00Z'))).toBe('Yesterday, Thursday 12 March');
	expect(timeInZone(moment, 'Asia/Tokyo')).toBe('07:30');
});

test('[B12] what the author’s clock showed is said where it is another time', () => {
	const moment = Date.parse('2026-07-10T12:03:00Z');
	setZoneSource(() => 'Europe/London');
	expect(timeForAuthor(moment, 120, 'Emma')).toBe('14:03 for Emma, UTC+2');
	expect(timeForAuthor(moment, -210, 'Emma')).toBe('08:33 for Emma, UTC−3:30');
	expect(timeForAuthor(moment, 60, 'Emma')).toBe('');
	expect(timeForAuthor(moment, undefined, 'Emma')).toBe('');
});
