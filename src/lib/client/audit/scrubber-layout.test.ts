import { expect, test } from 'vitest';
import type { AuditRow } from './audit-lines.ts';
import {
	axisTimes,
	diamonds,
	lanesOf,
	marksPath,
	NOTES,
	rowAt,
	SYSTEM,
	timeScale,
	dotsOf,
} from './scrubber-layout.ts';

const rowOf = (index: number, author = 'emma', at = index * 1_000, kind = 'message', place = 'said') =>
	({ index, author, place, row: { receivedAt: at }, lines: [{ kind }] }) as unknown as AuditRow;
const rows = Array.from({ length: 10 }, (_, index) => rowOf(index));

test('[K15] a place on the track is the last row received by then', () => {
	const scale = timeScale(0, 9_000, 900);
	expect(rowAt(rows, scale.at(-50))).toBe(0);
	expect(rowAt(rows, scale.at(149))).toBe(1);
	expect(rowAt(rows, scale.at(2_000))).toBe(9);
	const together = [rowOf(0, 'emma', 5), rowOf(1, 'emma', 5), rowOf(2, 'emma', 5)];
	expect(rowAt(together, 5)).toBe(2);
});

test('[K15] one lane per author in order of appearance, the system last, the quietest together', () => {
	const few = lanesOf([rowOf(0, SYSTEM), rowOf(1, 'emma'), rowOf(2, 'mitch'), rowOf(3, 'emma')]);
	expect(few.map(({ key, rows: { length } }) => [key, length])).toEqual([
		['emma', 2],
		['mitch', 1],
		[SYSTEM, 1],
	]);
	const crowd = lanesOf(Array.from({ length: 60 }, (_, index) => rowOf(index, `person ${index % 20}`)));
	expect(crowd.length).toBe(7);
	expect(crowd.at(-1)!.authors.length).toBe(14);
	expect(crowd.flatMap(({ rows: each }) => each).length).toBe(60);
});

test('[K15] what staff write among themselves has one lane, before the system’s', () => {
	const notes = ['internal', 'notes', 'draft'].map((place, index) => rowOf(index, 'emma', 1, 'note', place));
	const lanes = lanesOf([rowOf(0, SYSTEM), ...notes, rowOf(4, 'mitch')]);
	expect(lanes.map(({ key, rows: { length } }) => [key, length])).toEqual([
		['mitch', 1],
		[NOTES, 3],
		[SYSTEM, 1],
	]);
});

test('[K15] ticks for few rows, bars no higher than the lane for many', () => {
	const scale = timeScale(0, 9_000, 90);
	const [lane] = lanesOf(rows);
	expect(marksPath(lane!, scale, { top: 3, height: 13 }, false).match(/M/g)).toHaveLength(10);
	const bars = marksPath(lane!, scale, { top: 3, height: 13 }, true);
	for (const [, tall] of bars.matchAll(/v([\d.]+)h/g)) expect(Number(tall)).toBeLessThanOrEqual(13);
});

test('[K15] diamonds of edits and deletions do not lie on each other', () => {
	const changes = Array.from({ length: 50 }, (_, index) => rowOf(index, 'emma', index, 'edit'));
	const places = diamonds({ key: 'emma', authors: ['emma'], rows: changes }, timeScale(0, 49, 40));
	expect(places.length).toBeLessThanOrEqual(11);
});

test('[K15] the axis has steps that people count in, from the reader’s midnight', () => {
	const day = 86_400_000;
	const { times, step } = axisTimes(timeScale(0, 10 * day, 800), 3_600_000);
	expect(step).toBe(2 * day);
	for (const at of times) expect((at + 3_600_000) % day).toBe(0);
	expect(axisTimes(timeScale(0, 38 * 60_000, 716), 0).step).toBe(10 * 60_000);
});

test('dots of checkpoints never lie on each other, and the last is there', () => {
	expect(dotsOf([])).toEqual([]);
	expect(dotsOf([4, 4, 4])).toEqual([4]);
	expect(dotsOf([4, 10, 15, 15, 20, 40, 40])).toEqual([4, 15, 40]);
	expect(dotsOf([4, 15, 26, 30, 30])).toEqual([4, 15, 30]);
});
