import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { browserOf, startSession } from '#lib/server/auth/sessions.ts';
import { readForm } from '#lib/server/form-fields.ts';
import { takePassword } from '#lib/server/new-password.ts';
import { database, runtime } from '#lib/server/runtime.ts';
import { isSetupToken, setUp } from '#lib/server/setup.ts';
import { emailSchema, nameSchema, typedSchema } from '#lib/server/text.ts';
import type { Actions, PageServerLoad } from './$types';

const form = v.object({
	organisation: nameSchema,
	name: nameSchema,
	email: emailSchema,
	password: typedSchema,
	token: v.optional(v.string(), ''),
});
const LINK_NEEDED = 'Open the link that the server printed at its start: only whoever runs it may set it up.';

/** `allowed` is false without the one-time link, where one is needed. `token` goes into the form. */
export const load: PageServerLoad = async ({ url }) => {
	const token = url.searchParams.get('token') ?? '';
	return { token, allowed: await isAllowed(token), words: LINK_NEEDED };
};

export const actions: Actions = {
	default: async (event) => {
		const parsed = await readForm(event.request, form);
		if (!parsed.ok) return parsed.failure;
		const { organisation, name, email, password, token } = parsed.fields;
		if (!(await isAllowed(token))) return parsed.refuse(LINK_NEEDED, undefined, 403);
		const taken = await takePassword(password, [email, name, organisation]);
		if (!taken.ok) return parsed.refuse(taken.words, 'password');
		const done = await setUp(database(), organisation, { name, email, passwordHash: taken.passwordHash });
		if (!done.ok) return parsed.refuse(done.words);
		await startSession(browserOf(event), done.value);
		redirect(303, '/messages');
	},
};

async function isAllowed(token: string): Promise<boolean> {
	return !runtime().setupNeedsToken || (await isSetupToken(database(), token));
}
