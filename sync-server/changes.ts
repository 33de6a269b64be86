/** What the server's routes tell a relay over NOTIFY, and what it does about it (protocol/notifications.ts). */
import type { Sql } from 'postgres';
import { NOTIFY_CHANNEL, type Notification } from '#lib/protocol/notifications.ts';
import { ALERTED_ROLES } from '#lib/protocol/refusals.ts';
import type { Logger } from './ports.ts';
import type { ErasureRunner } from './erasure-runner.ts';
import type { OutboxDrain } from './outbox-drain.ts';
import type { PostgresAccess } from './postgres-access.ts';
import type { RelayCore } from './relay-core.ts';

export interface Listeners {
	core: RelayCore;
	access: PostgresAccess;
	outbox: OutboxDrain;
	erasures: ErasureRunner | null;
	logger: Logger;
}

/** Listens until the pool ends. After every (re)connection all is judged again: notifications may have been missed meanwhile. */
export async function listenForChanges(sql: Sql, listeners: Listeners): Promise<void> {
	await sql.listen(
		NOTIFY_CHANNEL,
		(payload) => {
			try {
				apply(JSON.parse(payload) as Notification, listeners, sql);
			} catch (error) {
				listeners.logger.error({ error: String(error) }, 'a notification could not be applied');
			}
		},
		() => {
			listeners.access.forgetLeases();
			listeners.core.recheckAll();
			listeners.core.refresh();
			void listeners.outbox.drain();
			void listeners.erasures?.run();
		},
	);
}

function apply(change: Notification, listeners: Listeners, sql: Sql): void {
	const { core, access, outbox, erasures } = listeners;
	switch (change.type) {
		case 'conversation':
			core.recheck(change.conversation, change.users);
			return core.push({ type: 'workspace' }, { users: change.users });
		case 'organisation':
			// A role may have ended: rights follow from it.
			core.recheckAll();
			return core.push({ type: 'workspace' }, { organisation: change.organisation });
		case 'sign-out':
			access.forgetLeases();
			return core.signOut(change.user, { session: change.session, device: change.device });
		case 'read': {
			const { user, ...event } = change;
			return core.push(event, { users: [user] });
		}
		case 'reader':
		case 'held': {
			const { users, ...event } = change;
			return core.push(event, { users });
		}
		case 'outbox':
			void outbox.drain();
			return;
		case 'alert':
			void tellAlerted(sql, change.organisation, listeners);
			return;
		case 'erasure':
			void erasures?.run();
			return;
		case 'settings':
			return core.push({ type: 'workspace' }, { users: [change.user] });
		case 'attention':
			// The push loop's concern.
			return;
	}
}

/** By the roles of now: a socket knows that of when it opened. */
async function tellAlerted(sql: Sql, organisation: string, { core, logger }: Listeners): Promise<void> {
	try {
		const rows = await sql<{ id: string }[]>`
			select id from users
			where organisation = ${organisation} and closed_at is null and role in ${sql([...ALERTED_ROLES])}`;
		core.push({ type: 'alert' }, { users: rows.map(({ id }) => id) });
	} catch (error) {
		// Their pages ask every minute all the same.
		logger.warn({ error: String(error), organisation }, 'an alert was not pushed');
	}
}
