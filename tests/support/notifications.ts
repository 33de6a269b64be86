import type { Sql } from 'postgres';
import { NOTIFY_CHANNEL, type Notification } from '../../src/lib/protocol/notifications.ts';

/** What relays hear while something is done: all of it, since a notification of our own comes last. */
export async function hearNotifications(sql: Sql, act: () => Promise<unknown>): Promise<Notification[]> {
	const heard: Notification[] = [];
	const { promise, resolve } = Promise.withResolvers<undefined>();
	const { unlisten } = await sql.listen(NOTIFY_CHANNEL, (payload) => {
		if (payload === 'end') resolve(undefined);
		else heard.push(JSON.parse(payload) as Notification);
	});
	await act();
	await sql`select pg_notify(${NOTIFY_CHANNEL}, 'end')`;
	await promise;
	await unlisten();
	return heard;
}
