import { expect, test } from 'vitest';
import { LetterKeys } from './shortcuts.ts';

test('a second letter in time finishes a sequence, a late one stands for itself', () => {
	const keys = new LetterKeys(['g', 'n']);
	expect(keys.feed('g', 0)).toBeNull();
	expect(keys.feed('T', 900)).toBe('g t');
	expect(keys.feed('r', 1_000)).toBe('r');
	expect(keys.feed('g', 2_000)).toBeNull();
	expect(keys.feed('r', 9_000)).toBe('r');
	expect(keys.feed('Delete', 9_001)).toBe('Delete');
});
