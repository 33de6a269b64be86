import postgres from 'postgres';
import type { Parley } from './start-parley.ts';
import { eventsOf } from './stored-events.ts';

/** An event with a text, as the program's log holds it. */
export interface StoredText {
	/** Kind of the row. */
	row: string;
	/** Kind of the event. */
	event: unknown;
	/** Its author's. */
	email: string;
	body: string;
}

/** Every text that people wrote and the log holds, in the order in which they were stored: edits and what was refused among them. */
export async function storedTexts(parley: Pick<Parley, 'databaseUrl'>): Promise<StoredText[]> {
	const sql = postgres(parley.databaseUrl, { max: 1 });
	try {
		const rows = await sql<{ row: string; email: string; payload: Uint8Array }[]>`
			select r.kind as row, u.email, p.payload from log_rows r join log_payloads p using (document, seq)
			join users u on u.id::text = r.user_id order by r.received_at, r.document, r.seq`;
		return rows.flatMap(({ row, email, payload }) =>
			eventsOf(payload).flatMap((each) => {
				const { k, b } = each as { k?: unknown; b?: unknown };
				return typeof b === 'string' ? [{ row, event: k, email, body: b }] : [];
			}),
		);
	} finally {
		await sql.end({ timeout: 2 });
	}
}

/** Those of messages alone, as everybody has them. */
export async function storedBodies(parley: Pick<Parley, 'databaseUrl'>): Promise<string[]> {
	const texts = await storedTexts(parley);
	return texts.flatMap(({ row, event, body }) => (row === 'run' && event === 'm' ? [body] : []));
}
