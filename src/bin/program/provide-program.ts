import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Database } from '#lib/server/database.ts';
import { provideRuntime } from '#lib/server/runtime.ts';
import { openServerKeys, type ServerKeys } from '../../../sync-server/server-keys.ts';
import type { Config } from './config.ts';
import type { Lifetime } from './lifetime.ts';
import { startPush } from './start-push.ts';

/** Opens the keys, starts web push, and gives the routes what they need; the same for `npm start` and `npm run dev`. */
export async function provideProgram(
	{ dataFolder, pushOrigins }: Pick<Config, 'dataFolder' | 'pushOrigins'>,
	lifetime: Lifetime,
	{
		database,
		address,
		localOnly,
		log,
	}: {
		database: Database;
		/** Where browsers find it. */
		address: string;
		localOnly: boolean;
		log: Logger;
	},
): Promise<ServerKeys> {
	const folder = join(dataFolder, 'keys');
	const keys = openServerKeys(folder);
	const push = await startPush(database.$client, folder, address, pushOrigins, log);
	lifetime.onStop(() => push.stop());
	provideRuntime({
		database,
		loopback: localOnly,
		setupNeedsToken: !localOnly,
		keys: keys.published,
		signing: { key: keys.current, sign: keys.sign },
		push: push.runtime,
		log,
	});
	return keys;
}
