/** PostgreSQL and the relay as processes of their own, which a test may kill and start again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseAccount, giveTo } from '../../src/bin/postgres/account.ts';
import { findPostgresBinaries } from '../../src/bin/postgres/binaries.ts';
import {
	createCluster,
	DATABASE_USER,
	startPostmaster,
	stopPostmaster,
	type Cluster,
} from '../../src/bin/postgres/cluster.ts';
import { createDatabase, prepareDatabase } from '../../src/bin/program/database.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DATABASE = 'parley';
/** The crash test starts the relay hundreds of times: two thirds of each start is Node's reading of the same sources. */
const COMPILE_CACHE = join(tmpdir(), 'parley-compile-cache');

export interface PostgresProcess {
	/** Of the migrated database; the same after a restart. */
	readonly url: string;
	readonly pid: number;
	/** Sends the signal to the postmaster (`SIGQUIT` is PostgreSQL's immediate stop) and waits for its end. */
	kill(signal: NodeJS.Signals): Promise<void>;
	/** Sends SIGKILL to the postmaster and to all its children, as a machine that loses power. */
	killAll(): Promise<void>;
	/** After a kill; does nothing while it runs. Recovers by itself. */
	start(): Promise<void>;
	/** Ends it and removes its data. */
	dispose(): Promise<void>;
}

export async function startPostgresProcess(): Promise<PostgresProcess> {
	// The comma: see createSocketFolder() of the embedded server.
	const folder = mkdtempSync(join(tmpdir(), 'parley,'));
	const socketFolder = join(folder, 'socket');
	mkdirSync(socketFolder, { mode: 0o700 });
	const binaries = findPostgresBinaries();
	const account = chooseAccount(folder, binaries.postgres);
	giveTo(account, folder);
	const cluster: Cluster = {
		folder: join(folder, 'postgres'),
		logFile: join(folder, 'postgres.log'),
		binaries,
		account,
	};
	createCluster(cluster);
	let postmaster = await startPostmaster(cluster, socketFolder);
	const urlOf = (database: string) =>
		`postgres://${DATABASE_USER}@${encodeURIComponent(socketFolder)}/${database}`;
	await createDatabase(urlOf('postgres'), DATABASE);
	await prepareDatabase(urlOf(DATABASE));

	return {
		url: urlOf(DATABASE),
		get pid() {
			return postmaster.pid!;
		},
		kill: (signal) => end(postmaster, signal),
		async killAll() {
			const children = childrenOf(postmaster.pid!);
			const ended = end(postmaster, 'SIGKILL');
			for (const pid of children) sendKill(pid);
			await ended;
		},
		async start() {
			if (!isRunning(postmaster)) postmaster = await startPostmaster(cluster, socketFolder);
		},
		async dispose() {
			await stopPostmaster(postmaster);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

export interface RelayProcess {
	/** `ws://host:port/sync`; the same after a restart. */
	readonly url: string;
	readonly pid: number;
	readonly isRunning: boolean;
	/** Sends the signal and waits for the end. */
	kill(signal: NodeJS.Signals): Promise<void>;
	/** After a kill; does nothing while it runs. */
	start(): Promise<void>;
	/** What it has printed since it was last started. */
	output(): string;
}

/**
 * `sync-server/main.ts` on a free port.
 * @param nodeOptions such as `--cpu-prof`
 * @param dataFolder where the server's keys are, if it is to sign receipts
 */
export async function startRelayProcess(
	databaseUrl: string,
	nodeOptions: readonly string[] = [],
	dataFolder = '',
): Promise<RelayProcess> {
	const port = await freePort();
	const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
	const address = { HOST: '127.0.0.1', PORT: String(port) };
	const env = { PATH, HOME, TMPDIR, DATABASE_URL: databaseUrl, DATA_DIR: dataFolder, ...address };
	let printed = '';

	const launch = async () => {
		printed = '';
		// By way of the bootstrap, as under npm: it then ends when this process does.
		const child = spawn(process.execPath, [...nodeOptions, 'src/bin/bootstrap.mjs', 'relay'], {
			cwd: ROOT,
			env: { ...env, npm_lifecycle_event: 'relay', NODE_COMPILE_CACHE: COMPILE_CACHE },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const { promise: ready, resolve, reject } = Promise.withResolvers<undefined>();
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk: Buffer) => {
				printed = (printed + chunk.toString()).slice(-20_000);
				if (/^The relay is ready/m.test(printed)) resolve(undefined);
			});
		child.once('exit', (code) => reject(new Error(`The relay ended with code ${code}:\n${printed}`)));
		await ready;
		return child;
	};
	let relay = await launch();
	return {
		url: `ws://127.0.0.1:${port}/sync`,
		get pid() {
			return relay.pid!;
		},
		get isRunning() {
			return isRunning(relay);
		},
		kill: (signal) => end(relay, signal),
		async start() {
			if (!isRunning(relay)) relay = await launch();
		},
		output: () => printed,
	};
}

function isRunning(child: ChildProcess): boolean {
	return child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (!isRunning(child)) return;
	const { promise, resolve } = Promise.withResolvers<undefined>();
	child.once('exit', () => resolve(undefined));
	child.kill(signal);
	await promise;
}

function sendKill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		// It ended by itself meanwhile.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/** Direct children of a process (proc(5)); none where the system does not say. */
export function childrenOf(pid: number): number[] {
	try {
		const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
		return list.split(' ').filter(Boolean).map(Number);
	} catch {
		return [];
	}
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
