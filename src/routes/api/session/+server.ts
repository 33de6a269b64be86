import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import type { RequestHandler } from './$types';

/** Who is signed in; 401 for nobody. Cheap: a client asks to notice that its sign-in has ended. */
export const GET: RequestHandler = ({ locals }) => {
	const { organisation, user, name, email, role, device } = requireSignedIn(locals);
	return Response.json({ organisation, user, name, email, role, device });
};
