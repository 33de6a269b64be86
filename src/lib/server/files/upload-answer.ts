import { NOTHING_HERE } from '../text.ts';
import type { UploadError, UploadResult } from './uploads.ts';

/** What a device does about each is by its status: 400, 404 and 413 it gives up, 409 it asks again, 422 it begins anew, 507 it tells, 503 it tries again. */
const STATUS: Record<UploadError['kind'], number> = {
	missing: 404,
	taken: 409,
	'too large': 413,
	full: 507,
	offset: 409,
	busy: 409,
	'other digest': 422,
	infected: 400,
	unknown: 400,
	'not scanned': 503,
};

export function answerUpload(result: UploadResult): Response {
	if (result.ok) return Response.json(result.progress);
	const { error } = result;
	return Response.json({ message: wordsOf(error), error }, { status: STATUS[error.kind] });
}

function wordsOf(error: UploadError): string {
	switch (error.kind) {
		case 'missing':
			return NOTHING_HERE;
		case 'taken':
			return 'Another file was begun under this id.';
		case 'too large':
			return `A file may have ${error.most} bytes.`;
		case 'full':
			return error.of === 'person'
				? 'You have no room for more files.'
				: 'Your organisation has no room for more files.';
		case 'offset':
			return `It goes on at byte ${error.offset}.`;
		case 'busy':
			return 'Bytes of this file are just being taken.';
		case 'other digest':
			return 'What came is not the file that was announced. It begins anew.';
		case 'infected':
			return 'The virus scanner has found something in it.';
		case 'unknown':
			return 'The virus scanner does not look into files of this size.';
		case 'not scanned':
			return 'The virus scanner does not answer. It is tried again.';
	}
}
