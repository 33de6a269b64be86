import type { Workspace } from '#lib/protocol/workspace.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { database, runtime } from '#lib/server/runtime.ts';
import { readWorkspace } from '#lib/server/workspace.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	Response.json({
		...(await readWorkspace(database(), requireSignedIn(locals))),
		maxFileBytes: runtime().files.limits.file,
	} satisfies Workspace);
