/**
 * `npm run bench:verify`: how fast `npm run log:verify` judges a log. The real relay writes it into a PostgreSQL of its own: runs of 1 to 3 messages, edits,
 * reactions and deletions by six people in 40 conversations, one of them long enough for snapshots. About half a minute. CPU time is told besides the wall's, because
 * only that means anything on a machine that does something else too. With NODE_OPTIONS=--cpu-prof it leaves a profile.
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import postgres, { type Sql } from 'postgres';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { openDatabase } from '#lib/server/database.ts';
import { createRelay } from '../../sync-server/relay.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { startPostgresProcess } from '../../tests/support/server-processes.ts';
import { createGroup, hireStaff } from '../../tests/support/staff.ts';
import { Author } from './author.ts';

const PEOPLE = 6;
const CONVERSATIONS = 40;
const ROUNDS = 80;
/** Rounds in which the first conversation alone goes on. */
const ROUNDS_OF_FIRST = 250;
const REPETITIONS = 7;
/** Linux counts a process's time in hundredths of a second. */
const TICKS_PER_SECOND = 100;
const SILENT = { info: () => {}, warn: () => {}, error: console.error };

interface Measured {
	rows: number;
	wall: number;
	/** CPU seconds of this process. */
	node: number;
	/** CPU seconds of the PostgreSQL process that reads for it; null where they cannot be had. */
	backend: number | null;
}

const server = await startPostgresProcess();
try {
	console.log(`${cpus().length} cores, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}`);
	await writeLog(server.url);
	const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
	await describeLog(sql);
	// The first is the command as it is run: nothing is compiled yet.
	const runs: Measured[] = [];
	for (let i = 0; i < REPETITIONS; i++) runs.push(await verify(sql));
	print('first run', runs[0]!);
	print('median', runs.toSorted((one, other) => cpuOf(one) - cpuOf(other))[REPETITIONS >> 1]!);
	await sql.end();
} finally {
	await server.dispose();
}
process.exit(0);

async function writeLog(url: string): Promise<void> {
	const { database, close } = openDatabase(url);
	const staff = await hireStaff(database, PEOPLE);
	const groups: string[] = [];
	for (let i = 0; i < CONVERSATIONS; i++)
		groups.push(conversationDocument(await createGroup(database, staff), 0));
	const relay = await createRelay({ databaseUrl: url, origins: [], log: SILENT });
	await relay.drainOutbox();
	const authors = groups.map((document) => staff.map((who) => new Author(relay, who, document)));
	for (let round = 0; round < ROUNDS + ROUNDS_OF_FIRST; round++) {
		const now = round < ROUNDS ? authors : authors.slice(0, 1);
		await Promise.all(now.flatMap((each) => each.map((author, i) => author.write(round * PEOPLE + i))));
	}
	await relay.close();
	await close();
}

async function describeLog(sql: Sql): Promise<void> {
	const [log] = await sql`
		select (select count(*) from log_rows)::int as rows, (select count(distinct document) from log_rows)::int as documents,
			(select count(*) from log_snapshots)::int as snapshots, (select round(avg(length(payload))) from log_payloads)::int as bytes`;
	const { rows, documents, snapshots, bytes } = log!;
	console.log(`${rows} rows of ${documents} documents, ${bytes} bytes each, ${snapshots} snapshots`);
}

async function verify(sql: Sql): Promise<Measured> {
	const [{ pid } = { pid: 0 }] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
	const backend = cpuOfProcess(pid);
	const before = process.cpuUsage();
	const began = performance.now();
	const { rows, findings } = await verifyLog(sql);
	const wall = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(before);
	if (findings.length > 0) throw new Error(`An honest log is found bad: ${JSON.stringify(findings[0])}`);
	const after = cpuOfProcess(pid);
	return {
		rows,
		wall,
		node: (user + system) / 1e6,
		backend: after === null || backend === null ? null : after - backend,
	};
}

function cpuOfProcess(pid: number): number | null {
	if (process.platform !== 'linux') return null;
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function cpuOf({ node, backend }: Measured): number {
	return node + (backend ?? 0);
}

function print(name: string, measured: Measured): void {
	const { rows, wall, node, backend } = measured;
	const database = backend === null ? '' : ` + ${backend.toFixed(2)} s of PostgreSQL`;
	console.log(
		`${name}: ${rows} rows in ${wall.toFixed(2)} s, ${perSecond(rows, wall)} rows/s; ` +
			`${node.toFixed(2)} s of CPU${database}, ${perSecond(rows, cpuOf(measured))} rows per CPU second`,
	);
}

function perSecond(rows: number, seconds: number): string {
	return Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en');
}
