import { join } from 'node:path';
import { fetchCheckpoints } from '../../../sync-server/checkpoint-copies.ts';
import type { ServerKeys } from '../../../sync-server/server-keys.ts';
import { CannotStart } from './cannot-start.ts';
import { CheckpointBucket } from './checkpoint-bucket.ts';
import type { Config } from './config.ts';
import { orCannotUse } from './s3-problem.ts';

/**
 * Brings what the bucket has of checkpoints into the data folder, before anything judges that: the folder may be as old as the database beside it. Nothing without a
 * bucket. Throws a CannotStart for another server's bucket.
 */
export async function bringCheckpoints(
	{ dataFolder, s3 }: Pick<Config, 'dataFolder' | 's3'>,
	keys: Pick<ServerKeys, 'verify'>,
): Promise<CheckpointBucket | undefined> {
	if (!s3) return undefined;
	const bucket = await orCannotUse(s3, CheckpointBucket.open(s3));
	const foreign = await fetchCheckpoints(bucket, join(dataFolder, 'checkpoints'), keys);
	if (foreign !== null)
		throw new CannotStart(
			`No key of this server has signed checkpoint ${foreign} in the bucket ${s3.bucket}: put back the keys that belong to it, in DATA_DIR/keys, or set S3_BUCKET to another bucket.`,
		);
	return bucket;
}
