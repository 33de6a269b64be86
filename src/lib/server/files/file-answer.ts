/** The head of the answer with a file's bytes (threats 7): a download that renders nowhere, in one piece or a range of it. Pure. */
import type { ByteRange } from '../blobs/blob-store.ts';
import type { OpenedFile } from './open-file.ts';

export interface FileAnswer {
	status: 200 | 206 | 304 | 416;
	headers: Record<string, string>;
	/** Undefined where no bytes follow. */
	range: ByteRange | undefined;
}

/** Whatever it is, as a document of its own it may do nothing. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function answerWith(file: OpenedFile, asked: Headers): FileAnswer {
	const { size, sha256, name, contentType } = file;
	const etag = `"${sha256}"`;
	const headers: Record<string, string> = {
		etag,
		'accept-ranges': 'bytes',
		'content-type': contentType,
		'content-disposition': dispositionOf(name),
		'content-security-policy': SANDBOX,
	};
	if (isNamed(asked.get('if-none-match'), etag)) return { status: 304, headers, range: undefined };
	const ifRange = asked.get('if-range');
	const range = ifRange === null || ifRange === etag ? rangeOf(asked.get('range'), size) : undefined;
	if (range === 'none') {
		return { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` }, range: undefined };
	}
	if (!range) {
		const whole = { start: 0, end: size };
		return { status: 200, headers: { ...headers, 'content-length': String(size) }, range: whole };
	}
	const { start, end } = range;
	return {
		status: 206,
		headers: {
			...headers,
			'content-range': `bytes ${start}-${end - 1}/${size}`,
			'content-length': String(end - start),
		},
		range,
	};
}

function isNamed(list: string | null, etag: string): boolean {
	return (list ?? '').split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()));
}

/** Of one range; several, and what cannot be read, are answered with the whole (RFC 9110, 14.2). */
function rangeOf(asked: string | null, size: number): ByteRange | 'none' | undefined {
	const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? '') ?? [];
	if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
	if (first === '') {
		const start = Math.max(0, size - Number(last));
		return start < size ? { start, end: size } : 'none';
	}
	const start = Number(first);
	const end = last === '' ? size : Math.min(size, Number(last) + 1);
	if (last !== '' && Number(last) < start) return undefined;
	return start < size ? { start, end } : 'none';
}

/** RFC 6266: the name in full for who reads it, and without all but plain signs for who does not. */
export function dispositionOf(name: string): string {
	const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const full = encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
