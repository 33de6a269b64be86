import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { runCommand } from '#lib/server/commands/run-command.ts';
import { readJson } from '#lib/server/read-json.ts';
import { database } from '#lib/server/runtime.ts';
import type { RequestHandler } from './$types';

/** One command; 200 with its outcome, refusals too. Any other status means: not decided, send it again. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const subject = requireSignedIn(locals);
	return Response.json(await runCommand(database(), subject, await readJson(request)));
};
