/**
 * `npm run crash -- --cycles 20 [--seed 1] [--program] [--faults relay,machine] [--sums FILE] [--forgetful]`. Exit code 1 when anything was lost, doubled, reordered or broken.
 * With a sums file it goes on where the last run ended. `--forgetful` lets PostgreSQL acknowledge before it has written: the test must then fail.
 */
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { CannotStart } from '../../src/bin/program/cannot-start.ts';
import { FAULTS, startProgramGround, startRelayGround, type Fault } from './ground.ts';
import { runCrashes } from './run.ts';
import { addSums, emptySums, isClean, readSums, summarise, writeSums } from './sums.ts';

const { values } = parseArgs({
	options: {
		cycles: { type: 'string', default: '20' },
		seed: { type: 'string' },
		faults: { type: 'string', default: FAULTS.join(',') },
		program: { type: 'boolean', default: false },
		sums: { type: 'string' },
		forgetful: { type: 'boolean', default: false },
	},
});
const cycles = Number(values.cycles);
if (!Number.isInteger(cycles) || cycles < 1)
	throw new CannotStart('--cycles is a number of crashes, such as --cycles 20.');

const faults = values.faults.split(',') as Fault[];
if (!faults.every((fault) => FAULTS.includes(fault)))
	throw new CannotStart(`--faults names some of ${FAULTS.join(', ')}.`);

const before = (values.sums && readSums(values.sums)) || emptySums();
const left = cycles - before.cycles;
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
if (left <= 0) {
	console.log(summarise(before));
	process.exit(isClean(before) ? 0 : 1);
}
console.log(`Seed ${seed}. What was promised at each crash is checked before anybody can send it again.`);

const ground = values.program
	? await startProgramGround()
	: await startRelayGround(values.forgetful ? makeForgetful : async () => undefined);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void ground.dispose().finally(() => process.exit(130)));

let sums = before;
try {
	const run = await runCrashes({
		ground,
		cycles: left,
		seed,
		faults,
		report: console.log,
		onProgress(soFar) {
			sums = addSums(before, soFar);
			if (values.sums) writeSums(values.sums, sums);
		},
	});
	sums = addSums(before, run);
} finally {
	await ground.dispose();
}
for (const finding of sums.findings) console.log(finding);
console.log(summarise(sums));
process.exit(isClean(sums) ? 0 : 1);

async function makeForgetful(databaseUrl: string): Promise<void> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	await sql.unsafe('alter database parley set synchronous_commit = off');
	await sql.end();
}
