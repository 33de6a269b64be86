/** `npm run log:rebuild`: makes the tables that follow from the log anew, from the log. Better while nothing else runs: appends wait for it. */
import { join } from 'node:path';
import postgres from 'postgres';
import { readClaimsIn } from '../../sync-server/checkpoint-claims.ts';
import { readCheckpointFiles } from '../../sync-server/checkpoint-files.ts';
import { rebuildProjections } from '../../sync-server/rebuild-log.ts';
import { readRestorations } from '../../sync-server/restorations.ts';
import { readServerKeys } from '../../sync-server/server-keys.ts';
import { bringCheckpoints } from './program/bring-checkpoints.ts';
import { CannotStart } from './program/cannot-start.ts';
import { readEnv, toConfig } from './program/config.ts';
import { findDatabase } from './program/find-database.ts';
import { beginLifetime } from './program/lifetime.ts';

const config = toConfig(readEnv());
const lifetime = beginLifetime();
await lifetime.stop(await run());

async function run(): Promise<number> {
	try {
		const sql = postgres(await findDatabase(config, lifetime), { max: 1, onnotice: () => undefined });
		lifetime.onStop(() => sql.end({ timeout: 3 }));
		const keys = readServerKeys(join(config.dataFolder, 'keys'));
		await bringCheckpoints(config, keys);
		const restorations = readRestorations(join(config.dataFolder, 'restores'), keys);
		const rebuilt = await rebuildProjections(sql, keys, (tx) =>
			readClaimsIn(tx, keys, readCheckpointFiles(join(config.dataFolder, 'checkpoints')), restorations),
		);
		if (!rebuilt.ok) {
			const [{ document, row, words }] = rebuilt.findings as [(typeof rebuilt.findings)[number]];
			console.error(
				`The log is not what it was, and nothing was changed. ${document}, row ${row}: ${words}.`,
			);
			return 1;
		}
		console.log(`The places of ${rebuilt.documents} documents are made anew.`);
		const { mendedSnapshots, mendedCheckpoints } = rebuilt;
		if (mendedSnapshots > 0)
			console.log(`${mendedSnapshots} snapshots were not what the rows come to, and are mended.`);
		if (mendedCheckpoints > 0)
			console.log(
				`The ways to the roots of ${mendedCheckpoints} checkpoints were not what these signed, and are mended.`,
			);
		return 0;
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		console.error(error.message);
		return 1;
	}
}
