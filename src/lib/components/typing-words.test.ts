import { expect, test } from 'vitest';
import { typingWords } from './typing-words.ts';

test('[A8] one, two or more are typing', () => {
	expect([[], ['Ben Okoro'], ['Ben Okoro', 'Cara Lind'], ['A', 'B', 'C']].map(typingWords)).toEqual([
		'',
		'Ben is typing',
		'Ben and Cara are typing',
		'3 people are typing',
	]);
});
