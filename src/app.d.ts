import type { SignedIn } from '#lib/server/auth/signed-in.ts';

declare global {
	namespace App {
		interface Locals {
			/** Undefined when the request came without a valid session or device token. */
			signedIn: SignedIn | undefined;
		}
	}
}

export {};
