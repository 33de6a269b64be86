/** Takes away what nobody names (SPEC M6): files whose messages are gone, those that were never sent, uploads that nobody goes on with. */
import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { files } from '../../../../drizzle/schema.ts';

import { lockBlob, stagedAs, type FileRow, type Uploads } from './uploads.ts';

/** So long a message may take to come after its file, and an upload to go on. */
export const PATIENCE_MS = 7 * 24 * 60 * 60 * 1000;
const PAGE = 100;

/** @returns how many went. */
export async function collectFiles(uploads: Uploads, now: number): Promise<number> {
	const { database } = uploads;
	const old = sql`files.created_at < ${new Date(now - PATIENCE_MS).toISOString()}::timestamptz`;
	// By its sender, where it was sent: another's word keeps nothing that was to go.
	const unnamed = sql`not exists (
		select from message_files m where m.organisation = files.organisation and m.file = files.id
			and m.conversation = files.conversation and m.author = files.user_id::text)`;
	const found = await database
		.select()
		.from(files)
		.where(sql`(${unnamed} and (files.named or ${old})) or (files.stored_at is null and ${old})`)
		.limit(PAGE);
	let count = 0;
	for (const row of found) if (await collect(uploads, row)) count++;
	return count;
}

async function collect({ database, blobs, folder }: Uploads, row: FileRow): Promise<boolean> {
	const { organisation, id, sha256 } = row;
	const done = await folder.alone(stagedAs(row), async () => {
		await database.transaction(async (tx) => {
			await lockBlob(tx, { organisation, sha256 });
			const [other] = await tx
				.select({ id: files.id })
				.from(files)
				.where(
					and(
						eq(files.organisation, organisation),
						eq(files.sha256, sha256),
						ne(files.id, id),
						isNotNull(files.storedAt),
					),
				)
				.limit(1);
			await tx.delete(files).where(and(eq(files.organisation, organisation), eq(files.id, id)));
			// Should the commit fail, the row names bytes that are gone, and is taken the next time.
			if (!other) await blobs.remove({ organisation, sha256 });
		});
		await folder.remove(stagedAs(row));
		return true;
	});
	return done ?? false;
}
