import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The hooks have led away whoever is not signed in. */
export const load: PageServerLoad = () => redirect(303, '/messages');
