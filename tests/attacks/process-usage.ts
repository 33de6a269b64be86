/** What a process uses, as Linux counts it; NaN elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds on a CPU so far, of all threads (sched-stats: the first field, in nanoseconds). */
export function cpuMs(pid: number): number {
	try {
		let nanoseconds = 0;
		for (const thread of readdirSync(`/proc/${pid}/task`))
			nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
		return nanoseconds / 1e6;
	} catch {
		return NaN;
	}
}

/** Resident memory in MiB, now and at its highest. */
export function memoryMb(pid: number): { now: number; peak: number } {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const of = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
		return { now: of('VmRSS'), peak: of('VmHWM') };
	} catch {
		return { now: NaN, peak: NaN };
	}
}
