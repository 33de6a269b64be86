import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireSignedIn } from '#lib/server/auth/signed-in.ts';
import { registerBrowser } from '#lib/server/devices.ts';
import { readJsonAs } from '#lib/server/read-json.ts';
import { database, runtime } from '#lib/server/runtime.ts';
import { nameSchema } from '#lib/server/text.ts';
import type { RequestHandler } from './$types';

/** A raw Ed25519 public key: 32 bytes. */
const publicKey = v.pipe(
	v.string(),
	v.base64(),
	v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
	v.check((bytes) => bytes.length === 32, 'a key has 32 bytes'),
);
const body = v.object({ name: nameSchema, publicKey });

/** Registers this browser profile: `{name, publicKey}` -> `{device, serverKeys}`, whose current key the browser pins (SPEC P6). The same key again gives the same device. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const owner = requireSignedIn(locals);
	const { session } = owner;
	if (session === null) error(403, 'A client has its device by its token.');
	const fields = await readJsonAs(request, body);
	const device = await database().transaction((tx) => registerBrowser(tx, owner, session, fields));
	return Response.json({ device, serverKeys: runtime().keys });
};
