import { error } from '@sveltejs/kit';
import { isUuid } from '#lib/protocol/document-name.ts';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { listMessageReaders, listReaders } from '#lib/server/readers.ts';
import { database } from '#lib/server/runtime.ts';
import { NOTHING_HERE } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

const NUMBER = /^(?:0|[1-9]\d{0,9})$/;

/** How far the other members have read and hold it; with `?volume=&position=` each of them, of that place (SPEC W9, W11). */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const subject = requireSignedIn(locals);
	const { conversation } = params;
	if (!isUuid(conversation)) error(404, NOTHING_HERE);
	const [volume, position] = ['volume', 'position'].map((name) => url.searchParams.get(name) ?? '');
	const isPlace = NUMBER.test(volume!) && NUMBER.test(position!);
	const answer = isPlace
		? await listMessageReaders(database(), subject, conversation, {
				volume: Number(volume),
				position: Number(position),
			}).then((people) => people && { people })
		: await listReaders(database(), subject, conversation);
	if (!answer) error(404, NOTHING_HERE);
	return Response.json(answer);
};
