import { error } from '@sveltejs/kit';
import { listAudited } from '#lib/server/audit/conversations.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { authorize } from '#lib/server/authorize.ts';
import { database } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

/** The conversations that one may audit. */
export const GET: RequestHandler = async ({ locals }) => {
	const subject = requireSignedIn(locals);
	if (!authorize(subject, 'audit.list', { organisation: subject.organisation })) error(404, NOTHING_HERE);
	return Response.json(await listAudited(database(), subject));
};
