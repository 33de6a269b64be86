import { WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import type { RequestHandler } from './$types';

/** Who is signed in; 401 for nobody. Cheap: a client asks to notice that its sign-in has ended, or that the server speaks to newer clients. */
export const GET: RequestHandler = ({ locals }) => {
	const { organisation, user, name, email, role, device } = requireSignedIn(locals);
	return Response.json({ organisation, user, name, email, role, device, wire: WIRE_PROTOCOL });
};
