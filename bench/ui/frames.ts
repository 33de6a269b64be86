/** How long the main thread worked for each frame, from Chromium's own trace. */
import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
	name: string;
	ph: string;
	pid: number;
	tid: number;
	/** Microseconds. */
	ts: number;
	dur?: number;
	args?: { name?: string };
}

const CATEGORIES = [
	'toplevel',
	'devtools.timeline',
	'disabled-by-default-devtools.timeline',
	'devtools.timeline.frame',
];

/** Runs `act` and answers the work of each frame meanwhile, in ms: the tasks that began since the frame before was handed to the compositor. */
export async function framesDuring(
	browser: Browser,
	page: Page,
	act: () => Promise<void>,
): Promise<number[]> {
	await browser.startTracing(page, { categories: CATEGORIES });
	await act();
	const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
		traceEvents: TraceEvent[];
	};
	const threads = new Map<string, { tasks: TraceEvent[]; frames: number[] }>();
	for (const event of traceEvents) {
		const key = `${event.pid}/${event.tid}`;
		let thread = threads.get(key);
		if (!thread) threads.set(key, (thread = { tasks: [], frames: [] }));
		if (event.name === 'RunTask' || event.name.endsWith('::RunTask')) thread.tasks.push(event);
		else if (event.name === 'Commit') thread.frames.push(event.ts);
	}
	// The page's main thread is the one that hands over the most frames.
	const main = [...threads.values()].sort((a, b) => b.frames.length - a.frames.length)[0]!;
	const frames = main.frames.sort((a, b) => a - b);
	const work = new Array<number>(frames.length).fill(0);
	let counted = -1;
	let frame = 0;
	for (const { ts, dur = 0 } of main.tasks.sort((a, b) => a.ts - b.ts)) {
		// A task within a task was counted with it.
		if (ts < counted) continue;
		counted = ts + dur;
		while (frame < frames.length && frames[frame]! < ts) frame++;
		if (frame < frames.length) work[frame]! += dur / 1000;
	}
	return work;
}
