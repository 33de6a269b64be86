import { error } from '@sveltejs/kit';
import { isUuid } from '#lib/protocol/document-name.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { answerWith } from '#lib/server/files/file-answer.ts';
import { openFile } from '#lib/server/files/open-file.ts';
import { database, uploads } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

/** A smaller picture of a picture (SPEC M9), to whoever gets the file. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const subject = requireSignedIn(locals);
	const { conversation, file: id } = params;
	if (!isUuid(conversation) || !isUuid(id)) error(404, NOTHING_HERE);
	const file = await openFile(database(), subject, conversation, id);
	const preview = file && (await uploads().previews?.of(file));
	if (!preview) error(404, NOTHING_HERE);
	const { status, headers, range } = answerWith(
		{
			...file,
			name: `${file.name}.webp`,
			size: preview.length,
			contentType: 'image/webp',
			sha256: `${file.sha256}-preview`,
		},
		request.headers,
	);
	const bytes = range && Uint8Array.from(preview.subarray(range.start, range.end));
	return new Response(request.method === 'HEAD' ? null : bytes, { status, headers });
};
