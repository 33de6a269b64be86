/**
 * `npm run bench:core [-- --profile] [-- --receipts]`: what the README says about the core's speed. Prints a table, writes bench/results/core.json. About two
 * minutes. `--receipts`: only what acknowledging costs, with receipts and without, in turns; writes nothing.
 * `--profile` leaves a CPU profile of the relay (for Chrome's developer tools) in bench/results/.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { AcknowledgeBench, type AcknowledgeFigures, type Scenario } from './acknowledge.ts';
import type { LoadFigures } from './fold.ts';
import type { VerifyFigures } from './verify.ts';
import { acknowledgeTable, loadTable, verifyTable } from './tables.ts';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));
const CONNECTIONS = 200;
const REPETITIONS = 3;
const IN_GROUPS = { perConversation: 4, measureMs: 3000 };
const SCENARIOS: Scenario[] = [
	{ connections: 1, perConversation: 1, load: { kind: 'closed' }, measureMs: 2000 },
	{ connections: 20, load: { kind: 'closed' }, ...IN_GROUPS },
	{ connections: CONNECTIONS, load: { kind: 'closed' }, ...IN_GROUPS },
	{ connections: CONNECTIONS, load: { kind: 'open', messagesPerSecond: 5000 }, ...IN_GROUPS },
	{ connections: CONNECTIONS, load: { kind: 'open', messagesPerSecond: 1000 }, ...IN_GROUPS },
];

const { values } = parseArgs({
	options: {
		profile: { type: 'boolean', default: false },
		receipts: { type: 'boolean', default: false },
	},
});
mkdirSync(RESULTS, { recursive: true });

const load = loadavg()[0]!;
const machine = [
	`${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
	`${Math.round(totalmem() / 2 ** 30)} GiB`,
	`Node ${process.versions.node}`,
	`load ${load.toFixed(1)} before the run`,
].join(', ');
console.log(`${machine}\n`);
if (load > cpus().length / 2)
	console.log('This machine is busy with something else: the figures are too high.\n');

if (values.receipts) {
	for (const isSigned of [false, true, false, true]) {
		console.log(isSigned ? 'With receipts' : 'Without receipts');
		console.log(acknowledgeTable(await measureAcknowledge(SCENARIOS.slice(2, 4), isSigned)));
	}
	process.exit(0);
}

const verify = inOwnProcess<VerifyFigures[]>('verify');
console.log(verifyTable(verify));
const folds = inOwnProcess<{ parley: LoadFigures[]; arrayOfMaps: LoadFigures[] }>('load');
console.log(loadTable(folds));
const acknowledge = await measureAcknowledge();
console.log(acknowledgeTable(acknowledge));

const results = { machine, date: new Date().toISOString(), verify, ...folds, acknowledge };
writeFileSync(`${RESULTS}core.json`, `${JSON.stringify(results, null, '\t')}\n`);
process.exit(0);

/** A heap and a compiler that nothing else has touched. */
function inOwnProcess<Figures>(part: 'verify' | 'load'): Figures {
	const file = fileURLToPath(new URL(`measure-${part}.ts`, import.meta.url));
	const { status, stdout } = spawnSync(process.execPath, ['--expose-gc', file], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	if (status !== 0) throw new Error(`The measurement "${part}" ended with code ${status}.`);
	return JSON.parse(stdout) as Figures;
}

async function measureAcknowledge(
	scenarios = SCENARIOS,
	isSigned = true,
): Promise<(Scenario & AcknowledgeFigures)[]> {
	const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
	if (isSigned) openServerKeys(join(folder, 'keys'));
	const profile = ['--cpu-prof', `--cpu-prof-dir=${RESULTS}`, '--cpu-prof-name=relay.cpuprofile'];
	const bench = await AcknowledgeBench.start(
		CONNECTIONS,
		values.profile ? profile : [],
		isSigned ? folder : '',
	);
	const figures: (Scenario & AcknowledgeFigures)[] = [];
	try {
		for (const scenario of scenarios)
			figures.push({ ...scenario, ...(await bench.measure(scenario, REPETITIONS)) });
	} finally {
		await bench.stop();
		rmSync(folder, { recursive: true });
	}
	return figures;
}
