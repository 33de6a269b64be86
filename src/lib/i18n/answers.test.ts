import { globSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { answerWords, keyOf } from './answers.ts';
import { answers as german } from './de/answers.ts';
import { loadLanguage, setLanguageSource } from './dictionary.ts';

afterEach(() => setLanguageSource(() => 'en'));

test('what the server says is said in the reader’s language, with its numbers and names', async () => {
	await loadLanguage('de');
	expect(answerWords('Too many tries. Again in 60 s.')).toBe('Too many tries. Again in 60 s.');
	setLanguageSource(() => 'de');
	expect(answerWords('Too many tries. Again in 60 s.')).toBe('Zu viele Versuche. Wieder in 60 s.');
	expect(answerWords('#field-ops exists already')).toBe('#field-ops gibt es schon');
	expect(answerWords('A newer server’s own words.')).toBe('A newer server’s own words.');
});

test('every reason that a command is refused for is in the table', () => {
	const reasons = globSync('src/lib/server/commands/*.ts').flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/(?:refused\('\w+', |words: )'([^']+)'/g)].map(
			(match) => match[1]!,
		),
	);
	expect(reasons.length).toBeGreaterThan(20);
	expect(reasons.filter((reason) => !(keyOf(reason) in german.sentences))).toEqual([]);
});
