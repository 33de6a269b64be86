import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, ConnectionLost } from '../../drizzle/connect.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** A way to the server that can be cut, as a network or a kill -9 cuts it: without a word. */
class Cable {
	readonly #folder = mkdtempSync(join(tmpdir(), 'parley,'));
	readonly #server: Server;
	readonly #ends = new Set<Socket>();

	constructor(url: string) {
		const target = decodeURIComponent(new URL(url).hostname);
		this.#server = createServer((near) => {
			const far = createConnection(join(target, '.s.PGSQL.5432'));
			for (const [from, to] of [
				[near, far],
				[far, near],
			] as const) {
				this.#ends.add(from);
				from.on('error', () => from.destroy());
				from.on('close', () => {
					this.#ends.delete(from);
					to.destroySoon();
				});
				from.pipe(to);
			}
		});
	}

	async open(url: string): Promise<string> {
		const path = join(this.#folder, '.s.PGSQL.5432');
		await new Promise<void>((resolve) => this.#server.listen(path, resolve));
		return url.replace(new URL(url).hostname, encodeURIComponent(this.#folder));
	}

	cut(): void {
		for (const end of this.#ends) end.destroy();
	}

	close(): void {
		this.cut();
		this.#server.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

let database: TestDatabase;
let cable: Cable;
let sql: Sql;

beforeEach(async () => {
	database = await startTestDatabase();
	await database.sql`create table notes (words text)`;
	cable = new Cable(database.url);
	sql = connect(await cable.open(database.url), { max: 1 });
});
afterEach(async () => {
	await sql.end({ timeout: 1 });
	cable.close();
	await database.stop();
});

async function notes(): Promise<string[]> {
	const rows = await database.sql<{ words: string }[]>`select words from notes`;
	return rows.map(({ words }) => words);
}

test('[R11] a connection that is cut within a statement fails its transaction, and the next one is served', async () => {
	const transaction = sql.begin(async (tx) => {
		await tx`insert into notes values ('lost')`;
		const sleeping = tx`select pg_sleep(60)`.execute();
		cable.cut();
		await sleeping;
	});
	await expect(transaction).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
	await sql.begin((tx) => tx`insert into notes values ('kept')`);
	expect(await notes()).toEqual(['kept']);
});

test('[R11] a transaction that goes on after the cut sends nothing to the connection that follows', async () => {
	const { promise: servedAgain, resolve } = Promise.withResolvers<undefined>();
	let late: unknown;
	const transaction = sql.begin(async (tx) => {
		await tx`insert into notes values ('lost')`;
		cable.cut();
		await servedAgain;
		try {
			await tx`insert into notes values ('astray')`;
		} catch (error) {
			late = error;
			throw error;
		}
	});
	await expect(transaction).rejects.toThrow();
	await sql`insert into notes values ('kept')`;
	resolve(undefined);
	await expect.poll(() => late).toBeInstanceOf(ConnectionLost);
	expect(await notes()).toEqual(['kept']);
});

test('[R11] a server that ends the connection fails the transaction, and the next one is served', async () => {
	const transaction = sql.begin(async (tx) => {
		const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
		const sleeping = tx`select pg_sleep(60)`.execute();
		await Promise.all([sleeping, database.sql`select pg_terminate_backend(${row!.pid})`]);
	});
	await expect(transaction).rejects.toThrow();
	await sql.begin((tx) => tx`insert into notes values ('kept')`);
	expect(await notes()).toEqual(['kept']);
});

test('[R11] an error of a statement still rolls its transaction back', async () => {
	const transaction = sql.begin(async (tx) => {
		await tx`insert into notes values ('taken back')`;
		await tx`select 1 / 0`;
	});
	await expect(transaction).rejects.toMatchObject({ code: '22012' });
	expect(await notes()).toEqual([]);
	expect(await sql.begin(async (tx) => (await tx`select 1 as one`)[0]?.one as number)).toBe(1);
});
