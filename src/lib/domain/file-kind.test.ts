import { describe, expect, test } from 'vitest';
import { captionOf, type AttachedFile } from './attached-file.ts';
import { endingOf, fileKind, languageOf } from './file-kind.ts';

const aFile = (name: string, type: string, preview = ''): AttachedFile => [
	...(['4f5e…', name, type, 1, '', 0, 0, 0] as const),
	preview,
];

describe('what a file is to who looks at it', () => {
	test.each([
		['a.png', 'image/png', 'picture'],
		['a.heic', 'image/heic', 'other'],
		// Runs nothing when it is read as text.
		['a.svg', 'image/svg+xml', 'text'],
		['a.html', 'text/html', 'text'],
		['a.mp4', 'video/mp4', 'video'],
		['a.mp3', 'audio/mpeg', 'audio'],
		['a.pdf', 'application/pdf', 'pdf'],
		['a.rs', 'application/octet-stream', 'text'],
		['constructor', 'application/octet-stream', 'other'],
		['a.constructor', 'application/octet-stream', 'other'],
		['a.zip', 'application/zip', 'other'],
	])('[D14] %s, %s: %s', (name, type, kind) => expect(fileKind(aFile(name, type))).toBe(kind));

	test('[D05] sound that says how loud it is is a voice message', () =>
		expect(fileKind(aFile('Voice.webm', 'audio/webm', 'AAECAw'))).toBe('voice'));

	test('[D07] code is known by its ending', () => {
		expect(languageOf('Sort.TS')).toBe('typescript');
		expect(languageOf('notes.txt')).toBe('');
		expect(languageOf('x.constructor')).toBe('');
		expect(endingOf('.env')).toBe('');
	});
});

test('[D14] words that are the names alone are no caption', () => {
	const files = [aFile('a.png', 'image/png'), aFile('b.png', 'image/png')];
	expect(captionOf('a.png\nb.png', files)).toBe('');
	expect(captionOf('Look', files)).toBe('Look');
	expect(captionOf('Only words', [])).toBe('Only words');
});
