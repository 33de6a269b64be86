/** The search's tables, made of the rows of the log (SPEC F): a document at a time, and the same whether row by row or from the first anew. */
import type { Sql, TransactionSql } from 'postgres';
import type { EventRef } from '#lib/domain/events.ts';
import { foldBody, heldIn, termsOfBody } from '#lib/domain/search-text.ts';
import { refKey } from '#lib/domain/timeline.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import type { StoredRow } from './log.ts';
import { DocumentTexts, editTargetsIn, type SearchText, type TextsState } from './search-texts.ts';

/** Texts that one statement writes. */
const PAGE = 1000;

interface SearchHead extends TextsState {
	seq: number;
	isCut: boolean;
}

/** Reads what is new in the document. In a transaction of its own; another relay that does the same at the same time waits, and finds nothing left. */
export async function projectDocument(sql: Sql, document: string): Promise<void> {
	if (!parseDocumentName(document)) return;
	await sql.begin((tx) => project(tx, document));
}

/** Makes all of it anew. */
export async function rebuildSearch(tx: TransactionSql): Promise<void> {
	// In the order in which a relay takes them.
	await tx`delete from search_heads`;
	await tx`delete from search_entries`;
	await tx`delete from message_files`;
	const documents = await tx<{ document: string }[]>`
		select document from document_heads where document like 'c/%' and seq > 0 order by document`;
	for (const { document } of documents) await project(tx, document);
}

async function project(tx: TransactionSql, document: string): Promise<void> {
	const { conversation } = parseDocumentName(document)!;
	await tx`
		insert into search_heads (document, organisation, conversation, seq, writers, whole)
		select ${document}, c.organisation, c.id, 0, '{}', false from conversations c where c.id = ${conversation}
		on conflict do nothing`;
	const [head] = await tx<SearchHead[]>`
		select s.seq::float8, s.writers::float8[], s.whole, h.seq < s.seq as "isCut"
		from search_heads s left join document_heads h on h.document = s.document where s.document = ${document} for update of s`;
	if (!head) return;
	// A log that was put back from a backup ends before what was read of it.
	if (head.isCut) head.seq = 0;
	const rows = await rowsOf(tx, document, head.seq);
	if (rows.length === 0) return;
	const isWhole = head.seq === 0 || head.whole;
	let texts = isWhole ? null : read(rows, head, await earlierTexts(tx, document, rows));
	if (texts === null || texts.isDoubtful) {
		await tx`delete from search_entries where document = ${document}`;
		await tx`delete from message_files where document = ${document}`;
		texts = read(head.seq === 0 ? rows : await rowsOf(tx, document, 0), null);
	} else await remove(tx, document, texts.gone);
	await put(tx, document, texts.changed);
	const { writers, whole } = texts.state;
	await tx`
		update search_heads set seq = ${rows.at(-1)!.seq + 1}, writers = ${[...writers]}::bigint[], whole = ${whole}
		where document = ${document}`;
}

function read(
	rows: readonly StoredRow[],
	state: TextsState | null,
	earlier?: ReadonlyMap<string, SearchText>,
): DocumentTexts {
	const texts = new DocumentTexts(state, earlier);
	for (const row of rows) texts.take(row);
	return texts;
}

function rowsOf(tx: TransactionSql, document: string, fromSeq: number): Promise<StoredRow[]> {
	return tx<StoredRow[]>`
		select r.seq::float8, r.kind, r.user_id as user, r.device::float8, r.received_at::float8 as "receivedAt", p.payload
		from log_rows r join log_payloads p using (document, seq)
		where r.document = ${document} and r.seq >= ${fromSeq} order by r.seq`;
}

/** Of earlier rows, what their edits name. */
async function earlierTexts(
	tx: TransactionSql,
	document: string,
	rows: readonly StoredRow[],
): Promise<Map<string, SearchText>> {
	const targets = rows.flatMap(editTargetsIn);
	if (targets.length === 0) return new Map();
	const found = await tx<
		{ client: number; clock: number; author: string; receivedAt: number; body: string; files: string[] }[]
	>`
		select e.client::float8, e.clock::float8, e.author, e.received_at::float8 as "receivedAt", e.body,
			array(select m.file::text from message_files m where m.document = e.document and m.client = e.client and m.clock = e.clock) as files
		from search_entries e join unnest(${targets.map(([client]) => client)}::bigint[], ${targets.map(([, clock]) => clock)}::bigint[])
			as t(client, clock) on t.client = e.client and t.clock = e.clock
		where e.document = ${document}`;
	return new Map(
		// Files stay as they were: an edit changes words.
		found.map(({ client, clock, ...text }) => [refKey([client, clock]), { ref: [client, clock], ...text }]),
	);
}

async function remove(tx: TransactionSql, document: string, gone: readonly EventRef[]): Promise<void> {
	if (gone.length === 0) return;
	for (const table of ['search_entries', 'message_files'])
		await tx`
			delete from ${tx(table)} e
			using unnest(${gone.map(([client]) => client)}::bigint[], ${gone.map(([, clock]) => clock)}::bigint[]) as g(client, clock)
			where e.document = ${document} and e.client = g.client and e.clock = g.clock`;
}

async function put(tx: TransactionSql, document: string, texts: readonly SearchText[]): Promise<void> {
	for (let i = 0; i < texts.length; i += PAGE) {
		const page = texts
			.slice(i, i + PAGE)
			.map(({ ref: [client, clock], author, receivedAt, body, files }) => ({
				client,
				clock,
				author,
				received_at: receivedAt,
				body,
				folded: foldBody(body),
				held: heldIn(body, files.length),
				terms: termsOfBody(body),
			}));
		await tx`
			insert into search_entries (document, client, clock, organisation, conversation, author, received_at, body, folded, held, terms)
			select h.document, t.client, t.clock, h.organisation, h.conversation, t.author, t.received_at, t.body, t.folded, t.held,
				array_to_tsvector(array(select jsonb_array_elements_text(t.terms)))
			from jsonb_to_recordset(${tx.json(page)}) as t(client bigint, clock bigint, author text, received_at bigint, body text,
				folded text, held smallint, terms jsonb), search_heads h
			where h.document = ${document}
			on conflict (document, client, clock) do update set body = excluded.body, folded = excluded.folded, held = excluded.held,
				terms = excluded.terms`;
	}
	await putFiles(tx, document, texts);
}

async function putFiles(tx: TransactionSql, document: string, texts: readonly SearchText[]): Promise<void> {
	const named = texts.flatMap(({ ref: [client, clock], author, files }) =>
		files.map((file) => ({ client, clock, author, file })),
	);
	if (named.length === 0) return;
	await tx`
		insert into message_files (document, client, clock, file, organisation, conversation, author)
		select h.document, n.client, n.clock, n.file, h.organisation, h.conversation, n.author
		from jsonb_to_recordset(${tx.json(named)}) as n(client bigint, clock bigint, author text, file uuid), search_heads h
		where h.document = ${document}
		on conflict do nothing`;
	await tx`
		update files f set named = true from message_files m
		where m.document = ${document} and m.file = any(${named.map(({ file }) => file)}::uuid[])
			and f.organisation = m.organisation and f.conversation = m.conversation and f.id = m.file
			and f.user_id::text = m.author and not f.named`;
}
