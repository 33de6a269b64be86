/** The documents that a conversation is made of, as far as whoever audits it sees them (SPEC E1, L13). */
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import { documentHeads } from '../../../../drizzle/schema.ts';
import type { Queries } from '../database.ts';

export interface DocumentRows {
	document: string;
	rows: number;
}

/** With rows; a conversation's volumes first, then its internal remarks, then its texts. */
export async function documentsOf(
	queries: Queries,
	organisation: string,
	conversations: readonly string[],
	withInternal: boolean,
): Promise<string[]> {
	const kinds = withInternal ? ['c', 'i', 'd'] : ['c'];
	const found = await queries
		.select({ document: documentHeads.document })
		.from(documentHeads)
		.where(
			and(
				eq(documentHeads.organisation, organisation),
				gt(documentHeads.seq, 0),
				inArray(sql`left(${documentHeads.document}, 1)`, kinds),
				inArray(sql`split_part(${documentHeads.document}, '/', 2)`, [...conversations]),
			),
		);
	return found.map(({ document }) => document).sort((a, b) => compare(orderOf(a), orderOf(b)));
}

function orderOf(document: string): [conversation: string, kind: number, volume: number, name: string] {
	const [kind = '', conversation = ''] = document.split('/');
	const name = nameOfDocument(document);
	return [conversation, 'cid'.indexOf(kind), name && name.kind !== 'text' ? name.volume : 0, document];
}

function compare<Key extends readonly (string | number)[]>(a: Key, b: Key): number {
	const at = a.findIndex((part, i) => part !== b[i]);
	return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

/** In the order of `documents`; those without rows are left out. */
export async function readHeads(queries: Queries, documents: readonly string[]): Promise<DocumentRows[]> {
	const heads = await queries
		.select({ document: documentHeads.document, rows: documentHeads.seq })
		.from(documentHeads)
		.where(inArray(documentHeads.document, [...documents]));
	const rowsOf = new Map(heads.map(({ document, rows }) => [document, rows]));
	return documents.flatMap((document) => {
		const rows = rowsOf.get(document) ?? 0;
		return rows > 0 ? [{ document, rows }] : [];
	});
}
