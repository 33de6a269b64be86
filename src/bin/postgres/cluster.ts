import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from '../program/cannot-start.ts';
import { commandLine } from '../program/process-identity.ts';
import { giveTo, SYSTEM_PATH, type Account } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { readPidFile } from './pid-file.ts';

/** One data folder of PostgreSQL's, and how its programs are run on it. */
export type Cluster = { folder: string; logFile: string; binaries: PostgresBinaries; account: Account };

export const DATABASE_USER = 'parley';
const POLL_MS = 20;
const ENVIRONMENT = { PATH: SYSTEM_PATH, LC_ALL: 'C', TZ: 'UTC' };

/** Makes the data folder, unless it is there. It is complete or absent: a run that was cut off begins anew. */
export function createCluster({ folder, binaries, account }: Cluster): void {
	if (existsSync(folder)) return checkVersion(folder, binaries);
	const unfinished = `${folder}.new`;
	rmSync(unfinished, { recursive: true, force: true });
	mkdirSync(unfinished, { mode: 0o700 });
	giveTo(account, unfinished);
	const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
	// Whoever can reach the socket's folder (only we can) is let in: there is no other door.
	const args = ['-D', unfinished, `--username=${DATABASE_USER}`, '--auth=trust', ...locale];
	const [program, ...rest] = [...account.prefix, binaries.initdb, ...args];
	const { status, stderr } = spawnSync(program!, rest, { encoding: 'utf8', env: ENVIRONMENT, cwd: '/' });
	if (status !== 0)
		throw new CannotStart(`PostgreSQL could not make its folder ${folder}: ${lastLine(stderr)}`);
	renameSync(unfinished, folder);
	syncFolder(dirname(folder));
}

function checkVersion(folder: string, { majorVersion }: PostgresBinaries): void {
	const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
	if (found === majorVersion) return;
	throw new CannotStart(
		`The data in ${dirname(folder)} is of PostgreSQL ${found}, this Parley runs ${majorVersion}: use the Parley that made it, or another DATA_DIR.`,
	);
}

/**
 * Starts PostgreSQL on a Unix socket in `socketFolder` and resolves when it takes connections, however long it
 * recovers. After a kill its last processes may hold the shared memory for a moment: then it is tried again.
 */
export async function startPostmaster(cluster: Cluster, socketFolder: string): Promise<ChildProcess> {
	const deadline = Date.now() + 10_000;
	for (;;) {
		await endLeftover(cluster.folder);
		const child = launch(cluster, socketFolder);
		if (await becomesReady(child, cluster.folder)) return child;
		const reason = reasonIn(readFileSync(cluster.logFile, 'utf8'), child.pid);
		if (!/shared memory|lock file|in use/.test(reason) || Date.now() > deadline) {
			throw new CannotStart(`PostgreSQL did not start (more in ${cluster.logFile}): ${reason}`);
		}
		await delay(200);
	}
}

function launch({ folder, logFile, binaries, account }: Cluster, socketFolder: string): ChildProcess {
	const settings = {
		listen_addresses: '',
		unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
		fsync: 'on',
		synchronous_commit: 'on',
		full_page_writes: 'on',
		timezone: 'UTC',
		log_timezone: 'UTC',
		// The log never holds what people wrote: no statements, no values of a failed row.
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse',
	};
	const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [program, ...rest] = [...account.prefix, binaries.postgres, '-D', folder, ...args];
	const log = openSync(logFile, 'a', 0o600);
	try {
		// Detached: Ctrl-C in the terminal reaches Parley alone, which stops PostgreSQL last.
		return spawn(program!, rest, { detached: true, stdio: ['ignore', log, log], env: ENVIRONMENT, cwd: '/' });
	} finally {
		closeSync(log);
	}
}

async function becomesReady(child: ChildProcess, folder: string): Promise<boolean> {
	while (isRunning(child)) {
		const { pid, status } = readPidFile(folder);
		if (pid === child.pid && status === 'ready') return true;
		await delay(POLL_MS);
	}
	return false;
}

/** Fast shutdown, then an immediate one (the log is replayed at the next start), then none of its choosing. */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
	await stopInSteps(
		() => isRunning(child),
		(signal) => child.kill(signal),
	);
}

/** A PostgreSQL that outlived its Parley (kill -9) still holds the folder. Ours is ended, a stale pid file removed. */
async function endLeftover(folder: string): Promise<void> {
	const { pid } = readPidFile(folder);
	if (pid === undefined) return;
	const runs = () => commandLine(pid).includes(folder);
	await stopInSteps(runs, (signal) => process.kill(pid, signal));
	rmSync(join(folder, 'postmaster.pid'), { force: true });
}

async function stopInSteps(runs: () => boolean, kill: (signal: NodeJS.Signals) => void): Promise<void> {
	for (const [signal, patience] of [
		['SIGINT', 3_000],
		['SIGQUIT', 1_000],
		['SIGKILL', 1_000],
	] as const) {
		const deadline = Date.now() + patience;
		if (runs()) kill(signal);
		while (runs() && Date.now() < deadline) await delay(POLL_MS);
	}
}

function isRunning(child: ChildProcess): boolean {
	return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function syncFolder(folder: string): void {
	const handle = openSync(folder, 'r');
	fsyncSync(handle);
	closeSync(handle);
}

/**
 * Why a postmaster ended, as its log says: not the last line, which is "database system is shut down", or comes from a process of the server before it.
 */
function reasonIn(log: string, pid: number | undefined): string {
	const lines = log.split('\n').filter((line) => line.includes(`[${pid}] FATAL:`));
	return lines.at(-1)?.trim() ?? lastLine(log);
}

function lastLine(text: string): string {
	return text.trim().split('\n').at(-1) ?? '';
}
