import { expect, test } from 'vitest';
import { setMarks, speakLoosely } from './voice.ts';

test.each([
	['I will not, I do not and I cannot.', 'I won’t, I don’t and I can’t.'],
	['It is here, they are late, I am on it.', 'It’s here, they’re late, I’m on it.'],
	['I have rung. I have a bus to catch.', 'I’ve rung. I have a bus to catch.'],
	['That is what it is for. Yes, it is.', 'That’s what it is for. Yes, it is.'],
	['I would like that: https://wiki.example/it is not', 'I’d like that: https://wiki.example/it isn’t'],
])('spoken, %j', (full, short) => {
	expect(speakLoosely(full)).toBe(short);
});

test('marks are set, but not in links', () => {
	expect(setMarks(`"It's" said Mrs Hassan's boy ("never")`)).toBe('“It’s” said Mrs Hassan’s boy (“never”)');
	expect(setMarks(`see https://a.example/?q='x'`)).toBe(`see https://a.example/?q='x'`);
});
