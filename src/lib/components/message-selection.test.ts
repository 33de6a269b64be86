import { expect, test } from 'vitest';
import { MessageSelection } from './message-selection.svelte.ts';

const ORDER = ['a', 'b', 'c', 'd'];
const chosen = (selection: MessageSelection) => ORDER.filter((key) => selection.has(key));

test('[C08] a message is selected, and not any more', () => {
	const selection = new MessageSelection();
	selection.toggle('b');
	expect([chosen(selection), selection.size]).toEqual([['b'], 1]);
	selection.toggle('b');
	expect(selection.size).toBe(0);
});

test('[C08] a selection goes from where it was begun, in both directions', () => {
	const selection = new MessageSelection();
	selection.toggle('c');
	selection.extendTo('d', ORDER);
	selection.extendTo('b', ORDER);
	expect(chosen(selection)).toEqual(['b', 'c', 'd']);
});

test('[C08] without a beginning, or from one that is gone, only that message is taken', () => {
	const selection = new MessageSelection();
	selection.extendTo('b', ORDER);
	expect(chosen(selection)).toEqual(['b']);
	selection.clear();
	selection.toggle('gone');
	selection.extendTo('d', ORDER);
	expect(chosen(selection)).toEqual(['d']);
});
