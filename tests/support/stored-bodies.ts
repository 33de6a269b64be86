import postgres from 'postgres';
import type { Parley } from './start-parley.ts';
import { eventsOf } from './stored-events.ts';

/** The texts of all messages that the program's log holds, in the order in which they were stored. */
export async function storedBodies(parley: Pick<Parley, 'databaseUrl'>): Promise<string[]> {
	const sql = postgres(parley.databaseUrl, { max: 1 });
	try {
		const rows = await sql<{ payload: Uint8Array }[]>`
			select p.payload from log_rows r join log_payloads p using (document, seq)
			where r.kind = 'run' order by r.received_at, r.document, r.seq`;
		return rows.flatMap(({ payload }) =>
			eventsOf(payload).flatMap((event) => {
				const { k, b } = event as { k?: unknown; b?: unknown };
				return k === 'm' && typeof b === 'string' ? [b] : [];
			}),
		);
	} finally {
		await sql.end({ timeout: 2 });
	}
}
