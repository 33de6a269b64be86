/** What an append tells other relays and the members, in its own transaction. */
import type { Sql, TransactionSql } from 'postgres';
import { LOG_CHANNEL, NOTIFY_CHANNEL, type Notification } from '#lib/protocol/notifications.ts';
import type { Appending } from './log.ts';

/** A payload is shorter than 8,000 bytes; a document's name or a user's id takes up to 45 of them. */
const NAMES_PER_NOTIFICATION = 150;

export function appendedNotifications(relay: string, documents: readonly string[]): string[] {
	return parts(documents).map((part) => [relay, ...part].join(' '));
}

/** Hears what is appended: by other relays, and by this one once it has committed. */
export async function listenForAppends(
	sql: Sql,
	relay: string,
	refresh: (documents: string[]) => void,
	appended: (documents: string[]) => void,
): Promise<void> {
	await sql.listen(LOG_CHANNEL, (payload) => {
		const [from, ...documents] = payload.split(' ');
		if (from === relay) appended(documents);
		else refresh(documents);
	});
}

/** SPEC D11: the conversation is raised, and its members' devices fetch the workspace. */
export async function notifyVolumes(tx: TransactionSql, volumes: Appending['volumes']): Promise<void> {
	for (const { organisation, conversation, volume, isInternal } of volumes) {
		const column = tx(isInternal ? 'internal_volume' : 'volume');
		await tx`
			update conversations set ${column} = greatest(${column}, ${volume})
			where organisation = ${organisation} and id = ${conversation}`;
		const members = await tx<{ user: string }[]>`
			select user_id as user from memberships where conversation = ${conversation} and ended_at is null`;
		const users = members.map(({ user }) => user);
		for (const part of users.length > 0 ? parts(users) : [[]]) {
			const notification: Notification = { type: 'conversation', organisation, conversation, users: part };
			await tx`select pg_notify(${NOTIFY_CHANNEL}, ${JSON.stringify(notification)})`;
		}
	}
}

function parts(names: readonly string[]): string[][] {
	const found: string[][] = [];
	for (let i = 0; i < names.length; i += NAMES_PER_NOTIFICATION)
		found.push(names.slice(i, i + NAMES_PER_NOTIFICATION));
	return found;
}
