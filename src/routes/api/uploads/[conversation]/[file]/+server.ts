import { error } from '@sveltejs/kit';
import { isUuid } from '#lib/protocol/document-name.ts';
import { MAX_PART_BYTES } from '#lib/protocol/files.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { answerUpload } from '#lib/server/files/upload-answer.ts';
import { appendToUpload, cancelUpload, uploadProgress } from '#lib/server/files/uploads.ts';
import { uploads } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

const TOO_MUCH = `A part has ${MAX_PART_BYTES} bytes at most.`;

/** How far it is (SPEC M2). */
export const GET: RequestHandler = async ({ locals, params }) => {
	const subject = requireSignedIn(locals);
	const { conversation, file } = named(params);
	return answerUpload(await uploadProgress(uploads(), subject, conversation, file));
};

/** The next bytes (SPEC M2, M3). */
export const PATCH: RequestHandler = async ({ locals, params, request }) => {
	const subject = requireSignedIn(locals);
	const { conversation, file } = named(params);
	const offset = /^\d{1,15}$/.exec(request.headers.get('upload-offset') ?? '')?.[0];
	if (offset === undefined || !request.body) error(400, 'Upload-Offset and bytes are needed.');
	if (Number(request.headers.get('content-length')) > MAX_PART_BYTES) error(413, TOO_MUCH);
	return answerUpload(
		await appendToUpload(uploads(), subject, conversation, file, Number(offset), request.body),
	);
};

export const DELETE: RequestHandler = async ({ locals, params }) => {
	const subject = requireSignedIn(locals);
	const { conversation, file } = named(params);
	return answerUpload(await cancelUpload(uploads(), subject, conversation, file));
};

function named({ conversation, file }: { conversation: string; file: string }) {
	if (!isUuid(conversation) || !isUuid(file)) error(404, NOTHING_HERE);
	return { conversation, file };
}
