import { expect, test } from 'vitest';
import { complete, matchPeople, triggerAt } from './completion.ts';

const at = (text: string) => triggerAt(text, text.length);

test('a sign at the beginning of a word is completed', () => {
	expect(at('@mi')).toEqual({ sign: '@', from: 0, query: 'mi' });
	expect(at('ask @Mitch Ok')).toEqual({ sign: '@', from: 4, query: 'Mitch Ok' });
	expect(at('fine :smi')).toEqual({ sign: ':', from: 5, query: 'smi' });
	expect(at('@')).toEqual({ sign: '@', from: 0, query: '' });
});

test('an address, a time, a link, a smiley and a finished line are not', () => {
	for (const text of [
		'ann@example',
		'at 12:30',
		'https://a',
		':)',
		':a',
		'@ nobody',
		'@ann\n',
		`@${'x'.repeat(60)}`,
	])
		expect(at(text), text).toBeNull();
});

test('people are found by the beginnings of their words, accents or none', () => {
	const people = ['Åsa Lindqvíst', 'Lina Berg', 'Kasper Åsberg', 'everyone'].map((label) => ({
		user: label,
		label,
	}));
	expect(matchPeople(people, 'li').map(({ label }) => label)).toEqual(['Lina Berg', 'Åsa Lindqvíst']);
	expect(matchPeople(people, 'as lind').map(({ label }) => label)).toEqual(['Åsa Lindqvíst']);
	expect(matchPeople(people, '')).toHaveLength(4);
	expect(matchPeople(people, 'nobody')).toEqual([]);
	expect(matchPeople(people, 'Lina Ber')).toHaveLength(1);
	expect(matchPeople(people, 'Lina Berg')).toEqual([]);
	expect(matchPeople(people, 'Lina Berg ')).toEqual([]);
});

test('the word takes the place of the trigger, with one space behind it', () => {
	const text = 'ask @mi tomorrow';
	const trigger = triggerAt(text, 7)!;
	expect(complete(text, trigger, 7, '@Mitch Okafor')).toEqual({
		text: 'ask @Mitch Okafor tomorrow',
		cursor: 18,
	});
	expect(complete('@mi', at('@mi')!, 3, '@Mitch')).toEqual({ text: '@Mitch ', cursor: 7 });
});
