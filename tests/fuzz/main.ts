/**
 * `npm run fuzz -- [--updates N] [--mutants N] [--seed S] [--sums FILE] [--texts | --awareness]`: honest histories and mutants of them until there were so many of each. With a file of sums
 * it goes on where the last run ended. `--seed S --room` runs one room and prints what happens in it; `--texts` text documents in the place of conversations, `--awareness` what clients say of themselves. Exit code 1 when anything does not hold.
 */
import { parseArgs } from 'node:util';
import { CannotStart } from '../../src/bin/program/cannot-start.ts';
import { runAwarenessRoom } from './awareness.ts';
import { runRoom, shrinkRoom, type RoomResult, type RunRoom } from './run.ts';
import { addRoom, emptySums, readSums, summarise, writeSums } from './sums.ts';
import { runTextRoom } from './text/run.ts';

const { values } = parseArgs({
	options: {
		updates: { type: 'string', default: '20000' },
		mutants: { type: 'string', default: '20000' },
		seed: { type: 'string', default: '1' },
		sums: { type: 'string' },
		room: { type: 'boolean', default: false },
		texts: { type: 'boolean', default: false },
		awareness: { type: 'boolean', default: false },
	},
});
const [updates, mutants, seed] = [values.updates, values.mutants, values.seed].map(Number) as [
	number,
	number,
	number,
];
if (![updates, mutants, seed].every((value) => Number.isSafeInteger(value) && value >= 0))
	throw new CannotStart('--updates, --mutants and --seed are whole numbers, such as --updates 20000.');

const run: RunRoom = values.awareness ? runAwarenessRoom : values.texts ? runTextRoom : runRoom;
const ROOMS_BETWEEN_WORDS = 250;

if (values.room) {
	const result = await run(seed, undefined, true);
	print(result);
	process.exit(result.failure === null ? 0 : 1);
}

const sums = (values.sums && readSums(values.sums)) || emptySums(seed);
while (sums.updates < updates || sums.mutants < mutants) {
	const result = await run(sums.nextSeed);
	addRoom(sums, result);
	if (result.failure !== null) print(await shrinkRoom(result, run));
	if (sums.rooms % ROOMS_BETWEEN_WORDS !== 0) continue;
	console.log(`${sums.updates} updates, ${sums.mutants} mutants, ${sums.failed} rooms failed`);
	if (values.sums) writeSums(values.sums, sums);
}
if (values.sums) writeSums(values.sums, sums);
console.log(summarise(sums));
process.exit(sums.failed === 0 ? 0 : 1);

function print({ seed: failed, failure, steps, trace }: RoomResult): void {
	console.log(`\nseed ${failed}: ${failure ?? 'holds'}\n  steps: ${JSON.stringify(steps)}`);
	for (const line of trace) console.log(`  ${line.slice(0, 2000)}`);
}
