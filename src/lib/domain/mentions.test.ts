import { expect, test } from 'vitest';
import { decodeMentions, encodeMentions, mentionedIn } from './mentions.ts';

const ANN = '0190b0a0-0000-7000-8000-00000000000a';
const ANNA = '0190b0a0-0000-7000-8000-00000000000b';
const people = [
	{ user: ANN, label: 'Ann' },
	{ user: ANNA, label: 'Ann Rivers' },
	{ user: 'everyone', label: 'everyone' },
];

test('a typed name becomes an id, the longest name first', () => {
	expect(encodeMentions('@Ann, ask @Ann Rivers. @everyone!', people)).toBe(
		`<@${ANN}>, ask <@${ANNA}>. <@everyone>!`,
	);
});

test('a longer word, an address or an unknown name is nobody', () => {
	for (const text of ['@Annabel', 'ben@Ann', '@ben', '@ Ann', 'Ann'])
		expect(encodeMentions(text, people)).toBe(text);
});

test('what is encoded reads as it was typed, and tells whom it names', () => {
	const body = encodeMentions('@Ann Rivers and @Ann and @Ann', people);
	expect(mentionedIn(body)).toEqual([ANNA, ANN]);
	expect(decodeMentions(body, (user) => people.find((each) => each.user === user)?.label ?? '')).toBe(
		'@Ann Rivers and @Ann and @Ann',
	);
});

test('only whole ids are mentions', () => {
	expect(mentionedIn('<@x> <@0190b0a0> <@everyone> @everyone')).toEqual(['everyone']);
});
