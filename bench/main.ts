/**
 * `npm run bench [-- --only fanout,cpu,acknowledged,join,memory,reconnect,kills] [--servers parley,y-websocket] [--quick] [--repetitions N] [--add] [--profile]`: Parley beside its peers
 * on this machine, by turns. Prints a table, writes bench/results/peers.json (of an earlier run there, the rows that are not measured now stay).
 * `--add`: the turns of an earlier run there count too. `--profile` leaves a CPU profile of each server (for Chrome's developer tools) in bench/results/.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CannotStart } from '../src/bin/program/cannot-start.ts';
import { KINDS, startContender, type Contender, type Kind } from './compare/contenders.ts';
import { table, type RowResult } from './compare/report.ts';
import { ROWS, type Figures, type Row } from './compare/rows.ts';
import { medians } from './core/statistics.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const RESULTS = join(HERE, 'results');

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: Object.keys(ROWS).join(',') },
		servers: { type: 'string', default: KINDS.join(',') },
		quick: { type: 'boolean', default: false },
		repetitions: { type: 'string' },
		add: { type: 'boolean', default: false },
		profile: { type: 'boolean', default: false },
	},
});
const groups = values.only.split(',');
const kinds = values.servers.split(',') as Kind[];
if (!groups.every((group) => ROWS[group]))
	throw new CannotStart(`--only names some of ${Object.keys(ROWS).join(', ')}.`);
if (!kinds.every((kind) => KINDS.includes(kind)))
	throw new CannotStart(`--servers names some of ${KINDS.join(', ')}.`);

mkdirSync(RESULTS, { recursive: true });
if (kinds.some((kind) => kind !== 'parley')) installPeers();
const machine = [
	`${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
	`${Math.round(totalmem() / 2 ** 30)} GiB`,
	`Node ${process.versions.node}`,
].join(', ');
console.log(`${machine}; load ${loadavg()[0]!.toFixed(1)} before the run\n`);
if (values.quick)
	console.log('The short form: less of everything, and of memory 100 conversations, not 1,000.\n');

for (const group of groups) {
	const results: RowResult[] = [];
	for (const row of ROWS[group]!) results.push(await measure(row));
	console.log(table(keep(group, results), kinds));
}
process.exit(0);

async function measure(row: Row): Promise<RowResult> {
	const turns: RowResult['turns'] = {};
	const contenders: Contender[] = [];
	try {
		for (const kind of kinds) contenders.push(await startContender(kind, row.people, profileOf(kind)));
		const repetitions = Number(values.repetitions ?? (values.quick ? 1 : row.repetitions));
		for (let turn = 0; turn < repetitions; turn++)
			for (let i = 0; i < contenders.length; i++) {
				// Nobody always comes first.
				const contender = contenders[(i + turn) % contenders.length]!;
				(turns[contender.kind] ??= []).push(await row.measure(contender, values.quick));
			}
	} finally {
		for (const contender of contenders) await contender.stop();
	}
	return resultOf(row, turns);
}

function resultOf({ name, columns }: Pick<Row, 'name' | 'columns'>, turns: RowResult['turns']): RowResult {
	const measured = Object.entries(turns) as [Kind, Figures[]][];
	return {
		name,
		columns,
		turns,
		medians: Object.fromEntries(measured.map(([kind, figures]) => [kind, summarise(columns, figures)])),
	};
}

/** Medians; of counts, the sum. */
function summarise(columns: Row['columns'], turns: readonly Figures[]): Figures {
	const figures: Figures = medians(turns);
	for (const [key, { unit }] of Object.entries(columns))
		if (unit === 'messages') figures[key] = turns.reduce((sum, turn) => sum + turn[key]!, 0);
	return figures;
}

function profileOf(kind: Kind): string[] {
	if (!values.profile) return [];
	return ['--cpu-prof', `--cpu-prof-dir=${RESULTS}`, `--cpu-prof-name=${kind}-\${pid}.cpuprofile`];
}

/** Returns what stands there now. */
function keep(group: string, measuredRows: RowResult[]): RowResult[] {
	const file = join(RESULTS, 'peers.json');
	const before = existsSync(file)
		? (JSON.parse(readFileSync(file, 'utf8')) as {
				groups: Record<string, { rows: RowResult[] } | undefined>;
			})
		: { groups: {} };
	const earlier = values.add ? (before.groups[group]?.rows ?? []) : [];
	const rows = measuredRows.map((row) => {
		const turns = { ...row.turns };
		for (const kind of KINDS) {
			const same = earlier.find(({ name }) => name === row.name)?.turns[kind] ?? [];
			const all = [...same, ...(turns[kind] ?? [])];
			if (all.length > 0) turns[kind] = all;
		}
		return resultOf(row, turns);
	});
	// Whoever reads a figure wants to know how much else the machine did.
	const measured = {
		date: new Date().toISOString(),
		load: Number(loadavg()[0]!.toFixed(1)),
		isQuick: values.quick,
		rows,
	};
	const all = { machine, groups: { ...before.groups, [group]: measured } };
	writeFileSync(file, `${JSON.stringify(all, null, '\t')}\n`);
	return rows;
}

/** The peers have a lock of their own, so that nobody else installs them. */
function installPeers(): void {
	const folder = join(HERE, 'peers');
	if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
	console.log('Installing the peers, this time only.');
	const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
	const [program, ...rest] = [...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status } = spawnSync(program!, rest, { cwd: folder, stdio: 'inherit' });
	if (status !== 0) throw new CannotStart('The peers could not be installed (npm ci in bench/peers).');
}
