import { error } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { database } from '#lib/server/runtime.ts';
import { readJson } from '#lib/server/read-json.ts';
import { searchMessages } from '#lib/server/search.ts';
import { parseSearch } from '#lib/protocol/search.ts';
import type { RequestHandler } from './$types';

/** A POST, so that what somebody looks for stands in no list of requests. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const subject = requireSignedIn(locals);
	const asked = parseSearch(await readJson(request));
	if (!asked) error(400, 'This is no search.');
	return Response.json(await searchMessages(database(), subject, asked.query, asked.limit));
};
