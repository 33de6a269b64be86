import { expect, test } from 'vitest';
import { passwordStrength } from './password-strength.ts';

test('length and variety make a password strong', () => {
	const words = (password: string) => passwordStrength(password).words;
	expect(words('short')).toBe('Too short');
	expect(words('aaaaaaaaaaaaaaaa')).toBe('Weak');
	expect(words('abcabcabcabcabcabcabc')).toBe('Weak');
	expect(words('lindenblätte')).toBe('Good');
	expect(words('a kettle sings at dawn')).toBe('Strong');
	expect(words('Kx7!pq-2mWz9')).toBe('Strong');
});
