import { directMessageId } from '#lib/domain/conversation-id.ts';
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import type { RoomRole } from '#lib/protocol/workspace.ts';
import { conversations } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import { areApart } from '../contacts.ts';
import { timestamp, type Transaction } from '../database.ts';
import { lockConversation, startMemberships } from '../memberships.ts';
import { notify } from '../notify.ts';
import { readPolicy } from '../organisations.ts';
import { appendSystemEvents } from '../outbox.ts';
import { lockChannelNames, channelNameTaken } from './channel-names.ts';
import { DONE, refused, type CommandOf } from './outcome.ts';
import { findParticipants } from './participants.ts';

type Create = CommandOf<'conversation.create'>;

const UUID_V7 = /^.{14}7/;
const ID_TAKEN = refused('CONFLICT', 'its id is in use');
const BAD_MEMBER = refused('NOT_FOUND', 'one of the people is not here, or cannot take part');

export async function createConversation(
	tx: Transaction,
	subject: Subject,
	command: Create,
	at?: number,
): Promise<CommandOutcome> {
	const others = [...new Set(command.members)].filter((user) => user !== subject.user);
	return command.type === 'dm'
		? createDirectMessage(tx, subject, command, others, at)
		: createRoom(tx, subject, command, others, at);
}

/** Two people may make it at once, offline: it is one conversation, and both are told that it is there. */
async function createDirectMessage(
	tx: Transaction,
	subject: Subject,
	command: Create,
	others: string[],
	at: number | undefined,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const [other] = others;
	if (others.length !== 1 || other === undefined || command.channel || command.visibility !== 'private') {
		return refused('INVALID', 'a direct message is between two people');
	}
	if (command.conversation !== directMessageId(organisation, user, other)) {
		return refused('INVALID', 'its id is not that of these two people');
	}
	if (!authorize(subject, 'dm.create', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	if ((await findParticipants(tx, organisation, others)).length !== 1) return BAD_MEMBER;
	if (await areApart(tx, { organisation, one: user, other }))
		return refused('FORBIDDEN', 'you are no contacts: ask first');

	await insertConversation(tx, subject, { ...command, name: '', topic: '' }, at);
	const standing = await lockConversation(tx, { organisation, conversation: command.conversation });
	if (standing?.kind !== 'dm') return ID_TAKEN;
	const members = [user, other].map((member) => ({ user: member, role: 'MEMBER' as RoomRole }));
	const started = await startMemberships(
		tx,
		{ organisation, conversation: command.conversation },
		members,
		at,
	);
	if (started.length > 0) await tellMembers(tx, organisation, command.conversation, [user, other]);
	return DONE;
}

async function createRoom(
	tx: Transaction,
	subject: Subject,
	command: Create,
	others: string[],
	at: number | undefined,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const { conversation, name } = command;
	if (command.visibility === 'public' && !command.channel) return refused('INVALID', 'a group is private');
	// Ids of direct messages can be computed by everybody: a room must not sit on one (SPEC N2).
	if (!UUID_V7.test(conversation)) return refused('INVALID', 'its id is not a UUIDv7');
	const allowed =
		command.visibility === 'public'
			? authorize(subject, 'channel.create-public', { organisation, ...(await readPolicy(tx, organisation)) })
			: authorize(subject, 'room.create', { organisation });
	if (!allowed) return refused('FORBIDDEN', 'your role does not allow it');
	if ((await findParticipants(tx, organisation, others)).length !== others.length) return BAD_MEMBER;
	if (command.channel) {
		await lockChannelNames(tx, organisation);
		if (await channelNameTaken(tx, organisation, name))
			return refused('NAME_TAKEN', `#${name} exists already`);
	}
	if (!(await insertConversation(tx, subject, command, at))) return ID_TAKEN;

	const place = { organisation, conversation };
	const members = others.map((member) => ({ user: member, role: 'MEMBER' as RoomRole }));
	await startMemberships(tx, place, [{ user, role: 'ADMIN' }, ...members], at);
	await appendSystemEvents(tx, place, at, [
		{ action: 'created', by: user, name },
		...others.map((who) => ({ action: 'added' as const, by: user, who })),
	]);
	await tellMembers(tx, organisation, conversation, [user, ...others]);
	if (command.visibility === 'public') await notify(tx, { type: 'organisation', organisation });
	return DONE;
}

/** False when there is one of this id already. */
async function insertConversation(
	tx: Transaction,
	subject: Subject,
	command: Create,
	at: number | undefined,
): Promise<boolean> {
	const { conversation: id, type: kind, visibility, channel, name, topic } = command;
	const inserted = await tx
		.insert(conversations)
		.values({
			organisation: subject.organisation,
			id,
			kind,
			visibility,
			channel,
			name,
			topic,
			createdBy: subject.user,
			createdAt: timestamp(at),
		})
		.onConflictDoNothing()
		.returning({ id: conversations.id });
	return inserted.length > 0;
}

async function tellMembers(
	tx: Transaction,
	organisation: string,
	conversation: string,
	users: string[],
): Promise<void> {
	await notify(tx, { type: 'conversation', organisation, conversation, users });
}
