/** What a person does with his own account, each the body of a form action. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { users } from '../../../drizzle/schema.ts';
import { renameAccount } from './accounts.ts';
import { recordAct } from './audit/record-act.ts';
import { browserOf, endAllSessions, endPresentedSession, endSession, startSession } from './auth/sessions.ts';
import { checkPassword } from './auth/sign-in.ts';
import { requireSignedIn, type SignedIn } from './auth/signed-in.ts';
import { revokeClients, revokeDevice } from './devices.ts';
import { readForm } from './form-fields.ts';
import { takePassword } from './new-password.ts';
import { lockOrganisationLog } from './organisation-log.ts';
import { database } from './runtime.ts';
import { nameSchema, typedSchema } from './text.ts';

const passwordForm = v.object({ current: typedSchema, next: typedSchema });
const sessionForm = v.object({ session: typedSchema });
const deviceForm = v.object({ device: v.pipe(typedSchema, v.digits('This is not here.'), v.toNumber()) });
const NOT_HERE = 'This is not here any more.';

export async function rename({ request, locals }: RequestEvent) {
	const self = requireSignedIn(locals);
	const { organisation, user } = self;
	const parsed = await readForm(request, v.object({ name: nameSchema }));
	if (!parsed.ok) return parsed.failure;
	const { name } = parsed.fields;
	await database().transaction(async (tx) => {
		await recordAct(tx, self, 'rename', user, name);
		await renameAccount(tx, organisation, user, name);
	});
	return { done: 'Name changed.' };
}

/** Every other session and every client's token ends; this browser gets a new session. */
export async function changePassword(event: RequestEvent) {
	const self = requireSignedIn(event.locals);
	const parsed = await readForm(event.request, passwordForm);
	if (!parsed.ok) return parsed.failure;
	const { current, next } = parsed.fields;
	const check = await checkPassword(self.email, current, event.getClientAddress());
	if (!check.ok && check.retryAfterSeconds !== undefined) return parsed.refuse(check.words, undefined, 429);
	if (!check.ok) return parsed.refuse('The current password is wrong.', 'current');
	if (next === current) return parsed.refuse('This is the password that you have. Take another.', 'next');
	const taken = await takePassword(next, [self.email, self.name]);
	if (!taken.ok) return parsed.refuse(taken.words, 'next');
	await storePassword(self, taken.passwordHash);
	await startSession(browserOf(event), self, self.device);
	return { done: 'Password changed. You are signed out everywhere else.' };
}

export async function revokeSession({ request, locals }: RequestEvent) {
	const self = requireSignedIn(locals);
	const parsed = await readForm(request, sessionForm);
	if (!parsed.ok) return parsed.failure;
	const { session } = parsed.fields;
	const ended = await database().transaction(async (tx) => {
		await lockOrganisationLog(tx, self.organisation);
		const isEnded = await endSession(tx, self.user, session);
		if (isEnded) await recordAct(tx, self, 'end-session', self.user);
		return isEnded;
	});
	return ended ? { done: 'Signed out there.' } : parsed.refuse(NOT_HERE, undefined, 404);
}

export async function revokeOwnDevice({ request, locals }: RequestEvent) {
	const self = requireSignedIn(locals);
	const parsed = await readForm(request, deviceForm);
	if (!parsed.ok) return parsed.failure;
	const { device } = parsed.fields;
	const revoked = await database().transaction(async (tx) => {
		const isRevoked = await revokeDevice(tx, self.user, device);
		if (isRevoked) await recordAct(tx, self, 'revoke-device', String(device));
		return isRevoked;
	});
	return revoked ? { done: 'Device revoked.' } : parsed.refuse(NOT_HERE, undefined, 404);
}

/** All sessions, this one too, and all clients' tokens. */
export async function signOutEverywhere(event: RequestEvent) {
	const self = requireSignedIn(event.locals);
	await database().transaction(async (tx) => {
		await recordAct(tx, self, 'sign-out-everywhere', self.user);
		await revokeClients(tx, self.user);
		await endAllSessions(tx, self.user);
	});
	await endPresentedSession(browserOf(event));
	redirect(303, '/sign-in');
}

export async function signOut(event: RequestEvent) {
	const { signedIn } = event.locals;
	if (signedIn) await database().transaction((tx) => recordAct(tx, signedIn, 'sign-out'));
	await endPresentedSession(browserOf(event));
	redirect(303, '/sign-in');
}

async function storePassword({ organisation, user }: SignedIn, passwordHash: string): Promise<void> {
	await database().transaction(async (tx) => {
		await lockOrganisationLog(tx, organisation);
		await tx
			.update(users)
			.set({ passwordHash, passwordTemporary: false })
			.where(and(eq(users.organisation, organisation), eq(users.id, user)));
		await revokeClients(tx, user);
		await endAllSessions(tx, user);
		await recordAct(tx, { organisation, user }, 'password', user);
	});
}
