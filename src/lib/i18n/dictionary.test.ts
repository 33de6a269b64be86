import { afterEach, describe, expect, test } from 'vitest';
import { loadLanguage, setLanguageSource } from './dictionary.ts';
import { around, counted, numberWords } from './format.ts';
import { pickLanguage, wishedLanguages } from './language.ts';
import { shell } from './shell.ts';

afterEach(() => setLanguageSource(() => 'en'));

describe('the language', () => {
	test('is the chosen one, else the first wish that there is, else English', () => {
		expect(pickLanguage('de', ['en'])).toBe('de');
		expect(pickLanguage(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
		expect(pickLanguage('tlh', ['de'])).toBe('de');
		expect(pickLanguage(undefined, ['fr'])).toBe('en');
	});

	test('is wished by a header in the order of its qualities', () => {
		expect(wishedLanguages('en;q=0.5, de-CH, fr;q=0')).toEqual(['de-CH', 'en']);
		expect(wishedLanguages(null)).toEqual([]);
	});
});

describe('a text', () => {
	test('is read in the language that is spoken at that moment', async () => {
		expect(shell.newMessage).toBe('New message');
		await loadLanguage('de');
		expect(shell.newMessage).toBe('New message');
		setLanguageSource(() => 'de');
		expect(shell.newMessage).toBe('Neue Nachricht');
		expect(shell.members(1)).toBe('1 Mitglied');
	});

	test('has counts in the form and with the separators of the language', () => {
		expect(counted(1, 'row', 'rows')).toBe('1 row');
		expect(counted(16_384, 'row', 'rows')).toBe('16,384 rows');
		setLanguageSource(() => 'de');
		expect(numberWords(16_384)).toBe('16.384');
	});

	test('is cut where its name stands', () => {
		expect(around((name) => `Reply to ${name}.`)).toEqual(['Reply to ', '.']);
	});
});
