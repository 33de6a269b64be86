import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { CannotStart } from './cannot-start.ts';
import { grantService } from './service-role.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url));
const OLDEST_SERVER = 14;
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

/** "Stored" is a promise: a server that forgets what it acknowledged cannot give it. */
async function checkServer(sql: postgres.Sql): Promise<void> {
	const rows = await sql<{ name: string; setting: string }[]>`
		select name, setting from pg_settings
		where name in ('server_version_num', 'fsync', 'synchronous_commit', 'full_page_writes')`;
	const settings = new Map(rows.map((row) => [row.name, row.setting]));
	const version = Math.floor(Number(settings.get('server_version_num')) / 10_000);
	if (version < OLDEST_SERVER) {
		throw new CannotStart(
			`DATABASE_URL leads to PostgreSQL ${version}: Parley needs ${OLDEST_SERVER} or later.`,
		);
	}
	const off = ['fsync', 'synchronous_commit', 'full_page_writes'].filter(
		(name) => settings.get(name) === 'off',
	);
	if (off.length > 0) {
		throw new CannotStart(
			`The PostgreSQL server would lose acknowledged messages in a crash: switch ${off.join(', ')} on, then start again.`,
		);
	}
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
	const code = (error as { code?: string }).code ?? '';
	const message = (error as Error).message;
	const refused = [
		'ECONNREFUSED',
		'ENOENT',
		'ENOTFOUND',
		'EAI_AGAIN',
		'CONNECT_TIMEOUT',
		'ECONNRESET',
	].includes(code);
	// Class 28 is a wrong user or password, 3D000 a database that does not exist, 42501 a missing right.
	if (!refused && !/^(28|3D000|42501)/.test(code)) return error;
	return new CannotStart(
		`The database of DATABASE_URL cannot be used (${message}): check the address and that it runs.`,
	);
}
