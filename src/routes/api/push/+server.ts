import { error } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import {
	findSubscription,
	removeSubscription,
	saveSubscription,
	subscriptionSchema,
} from '#lib/server/push/subscriptions.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database, runtime } from '#lib/server/runtime.ts';
import type { PushState } from '#lib/protocol/push.ts';
import type { RequestHandler } from './$types';

/** What a browser subscribes with, and whether this session is subscribed. */
export const GET: RequestHandler = async ({ locals }) => {
	const session = sessionOf(locals);
	const serverKey = runtime().push?.serverKey ?? null;
	const found = serverKey === null ? undefined : await findSubscription(database(), session);
	const state: PushState = { serverKey, endpoint: found?.serverKey === serverKey ? found!.endpoint : null };
	return Response.json(state);
};

/** This session's browser is reached there from now on (SPEC B1). */
export const PUT: RequestHandler = async ({ locals, request }) => {
	const subject = requireSignedIn(locals);
	const session = sessionOf(locals);
	const { push } = runtime();
	if (!push) error(409, 'This server sends no push messages.');
	const subscription = await readJsonAs(request, subscriptionSchema);
	const saved = await database().transaction((tx) =>
		saveSubscription(tx, subject, session, subscription, push),
	);
	if (!saved.ok) error(400, saved.words);
	return Response.json({});
};

export const DELETE: RequestHandler = async ({ locals }) => {
	await removeSubscription(database(), sessionOf(locals));
	return Response.json({});
};

function sessionOf(locals: App.Locals): string {
	const { session } = requireSignedIn(locals);
	return session ?? error(403, 'A client with a token has no browser.');
}
