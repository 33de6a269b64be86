import { expect, test } from 'vitest';
import { initialsOf, personHue } from './person-colour.ts';

test('initials are those of the first and the last word, in any script', () => {
	expect(initialsOf('Emma Lindqvist')).toBe('EL');
	expect(initialsOf('ana maria de souza')).toBe('AS');
	expect(initialsOf('Prince')).toBe('P');
	expect(initialsOf('山田 太郎')).toBe('山太');
	expect(initialsOf('  (Dr) Jürgen Ömer ')).toBe('DÖ');
	expect(initialsOf('🙂')).toBe('?');
	expect(initialsOf('')).toBe('?');
});

test('a hue belongs to an id and all ten are used', () => {
	expect(personHue('0198c0de-0000-7000-8000-000000000001')).toBe(
		personHue('0198c0de-0000-7000-8000-000000000001'),
	);
	const hues = new Set(
		Array.from({ length: 200 }, (_, i) =>
			personHue(`0198c0de-0000-7000-8000-${String(i).padStart(12, '0')}`),
		),
	);
	expect(hues.size).toBe(10);
});
