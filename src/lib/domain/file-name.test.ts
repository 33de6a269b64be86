import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { cleanFileName, isFileName, MAX_FILE_NAME_BYTES } from './file-name.ts';

describe('[D14] a name of a file', () => {
	test.each([
		'report.pdf',
		'späť – návrh (2).odt',
		'試験.csv',
		'.profile',
		'two words.tar.gz',
		'👩🏽\u200d⚕️.webp',
		'می\u200cخواهم.txt',
		'console.log',
		'x'.repeat(251) + '.txt',
	])('is %s', (name) => {
		expect(cleanFileName(name)).toBe(name);
		expect(isFileName(name)).toBe(true);
	});

	test.each([
		['', 'file'],
		['..', 'file'],
		[' . ', 'file'],
		['../../etc/passwd', 'passwd'],
		['C:\\Users\\eva\\plan.txt', 'plan.txt'],
		['folder/', 'folder'],
		['a/..', 'a'],
		['gnp\u202e.exe', 'gnp.exe'],
		['\u2066a\u2069\u200b\ufeff.txt', 'a.txt'],
		['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
		['nul\0l.png', 'null.png'],
		['a\ud800b.txt', 'ab.txt'],
		['CON', '_CON'],
		['nul.txt', '_nul.txt'],
		['com1 .txt', '_com1 .txt'],
		['LPT\u00b9.x', '_LPT\u00b9.x'],
		['what? "this" <is>|*', 'what_ _this_ _is___'],
		['ends with dots. . .', 'ends with dots'],
		['  blanks  ', 'blanks'],
	])('%j becomes %j', (given, name) => {
		expect(cleanFileName(given)).toBe(name);
		expect(isFileName(given)).toBe(false);
	});

	test('that is too long is cut between two signs, and keeps its ending', () => {
		expect(cleanFileName('a'.repeat(300) + '.png')).toBe('a'.repeat(251) + '.png');
		expect(cleanFileName('🐟'.repeat(100) + '.png')).toBe('🐟'.repeat(62) + '.png');
		expect(cleanFileName('a'.repeat(250) + '  .png'.repeat(9))).toBe('a'.repeat(250) + '.png');
		expect(cleanFileName('a.' + 'b'.repeat(300))).toBe('a.' + 'b'.repeat(253));
	});

	test('whatever it was is harmless once it was cleaned, and cleaning again changes nothing', () => {
		const signs = [
			'a',
			'é',
			'🐟',
			' ',
			'.',
			'/',
			'\\',
			':',
			'\0',
			'\n',
			'\u202e',
			'\ud800',
			'\udc00',
			'con',
			'x'.repeat(200),
		];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 12 }), (parts) => {
				const name = cleanFileName(parts.join(''));
				expect(cleanFileName(name)).toBe(name);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MAX_FILE_NAME_BYTES);
				expect(name).toMatch(/^(?! )[^/\\:\0\n\u202e]*[^ ./\\]$/);
				expect(name.isWellFormed()).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});
});
