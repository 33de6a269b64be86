/**
 * `npm run bench:evidence [-- --rows N]`: what it costs to prove a conversation of 100,000 rows, on the audit's page and by a pack: time, memory, bytes. The real relay
 * writes it into a PostgreSQL of its own; each measurement is made in a process of its own, of which the most memory is told that it had beyond what it began with. About two minutes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { openDatabase } from '#lib/server/database.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { bundleVerifier } from '../../src/verifier/bundle.ts';
import { startPostgresProcess } from '../../tests/support/server-processes.ts';
import { createGroup, hireStaff } from '../../tests/support/staff.ts';
import { fillParley } from '../compare/fill-parley.ts';
import type { Measured } from './measure.ts';

const PEOPLE = 50;
const MEGABYTE = 1e6;
const MEASURE = fileURLToPath(new URL('measure.ts', import.meta.url));
/** Loaded before the pack's own verifier, which is not ours to change: tells kB when it ends. */
const TELL_MEMORY = `data:text/javascript,${encodeURIComponent(`
	import { readFileSync } from 'node:fs';
	process.on('exit', () => console.error(process.cpuUsage().user + process.cpuUsage().system, process.platform === 'linux'
		? /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
		: process.resourceUsage().maxRSS));
`)}`;

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
const server = await startPostgresProcess();
try {
	console.log(`${cpus().length} cores, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}`);
	const conversation = await writeLog(Number(values.rows));
	await measure(conversation);
} finally {
	await server.dispose();
	rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

async function writeLog(count: number): Promise<string> {
	const { database, close } = openDatabase(server.url);
	const staff = await hireStaff(database, PEOPLE);
	const conversation = await createGroup(database, staff);
	const document = conversationDocument(conversation, 0);
	const places = staff.map(({ device }) => ({ document, client: clientIdOf(device, 0) }));
	await fillParley({ databaseUrl: server.url, staff }, places, count);
	const keys = openServerKeys(join(folder, 'keys'));
	const silent = { info: () => {}, warn: () => {}, error: console.error };
	await new Checkpoints(database.$client, keys, join(folder, 'checkpoints'), systemClock, silent).make();
	await close();
	return conversation;
}

async function measure(conversation: string): Promise<void> {
	const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
	const [{ bytes } = { bytes: 0 }] = await sql<{ bytes: number }[]>`
		select sum(length(payload) + length(salts))::float8 as bytes from log_payloads`;
	const [began, used] = [performance.now(), process.cpuUsage()];
	const { rows, findings } = await verifyLog(sql);
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(used);
	const cpu = (user + system) / 1e6;
	await sql.end();
	if (findings.length > 0) throw new Error(`An honest log is found bad: ${JSON.stringify(findings[0])}`);
	console.log(
		`${rows} rows, ${megabytes(bytes)} of payloads; log:verify ${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of CPU)`,
	);

	const verifier = await bundleVerifier();
	writeFileSync(join(folder, 'verifier.json'), JSON.stringify(verifier));
	writeFileSync(join(folder, 'verify.mjs'), verifier.command);
	const [stream, pack] = [join(folder, 'stream'), join(folder, 'pack.zip')];
	print(
		'The server gives the page its stream',
		await job('stream', server.url, folder, conversation, stream),
	);
	console.log(`  ${megabytes(statSync(stream).size)}, ${perRow(statSync(stream).size, rows)} bytes a row`);
	const page = await job('verify', stream);
	print("The page's worker judges it", page);
	console.log(`  ${(page.cpu / cpu).toFixed(1)} times log:verify's CPU`);
	print('The page reads it to be shown', await job('show', stream));
	print('The server writes a pack', await job('pack', server.url, folder, conversation, pack));
	console.log(`  ${megabytes(statSync(pack).size)}, ${perRow(statSync(pack).size, rows)} bytes a row`);
	const judged = await judgePack(pack);
	print("The pack's own verifier judges it", judged);
	console.log(`  ${(judged.cpu / cpu).toFixed(1)} times log:verify's CPU`);
}

async function job(...args: string[]): Promise<Measured> {
	const child = spawn(process.execPath, [MEASURE, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
	return JSON.parse(said) as Measured;
}

async function judgePack(path: string): Promise<Measured> {
	const began = performance.now();
	const args = ['--import', TELL_MEMORY, join(folder, 'verify.mjs'), path];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	let [judged, said] = ['', ''];
	child.stdout.on('data', (chunk: Buffer) => (judged += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`An honest pack is found bad:\n${judged}`);
	const [cpu, bytes] = said.trim().split('\n').at(-1)!.split(' ').map(Number) as [number, number];
	return { seconds: (performance.now() - began) / 1000, cpu: cpu / 1e6, bytes: bytes * 1024 };
}

function print(what: string, { seconds, cpu, bytes }: Measured): void {
	console.log(`${what}: ${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of CPU), ${megabytes(bytes)} of memory`);
}

function megabytes(bytes: number): string {
	return `${Math.round(bytes / MEGABYTE)} MB`;
}

function perRow(bytes: number, rows: number): string {
	return Math.round(bytes / rows).toString();
}
