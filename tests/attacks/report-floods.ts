import { FLOODS, NO_FLOOD } from './flood.ts';
import type { Ground } from './ground.ts';
import { runFlood } from './run-flood.ts';

/** Threats, control 23: an honest neighbour's words arrive within this, ms. */
const TARGET_P99_MS = 100;

/** Runs the floods with `only` in their names, beside a run without any. False when the relay ended, or a flood did before its time. */
export async function reportFloods(ground: Ground, only: string, durationMs: number): Promise<boolean> {
	console.log(
		`${'A flood of'.padEnd(46)}   neighbour p50     p99   relay CPU   memory   (target: p99 below ${TARGET_P99_MS} ms)`,
	);
	let holds = true;
	for (const flood of [NO_FLOOD, ...FLOODS.filter(({ name }) => name.includes(only))]) {
		const { p50Ms, p99Ms, cpuMsPerSecond, grownMb, isUnharmed, isFlooding } = await runFlood(
			ground,
			flood,
			durationMs,
		);
		holds &&= isUnharmed && isFlooding;
		const verdict = isUnharmed ? (isFlooding ? '' : 'ENDED BY ITSELF') : 'THE RELAY ENDED';
		const columns = [
			`${p50Ms.toFixed(1)} ms`.padStart(15),
			`${p99Ms.toFixed(1)} ms`.padStart(9),
			`${cpuMsPerSecond.toFixed(0)} ms/s`.padStart(10),
			`${grownMb >= 0 ? '+' : ''}${grownMb.toFixed(0)} MiB`.padStart(9),
			p99Ms < TARGET_P99_MS ? '' : 'above',
			verdict,
		];
		console.log(`${flood.name.padEnd(46)} ${columns.join(' ')}`);
		if (!isUnharmed) break;
	}
	return holds;
}
