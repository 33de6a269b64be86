/** Who forwarded a message, and where to (SPEC D13): its words stand there too (G12). */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { EventRef } from '#lib/domain/events.ts';
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import { forwardBytes, forwardsIn } from '#lib/protocol/forwards-in.ts';
import { documentHeads, logPayloads, logRows } from '../../../drizzle/schema.ts';
import type { Queries } from './database.ts';

export interface Forward {
	document: string;
	ref: EventRef;
}

/** In the order of the documents and their rows. It reads every payload of the organisation, which an erasure is worth. */
export async function findForwards(queries: Queries, organisation: string, of: Forward): Promise<Forward[]> {
	const name = nameOfDocument(of.document);
	if (!name || name.kind === 'text') return [];
	const named = [name.conversation, name.volume, ...of.ref] as const;
	const bytes = Buffer.from(forwardBytes(named));
	const rows = await queries
		.select({ document: logRows.document, payload: logPayloads.payload })
		.from(logRows)
		.innerJoin(logPayloads, and(eq(logPayloads.document, logRows.document), eq(logPayloads.seq, logRows.seq)))
		.innerJoin(documentHeads, eq(documentHeads.document, logRows.document))
		.where(
			and(
				eq(documentHeads.organisation, organisation),
				inArray(logRows.kind, ['run', 'restored', 'refused']),
				sql`position(${bytes}::bytea in ${logPayloads.payload}) > 0`,
			),
		)
		.orderBy(logRows.document, logRows.seq);
	return rows.flatMap(({ document, payload }) =>
		forwardsIn(payload, named).map((ref) => ({ document, ref })),
	);
}
