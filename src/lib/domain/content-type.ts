/** What a file is by its content (threats 7, 16): only what browsers show without running anything. All else is told to be bytes, whatever it is called. */

export const PLAIN_BYTES = 'application/octet-stream';
/** So many of its first bytes are enough. */
export const HEAD_BYTES = 64;

const STARTS: readonly (readonly [type: string, at: number, bytes: string])[] = [
	['image/png', 0, '\x89PNG\r\n\x1a\n'],
	['image/jpeg', 0, '\xff\xd8\xff'],
	['image/gif', 0, 'GIF87a'],
	['image/gif', 0, 'GIF89a'],
	['audio/ogg', 0, 'OggS'],
	['audio/flac', 0, 'fLaC'],
	['audio/mpeg', 0, 'ID3'],
	['application/pdf', 0, '%PDF-'],
];
/** By the brand of an ISO base media file. */
const BRANDS: Readonly<Record<string, string>> = {
	avif: 'image/avif',
	avis: 'image/avif',
	heic: 'image/heic',
	heix: 'image/heic',
	mif1: 'image/heic',
	'M4A ': 'audio/mp4',
};
const VIDEO_BRAND = /^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |dash|qt {2})$/;

export function contentTypeOf(head: Uint8Array): string {
	const text = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
	const start = STARTS.find(([, at, bytes]) => text.startsWith(bytes, at));
	if (start) return start[0];
	if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
	if (text.startsWith('RIFF') && text.startsWith('WAVE', 8)) return 'audio/wav';
	if (text.startsWith('\x1a\x45\xdf\xa3') && text.includes('webm')) return 'video/webm';
	if (text.startsWith('ftyp', 4)) {
		const brand = text.slice(8, 12);
		return BRANDS[brand] ?? (VIDEO_BRAND.test(brand) ? 'video/mp4' : PLAIN_BYTES);
	}
	// The sync word of MPEG audio, layer III.
	if (head.length > 1 && head[0] === 0xff && (head[1]! & 0xe6) === 0xe2) return 'audio/mpeg';
	return PLAIN_BYTES;
}
