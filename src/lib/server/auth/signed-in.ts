import { error } from '@sveltejs/kit';
import type { Subject } from '../authorize.ts';

/** Who sent a request, as its session or device token says. */
export interface SignedIn extends Subject {
	name: string;
	email: string;
	/** Somebody else knows the password: it has to be changed first. */
	passwordTemporary: boolean;
	/** Hash of the session's id; null for a client with a device token. */
	session: string | null;
	device: number | null;
}

/** The sender of the request, or 401. The hooks have refused nobody yet on routes that both may see. */
export function requireSignedIn(locals: App.Locals): SignedIn {
	if (!locals.signedIn) error(401, 'Sign in first.');
	return locals.signedIn;
}
