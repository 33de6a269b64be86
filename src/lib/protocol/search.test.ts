import { expect, test } from 'vitest';
import { isBlankQuery, MAX_HITS, parseSearch, type SearchQuery } from './search.ts';

const query: SearchQuery = {
	words: [{ text: 'van', mentions: [] }],
	from: null,
	in: null,
	after: null,
	before: null,
	has: ['link'],
};

test('[F2] a search is taken as a device makes it', () => {
	expect(parseSearch({ query, limit: 50 })).toEqual({ query, limit: 50 });
	expect(isBlankQuery(query)).toBe(false);
	expect(isBlankQuery({ ...query, words: [], has: [] })).toBe(true);
});

test.each([
	['nothing', undefined],
	['too many hits', { query, limit: MAX_HITS + 1 }],
	['unfolded words', { query: { ...query, words: [{ text: 'Van', mentions: [] }] }, limit: 5 }],
	['a word without letters', { query: { ...query, words: [{ text: "' | '", mentions: [] }] }, limit: 5 }],
	['half a character', { query: { ...query, words: [{ text: '\ud800a', mentions: [] }] }, limit: 5 }],
	['a zero', { query: { ...query, words: [{ text: 'a\0b', mentions: [] }] }, limit: 5 }],
	['people by other names', { query: { ...query, from: ["'; drop table"] }, limit: 5 }],
	['thirteen words', { query: { ...query, words: Array(13).fill({ text: 'a', mentions: [] }) }, limit: 5 }],
	['other keys', { query: { ...query, all: true }, limit: 5 }],
])('[F2] %s is no search', (_, body) => expect(parseSearch(body)).toBeUndefined());
