/** What is crashed: the relay and PostgreSQL as processes of their own, or the whole program as `npm start` runs it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../../drizzle/connect.ts';
import { startParley } from '../support/start-parley.ts';
import { childrenOf, startPostgresProcess, startRelayProcess } from '../support/server-processes.ts';

export const FAULTS = ['relay', 'postgres-immediate', 'postgres-kill', 'both', 'machine', 'program'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Ground {
	/** How often each fault comes, relative to the others. */
	readonly weights: Readonly<Partial<Record<Fault, number>>>;
	/** For a WebsocketProvider; the same after every crash. */
	readonly syncUrl: string;
	/** Changes at a restart of the whole program. */
	databaseUrl(): string;
	/** Resolves when what was to die is dead. Rejects when something else had ended by itself. */
	crash(fault: Fault): Promise<void>;
	/** Brings PostgreSQL back, and whatever cannot be kept from coming with it. */
	recoverDatabase(): Promise<void>;
	/** Brings everything back. Rejects when something that was not crashed has ended by itself. */
	recover(): Promise<void>;
	/** The last lines of what was crashed, for a failure's report. */
	output(): string;
	dispose(): Promise<void>;
}

/**
 * The relay alone over a PostgreSQL of its own. Here the log can be read after the crash and before anybody sends again.
 * @param settings further settings of the database, to show that the check finds a server that forgets
 */
export async function startRelayGround(prepare: (databaseUrl: string) => Promise<void>): Promise<Ground> {
	const postgres = await startPostgresProcess();
	await prepare(postgres.url);
	const relay = await startRelayProcess(postgres.url);
	let isDown = false;
	const mustRun = () => {
		if (!isDown && !relay.isRunning) throw new Error(`The relay ended by itself:\n${relay.output()}`);
	};
	return {
		weights: { relay: 3, 'postgres-immediate': 3, 'postgres-kill': 2, both: 2, machine: 2 },
		syncUrl: relay.url,
		databaseUrl: () => postgres.url,
		async crash(fault) {
			mustRun();
			isDown = fault !== 'postgres-immediate' && fault !== 'postgres-kill';
			if (fault === 'relay') return relay.kill('SIGKILL');
			if (fault === 'postgres-immediate') return postgres.kill('SIGQUIT');
			if (fault === 'postgres-kill') return postgres.kill('SIGKILL');
			const database = fault === 'machine' ? postgres.killAll() : postgres.kill('SIGQUIT');
			await Promise.all([database, relay.kill('SIGKILL')]);
		},
		recoverDatabase: () => postgres.start(),
		async recover() {
			await postgres.start();
			mustRun();
			await relay.start();
			isDown = false;
		},
		output: () => relay.output(),
		async dispose() {
			await relay.kill('SIGTERM');
			await postgres.dispose();
		},
	};
}

/** More would be taken for a PostgreSQL that cannot run (embedded-postgres.ts). */
const POSTGRES_CRASHES_A_MINUTE = 4;

/** `npm start` as a whole: it brings its PostgreSQL back by itself, and is started again after its own end. */
export async function startProgramGround(): Promise<Ground> {
	const parley = await startParley({ env: { LOG_LEVEL: 'error' } });
	let crashes: number[] = [];
	let isDown = false;
	/** Lines of postmaster.pid: 1 process, 5 socket folder. */
	const postmaster = () => {
		const lines = readFileSync(join(parley.dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), socketFolder: lines[4]!.trim() };
	};
	const mayCrashPostgres = () => {
		crashes = crashes.filter((time) => time > Date.now() - 60_000);
		return crashes.length < POSTGRES_CRASHES_A_MINUTE;
	};
	const databaseUrl = () => `postgres://parley@${encodeURIComponent(postmaster().socketFolder)}/parley`;
	const recover = async () => {
		if (isDown) await parley.start();
		isDown = false;
		await untilAnswered(databaseUrl);
	};
	return {
		get weights(): Ground['weights'] {
			return mayCrashPostgres()
				? { program: 2, 'postgres-immediate': 1, 'postgres-kill': 1, machine: 1 }
				: { program: 1 };
		},
		syncUrl: `${parley.url.replace(/^http/, 'ws')}/sync`,
		databaseUrl,
		async crash(fault) {
			const { pid } = postmaster();
			if (fault === 'machine') for (const child of childrenOf(pid)) process.kill(child, 'SIGKILL');
			if (fault !== 'program') {
				crashes.push(Date.now());
				process.kill(pid, fault === 'postgres-immediate' ? 'SIGQUIT' : 'SIGKILL');
			}
			if (fault === 'program' || fault === 'machine') {
				isDown = true;
				await parley.kill9();
			}
		},
		recoverDatabase: recover,
		recover,
		output: () => parley.output().slice(-5000),
		dispose: () => parley.dispose(),
	};
}

const DATABASE_PATIENCE_MS = 60_000;
const DATABASE_POLL_MS = 100;

/** The program starts its PostgreSQL again by itself; until then there is no address, nobody at it, or one who is still recovering. */
async function untilAnswered(databaseUrl: () => string): Promise<void> {
	const deadline = Date.now() + DATABASE_PATIENCE_MS;
	for (;;) {
		try {
			const sql = connect(databaseUrl(), { max: 1, connect_timeout: 2 });
			return await sql`select 1`.then(() => undefined).finally(() => sql.end({ timeout: 1 }));
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await delay(DATABASE_POLL_MS);
		}
	}
}
