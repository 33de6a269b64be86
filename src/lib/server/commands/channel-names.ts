import { and, eq, isNull, sql } from 'drizzle-orm';
import { conversations } from '../../../../drizzle/schema.ts';
import type { Transaction } from '../database.ts';

/** Holds until the transaction ends, so that a name that is free when asked is free when taken. */
export async function lockChannelNames(tx: Transaction, organisation: string): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`channel names ${organisation}`}, 0))`,
	);
}

export async function channelNameTaken(
	tx: Transaction,
	organisation: string,
	name: string,
): Promise<boolean> {
	const found = await tx
		.select({ id: conversations.id })
		.from(conversations)
		.where(
			and(
				eq(conversations.organisation, organisation),
				eq(conversations.name, name),
				eq(conversations.channel, true),
				isNull(conversations.closedAt),
			),
		);
	return found.length > 0;
}
