/** Takes away what nobody names (SPEC M6): files whose messages are gone, those that were never sent, uploads that nobody goes on with. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { files } from '../../../../drizzle/schema.ts';
import { lockBlob, removeUnlessNamed } from './bytes-of-content.ts';
import { placesOf } from './file-places.ts';
import { stagedAs, type FileRow, type Uploads } from './uploads.ts';

/** So long a message may take to come after its file, and an upload to go on. */
export const PATIENCE_MS = 7 * 24 * 60 * 60 * 1000;
const PAGE = 100;
/** Before every id. */
const ZERO = '00000000-0000-0000-0000-000000000000';

/** @returns how many went. */
export async function collectFiles(uploads: Uploads, now: number): Promise<number> {
	const { database } = uploads;
	const old = sql`files.created_at < ${new Date(now - PATIENCE_MS).toISOString()}::timestamptz`;
	// By its sender, where it was sent: another's word keeps nothing that was to go.
	const unnamed = sql`not exists (
		select from message_files m where m.organisation = files.organisation and m.file = files.id
			and m.conversation = files.conversation and m.author = files.user_id::text)`;
	let count = 0;
	for (let after = ZERO; ;) {
		const found = await database
			.select()
			.from(files)
			.where(
				sql`files.id > ${after} and ((${unnamed} and (files.named or ${old})) or (files.stored_at is null and ${old}))`,
			)
			.orderBy(asc(files.id))
			.limit(PAGE);
		for (const row of found) {
			// A forward by somebody who might read it keeps it (SPEC M7).
			const isKept = row.storedAt !== null && row.named && (await placesOf(database, row)).size > 0;
			if (!isKept && (await collect(uploads, row))) count++;
		}
		if (found.length < PAGE) return count;
		after = found.at(-1)!.id;
	}
}

async function collect(uploads: Uploads, row: FileRow): Promise<boolean> {
	const { database, folder } = uploads;
	const { organisation, id, sha256 } = row;
	const done = await folder.alone(stagedAs(row), async () => {
		await database.transaction(async (tx) => {
			await lockBlob(tx, { organisation, sha256 });
			await tx.delete(files).where(and(eq(files.organisation, organisation), eq(files.id, id)));
			// Should the commit fail, the row names bytes that are gone, and is taken the next time.
			await removeUnlessNamed(tx, uploads, { organisation, sha256 });
		});
		await folder.remove(stagedAs(row));
		return true;
	});
	return done ?? false;
}
