import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { browserOf, startSession } from '#lib/server/auth/sessions.ts';
import { readForm } from '#lib/server/form-fields.ts';
import { acceptInvitation, findInvitation, INVITATION_ENDED } from '#lib/server/invitations.ts';
import { takePassword } from '#lib/server/new-password.ts';
import { database } from '#lib/server/runtime.ts';
import { emailSchema, nameSchema, typedSchema } from '#lib/server/text.ts';
import type { Actions, PageServerLoad } from './$types';

const form = v.object({ name: nameSchema, email: emailSchema, password: typedSchema });

/** `invitation` is null when it was used or has expired; `words` say so. */
export const load: PageServerLoad = async ({ params }) => {
	const found = await findInvitation(database(), params.token);
	if (!found) return { invitation: null, words: INVITATION_ENDED };
	const { organisationName, role, email, name } = found;
	return { invitation: { organisation: organisationName, role, email, name }, words: '' };
};

export const actions: Actions = {
	default: async (event) => {
		const parsed = await readForm(event.request, form);
		if (!parsed.ok) return parsed.failure;
		const { name, email, password } = parsed.fields;
		const { token } = event.params;
		const invitation = await findInvitation(database(), token);
		if (!invitation) return parsed.refuse(INVITATION_ENDED, undefined, 410);
		const taken = await takePassword(password, [email, name, invitation.organisationName]);
		if (!taken.ok) return parsed.refuse(taken.words, 'password');
		const account = { name, email, passwordHash: taken.passwordHash };
		const done = await database().transaction((tx) => acceptInvitation(tx, token, account));
		if (!done.ok) return parsed.refuse(done.words, 'email', 409);
		await startSession(browserOf(event), done.value);
		redirect(303, '/messages');
	},
};
