import { expect, test } from 'vitest';
import { dayOf, parseQuery, type SearchNames } from './parse-query.ts';

const names: SearchNames = {
	people: [
		{ id: 'emma', name: 'Emma Lindqvíst', email: 'emma@larkfield.example' },
		{ id: 'mitch', name: 'Mitch Okafor', email: 'mitch@larkfield.example' },
		{ id: 'em', name: 'Em Lind', email: 'em@larkfield.example' },
	],
	conversations: [
		{ id: 'grants', title: 'grants-committee' },
		{ id: 'winter', title: 'Winter appeal' },
	],
	self: 'em',
	now: new Date(2026, 2, 13, 11, 52).getTime(),
};
const day = (month: number, date: number) => new Date(2026, month - 1, date).getTime();
const parse = (typed: string) => parseQuery(typed, names).query;

test('[C15] words and phrases are folded, and know whom they may name', () => {
	expect(parse('Café "the VAN keys"').words).toEqual([
		{ text: 'cafe', mentions: [] },
		{ text: 'the van keys', mentions: [] },
	]);
	expect(parse('emma').words[0]!.mentions).toEqual(['emma']);
	expect(parse('@lind').words[0]!.mentions).toEqual(['emma', 'em']);
	expect(parse('every').words[0]!.mentions).toEqual(['everyone']);
	expect(parse('? … -').words).toEqual([]);
});

test('[C15] from: and in: take names or what begins them', () => {
	expect(parse('from:emma').from).toEqual(['emma']);
	expect(parse('from:"Em Lind"').from).toEqual(['em']);
	expect(parse('from:lind from:mitch').from).toEqual(['emma', 'em', 'mitch']);
	expect(parse('FROM:me').from).toEqual(['em']);
	expect(parse('in:#grants').in).toEqual(['grants']);
	expect(parse('in:"winter app"').in).toEqual(['winter']);
	expect(parse('from: in: before:').from).toBeNull();
	expect(parseQuery('from:nobody', names).problem).toBe('Nobody here is called “nobody”.');
	expect(parseQuery('in:nowhere', names).problem).toBe('No conversation here is called “nowhere”.');
});

test('[C15] before: and after: take days, has: what there is', () => {
	expect(parse('before:2026-03-12 after:1.2.2026')).toMatchObject({ before: day(3, 12), after: day(2, 1) });
	expect(parse('after:yesterday')).toMatchObject({ after: day(3, 12) });
	expect(dayOf('2026', names.now)).toBe(day(1, 1));
	expect(dayOf('2026-02-30', names.now)).toBeNull();
	expect(parse('has:link has:Mentions').has).toEqual(['link', 'mention']);
	expect(parseQuery('has:l', names)).toMatchObject({ query: { has: [] }, problem: null });
	expect(parseQuery('has:money', names).problem).toContain('link, code, mention and file');
	expect(parseQuery('after:soon', names).problem).toContain('after:2026-03-12');
});
