import { join } from 'node:path';
import type { Logger } from 'pino';
import { openFileBlobStore } from '#lib/server/blobs/file-blob-store.ts';
import { openS3BlobStore, type S3Settings } from '#lib/server/blobs/s3-blob-store.ts';
import type { BlobStore } from '#lib/server/blobs/blob-store.ts';
import type { Database } from '#lib/server/database.ts';
import { provideRuntime } from '#lib/server/runtime.ts';
import { openServerKeys, type ServerKeys } from '../../../sync-server/server-keys.ts';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import type { Lifetime } from './lifetime.ts';
import { startFiles } from './start-files.ts';
import { startPush } from './start-push.ts';

/** Opens the keys and the store of files, starts web push, and gives the routes what they need; the same for `npm start` and `npm run dev`. */
export async function provideProgram(
	{
		dataFolder,
		s3,
		fileLimits,
		pushOrigins,
	}: Pick<Config, 'dataFolder' | 's3' | 'fileLimits' | 'pushOrigins'>,
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
	const blobs = s3 ? await openBucket(s3) : await openFileBlobStore(join(dataFolder, 'files'));
	const push = await startPush(database.$client, folder, address, pushOrigins, log);
	lifetime.onStop(() => push.stop());
	const files = startFiles({ dataFolder, fileLimits }, { database, blobs }, log);
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
	return keys;
}

async function openBucket(settings: S3Settings): Promise<BlobStore> {
	try {
		return await openS3BlobStore(settings);
	} catch (error) {
		throw new CannotStart(
			`The bucket ${settings.bucket} at S3_ENDPOINT ${settings.endpoint} cannot be used (${(error as Error).message}): see that it runs, and S3_ACCESS_KEY and S3_SECRET_KEY.`,
		);
	}
}
