import { and, eq } from 'drizzle-orm';
import { autoReplyDigest, MAX_AUTO_REPLY_BYTES } from '#lib/domain/auto-reply.ts';
import { utf8Length } from '#lib/domain/events.ts';
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { NO_AUTO_REPLY, type AutoReply } from '#lib/protocol/workspace.ts';
import { autoReplies } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Queries, Transaction } from '../database.ts';
import { notify } from '../notify.ts';
import { recordFacts } from '../organisation-log.ts';
import { DONE, refused, type CommandOf } from './outcome.ts';

/** SPEC Y1. Turning it on begins an absence; changing the text of one that stands does not. */
export async function setAutoReply(
	tx: Transaction,
	subject: Subject,
	{ on, text, until }: CommandOf<'auto-reply.set'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	if (!authorize(subject, 'auto-reply.set', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	if (on && text === '') return refused('INVALID', 'it needs a text');
	if (utf8Length(text) > MAX_AUTO_REPLY_BYTES) return refused('INVALID', 'the text is too long');
	const now = at ?? Date.now();
	if (on && until !== null && until <= now) return refused('INVALID', 'its end has passed');
	const known = await readRow(tx, organisation, user);
	const stands = known?.on === true && (known.until === null || known.until.getTime() > now);
	const values = {
		on,
		text,
		until: until === null ? null : new Date(until),
		since: stands ? known.since : new Date(now),
	};
	await tx
		.insert(autoReplies)
		.values({ organisation, user, ...values })
		.onConflictDoUpdate({ target: [autoReplies.organisation, autoReplies.user], set: values });
	await recordFacts(
		tx,
		organisation,
		[{ f: 'auto-reply', user, digest: on ? autoReplyDigest(text) : '' }],
		at,
	);
	await notify(tx, { type: 'settings', user });
	return DONE;
}

export async function readAutoReply(
	queries: Queries,
	organisation: string,
	user: string,
): Promise<AutoReply> {
	const row = await readRow(queries, organisation, user);
	return row ? { on: row.on, text: row.text, until: row.until?.getTime() ?? null } : NO_AUTO_REPLY;
}

async function readRow(queries: Queries, organisation: string, user: string) {
	const [row] = await queries
		.select()
		.from(autoReplies)
		.where(and(eq(autoReplies.organisation, organisation), eq(autoReplies.user, user)));
	return row;
}
