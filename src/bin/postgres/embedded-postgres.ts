import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseAccount, giveTo } from './account.ts';
import { findPostgresBinaries } from './binaries.ts';
import { createCluster, DATABASE_USER, startPostmaster, stopPostmaster, type Cluster } from './cluster.ts';

export type EmbeddedPostgres = {
	/** A connection string for postgres.js that leads to `database`, as the owner of everything unless another role is named. */
	url(database: string, role?: string): string;
	stop(): Promise<void>;
};

type Options = {
	/** An existing folder that we may write; the cluster goes into `postgres/` in it. */
	dataFolder: string;
	/** Told in one line when PostgreSQL was lost and started again. */
	report: (line: string) => void;
	/** It was lost too often, or did not start again: the program cannot go on. */
	onGivenUp: (error: unknown) => void;
};

const RESTARTS_A_MINUTE = 5;
/** sun_path of unix(7) holds 108 bytes with its end; the socket's own name and the random part take 35. */
const LONGEST_TEMPORARY_FOLDER = 70;

/** Starts PostgreSQL in `dataFolder` and keeps it running until stop(). Throws CannotStart. */
export async function startEmbeddedPostgres({
	dataFolder,
	report,
	onGivenUp,
}: Options): Promise<EmbeddedPostgres> {
	const binaries = findPostgresBinaries();
	const folder = join(dataFolder, 'postgres');
	const account = chooseAccount(existsSync(folder) ? folder : dataFolder, binaries.postgres);
	const cluster: Cluster = { folder, logFile: join(dataFolder, 'postgres.log'), binaries, account };
	createCluster(cluster);

	const socketFolder = createSocketFolder(dataFolder);
	giveTo(account, socketFolder);
	const restarts: number[] = [];
	let stopping = false;
	let postmaster = start();
	await postmaster;

	async function start() {
		const started = await startPostmaster(cluster, socketFolder);
		started.once('exit', () => {
			if (stopping) return;
			postmaster = restart();
			postmaster.catch(onGivenUp);
		});
		return started;
	}

	async function restart() {
		restarts.push(Date.now());
		if (restarts.filter((time) => time > Date.now() - 60_000).length > RESTARTS_A_MINUTE) {
			throw new Error(
				`PostgreSQL ended ${RESTARTS_A_MINUTE} times within a minute; its log is ${cluster.logFile}.`,
			);
		}
		const started = await start();
		report('PostgreSQL ended unexpectedly and was started again.');
		return started;
	}

	return {
		url: (database, role) => socketUrl(socketFolder, database, role),
		async stop() {
			stopping = true;
			await postmaster.then(stopPostmaster, () => undefined);
			rmSync(socketFolder, { recursive: true, force: true });
		},
	};
}

/**
 * A folder that only we can enter, with a short path wherever the data lies, and the same at every start. Its name
 * holds a comma, since postgres.js takes a path in a connection string for a socket's only when it looks like a
 * list of hosts.
 */
function createSocketFolder(dataFolder: string): string {
	const parent = tmpdir().length <= LONGEST_TEMPORARY_FOLDER ? tmpdir() : '/tmp';
	const prefix = join(parent, 'parley,');
	const folder = prefix + createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
	try {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { mode: 0o700 });
		return folder;
	} catch {
		// It is somebody else's: then a name that nobody can foresee.
		return mkdtempSync(prefix);
	}
}

/** A connection string for postgres.js. */
export function socketUrl(socketFolder: string, database: string, role = DATABASE_USER): string {
	return `postgres://${role}@${encodeURIComponent(socketFolder)}/${database}`;
}
