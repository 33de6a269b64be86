import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { command, page } from 'virtual:parley-verifier';
import { MAX_REASON } from '#lib/protocol/audit.ts';
import { isUuid } from '#lib/protocol/document-name.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { openExport } from '#lib/server/evidence/open-export.ts';
import { writePack } from '#lib/server/evidence/write-pack.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database, runtime } from '#lib/server/runtime.ts';
import { streamOf } from '#lib/server/stream-of.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

const MAX_CONVERSATIONS = 1000;
const MAX_PEOPLE = 1000;
/** What a calendar holds. */
const MAX_TIME = 8.64e15;
const time = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_TIME)));
const body = v.object({
	conversations: v.pipe(v.array(v.custom<string>(isUuid)), v.minLength(1), v.maxLength(MAX_CONVERSATIONS)),
	from: time,
	until: time,
	people: v.optional(
		v.nullable(v.pipe(v.array(v.custom<string>(isUuid)), v.minLength(1), v.maxLength(MAX_PEOPLE))),
		null,
	),
	internal: v.optional(v.boolean(), true),
	reason: v.pipe(v.string(), v.trim(), v.minLength(1, 'A reason is needed.'), v.maxLength(MAX_REASON)),
});

/** An evidence pack, as a stream (SPEC E). Each is recorded, so it is no GET. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const subject = requireSignedIn(locals);
	const wanted = await readJsonAs(request, body);
	const { organisation, user, name } = subject;
	const plan = await openExport(
		database(),
		subject,
		{ organisation, by: { user, name }, ...wanted },
		Date.now(),
	);
	if (!plan) error(404, NOTHING_HERE);
	const rows = plan.manifest.documents.reduce((sum, document) => sum + document.rows, plan.manifest.facts);
	const day = new Date(plan.manifest.at).toISOString().slice(0, 10);
	const { keys, signing } = runtime();
	const pack = writePack(database(), plan, { keys, signing, verifier: { command, page } });
	return new Response(streamOf(pack), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="parley-evidence-${day}.zip"`,
			'parley-rows': String(rows),
		},
	});
};
