/** What is searched for, and what is found: on a device and at `POST /api/search`. */
import {
	array,
	integer,
	maxLength,
	maxValue,
	minLength,
	minValue,
	nullable,
	number,
	picklist,
	pipe,
	regex,
	safeParse,
	strictObject,
	string,
	union,
	literal,
} from 'valibot';
import { foldText, HAS, termsOfWord, type Has, type SearchWord } from '#lib/domain/search-text.ts';

/** Everything that is said of it is true of what is found. */
export interface SearchQuery {
	words: readonly SearchWord[];
	/** Written by one of these people; null: by anybody. */
	from: readonly string[] | null;
	/** In one of these conversations; null: in all that one may read. */
	in: readonly string[] | null;
	/** Received at this time or later, ms. */
	after: number | null;
	/** Received earlier than this, ms. */
	before: number | null;
	has: readonly Has[];
}

export interface SearchHit {
	conversation: string;
	volume: number;
	client: number;
	clock: number;
	author: string;
	/** When it was received, ms; of what is not stored yet, when it was written. */
	at: number;
	/** As it stands now. */
	body: string;
}

export interface SearchAnswer {
	/** Newest first. */
	hits: SearchHit[];
	/** There are more than these. */
	more: boolean;
	/** How many conversations were searched: all that one may read. */
	conversations: number;
	/** Documents of which the server has not read yet what was written just now. A device that is in step there has it. */
	behind: string[];
}

export const MAX_HITS = 500;

const UUID = pipe(string(), regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const TIME = nullable(pipe(number(), integer(), minValue(0)));
const WORD = strictObject({
	text: pipe(string(), minLength(1), maxLength(200)),
	mentions: pipe(array(union([UUID, literal('everyone')])), maxLength(100)),
});
const REQUEST = strictObject({
	query: strictObject({
		words: pipe(array(WORD), maxLength(12)),
		from: nullable(pipe(array(UUID), maxLength(1000))),
		in: nullable(pipe(array(UUID), maxLength(1000))),
		after: TIME,
		before: TIME,
		has: pipe(array(picklist(HAS)), maxLength(HAS.length)),
	}),
	limit: pipe(number(), integer(), minValue(1), maxValue(MAX_HITS)),
});

/** Undefined for anything else, also for words that nobody's index holds. */
export function parseSearch(body: unknown): { query: SearchQuery; limit: number } | undefined {
	const parsed = safeParse(REQUEST, body);
	if (!parsed.success) return undefined;
	const isWord = ({ text }: SearchWord) =>
		text.isWellFormed() && !text.includes('\0') && foldText(text) === text && termsOfWord(text) !== null;
	return parsed.output.query.words.every(isWord) ? parsed.output : undefined;
}

/** Does it ask for anything? */
export function isBlankQuery({ words, from, after, before, has }: SearchQuery): boolean {
	return words.length === 0 && from === null && after === null && before === null && has.length === 0;
}
