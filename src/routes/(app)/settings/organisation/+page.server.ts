import { error } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { authorize } from '#lib/server/authorize.ts';
import { save } from '#lib/server/organisation-page.ts';
import { readOrganisation } from '#lib/server/organisations.ts';
import { database } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing is here for who decides nothing. */
export const load: PageServerLoad = async ({ locals }) => {
	const self = requireSignedIn(locals);
	const { organisation } = self;
	if (!authorize(self, 'organisation.set', { organisation })) error(404, NOTHING_HERE);
	return { organisation: await readOrganisation(database(), organisation) };
};

export const actions: Actions = { save };
