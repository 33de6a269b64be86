import { error } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { readPhoto } from '#lib/server/photos.ts';
import { database } from '#lib/server/runtime.ts';
import { KEPT_FOR_EVER } from '#lib/server/security-headers.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

/** A picture of somebody of one's own organisation. Its address is its content's, so it never changes. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const photo = await readPhoto(database(), requireSignedIn(locals), params.hash);
	if (!photo) error(404, NOTHING_HERE);
	return new Response(Buffer.from(photo.bytes), {
		headers: { 'content-type': photo.type, 'cache-control': KEPT_FOR_EVER },
	});
};
