import { describe, expect, test } from 'vitest';
import { passwordProblem } from './password-policy.ts';

describe('a password is refused when it is', () => {
	test.each(['', 'short', 'elevenchars', 'ünïcödé €42'])('too short: %j', (password) => {
		expect(passwordProblem(password)).toContain('at least 12');
	});

	test('longer than can be hashed', () => {
		expect(passwordProblem('the quick brown fox '.repeat(60))).toContain('at most');
	});

	test.each([
		'123456789012',
		'aaaaaaaaaaaa',
		'abababababab',
		'password1234',
		'Password123!',
		'P@ssw0rd2026!',
		'passwordpassword',
		'qwertyuiop123',
		'1q2w3e4r1q2w3e4r',
		'Welcome2026!!',
		'iloveyou12345',
		'administrator1',
		'letmein-letmein',
		'ChangeMe12345',
	])('tried first: %s', (password) => {
		expect(passwordProblem(password)).toContain('tried first');
	});

	test("made of its owner's names", () => {
		const known = ['emma.lindqvist@larkfield.example', 'Emma Lindqvist', 'Larkfield Trust'];
		for (const password of ['emmalindqvist', 'Larkfield2026!', 'lindqvist-emma-1990'])
			expect(passwordProblem(password, known)).toContain('tried first');
	});
});

test.each([
	'correct horse battery staple',
	'violet tram 12 nine',
	'mein Hund heisst Bello',
	'x7#Kq9!mZp2vLd',
	'正確な馬電池の針と糸は強い',
])('a password is taken: %s', (password) => {
	expect(passwordProblem(password, ['emma@larkfield.example'])).toBeUndefined();
});
