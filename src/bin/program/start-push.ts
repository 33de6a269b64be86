import type { Sql } from 'postgres';
import type { Runtime } from '#lib/server/runtime.ts';
import { PushPost } from '#lib/server/push/post-push.ts';
import { PushService } from '#lib/server/push/push-service.ts';
import { openVapidKeys } from '#lib/server/push/vapid.ts';

/** Web push (SPEC B): the loop, and what the routes need of it. */
export async function startPush(
	sql: Sql,
	keyFolder: string,
	address: string,
	allowed: readonly string[],
	log: { warn(fields: object, message: string): void },
): Promise<{ runtime: NonNullable<Runtime['push']>; stop(): Promise<void> }> {
	// Push services want somebody to turn to, and take no other scheme.
	const subject = address.startsWith('https://') ? address : 'mailto:postmaster@localhost';
	const keys = openVapidKeys(keyFolder, subject);
	const post = new PushPost(keys, allowed);
	const service = new PushService({ sql, keys, allowed, post, log });
	await service.start();
	return { runtime: { serverKey: keys.publicKey, allowed, post }, stop: () => service.stop() };
}
