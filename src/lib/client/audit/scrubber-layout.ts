/** Where everything stands on the scrubber, in CSS pixels from the start of its track. Pure. */
import { isChange, laneOf, NOTES_LANE, SYSTEM_LANE, type AuditRow } from './audit-lines.ts';

/** Beyond this many rows ticks merge into bars. */
export const MOST_TICKS = 400;
const MOST_LANES = 7;
/** Width of a bar, and the least distance of two diamonds. */
const BIN = 4;
const OTHERS = ' others';
export const SYSTEM = SYSTEM_LANE;
export const NOTES = NOTES_LANE;

export interface Lane {
	key: string;
	/** User ids; more than one in the lane of the others. */
	authors: string[];
	rows: AuditRow[];
}

/** One lane per author in order of appearance, then that of the notes, the system's last; when there are too many, the quietest share one. */
export function lanesOf(rows: readonly AuditRow[]): Lane[] {
	const lanes = new Map<string, Lane>();
	for (const row of rows) {
		const key = laneOf(row);
		const lane = lanes.get(key);
		if (lane) lane.rows.push(row);
		else lanes.set(key, { key, authors: [key], rows: [row] });
	}
	const last = [NOTES_LANE, SYSTEM_LANE].flatMap((key) => lanes.get(key) ?? []);
	for (const { key } of last) lanes.delete(key);
	let people = [...lanes.values()];
	if (people.length > MOST_LANES) {
		const loud = new Set([...people].sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST_LANES - 1));
		const quiet = people.filter((lane) => !loud.has(lane));
		people = [
			...people.filter((lane) => loud.has(lane)),
			{
				key: OTHERS,
				authors: quiet.flatMap(({ authors }) => authors),
				rows: quiet.flatMap((each) => each.rows),
			},
		];
	}
	return [...people, ...last];
}

export interface TimeScale {
	from: number;
	to: number;
	width: number;
	x(at: number): number;
	/** The time there. */
	at(x: number): number;
}

export function timeScale(from: number, to: number, width: number): TimeScale {
	const span = Math.max(1, to - from);
	return {
		...{ from, to, width },
		x: (at) => Math.min(width, Math.max(0, ((at - from) / span) * width)),
		at: (x) => from + (Math.min(width, Math.max(0, x)) / Math.max(1, width)) * span,
	};
}

/** Index of the last row received by then; the first one before all. Rows are in order. */
export function rowAt(rows: readonly AuditRow[], at: number): number {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (rows[middle]!.row.receivedAt <= at) low = middle + 1;
		else high = middle;
	}
	return Math.max(0, low - 1);
}

/** Ticks, or bars as high as there are rows, as one path. */
export function marksPath(
	{ rows }: Lane,
	scale: TimeScale,
	box: { top: number; height: number },
	merged: boolean,
): string {
	const { top, height } = box;
	if (!merged)
		return rows.map(({ row }) => `M${round(scale.x(row.receivedAt))} ${top}h2.5v${height}h-2.5z`).join('');
	const bins = new Map<number, number>();
	for (const { row } of rows) {
		const bin = Math.floor(scale.x(row.receivedAt) / BIN);
		bins.set(bin, (bins.get(bin) ?? 0) + 1);
	}
	// By the logarithm: one row has to be seen beside a thousand.
	const most = Math.log2(1 + Math.max(1, ...bins.values()));
	return [...bins]
		.map(([bin, count]) => {
			const tall = Math.max(3, round((Math.log2(1 + count) / most) * height));
			return `M${bin * BIN} ${round(top + height - tall)}h${BIN - 1}v${tall}h-${BIN - 1}z`;
		})
		.join('');
}

/** Middles of the diamonds of edits and deletions, not two on each other. */
export function diamonds({ rows }: Lane, scale: TimeScale): number[] {
	const places: number[] = [];
	for (const row of rows) {
		if (!isChange(row)) continue;
		const x = scale.x(row.row.receivedAt) + 1;
		if (x - (places.at(-1) ?? -Infinity) >= BIN) places.push(round(x));
	}
	return places;
}

/** Checkpoints come each minute, and one has signed several documents: dots that would lie on each other are one, and the last always has its own. */
export function dotsOf(places: readonly number[]): number[] {
	const dots: number[] = [];
	for (const at of places) {
		const isLast = at === places.at(-1);
		while (isLast && dots.length > 1 && at - dots.at(-1)! < DOT) dots.pop();
		if (dots.length === 0 || at - dots.at(-1)! >= DOT) dots.push(at);
	}
	return dots;
}
const DOT = 11;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
	...[1_000, 5_000, 10_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE],
	...[HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 365 * DAY],
];

/** Times of the axis, and how far apart they are. `offset` is the reader's zone in ms, so that steps begin at his midnight. */
export function axisTimes(scale: TimeScale, offset: number, apart = 110): { times: number[]; step: number } {
	const span = Math.max(1, scale.to - scale.from);
	const most = Math.max(1, Math.floor(scale.width / apart));
	const step = STEPS.find((each) => span / each <= most) ?? Math.ceil(span / most / DAY) * DAY;
	const times: number[] = [];
	for (let at = Math.ceil((scale.from + offset) / step) * step - offset; at <= scale.to; at += step)
		times.push(at);
	return { times, step };
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
