/** What a message says of a file (SPEC D14). The bytes are elsewhere, and say for themselves what they are. */
import { isFileName } from './file-name.ts';

export type AttachedFile = readonly [
	/** A UUID that the sender's device makes: the name of the upload. */
	id: string,
	name: string,
	type: string,
	/** Bytes. */
	size: number,
	/** Lower-case hexadecimal. */
	sha256: string,
	/** Pixels; 0 and 0 for what has none. */
	width: number,
	height: number,
	/** ms; 0 for what has none. */
	duration: number,
	/** What shows before the bytes are there: a ThumbHash of what is seen, the loudness of what is heard. base64url, may be empty. */
	preview: string,
];

export const MAX_FILES = 10;
const MAX_TYPE = 100;
const MAX_SIDE = 2 ** 31 - 1;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TYPE = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/;
const SHA256 = /^[0-9a-f]{64}$/;
const PREVIEW = /^[A-Za-z0-9_-]{0,96}$/;

export function isFileList(value: unknown): boolean {
	if (!Array.isArray(value) || value.length < 1 || value.length > MAX_FILES) return false;
	const files = value as unknown[];
	return files.every(isFile) && new Set(files.map(([id]) => id)).size === files.length;
}

export function isFile(value: unknown): value is AttachedFile {
	if (!Array.isArray(value) || value.length !== 9) return false;
	const [id, name, type, size, sha256, width, height, duration, preview] = value as unknown[];
	return (
		isText(id, ID) &&
		typeof name === 'string' &&
		isFileName(name) &&
		isText(type, TYPE) &&
		type.length <= MAX_TYPE &&
		isText(sha256, SHA256) &&
		isText(preview, PREVIEW) &&
		isCount(size, Number.MAX_SAFE_INTEGER) &&
		[width, height, duration].every((side) => isCount(side, MAX_SIDE))
	);
}

function isText(value: unknown, pattern: RegExp): value is string {
	return typeof value === 'string' && pattern.test(value);
}

function isCount(value: unknown, most: number): boolean {
	return (
		Number.isInteger(value) && !Object.is(value, -0) && (value as number) >= 0 && (value as number) <= most
	);
}

/** What `b` says of files without a caption: their names, one a line (SPEC D14). */
export function namesOf(files: readonly AttachedFile[]): string {
	return files.map(([, name]) => name).join('\n');
}

/** What the author wrote to the files; empty when that is their names alone. */
export function captionOf(body: string, files: readonly AttachedFile[]): string {
	return files.length > 0 && body === namesOf(files) ? '' : body;
}
