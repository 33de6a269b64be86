import { join } from 'node:path';
import type { Logger } from 'pino';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { Checkpoints } from '../../../sync-server/checkpoints.ts';
import type { CheckpointCopies } from '../../../sync-server/checkpoint-copies.ts';
import { systemClock } from '../../../sync-server/ports.ts';
import { createRelay, type Relay } from '../../../sync-server/relay.ts';
import { behindCheckpoints, behindWords } from '../../../sync-server/restore-log.ts';
import { signerOf, type ServerKeys } from '../../../sync-server/server-keys.ts';
import { bringCheckpoints } from './bring-checkpoints.ts';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import type { Lifetime } from './lifetime.ts';
import { reapplyErasures } from './reapply-erasures.ts';

/** Throws a CannotStart for a database that ends before its checkpoints (SPEC L14); answers with where else these go. */
export async function refuseBehindCheckpoints(
	database: Database,
	config: Pick<Config, 'dataFolder' | 's3'>,
	keys: ServerKeys,
): Promise<CheckpointCopies | undefined> {
	const copies = await bringCheckpoints(config, keys);
	const behind = await behindCheckpoints(database.$client, join(config.dataFolder, 'checkpoints'));
	if (behind) throw new CannotStart(behindWords(behind));
	return copies;
}

/** The relay with its checkpoints, once whatever a backup brought back is erased again (SPEC G9); the same for `npm start` and `npm run dev`. */
export async function startRelay(
	dataFolder: string,
	lifetime: Lifetime,
	{
		database,
		databaseUrl,
		ownerUrl,
		origins,
		keys,
		copies,
		log,
	}: {
		database: Database;
		databaseUrl: string;
		ownerUrl: string;
		origins: string[];
		keys: ServerKeys;
		/** Where checkpoints go beside the data folder. */
		copies: CheckpointCopies | undefined;
		log: Logger;
	},
): Promise<Relay> {
	const erasureFolder = join(dataFolder, 'erasures');
	const owner = openDatabase(ownerUrl);
	await reapplyErasures(owner.database, erasureFolder).finally(owner.close);
	const relay = await createRelay({ databaseUrl, origins, log, erasureFolder, signer: signerOf(keys) });
	lifetime.onStop(() => relay.close());
	await relay.carryOutErasures();
	const checkpoints = new Checkpoints(
		database.$client,
		keys,
		join(dataFolder, 'checkpoints'),
		systemClock,
		log,
		copies,
	);
	checkpoints.start();
	lifetime.onStop(() => checkpoints.stop());
	return relay;
}
