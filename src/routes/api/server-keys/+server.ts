import { error } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { runtime } from '#lib/server/runtime.ts';
import type { RequestHandler } from './$types';

/** The server's public keys (protocol/published-keys.ts): whoever holds receipts checks them by these. */
export const GET: RequestHandler = ({ locals }) => {
	requireSignedIn(locals);
	const { keys } = runtime();
	if (!keys) error(404, 'This server signs nothing.');
	return Response.json(keys);
};
