/** What a person finds on the server: only of what he may read at that moment, and nothing that was deleted or erased by then (SPEC F3). */
import { sql, type SQL } from 'drizzle-orm';
import {
	bitsOf,
	mentionTerm,
	occursIn,
	termsOfWord,
	type SearchWord,
	type WordTerms,
} from '#lib/domain/search-text.ts';
import { mentionedIn } from '#lib/domain/mentions.ts';
import { parseDocumentName } from '#lib/protocol/document-name.ts';
import type { SearchAnswer, SearchHit, SearchQuery } from '#lib/protocol/search.ts';
import type { Subject } from './authorize.ts';
import type { Queries } from './database.ts';
import { readableConversations } from './workspace.ts';

/** What the index only believes is looked at in so many rounds. */
const MOST_ROUNDS = 5;

interface Row extends Record<string, unknown> {
	document: string;
	client: number;
	clock: number;
	author: string;
	at: number;
	body: string;
	folded: string;
}

export async function searchMessages(
	queries: Queries,
	subject: Subject,
	query: SearchQuery,
	limit: number,
): Promise<SearchAnswer> {
	const readable = await readableConversations(queries, subject);
	const wanted = query.in === null ? readable : readable.filter((id) => query.in!.includes(id));
	const words = query.words.map((word) => ({ ...word, terms: termsOfWord(word.text)! }));
	const hits: SearchHit[] = [];
	const behind = new Set<string>();
	for (let round = 0, offset = 0; wanted.length > 0 && round < MOST_ROUNDS; round++) {
		const found = await find(queries, wanted, query, words, { limit: limit + 1, offset });
		for (const document of found.behind) behind.add(document);
		hits.push(...found.rows.filter((row) => agrees(row, words)).map(toHit));
		offset += found.rows.length;
		if (hits.length > limit || found.rows.length <= limit) break;
	}
	return {
		hits: hits.slice(0, limit),
		more: hits.length > limit,
		conversations: readable.length,
		behind: [...behind],
	};
}

type Word = SearchWord & { terms: WordTerms };

/** One statement, so one moment: what it leaves out is what this very answer must not hold. */
async function find(
	queries: Queries,
	conversations: readonly string[],
	{ from, after, before, has }: SearchQuery,
	words: readonly Word[],
	{ limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Row[]; behind: string[] }> {
	const ids = sql`${sql.param([...conversations])}::uuid[]`;
	const conditions: SQL[] = [sql`e.conversation = any(${ids})`];
	for (const word of words) conditions.push(condition(word));
	if (from !== null) conditions.push(sql`e.author = any(${sql.param([...from])}::text[])`);
	if (after !== null) conditions.push(sql`e.received_at >= ${after}`);
	if (before !== null) conditions.push(sql`e.received_at < ${before}`);
	if (has.length > 0) conditions.push(sql`(e.held & ${bitsOf(has)}) = ${bitsOf(has)}`);
	const answer = await queries.execute<{ behind: string[] | null; rows: Row[] | null }>(sql`
		with behind as materialized (
			select h.document, coalesce(s.seq, 0) as seq
			from conversations c cross join lateral generate_series(0, c.volume) as v(number)
			join document_heads h on h.document = 'c/' || c.id || '/' || v.number
			left join search_heads s on s.document = h.document
			where c.id = any(${ids}) and h.seq > coalesce(s.seq, 0)
		), hidden as materialized (
			select b.document from behind b where exists (
				select from log_rows r where r.document = b.document and r.seq >= b.seq and r.kind in ('redact', 'erase'))
		), found as (
			select e.document, e.client, e.clock, e.author, e.received_at as at, e.body, e.folded
			from search_entries e
			where ${sql.join(conditions, sql` and `)} and not exists (select from hidden where hidden.document = e.document)
			order by e.received_at desc, e.document, e.client, e.clock desc limit ${limit} offset ${offset}
		)
		select (select json_agg(document) from behind) as behind, (select json_agg(found) from found) as rows`);
	const { behind, rows } = answer[0]!;
	return { rows: rows ?? [], behind: behind ?? [] };
}

/** The terms are in an index; what may stand within a word is too where the server has `pg_trgm`, and is looked for in the texts where it has not. */
function condition({ text, mentions, terms: { whole, begins, within, doubtful } }: Word): SQL {
	const wanted = [...whole.map(lexeme), ...(begins === null ? [] : [`${lexeme(begins)}:*`])];
	const ways: SQL[] = [];
	const like = (inner: string) => sql`e.folded like ${`%${inner.replace(/[\\%_]/g, '\\$&')}%`}`;
	if (wanted.length > 0) {
		const inIndex = sql`e.terms @@ ${wanted.join(' & ')}::tsquery`;
		ways.push(doubtful ? sql`(${inIndex} and ${like(text)})` : inIndex);
	}
	if (within !== null) ways.push(like(within));
	if (mentions.length > 0)
		ways.push(sql`e.terms @@ ${mentions.map((user) => lexeme(mentionTerm(user))).join(' | ')}::tsquery`);
	return sql`(${sql.join(ways, sql` or `)})`;
}

function lexeme(term: string): string {
	return `'${term.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
}

function agrees({ folded, body }: Row, words: readonly Word[]): boolean {
	return words.every(
		({ text, mentions }) =>
			occursIn(folded, text) ||
			(mentions.length > 0 && mentionedIn(body).some((user) => mentions.includes(user))),
	);
}

function toHit({ document, client, clock, author, at, body }: Row): SearchHit {
	const { conversation, volume } = parseDocumentName(document)!;
	return { conversation, volume, client, clock, author, at, body };
}
