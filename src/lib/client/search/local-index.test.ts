import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldBody, foldText, occursIn, termsOfWord, type Has } from '#lib/domain/search-text.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import type { SearchQuery } from '#lib/protocol/search.ts';
import { LocalIndex } from './local-index.ts';

const ROOM = '0198c0de-0000-7000-8000-000000000001';
const OTHER = '0198c0de-0000-7000-8000-000000000002';
const EMMA = '0198c0de-0000-7000-8000-00000000000e';

function query(typed: string, more: Partial<SearchQuery> = {}): SearchQuery {
	const words = typed
		.split(' ')
		.filter(Boolean)
		.map((word) => ({ text: foldText(word), mentions: [] as string[] }));
	return { words, from: null, in: null, after: null, before: null, has: [], ...more };
}

function feed(
	index: LocalIndex,
	bodies: Record<string, string>,
	document = conversationDocument(ROOM, 0),
): void {
	const put = Object.entries(bodies).map(([key, body], number) => ({
		key,
		author: EMMA,
		at: number + 1,
		body,
	}));
	index.feed({ document, reset: false, put, removed: [] });
}

const bodies = (index: LocalIndex, asked: SearchQuery) =>
	index.search(asked, 100).hits.map(({ body }) => body);

test('[X7] every word has to be there, the newest comes first', () => {
	const index = new LocalIndex();
	feed(index, {
		'0:70000:0': 'The grant came',
		'0:70000:1': 'No news',
		'0:70000:2': 'Came by: the grants office',
	});
	expect(bodies(index, query('gran came'))).toEqual(['Came by: the grants office', 'The grant came']);
	expect(bodies(index, query('grant office'))).toEqual(['Came by: the grants office']);
	expect(bodies(index, query('grant nothing'))).toEqual([]);
	expect(bodies(index, query('rant'))).toEqual(['Came by: the grants office', 'The grant came']);
	expect(bodies(index, query('ran'))).toEqual([]);
});

test('[X7] what was edited or deleted is found no more', () => {
	const index = new LocalIndex();
	const document = conversationDocument(ROOM, 0);
	feed(index, { '0:70000:0': 'leaves at eight', '0:70000:1': 'leaves nothing' });
	feed(index, { '0:70000:0': 'leaves at nine' });
	expect(bodies(index, query('eight'))).toEqual([]);
	expect(bodies(index, query('eigh'))).toEqual([]);
	expect(bodies(index, query('nine'))).toEqual(['leaves at nine']);
	index.feed({ document, reset: false, put: [], removed: ['0:70000:0'] });
	expect(bodies(index, query('leaves'))).toEqual(['leaves nothing']);
	index.feed({ document, reset: true, put: [], removed: [] });
	expect(bodies(index, query('leaves'))).toEqual([]);
});

test('[C15] filters: from, in, before, after, has', () => {
	const index = new LocalIndex();
	feed(index, { '0:70000:0': 'one', '0:70000:1': 'two https://example.org', '0:70000:2': 'three `code`' });
	feed(index, { '1:70000:0': 'four <@everyone>' }, conversationDocument(OTHER, 1));
	const of = (more: Partial<SearchQuery>) => bodies(index, query('', more)).map((body) => body.split(' ')[0]);
	expect(of({ from: [] })).toEqual([]);
	expect(of({ from: [EMMA] })).toEqual(['three', 'two', 'four', 'one']);
	expect(of({ in: [OTHER] })).toEqual(['four']);
	expect(of({ after: 2 })).toEqual(['three', 'two']);
	expect(of({ before: 2 })).toEqual(['four', 'one']);
	for (const [has, found] of [
		['link', 'two'],
		['code', 'three'],
		['mention', 'four'],
	] as [Has, string][])
		expect(of({ has: [has] })).toEqual([found]);
	expect(of({ has: ['link', 'code'] })).toEqual([]);
});

test('[C15] a name finds who is mentioned', () => {
	const index = new LocalIndex();
	feed(index, { '0:70000:0': `<@${EMMA}> can you come?`, '0:70000:1': 'Emma can', '0:70000:2': 'I can' });
	const emma = { text: 'emm', mentions: [EMMA] };
	expect(bodies(index, query('', { words: [emma] })).length).toBe(2);
	expect(bodies(index, query('', { words: [emma, { text: 'come', mentions: [] }] })).length).toBe(1);
});

test('[X7] it finds what a look at every text finds, after any changes', () => {
	const sign = fc.constantFrom(...'abc é会議の -가ا');
	const body = fc.string({ unit: sign, minLength: 1, maxLength: 12 });
	const change = fc.record({ key: fc.integer({ min: 0, max: 9 }), body: fc.option(body) });
	const typed = fc.string({ unit: sign, minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(fc.array(change, { maxLength: 40 }), typed, (changes, text) => {
			const asked = query(text);
			fc.pre(asked.words.length > 0 && asked.words.every((word) => termsOfWord(word.text) !== null));
			const index = new LocalIndex();
			const held = new Map<string, string>();
			for (const { key: number, body } of changes) {
				const key = `0:70000:${number}`;
				if (body === null) held.delete(key);
				else held.set(key, body);
				index.feed({
					document: conversationDocument(ROOM, 0),
					reset: false,
					put: body === null ? [] : [{ key, author: EMMA, at: number, body }],
					removed: body === null ? [key] : [],
				});
			}
			const wanted = [...held.values()].filter((each) =>
				asked.words.every((word) => occursIn(foldBody(each), word.text)),
			);
			expect(bodies(index, asked).sort()).toEqual(wanted.sort());
			expect(index.size).toBe(held.size);
		}),
		{ numRuns: 500 },
	);
});

test('[C15] the newest of many volumes are found without a look at the older ones, and more are told', () => {
	const index = new LocalIndex();
	for (let volume = 0; volume < 4; volume++)
		index.feed({
			document: conversationDocument(ROOM, volume),
			reset: true,
			put: [0, 1, 2].map((clock) => ({
				key: `${volume}:70000:${clock}`,
				author: EMMA,
				at: volume * 10 + clock,
				body: 'same',
			})),
			removed: [],
		});
	const { hits, more } = index.search(query('same'), 4);
	expect(hits.map(({ at }) => at)).toEqual([32, 31, 30, 22]);
	expect(more).toBe(true);
	expect(index.search(query('same'), 12)).toMatchObject({ more: false });
});
