import { and, eq, sql } from 'drizzle-orm';
import { CHANNEL_NAME, type CommandOutcome } from '#lib/protocol/commands.ts';
import { conversations } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import { timestamp, type Transaction } from '../database.ts';
import { endMembership, readUpToNow, startMemberships } from '../memberships.ts';
import { notify } from '../notify.ts';
import { recordFacts } from '../organisation-log.ts';
import { appendSystemEvents } from '../outbox.ts';
import { channelNameTaken, lockChannelNames } from './channel-names.ts';
import { openConversation } from './conversation-ref.ts';
import { DONE, NOT_FOUND, refused, type CommandOf } from './outcome.ts';

export async function renameConversation(
	tx: Transaction,
	subject: Subject,
	{ conversation, name, topic }: CommandOf<'conversation.rename'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	// Before the conversation's lock, as creating does: one order of locks.
	await lockChannelNames(tx, organisation);
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (!authorize(subject, 'conversation.rename', open.ref))
		return refused('FORBIDDEN', 'only its admins rename it');
	const renamed = open.row.name !== name;
	if (renamed && open.row.channel) {
		if (!CHANNEL_NAME.test(name)) {
			return refused('INVALID', 'a channel’s name has small letters, digits and hyphens');
		}
		if (await channelNameTaken(tx, organisation, name))
			return refused('NAME_TAKEN', `#${name} exists already`);
	}
	await tx
		.update(conversations)
		.set({ name, topic })
		.where(and(eq(conversations.organisation, organisation), eq(conversations.id, conversation)));
	const place = { organisation, conversation };
	if (renamed) await appendSystemEvents(tx, place, at, [{ action: 'renamed', by: user, name }]);
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys()] });
	if (open.row.visibility === 'public') await notify(tx, { type: 'organisation', organisation });
	return DONE;
}

/** The fact stands in the organisation's log before the next message is judged (SPEC L7, R8). */
export async function changePosting(
	tx: Transaction,
	subject: Subject,
	{ conversation, by }: CommandOf<'conversation.posting'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation } = subject;
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (!authorize(subject, 'conversation.posting', open.ref))
		return refused('FORBIDDEN', 'only its admins decide who posts');
	if (open.row.posting === by) return DONE;
	await tx
		.update(conversations)
		.set({ posting: by })
		.where(and(eq(conversations.organisation, organisation), eq(conversations.id, conversation)));
	await recordFacts(tx, organisation, [{ f: 'posting', conversation, by }], at);
	const place = { organisation, conversation };
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys()] });
	if (open.row.visibility === 'public') await notify(tx, { type: 'organisation', organisation });
	return DONE;
}

export async function joinConversation(
	tx: Transaction,
	subject: Subject,
	{ conversation }: CommandOf<'conversation.join'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (!authorize(subject, 'conversation.join', open.ref))
		return refused('FORBIDDEN', 'your role does not allow it');
	const place = { organisation, conversation };
	const started = await startMemberships(tx, place, [{ user, role: 'MEMBER' }], at);
	if (started.length === 0) return DONE;
	await readUpToNow(tx, open.row, started);
	await appendSystemEvents(tx, place, at, [{ action: 'joined', by: user }]);
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys(), user] });
	return DONE;
}

export async function leaveConversation(
	tx: Transaction,
	subject: Subject,
	{ conversation }: CommandOf<'conversation.leave'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (open.ref.membership === null) return DONE;
	if (!authorize(subject, 'conversation.leave', open.ref)) {
		return refused('FORBIDDEN', 'a direct message cannot be left');
	}
	const place = { organisation, conversation };
	await endMembership(tx, place, user, at);
	await appendSystemEvents(tx, place, at, [{ action: 'left', by: user }]);
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys()] });
	return DONE;
}

/** Nobody sees or writes it any more; its rows and its members' record stay for the audit. Its name is free again. */
export async function closeConversation(
	tx: Transaction,
	subject: Subject,
	{ conversation }: CommandOf<'conversation.close'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation } = subject;
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (!authorize(subject, 'conversation.close', open.ref))
		return refused('FORBIDDEN', 'only its admins delete it');
	await tx
		.update(conversations)
		.set({ closedAt: timestamp(at) ?? sql`clock_timestamp()` })
		.where(and(eq(conversations.organisation, organisation), eq(conversations.id, conversation)));
	const place = { organisation, conversation };
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys()] });
	if (open.row.visibility === 'public') await notify(tx, { type: 'organisation', organisation });
	return DONE;
}
