/** Files in words. */
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { fileKind } from '#lib/domain/file-kind.ts';
import { attachments as t } from '#lib/i18n/attachments.ts';
import { perLocale } from '#lib/i18n/format.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const formats = UNITS.map((unit) =>
	perLocale(
		(locale) =>
			new Intl.NumberFormat(locale, {
				...{ style: 'unit', unit, maximumFractionDigits: unit === 'kilobyte' ? 0 : 1 },
				unitDisplay: unit === 'byte' ? 'long' : 'short',
			}),
	),
);

/** 2.4 MB */
export function sizeWords(bytes: number): string {
	let power = 0;
	while (power < UNITS.length - 1 && bytes >= 1000 ** (power + 1)) power++;
	return formats[power]!().format(bytes / 1000 ** power);
}

/** 0:07, 1:02:30. @param ms 0 and what is no number is the beginning */
export function durationWords(ms: number): string {
	const seconds = Number.isFinite(ms) ? Math.max(0, Math.round(ms / 1000)) : 0;
	const two = (value: number) => String(value).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * What was sent, where only a line is for it: "Photo: house.png", "Voice message", "3 photos", "PDF: notes.pdf, and 2 more"; with a caption "Photo: The new roof".
 * @param text where there are no files, all that there is
 */
export function messageInWords(files: readonly AttachedFile[], text: string): string {
	const [first] = files;
	if (!first) return text;
	const isPictures = files.length > 1 && files.every((file) => fileKind(file) === 'picture');
	if (text === '') return filesInWords(files);
	return t.kindAndName(isPictures ? t.photos(files.length) : t.kinds[fileKind(first)], text);
}

function filesInWords(files: readonly AttachedFile[]): string {
	const [first] = files;
	if (!first) return '';
	const kind = fileKind(first);
	if (files.length > 1 && files.every((file) => fileKind(file) === 'picture')) return t.photos(files.length);
	const words = kind === 'voice' ? t.kinds.voice : t.kindAndName(t.kinds[kind], first[1]);
	return files.length > 1 ? t.andMore(words, files.length - 1) : words;
}
