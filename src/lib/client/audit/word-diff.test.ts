import { expect, test } from 'vitest';
import { diffWords } from './word-diff.ts';

const shown = (before: string, after: string) =>
	diffWords(before, after)
		.map(({ change, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[change])
		.join('');

test.each([
	['the same', 'A b c', 'A b c', 'A b c'],
	['a word', 'It leaves at 8.', 'It leaves at 9.', 'It leaves at [-8.-][+9.+]'],
	['the end', 'Yes, the letter is signed.', 'Yes, the letter is enough. It is being signed now.', undefined],
	['everything', 'one', 'two', '[-one-][+two+]'],
	['from nothing', '', 'two words', '[+two words+]'],
	['in the middle', 'a b c', 'a x c', 'a [-b-][+x+] c'],
])('[K15] %s', (_what, before, after, expected) => {
	if (expected !== undefined) expect(shown(before, after)).toBe(expected);
	const parts = diffWords(before, after);
	expect(parts.flatMap(({ change, text }) => (change === 'added' ? [] : [text])).join('')).toBe(before);
	expect(parts.flatMap(({ change, text }) => (change === 'removed' ? [] : [text])).join('')).toBe(after);
});

test('[K15] a text of thousands of words is not compared word by word', () => {
	const long = 'word '.repeat(5_000);
	expect(diffWords(long, `${long}more`).length).toBe(2);
});
