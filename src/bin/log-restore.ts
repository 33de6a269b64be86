/** `npm run log:restore`: to be run once after a backup of the database was put back, before Parley is started (SPEC L14). */
import { join } from 'node:path';
import postgres from 'postgres';
import { restoreLog, type LogRestore } from '../../sync-server/restore-log.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { bringCheckpoints } from './program/bring-checkpoints.ts';
import { CannotStart } from './program/cannot-start.ts';
import { readEnv, toConfig } from './program/config.ts';
import { claimDataFolder } from './program/data-folder.ts';
import { beginLifetime } from './program/lifetime.ts';
import { openPostgres } from './program/open-postgres.ts';

const config = toConfig(readEnv());
const lifetime = beginLifetime();
await lifetime.stop(await run());

async function run(): Promise<number> {
	try {
		lifetime.onStop(await claimDataFolder(config.dataFolder));
		const { ownerUrl } = await openPostgres(config, lifetime, console.error);
		const sql = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
		lifetime.onStop(() => sql.end({ timeout: 3 }));
		const { dataFolder } = config;
		const folders = { checkpoints: join(dataFolder, 'checkpoints'), restores: join(dataFolder, 'restores') };
		const keys = openServerKeys(join(dataFolder, 'keys'));
		await bringCheckpoints(config, keys);
		const restored = await restoreLog(sql, keys, folders, Date.now());
		(restored.ok ? console.log : console.error)(words(restored));
		return restored.ok ? 0 : 1;
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		console.error(error.message);
		return 1;
	}
}

function words(restored: LogRestore): string {
	if (!restored.ok)
		return `Nothing was done: no key of this server has signed checkpoint ${restored.checkpoint} in DATA_DIR/checkpoints. Put back the keys that belong to it, in DATA_DIR/keys.`;
	const { epoch, from, through } = restored.restoration;
	const lines = [
		`Every conversation goes on in epoch ${epoch}; devices write again what of their own is missing here.`,
	];
	if (through > from) {
		const until = new Date(restored.lastSigned!).toISOString();
		lines.push(
			`Checkpoints ${from + 1} to ${through} (to ${until}) are later than the backup: they stay in DATA_DIR/checkpoints and are set aside.`,
		);
	} else lines.push('No checkpoint is later than the backup.');
	lines.push('Start Parley now.');
	return lines.join('\n');
}
