import { expect, test } from 'vitest';
import { Together } from './together.ts';

/** Answers when it is told to. */
function teller(): { asked: number[][]; answer: () => void; together: Together<number, number> } {
	const asked: number[][] = [];
	let answer = () => undefined as void;
	const together = new Together<number, number>((questions) => {
		asked.push(questions);
		const { promise, resolve } = Promise.withResolvers<number[]>();
		answer = () => resolve(questions.map((question) => question * 2));
		return promise;
	});
	return { asked, answer: () => answer(), together };
}

test('[R2] what is asked while a statement runs is asked after it, all at once', async () => {
	const { asked, answer, together } = teller();
	const first = together.ask(1);
	const others = [together.ask(2), together.ask(3)];
	expect(asked).toEqual([[1]]);
	answer();
	expect(await first).toBe(2);
	expect(asked).toEqual([[1], [2, 3]]);
	answer();
	expect(await Promise.all(others)).toEqual([4, 6]);
});

test('[R2] a statement that fails is no answer for any of them, and the next is asked', async () => {
	let calls = 0;
	const together = new Together<number, number>((questions) =>
		++calls === 2 ? Promise.reject(new Error('lost')) : Promise.resolve(questions),
	);
	const first = together.ask(1);
	const failing = [together.ask(2), together.ask(3)].map((asked) =>
		asked.catch((error: Error) => error.message),
	);
	expect(await first).toBe(1);
	expect(await Promise.all(failing)).toEqual(['lost', 'lost']);
	expect(await together.ask(4)).toBe(4);
});
