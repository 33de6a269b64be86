import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { RECORD_GROUPS } from '#lib/protocol/audit.ts';
import { readRecord } from '#lib/server/audit/organisation-record.ts';
import { recordAct } from '#lib/server/audit/record-act.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { authorize } from '#lib/server/authorize.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database } from '#lib/server/runtime.ts';
import { idSchema, NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

const time = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)));
const body = v.object({
	groups: v.optional(v.array(v.picklist(RECORD_GROUPS)), [...RECORD_GROUPS]),
	person: v.optional(idSchema),
	from: time,
	before: time,
});

/** The organisation's record. The first page of each look is recorded, so it is no GET. A supervisor sees what was refused, and no more. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const subject = requireSignedIn(locals);
	const filter = await readJsonAs(request, body);
	const tenant = { organisation: subject.organisation };
	const isWhole = authorize(subject, 'audit.log', tenant);
	if (!isWhole && !authorize(subject, 'audit.alerts', tenant)) error(404, NOTHING_HERE);
	const groups = isWhole ? filter.groups : filter.groups.filter((group) => group === 'refusals');
	const isFirst = filter.before === undefined;
	if (isFirst) await database().transaction((tx) => recordAct(tx, subject, 'read-log', filter.person));
	return Response.json(await readRecord(database(), subject.organisation, { ...filter, groups }));
};
