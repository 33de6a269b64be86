/** What owners and admins decide for everybody in the organisation, each the body of a form action. */
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { recordAct } from './audit/record-act.ts';
import { requireSignedIn } from './auth/signed-in.ts';
import { authorize } from './authorize.ts';
import { readForm } from './form-fields.ts';
import { readOrganisation, writeOrganisation } from './organisations.ts';
import { database } from './runtime.ts';
import { nameSchema } from './text.ts';

/** A box that is not ticked is not sent. */
const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value !== ''),
);
const form = v.object({ name: nameSchema, membersMayCreateChannels: ticked, textInNotifications: ticked });

/** Fields: name, and one for each box that is ticked. What is as it was is not recorded. */
export async function save({ request, locals }: RequestEvent) {
	const subject = requireSignedIn(locals);
	const parsed = await readForm(request, form);
	if (!parsed.ok) return parsed.failure;
	const { organisation } = subject;
	if (!authorize(subject, 'organisation.set', { organisation }))
		return parsed.refuse('Your role does not allow this.', undefined, 403);
	const { name, membersMayCreateChannels, textInNotifications } = parsed.fields;
	await database().transaction(async (tx) => {
		const before = await readOrganisation(tx, organisation);
		const changes: string[] = [];
		if (name !== before.name) changes.push(`name ${name}`);
		if (membersMayCreateChannels !== before.membersMayCreateChannels)
			changes.push(`channels ${membersMayCreateChannels ? 'on' : 'off'}`);
		if (textInNotifications !== before.textInNotifications)
			changes.push(`texts ${textInNotifications ? 'on' : 'off'}`);
		for (const change of changes) await recordAct(tx, subject, 'organisation', '', change);
		if (changes.length > 0) await writeOrganisation(tx, organisation, parsed.fields);
	});
	return { done: 'Organisation changed.' };
}
