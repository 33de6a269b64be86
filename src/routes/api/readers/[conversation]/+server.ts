import { error } from '@sveltejs/kit';
import { isUuid } from '#lib/protocol/document-name.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { listReaders } from '#lib/server/readers.ts';
import { database } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

/** How far the other members have read (SPEC W9). */
export const GET: RequestHandler = async ({ locals, params }) => {
	const subject = requireSignedIn(locals);
	const { conversation } = params;
	const readers = isUuid(conversation) ? await listReaders(database(), subject, conversation) : undefined;
	if (!readers) error(404, NOTHING_HERE);
	return Response.json({ readers });
};
