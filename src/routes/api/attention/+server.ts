import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { keepAttention } from '#lib/server/push/subscriptions.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database } from '#lib/server/runtime.ts';
import type { RequestHandler } from './$types';

const body = v.object({ tab: v.pipe(v.string(), v.uuid()), on: v.boolean() });

/** Somebody looks at this page, for the next minute, or does no longer (SPEC B5). */
export const POST: RequestHandler = async ({ locals, request }) => {
	const subject = requireSignedIn(locals);
	const { session } = subject;
	if (session === null) error(403, 'A client with a token has no page.');
	await keepAttention(database(), subject, session, await readJsonAs(request, body));
	return Response.json({});
};
