import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseAccount } from '../../src/bin/postgres/account.ts';
import { findPostgresBinaries } from '../../src/bin/postgres/binaries.ts';
import { startPostmaster } from '../../src/bin/postgres/cluster.ts';
import { processIdentity } from '../../src/bin/program/process-identity.ts';
import { runParley, startParley, type Parley } from '../support/start-parley.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

/** What stays in a data folder on purpose. */
const KEPT = ['checkpoints', 'files', 'keys', 'postgres', 'postgres.log', 'uploads'];
/** Locks and sockets that somebody should have taken away. */
const leftIn = (folder: string) => readdirSync(folder).filter((name) => !KEPT.includes(name));

describe('a program that runs', () => {
	let parley: Parley;
	beforeAll(async () => {
		parley = await startParley();
	});
	afterAll(() => parley.dispose());

	test('says once where it is, in a folder with a space in its path', () => {
		expect(parley.dataFolder).toContain(' ');
		expect(parley.output().match(/Parley is ready at http:\/\/localhost:\d+$/gm)).toHaveLength(1);
	});

	test('answers /healthz with the state of its parts', async () => {
		const response = await fetch(`${parley.url}/healthz`);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ status: 'ready', database: true, relay: true });
	});

	test('is reached by every name of this computer', async () => {
		const { port } = new URL(parley.url);
		expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
	});

	test('takes sockets at /sync only', async () => {
		expect(await upgradeStatus(parley.url, '/elsewhere')).toBe(404);
	});

	test('starts a PostgreSQL again that was killed', async () => {
		const before = postmasterPid(parley);
		process.kill(before, 'SIGKILL');
		await vi.waitFor(() => expect(postmasterPid(parley)).not.toBe(before), { timeout: 15_000 });
		await vi.waitFor(async () => expect((await fetch(`${parley.url}/healthz`)).status).toBe(200), {
			timeout: 15_000,
		});
		// The line comes after the new process, and may come after its first answer.
		await vi.waitFor(() => expect(parley.output()).toContain('was started again'), { timeout: 15_000 });
	});

	test('is not disturbed by a second one on its folder, which says what to do', async () => {
		const second = await runParley({ env: { PORT: '0', DATA_DIR: parley.dataFolder } });
		expect(second.exitCode).toBe(1);
		expect(lastLine(second.output)).toMatch(
			/^Another Parley \(process \d+\) uses the data folder .* set DATA_DIR/,
		);
		expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
	});

	test('is not disturbed by a second one on its port, which touches nothing', async () => {
		const folder = join(parley.dataFolder, 'untouched');
		const second = await runParley({ env: { PORT: new URL(parley.url).port, DATA_DIR: folder } });
		expect(second).toEqual({
			exitCode: 1,
			output: expect.stringMatching(/^Port \d+ is in use: .* set PORT to another one\.\n$/),
		});
		expect(readdirSync(parley.dataFolder)).not.toContain('untouched');
	});
});

describe('a program that ends', () => {
	let parley: Parley;
	afterEach(() => parley.dispose());

	test('stops within 5 s of SIGTERM, its PostgreSQL too, and leaves no lock', async () => {
		parley = await startParley();
		const postgres = postmasterPid(parley);
		const began = Date.now();
		expect(await parley.stop()).toBe(0);
		expect(Date.now() - began).toBeLessThan(5_000);
		expect(processIdentity(postgres)).toBeUndefined();
		expect(leftIn(parley.dataFolder)).toEqual([]);
	});

	test('keeps what was committed when it is killed, and starts again by itself', async () => {
		parley = await startParley();
		await withDatabase(parley, (sql) => sql`insert into server_state (name, value) values ('kept', '1')`);
		const leftover = postmasterPid(parley);
		await parley.kill9();
		await parley.start();
		expect(postmasterPid(parley)).not.toBe(leftover);
		const kept = await withDatabase(parley, (sql) => sql`select value from server_state where name = 'kept'`);
		expect(kept).toEqual([{ value: 1 }]);
	});

	test('ends in good order when the npm that started it is killed', async () => {
		parley = await startParley({ viaNpm: true });
		// The output's end, which this waits for, is the program's.
		await parley.kill9();
		expect(leftIn(parley.dataFolder)).toEqual([]);
	});

	test('ends a PostgreSQL that outlived the program before', async () => {
		parley = await startParley();
		await parley.stop();
		const leftover = await startPostmaster(
			clusterOf(parley.dataFolder),
			mkdtempSync(join(parley.dataFolder, 'socket,')),
		);
		await parley.start();
		expect(leftover.exitCode).toBe(0);
		expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
	});

	test('takes a folder over whose lock names a process that is somebody else now', async () => {
		parley = await startParley();
		await parley.stop();
		writeFileSync(
			join(parley.dataFolder, 'parley.lock'),
			JSON.stringify({ pid: process.pid, identity: 'then' }),
		);
		writeFileSync(join(parley.dataFolder, 'postgres', 'postmaster.pid'), `${process.pid}\n/elsewhere\n`);
		await parley.start();
		expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
	});

	test('leaves data of another PostgreSQL alone and says whose it is', async () => {
		parley = await startParley();
		await parley.stop();
		const file = join(parley.dataFolder, 'postgres', 'PG_VERSION');
		const version = readFileSync(file, 'utf8');
		writeFileSync(file, '9.6\n');
		const other = await runParley({ env: { PORT: '0', DATA_DIR: parley.dataFolder } });
		expect(other.exitCode).toBe(1);
		expect(lastLine(other.output)).toMatch(
			/is of PostgreSQL 9\.6, this Parley runs \d+: .* another DATA_DIR\.$/,
		);
		writeFileSync(file, version);
		await parley.start();
	});

	test('leaves data of a later Parley alone', async () => {
		parley = await startParley();
		const later = Date.UTC(2999, 0);
		await withDatabase(
			parley,
			(sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${later})`,
		);
		await parley.stop();
		const earlier = await runParley({ env: { PORT: '0', DATA_DIR: parley.dataFolder } });
		expect(earlier.exitCode).toBe(1);
		expect(lastLine(earlier.output)).toMatch(/written by a later version of Parley/);
	});

	test('refuses a server that forgets what it acknowledged', async () => {
		parley = await startParley();
		const url = parley.databaseUrl;
		await withDatabase(parley, (sql) => sql`alter database parley set synchronous_commit = off`);
		const folder = join(parley.dataFolder, 'second');
		const second = await runParley({ env: { PORT: '0', DATA_DIR: folder, DATABASE_URL: url } });
		expect(second.exitCode).toBe(1);
		expect(lastLine(second.output)).toMatch(
			/would lose acknowledged messages .* switch synchronous_commit on/,
		);
	});
});

describe('a program that cannot start', () => {
	test('names every bad variable in one line', async () => {
		const { exitCode, output } = await runParley({
			env: { PORT: 'http', HOST: '-', DATABASE_URL: 'mysql://x' },
		});
		expect(exitCode).toBe(1);
		expect(output.trim().split('\n')).toHaveLength(1);
		for (const name of ['PORT', 'HOST', 'DATABASE_URL']) expect(output).toContain(`${name} is "`);
	});

	test('says so of a data folder that cannot be written', async () => {
		const { exitCode, output } = await runParley({ env: { PORT: '0', DATA_DIR: '/proc/parley' } });
		expect(exitCode).toBe(1);
		expect(lastLine(output)).toMatch(/^The data folder \/proc\/parley cannot be written \(E.*set DATA_DIR/);
	});

	test('says so of a database that does not answer', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
		const env = { PORT: '0', DATA_DIR: folder, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
		const { exitCode, output } = await runParley({ env });
		expect(exitCode).toBe(1);
		expect(lastLine(output)).toMatch(/^The database of DATABASE_URL cannot be used/);
		rmSync(folder, { recursive: true });
	});
});

describe.runIf(isRoot)('whoever starts it', () => {
	let parley: Parley;
	const closed = mkdtempSync(join(tmpdir(), 'parley-closed-'));
	chownSync(closed, NOBODY, NOBODY);
	mkdirSync(join(closed, 'tmp'));
	chownSync(join(closed, 'tmp'), NOBODY, NOBODY);
	const launch = { env: { DATA_DIR: join(closed, 'data'), TMPDIR: join(closed, 'tmp') } };
	afterAll(() => rmSync(closed, { recursive: true, force: true }));

	test('an ordinary user, below a folder that others cannot read; then root on the same data', async () => {
		parley = await startParley({ ...launch, uid: NOBODY });
		expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
		expect(await parley.stop()).toBe(0);
		parley = await startParley(launch);
		expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
		await parley.dispose();
	});

	test('root, below a folder that belongs to somebody else and that nobody else can read', async () => {
		parley = await startParley(launch);
		expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
		await parley.dispose();
	});
});

function postmasterPid({ dataFolder }: Parley): number {
	return Number.parseInt(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8'));
}

function clusterOf(dataFolder: string) {
	const binaries = findPostgresBinaries();
	const folder = join(dataFolder, 'postgres');
	const account = chooseAccount(folder, binaries.postgres);
	return { folder, logFile: join(dataFolder, 'postgres.log'), binaries, account };
}

async function withDatabase<T>({ databaseUrl }: Parley, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(databaseUrl, { max: 1 });
	try {
		return await ask(sql);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

async function upgradeStatus(url: string, path: string): Promise<number> {
	const { promise, resolve, reject } = Promise.withResolvers<number>();
	const headers = { connection: 'upgrade', upgrade: 'websocket' };
	request(`${url}${path}`, { headers }, (response) => resolve(response.statusCode!))
		.on('error', reject)
		.end();
	return promise;
}

function lastLine(output: string): string {
	return output.trim().split('\n').at(-1)!;
}
