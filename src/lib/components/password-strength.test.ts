import { expect, test } from 'vitest';
import { passwordStrength } from './password-strength.ts';

test('length and variety make a password strong', () => {
	const kind = (password: string) => passwordStrength(password).kind;
	expect(kind('short')).toBe('too-short');
	expect(kind('aaaaaaaaaaaaaaaa')).toBe('weak');
	expect(kind('abcabcabcabcabcabcabc')).toBe('weak');
	expect(kind('lindenblätte')).toBe('good');
	expect(kind('a kettle sings at dawn')).toBe('strong');
	expect(kind('Kx7!pq-2mWz9')).toBe('strong');
});
