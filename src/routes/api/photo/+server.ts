import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { setPhoto } from '#lib/server/photos.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database } from '#lib/server/runtime.ts';
import type { RequestHandler } from './$types';

const body = v.object({ photo: v.nullable(v.pipe(v.string(), v.base64())) });

/** Replaces one's own picture, or takes it away. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const subject = requireSignedIn(locals);
	const { photo } = await readJsonAs(request, body);
	const result = await setPhoto(database(), subject, photo === null ? null : Buffer.from(photo, 'base64'));
	if (!result.ok) error(result.status, result.words);
	return Response.json({ photo: result.hash });
};
