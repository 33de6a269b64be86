import { expect, test } from 'vitest';
import { isTimeZone, offsetIn, offsetWords } from './time-zone.ts';

const at = (text: string) => Date.parse(text);

test('[B12] an offset is that of the zone at the time, on both sides of a change of its clocks', () => {
	expect(offsetIn('Europe/Berlin', at('2026-03-29T00:59:59Z'))).toBe(60);
	expect(offsetIn('Europe/Berlin', at('2026-03-29T01:00:00Z'))).toBe(120);
	expect(offsetIn('Europe/Berlin', at('2026-10-25T00:59:59.999Z'))).toBe(120);
	expect(offsetIn('Europe/Berlin', at('2026-10-25T01:00:00Z'))).toBe(60);
	expect(offsetIn('America/St_Johns', at('2026-01-10T12:00:00Z'))).toBe(-210);
	expect(offsetIn('Pacific/Kiritimati', at('2026-01-10T12:00:00Z'))).toBe(840);
	expect(offsetIn('Etc/GMT+12', at('2026-01-10T12:00:00.400Z'))).toBe(-720);
	expect(Object.is(offsetIn('UTC', at('2026-01-10T12:00:00Z')), 0)).toBe(true);
});

test('[B12] without a zone, and of one that this browser does not know, it is the browser’s own', () => {
	const now = at('2026-07-10T12:00:00Z');
	expect(offsetIn(null, now)).toBe(0 - new Date(now).getTimezoneOffset());
	expect(offsetIn('Mars/Olympus', now)).toBe(0 - new Date(now).getTimezoneOffset());
	expect(['Europe/Berlin', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, false, false]);
});

test('[B12] an offset is said as people write it', () => {
	expect([0, 120, -210, 345, -720].map(offsetWords)).toEqual([
		'UTC',
		'UTC+2',
		'UTC−3:30',
		'UTC+5:45',
		'UTC−12',
	]);
});
