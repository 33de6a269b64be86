import { error } from '@sveltejs/kit';
import { Readable } from 'node:stream';
import { isUuid } from '#lib/protocol/document-name.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { answerWith } from '#lib/server/files/file-answer.ts';
import { openFile } from '#lib/server/files/open-file.ts';
import { blobs, database } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

/** The bytes of a file (SPEC M5). */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const subject = requireSignedIn(locals);
	const { conversation, file: id } = params;
	if (!isUuid(conversation) || !isUuid(id)) error(404, NOTHING_HERE);
	const file = await openFile(database(), subject, conversation, id);
	if (!file) error(404, NOTHING_HERE);
	const { status, headers, range } = answerWith(file, request.headers);
	if (!range || request.method === 'HEAD') return new Response(null, { status, headers });
	const bytes = file.size === 0 ? Readable.from([]) : await blobs().read(file, range);
	if (!bytes) error(404, NOTHING_HERE);
	return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, { status, headers });
};
