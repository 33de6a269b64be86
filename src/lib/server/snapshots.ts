import { and, asc, eq, sql } from 'drizzle-orm';
import { logSnapshotBytes, logSnapshots } from '../../../drizzle/schema.ts';
import type { Queries } from './database.ts';

export interface ListedSnapshot {
	/** Number of rows that it covers. */
	seq: number;
	/** Hash of the last of them, lower-case hex. */
	rowHash: string;
	/** SHA-256 of its bytes, lower-case hex. */
	hash: string;
	/** Bytes. */
	size: number;
	/** ms since 1970 */
	madeAt: number;
	/** False when its bytes are gone. */
	isKept: boolean;
}

/** The snapshots of a document's rows (sync-server/SPEC.md L12), the oldest first. Who may see them, the caller has decided. */
export async function listSnapshots(queries: Queries, document: string): Promise<ListedSnapshot[]> {
	return queries
		.select({
			seq: logSnapshots.seq,
			rowHash: sql<string>`encode(${logSnapshots.rowHash}, 'hex')`,
			hash: sql<string>`encode(${logSnapshots.hash}, 'hex')`,
			size: logSnapshots.size,
			madeAt: logSnapshots.madeAt,
			isKept: sql<boolean>`${logSnapshotBytes.seq} is not null`,
		})
		.from(logSnapshots)
		.leftJoin(
			logSnapshotBytes,
			and(eq(logSnapshotBytes.document, logSnapshots.document), eq(logSnapshotBytes.seq, logSnapshots.seq)),
		)
		.where(eq(logSnapshots.document, document))
		.orderBy(asc(logSnapshots.seq));
}
