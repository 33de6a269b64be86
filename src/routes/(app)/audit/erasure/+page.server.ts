import { decide, loadErasures, request } from '#lib/server/erasure-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, depends }) => {
	depends('parley:erasures');
	return loadErasures({ locals });
};

export const actions: Actions = {
	/** Fields: kind, message or user, reason, reference. */
	request,
	/** Fields: number, decision. */
	decide,
};
