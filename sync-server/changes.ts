/** What the server's routes tell a relay over NOTIFY, and what it does about it (protocol/notifications.ts). */
import type { Sql } from 'postgres';
import { NOTIFY_CHANNEL, type Notification } from '#lib/protocol/notifications.ts';
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
				apply(JSON.parse(payload) as Notification, listeners);
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

function apply(change: Notification, { core, access, outbox, erasures }: Listeners): void {
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
		case 'outbox':
			void outbox.drain();
			return;
		case 'erasure':
			void erasures?.run();
	}
}
