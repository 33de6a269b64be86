import type { Config } from './config.ts';
import { createDatabase, prepareDatabase } from './database.ts';
import type { Lifetime } from './lifetime.ts';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';

const DATABASE = 'parley';

/** The operator's server or the embedded one, migrated. The answer is for postgres.js. Throws CannotStart. */
export async function openPostgres(
	{ databaseUrl, dataFolder }: Config,
	lifetime: Lifetime,
	report: (line: string) => void,
): Promise<string> {
	const url = databaseUrl ?? (await startOwn(dataFolder, lifetime, report));
	await prepareDatabase(url);
	return url;
}

async function startOwn(
	dataFolder: string,
	lifetime: Lifetime,
	report: (line: string) => void,
): Promise<string> {
	const server = await startEmbeddedPostgres({
		dataFolder,
		report,
		onGivenUp(error) {
			console.error(error);
			void lifetime.stop(1);
		},
	});
	lifetime.onStop(() => server.stop());
	await createDatabase(server.url('postgres'), DATABASE);
	return server.url(DATABASE);
}
