import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { checkPassword } from '#lib/server/auth/sign-in.ts';
import { registerClient } from '#lib/server/devices.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database } from '#lib/server/runtime.ts';
import { nameSchema } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

const body = v.object({ email: v.string(), password: v.string(), device: v.object({ name: nameSchema }) });

/** Signs in a client that is no browser (SPEC T1). Browsers have the page: a script of theirs must not come to hold a token. */
export const POST: RequestHandler = async ({ request, getClientAddress }) => {
	if (request.headers.has('origin') || request.headers.has('sec-fetch-site'))
		error(403, 'Browsers sign in by /sign-in.');
	const { email, password, device } = await readJsonAs(request, body);
	const check = await checkPassword(email, password, getClientAddress());
	if (!check.ok) {
		const { words, retryAfterSeconds } = check;
		if (retryAfterSeconds === undefined) return Response.json({ message: words }, { status: 401 });
		return Response.json(
			{ message: words },
			{ status: 429, headers: { 'retry-after': String(retryAfterSeconds) } },
		);
	}
	if (check.account.passwordTemporary) error(403, 'Choose a password of your own first, in a browser.');
	const registered = await database().transaction((tx) => registerClient(tx, check.account, device.name));
	return Response.json(registered);
};
