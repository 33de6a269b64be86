/**
 * `npm run simulate -- --seeds N [--from S] [--shrink] [--trace LINES]`: runs so many seeds, prints those that fail with the end of their trace, and ends with
 * code 1 when there are any. `--shrink` looks for the shortest list of actions that still fails.
 */
import { parseArgs } from 'node:util';
import { runSeed, shrinkRun, type RunResult } from './run.ts';

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '1000' },
		from: { type: 'string', default: '1' },
		trace: { type: 'string', default: '60' },
		shrink: { type: 'boolean', default: false },
	},
});
const [seeds, from, lines] = [values.seeds, values.from, values.trace].map(Number);
if (![seeds, from, lines].every((value) => Number.isSafeInteger(value) && value! >= 0)) {
	console.error('Usage: npm run simulate -- --seeds N [--from S] [--shrink] [--trace LINES]');
	process.exit(2);
}

const failed: number[] = [];
const started = performance.now();
for (let seed = from!; seed < from! + seeds!; seed++) {
	const result = await runSeed({ seed });
	if (!result.ok) {
		failed.push(seed);
		print(await (values.shrink ? shrinkRun(result) : runSeed({ seed, verbose: true })));
	}
	const done = seed - from! + 1;
	if (done % 50 === 0 || done === seeds) console.log(`${done} of ${seeds} seeds, ${failed.length} failed`);
}
const seconds = Math.round((performance.now() - started) / 1000);
console.log(failed.length === 0 ? `All hold, ${seconds} s.` : `Failed, ${seconds} s: ${failed.join(' ')}`);
process.exit(failed.length === 0 ? 0 : 1);

function print(result: RunResult): void {
	console.log(`\nseed ${result.seed}: ${result.ok ? 'holds when run again' : result.words}`);
	console.log(`  actions: ${JSON.stringify(result.actions)}`);
	for (const line of lines === 0 ? [] : result.tail.slice(-lines!)) console.log(`  ${line}`);
}
