import type { Config } from './config.ts';
import { createDatabase, prepareDatabase } from './database.ts';
import type { Lifetime } from './lifetime.ts';
import { createServiceRole, SERVICE_ROLE } from './service-role.ts';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';

const DATABASE = 'parley';

/** Connection strings for postgres.js. */
export type DatabaseUrls = {
	/** For routes and relay. */
	url: string;
	/** Whose tables they are; the same where the operator gives one DATABASE_URL for both. */
	ownerUrl: string;
};

/** The operator's server or the embedded one, migrated. Throws CannotStart. */
export async function openPostgres(
	{ databaseUrl, dataFolder }: Config,
	lifetime: Lifetime,
	report: (line: string) => void,
): Promise<DatabaseUrls> {
	const urls = databaseUrl
		? { url: databaseUrl, ownerUrl: databaseUrl }
		: await startOwn(dataFolder, lifetime, report);
	await prepareDatabase(urls.ownerUrl);
	return urls;
}

async function startOwn(
	dataFolder: string,
	lifetime: Lifetime,
	report: (line: string) => void,
): Promise<DatabaseUrls> {
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
	await createServiceRole(server.url('postgres'));
	return { url: server.url(DATABASE, SERVICE_ROLE), ownerUrl: server.url(DATABASE) };
}
