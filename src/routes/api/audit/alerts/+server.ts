import { error } from '@sveltejs/kit';
import { readAlerts } from '#lib/server/audit/organisation-record.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { authorize } from '#lib/server/authorize.ts';
import { database } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

/** Refusals that no unmodified client meets. */
export const GET: RequestHandler = async ({ locals }) => {
	const subject = requireSignedIn(locals);
	const { organisation } = subject;
	if (!authorize(subject, 'audit.alerts', { organisation })) error(404, NOTHING_HERE);
	return Response.json({ alerts: await readAlerts(database(), organisation) });
};
