import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { checkServer, explainUnusable } from '../../../drizzle/check-server.ts';
import { CannotStart } from './cannot-start.ts';
import { grantService } from './service-role.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url));
/** Any number of our own: it keeps two programs from migrating one database at the same time. */
const MIGRATION_LOCK = 7_265_553;

/**
 * Makes `url`'s database fit for this program: a server that keeps what it acknowledged, all migrations applied.
 * Throws CannotStart when it cannot be.
 */
export async function prepareDatabase(url: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await checkServer(sql);
		await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
		await refuseNewerSchema(sql);
		await migrate(drizzle(sql), { migrationsFolder: MIGRATIONS });
		await grantService(sql);
	} catch (error) {
		throw explain(error);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** Makes `name` on the server of `adminUrl`, unless it is there. */
export async function createDatabase(adminUrl: string, name: string, template = 'template1'): Promise<void> {
	const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
	try {
		const [found] = await sql`select 1 from pg_database where datname = ${name}`;
		if (!found) await sql`create database ${sql(name)} template ${sql(template)}`;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** Takes everything out of a database that is ours alone, and migrates it anew. */
export async function emptyDatabase(url: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await sql.unsafe('drop schema if exists public, drizzle cascade; create schema public');
	} finally {
		await sql.end({ timeout: 1 });
	}
	await prepareDatabase(url);
}

/** A database that a later Parley has migrated is not ours to write: its rules are unknown here. */
async function refuseNewerSchema(sql: postgres.Sql): Promise<void> {
	const [journal] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
	if (!journal?.name) return;
	const [applied] = await sql`select max(created_at)::float8 as latest from drizzle.__drizzle_migrations`;
	const { entries } = JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, 'utf8')) as {
		entries: { when: number }[];
	};
	if (applied?.latest > Math.max(...entries.map((entry) => entry.when))) {
		throw new CannotStart(
			'The data was written by a later version of Parley: start that version, or use another DATA_DIR.',
		);
	}
}

function explain(error: unknown): unknown {
	const line = explainUnusable(error);
	return line === undefined ? error : new CannotStart(line);
}
