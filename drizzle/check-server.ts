import type { Sql } from 'postgres';

const OLDEST_SERVER = 14;

/** The server cannot keep what Parley promises. The message says what is the matter and what to do. */
export class UnfitServer extends Error {
	override name = 'UnfitServer';
}

/** "Stored" is a promise: a server that forgets what it acknowledged cannot give it. Throws UnfitServer. */
export async function checkServer(sql: Sql): Promise<void> {
	const rows = await sql<{ name: string; setting: string }[]>`
		select name, setting from pg_settings
		where name in ('server_version_num', 'fsync', 'synchronous_commit', 'full_page_writes')`;
	const settings = new Map(rows.map((row) => [row.name, row.setting]));
	const version = Math.floor(Number(settings.get('server_version_num')) / 10_000);
	if (version < OLDEST_SERVER) {
		throw new UnfitServer(
			`DATABASE_URL leads to PostgreSQL ${version}: Parley needs ${OLDEST_SERVER} or later.`,
		);
	}
	const off = ['fsync', 'synchronous_commit', 'full_page_writes'].filter(
		(name) => settings.get(name) === 'off',
	);
	if (off.length > 0) {
		throw new UnfitServer(
			`The PostgreSQL server would lose acknowledged messages in a crash: switch ${off.join(', ')} on, then start again.`,
		);
	}
}

const UNREACHABLE = [
	...['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'CONNECT_TIMEOUT', 'ECONNRESET'],
	'CONNECTION_CLOSED',
];

/** One line for an error that the operator can put right; undefined for any other. */
export function explainUnusable(error: unknown): string | undefined {
	if (error instanceof UnfitServer) return error.message;
	const code = (error as { code?: string }).code ?? '';
	// Class 28 is a wrong user or password, 3D000 a database that does not exist, 42501 a missing right.
	if (!UNREACHABLE.includes(code) && !/^(28|3D000|42501)/.test(code)) return undefined;
	return `The database of DATABASE_URL cannot be used (${(error as Error).message}): check the address and that it runs.`;
}
