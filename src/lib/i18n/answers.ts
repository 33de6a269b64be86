import { area } from './dictionary.ts';

/**
 * What the server says in words: refused forms and commands, and what was done. It says it in English, which the record of the
 * organisation keeps, and the interface says it in the language of its reader. English needs no table.
 */
const answers = area('answers', { sentences: {} as Readonly<Record<string, string>> });

/** Numbers, and names of channels. */
const VARIABLE = /#[a-z0-9-]+|(?<!\p{L})\d(?:[\d,.]*\d)?/gu;

/** In the spoken language; what the table does not know stays as it is. */
export function answerWords(words: string): string {
	const held: string[] = [];
	const key = keyOf(words, (found) => held.push(found));
	return answers.sentences[key]?.replaceAll('{}', () => held.shift() ?? '') ?? words;
}

/** The sentence with `{}` for all that varies. */
export function keyOf(words: string, hold: (found: string) => void = () => {}): string {
	return words.replace(VARIABLE, (found) => {
		hold(found);
		return '{}';
	});
}
