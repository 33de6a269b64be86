import { recordAct } from '#lib/server/audit/record-act.ts';
import { browserOf, endPresentedSession } from '#lib/server/auth/sessions.ts';
import { revokeDevice } from '#lib/server/devices.ts';
import { database } from '#lib/server/runtime.ts';
import type { RequestHandler } from './$types';

/** Ends the session of a browser, or the token of a client with its device. */
export const POST: RequestHandler = async (event) => {
	const { signedIn } = event.locals;
	if (signedIn && signedIn.session === null && signedIn.device !== null) {
		const { user, device } = signedIn;
		await database().transaction((tx) => revokeDevice(tx, user, device));
	} else {
		if (signedIn) await database().transaction((tx) => recordAct(tx, signedIn, 'sign-out'));
		await endPresentedSession(browserOf(event));
	}
	return Response.json({});
};
