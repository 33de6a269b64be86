import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import type { PushTestAnswer } from '#lib/protocol/push.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { sendTest } from '#lib/server/push/send-test.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import type { RequestHandler } from './$types';

/** Sends one push to this browser at once, and answers what its push service said. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { session } = requireSignedIn(locals);
	if (session === null) error(403, 'A client with a token has no browser.');
	const { test } = await readJsonAs(request, v.object({ test: v.pipe(v.string(), v.uuid()) }));
	const answer: PushTestAnswer = await sendTest(session, test);
	return Response.json(answer);
};
