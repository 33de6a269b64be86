import { join } from 'node:path';
import type { Logger } from 'pino';
import { openFileBlobStore } from '#lib/server/blobs/file-blob-store.ts';
import { openS3BlobStore } from '#lib/server/blobs/s3-blob-store.ts';
import type { Database } from '#lib/server/database.ts';
import { provideRuntime } from '#lib/server/runtime.ts';
import type { ServerKeys } from '../../../sync-server/server-keys.ts';
import type { Config } from './config.ts';
import type { Lifetime } from './lifetime.ts';
import { orCannotUse } from './s3-problem.ts';
import { startFiles } from './start-files.ts';
import { startPush } from './start-push.ts';

/** Opens the store of files, starts web push, and gives the routes what they need; the same for `npm start` and `npm run dev`. */
export async function provideProgram(
	{
		dataFolder,
		s3,
		fileLimits,
		clamd,
		pushOrigins,
	}: Pick<Config, 'dataFolder' | 's3' | 'fileLimits' | 'clamd' | 'pushOrigins'>,
	lifetime: Lifetime,
	{
		database,
		address,
		localOnly,
		log,
		keys,
	}: {
		database: Database;
		keys: ServerKeys;
		/** Where browsers find it. */
		address: string;
		localOnly: boolean;
		log: Logger;
	},
): Promise<void> {
	const blobs = s3
		? await orCannotUse(s3, openS3BlobStore(s3))
		: await openFileBlobStore(join(dataFolder, 'files'));
	const push = await startPush(database.$client, join(dataFolder, 'keys'), address, pushOrigins, log);
	lifetime.onStop(() => push.stop());
	const files = startFiles({ dataFolder, fileLimits, clamd }, { database, blobs }, log);
	lifetime.onStop(() => files.stop());
	provideRuntime({
		database,
		loopback: localOnly,
		setupNeedsToken: !localOnly,
		blobs,
		files: files.runtime,
		keys: keys.published,
		signing: { key: keys.current, sign: keys.sign },
		push: push.runtime,
		log,
	});
}
