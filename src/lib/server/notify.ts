import { sql } from 'drizzle-orm';
import { NOTIFY_CHANNEL, type Notification } from '#lib/protocol/notifications.ts';
import type { Queries } from './database.ts';

/** A payload of NOTIFY is shorter than 8,000 bytes; an id takes 39 of them. */
const USERS_PER_NOTIFICATION = 150;

/** Tells every relay, when the transaction commits. */
export async function notify(queries: Queries, notification: Notification): Promise<void> {
	for (const part of split(notification)) {
		await queries.execute(sql`select pg_notify(${NOTIFY_CHANNEL}, ${JSON.stringify(part)})`);
	}
}

function split(notification: Notification): Notification[] {
	if (notification.type !== 'conversation') return [notification];
	const parts: Notification[] = [];
	for (let i = 0; i === 0 || i < notification.users.length; i += USERS_PER_NOTIFICATION) {
		parts.push({ ...notification, users: notification.users.slice(i, i + USERS_PER_NOTIFICATION) });
	}
	return parts;
}
