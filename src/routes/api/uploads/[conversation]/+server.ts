import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { isFile, type AttachedFile } from '#lib/domain/attached-file.ts';
import { isUuid } from '#lib/protocol/document-name.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { answerUpload } from '#lib/server/files/upload-answer.ts';
import { beginUpload } from '#lib/server/files/uploads.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { uploads } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

const body = v.object({ file: v.custom<AttachedFile>(isFile, 'This is no file of a message.') });

/** Begins an upload, or says how far it is (SPEC M1). */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const subject = requireSignedIn(locals);
	const { file } = await readJsonAs(request, body);
	if (!isUuid(params.conversation)) error(404, NOTHING_HERE);
	return answerUpload(await beginUpload(uploads(), subject, params.conversation, file));
};
