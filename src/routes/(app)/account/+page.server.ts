import {
	changePassword,
	rename,
	revokeOwnDevice,
	revokeSession,
	signOut,
	signOutEverywhere,
} from '#lib/server/account-page.ts';
import { listSessions } from '#lib/server/auth/sessions.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { listDevices } from '#lib/server/devices.ts';
import { database } from '#lib/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const self = requireSignedIn(locals);
	const { user, name, email, role, passwordTemporary } = self;
	const [sessions, devices] = await Promise.all([
		listSessions(database(), self),
		listDevices(database(), user),
	]);
	return { self: { user, name, email, role, passwordTemporary }, sessions, devices };
};

export const actions: Actions = {
	/** Field: name. */
	rename,
	/** Fields: current, next. */
	password: changePassword,
	/** Field: session. */
	revokeSession,
	/** Field: device. */
	revokeDevice: revokeOwnDevice,
	signOutEverywhere,
	signOut,
};
