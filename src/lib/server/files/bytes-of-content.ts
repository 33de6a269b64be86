/** The bytes of a content belong to every file that has it: they go with the last. */
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { files } from '../../../../drizzle/schema.ts';
import type { BlobName } from '../blobs/blob-store.ts';
import type { Transaction } from '../database.ts';
import type { Uploads } from './uploads.ts';

/** Until the transaction's end nobody else says that these bytes are there, or takes them away. */
export async function lockBlob(tx: Transaction, { organisation, sha256 }: BlobName): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended('blob ' || ${organisation} || ${sha256}, 0))`,
	);
}

/** Takes away the bytes, and what was made of them, that no stored file has any more. They are locked. */
export async function removeUnlessNamed(
	tx: Transaction,
	{ blobs, previews }: Pick<Uploads, 'blobs' | 'previews'>,
	{ organisation, sha256 }: BlobName,
): Promise<void> {
	const [named] = await tx
		.select({ id: files.id })
		.from(files)
		.where(and(eq(files.organisation, organisation), eq(files.sha256, sha256), isNotNull(files.storedAt)))
		.limit(1);
	if (named) return;
	await blobs.remove({ organisation, sha256 });
	await previews?.remove({ organisation, sha256 });
}
