import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { nextPath } from '#lib/server/access-to-routes.ts';
import { recordAct } from '#lib/server/audit/record-act.ts';
import { browserOf, startSession } from '#lib/server/auth/sessions.ts';
import { checkPassword } from '#lib/server/auth/sign-in.ts';
import { readForm } from '#lib/server/form-fields.ts';
import { onlyOrganisationName } from '#lib/server/organisations.ts';
import { database } from '#lib/server/runtime.ts';
import { typedSchema } from '#lib/server/text.ts';
import type { Actions, PageServerLoad } from './$types';

const form = v.object({ email: v.pipe(typedSchema, v.trim()), password: typedSchema });

/** `organisation` is null on a server of several. Whoever is signed in goes on. */
export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.signedIn) redirect(303, nextPath(url.searchParams.get('next')));
	return { organisation: await onlyOrganisationName(database()) };
};

export const actions: Actions = {
	default: async (event) => {
		const parsed = await readForm(event.request, form);
		if (!parsed.ok) return parsed.failure;
		const { email, password } = parsed.fields;
		const check = await checkPassword(email, password, event.getClientAddress());
		if (!check.ok) {
			const { words, retryAfterSeconds } = check;
			return parsed.refuse(words, undefined, retryAfterSeconds === undefined ? 400 : 429);
		}
		await startSession(browserOf(event), check.account);
		await database().transaction((tx) => recordAct(tx, check.account, 'sign-in'));
		redirect(
			303,
			check.account.passwordTemporary ? '/account' : nextPath(event.url.searchParams.get('next')),
		);
	},
};
