import { expect, test } from 'vitest';
import { editBetween, moveCaret, type TextEdit } from './text-edit.ts';

function applied(text: string, { at, remove, insert }: TextEdit): string {
	return text.slice(0, at) + insert + text.slice(at + remove);
}

test.each([
	['', 'a'],
	['a', ''],
	['The van', 'The old van'],
	['aaa', 'aa'],
	['one two', 'one, two'],
	['😀', '😁'],
	['a😀b', 'a😁b'],
	['😀😀', '😀'],
	['x', 'yxy'],
])('%s becomes %s', (before, after) => {
	const edit = editBetween(before, after)!;
	expect(applied(before, edit)).toBe(after);
	expect(edit.insert.isWellFormed()).toBe(true);
});

test('nothing changed', () => expect(editBetween('same', 'same')).toBeNull());

test('only what changed is an edit', () => {
	expect(editBetween('The van leaves', 'The old van leaves')).toEqual({ at: 4, remove: 0, insert: 'old ' });
});

test('a caret behind an edit moves with its text', () => {
	const edit = editBetween('van leaves', 'The van leaves')!;
	expect([0, 3, 10].map((caret) => moveCaret(caret, edit))).toEqual([0, 7, 14]);
});
