import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { RowKind } from '#lib/protocol/log-row.ts';
import { logPayloads, logRows } from '../../../../drizzle/schema.ts';
import type { Database } from '../database.ts';

/** Rows `from` to `to - 1` of a log. What is only ever added to needs no transaction to hold still. */
export async function readRows(database: Database, document: string, from: number, to: number) {
	const rows = await database
		.select({ row: logRows, payload: logPayloads.payload, salts: logPayloads.salts })
		.from(logRows)
		.leftJoin(logPayloads, and(eq(logPayloads.document, logRows.document), eq(logPayloads.seq, logRows.seq)))
		.where(and(eq(logRows.document, document), gte(logRows.seq, from), lt(logRows.seq, to)))
		.orderBy(asc(logRows.seq));
	return rows.map(({ row, payload, salts }) => ({ ...row, kind: row.kind as RowKind, payload, salts }));
}
