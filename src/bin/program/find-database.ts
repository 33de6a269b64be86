import { runningServerUrl } from '../postgres/running-server.ts';
import type { Config } from './config.ts';
import { claimDataFolder } from './data-folder.ts';
import type { Lifetime } from './lifetime.ts';
import { openPostgres } from './open-postgres.ts';

/** The database for a command that works beside a running Parley or without one: then PostgreSQL runs as long as the command. Throws CannotStart. */
export async function findDatabase(config: Config, lifetime: Lifetime): Promise<string> {
	const running = config.databaseUrl === undefined ? runningServerUrl(config.dataFolder) : undefined;
	if (running !== undefined) return running;
	if (config.databaseUrl === undefined) lifetime.onStop(await claimDataFolder(config.dataFolder));
	return (await openPostgres(config, lifetime, console.error)).ownerUrl;
}
