import type { S3Settings } from '#lib/server/blobs/s3-client.ts';
import { CannotStart } from './cannot-start.ts';

/** What opens the bucket, or what to do about it. */
export async function orCannotUse<Opened>(settings: S3Settings, opening: Promise<Opened>): Promise<Opened> {
	try {
		return await opening;
	} catch (error) {
		throw new CannotStart(
			`The bucket ${settings.bucket} at S3_ENDPOINT ${settings.endpoint} cannot be used (${(error as Error).message}): see that it runs, and S3_ACCESS_KEY and S3_SECRET_KEY.`,
		);
	}
}
