import { expect, test } from 'vitest';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { durationWords, messageInWords, sizeWords } from './file-words.ts';

const aFile = (name: string, type: string, preview = ''): AttachedFile => [
	...(['', name, type, 1, '', 0, 0, 0] as const),
	preview,
];

test('sizes and durations', () => {
	expect([0, 1, 999, 1000, 183_600, 2_440_000, 5e9].map(sizeWords)).toEqual([
		'0 bytes',
		'1 byte',
		'999 bytes',
		'1 kB',
		'184 kB',
		'2.4 MB',
		'5 GB',
	]);
	expect([0, 7_400, 62_000, 3_750_000, Infinity, NaN].map(durationWords)).toEqual([
		'0:00',
		'0:07',
		'1:02',
		'1:02:30',
		'0:00',
		'0:00',
	]);
});

test('[A06] files in a line: their type, and the name', () => {
	const wordsOf = (files: AttachedFile[]) => messageInWords(files, '');
	const [photo, pdf] = [aFile('house.png', 'image/png'), aFile('notes.pdf', 'application/pdf')];
	expect(wordsOf([photo])).toBe('Photo: house.png');
	expect(wordsOf([photo, photo, photo])).toBe('3 photos');
	expect(wordsOf([pdf, photo])).toBe('PDF: notes.pdf, and 1 more');
	expect(wordsOf([aFile('Voice.webm', 'audio/webm', 'AAAA')])).toBe('Voice message');
	expect(wordsOf([aFile('x.zip', 'application/zip')])).toBe('File: x.zip');
	expect(messageInWords([], 'Only words')).toBe('Only words');
	expect(messageInWords([photo], 'The new roof')).toBe('Photo: The new roof');
	expect(messageInWords([photo, photo], 'The new roof')).toBe('2 photos: The new roof');
});
