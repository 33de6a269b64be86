import { expect, test } from 'vitest';
import type { FileKind } from '#lib/domain/file-kind.ts';
import { fileGroups, type Grouping, type ShownKinds } from './file-groups.ts';
import type { ListedFile } from './listed-files.ts';

function aListed(name: string, kind: FileKind, author: string, at: number): ListedFile {
	const file = ['', name, 'x/y', 1, '', 0, 0, 0, ''] as const;
	return { named: { conversation: 'c', message: 'm', file }, kind, author, at };
}

const FILES = [
	aListed('plan.pdf', 'pdf', 'ann', 10),
	aListed('Dach.png', 'picture', 'ben', 20),
	aListed('Größe.png', 'picture', 'ann', 110),
	aListed('Voice.webm', 'voice', 'ben', 120),
];
const WORDS = {
	kind: (kind: FileKind) => kind,
	person: (user: string) => user,
	month: (at: number) => (at < 100 ? 'March' : 'April'),
};

function names(by: Grouping, show: ShownKinds = 'all', typed = '') {
	return fileGroups(FILES, { by, show, typed }, WORDS).map(
		({ name, files }) => `${name}: ${files.map(({ named }) => named.file[1]).join(', ')}`,
	);
}

test('[D08] files are together by date, kind and sender, the newest first', () => {
	expect(names('date')).toEqual(['April: Voice.webm, Größe.png', 'March: Dach.png, plan.pdf']);
	expect(names('kind')).toEqual(['voice: Voice.webm', 'picture: Größe.png, Dach.png', 'pdf: plan.pdf']);
	expect(names('sender')).toEqual(['ben: Voice.webm, Dach.png', 'ann: Größe.png, plan.pdf']);
});

test('[D08] and fewer of them, by kind and by words', () => {
	expect(names('date', 'documents')).toEqual(['March: plan.pdf']);
	expect(names('date', 'heard')).toEqual(['April: Voice.webm']);
	expect(names('date', 'all', 'grosse')).toEqual([]);
	expect(names('date', 'seen', 'groß ann')).toEqual(['April: Größe.png']);
	expect(names('date', 'all', 'GRÖSSE')).toEqual([]);
});
