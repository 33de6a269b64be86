import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { MAX_REASON } from '#lib/protocol/audit.ts';
import { isUuid } from '#lib/protocol/document-name.ts';
import { EVIDENCE_TYPE } from '#lib/protocol/evidence/evidence-stream.ts';
import { streamOf } from '#lib/server/stream-of.ts';
import { openEvidence } from '#lib/server/audit/open-evidence.ts';
import { readEvidence } from '#lib/server/audit/read-evidence.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database, runtime } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

const body = v.object({ reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(MAX_REASON)), '') });

/** Every row of a conversation, as a stream (SPEC L13). Each answer is one recorded visit, so it is no GET. 403: it needs a reason. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const subject = requireSignedIn(locals);
	const { reason } = await readJsonAs(request, body);
	if (!isUuid(params.conversation)) error(404, NOTHING_HERE);
	const opened = await openEvidence(database(), subject, params.conversation, reason);
	if (!opened.ok && opened.needsReason) error(403, 'This conversation opens with a reason.');
	if (!opened.ok) error(404, NOTHING_HERE);
	const frames = readEvidence(database(), opened.row, runtime().keys);
	return new Response(streamOf(frames), { headers: { 'content-type': EVIDENCE_TYPE } });
};
