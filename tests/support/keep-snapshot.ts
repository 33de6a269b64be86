import type { Sql } from 'postgres';
import { encodeSnapshot } from '#lib/protocol/snapshot.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { RoomContent } from '../../sync-server/room-content.ts';
import { decodePayload, sha256 } from '../../sync-server/row.ts';

/** A snapshot of the document's first `seq` rows, as the relay makes it of its contents. */
export async function keepSnapshot(sql: Sql, document: string, seq: number): Promise<void> {
	const log = new PostgresLog(sql);
	const content = new RoomContent();
	for (const row of (await log.rows(document, 0)).slice(0, seq)) content.take(decodePayload(row.payload));
	const { rowHash } = await log.snapshotBasis(document, seq - 1);
	const bytes = encodeSnapshot({ document, seq, rowHash, logs: content.logs() });
	await log.keepSnapshot({ document, seq, rowHash, hash: sha256(bytes), bytes, madeAt: 1 });
}
