import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Transaction } from '../database.ts';
import { changeRole, endMembership, readUpToNow, startMemberships } from '../memberships.ts';
import { notify } from '../notify.ts';
import { appendSystemEvents } from '../outbox.ts';
import { openConversation } from './conversation-ref.ts';
import { DONE, NOT_FOUND, refused, type CommandOf } from './outcome.ts';
import { findParticipants } from './participants.ts';

export async function addMember(
	tx: Transaction,
	subject: Subject,
	{ conversation, user: who }: CommandOf<'member.add'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	// People are locked before conversations, as where an account is closed.
	const participants = await findParticipants(tx, organisation, [who]);
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (!authorize(subject, 'member.add', open.ref)) {
		return refused('FORBIDDEN', open.ref.membership ? 'only its admins add people' : 'you are not in it');
	}
	if (participants.length === 0) {
		return refused('NOT_FOUND', 'this person is not here, or cannot take part');
	}
	const place = { organisation, conversation };
	const started = await startMemberships(tx, place, [{ user: who, role: 'MEMBER' }], at);
	if (started.length === 0) return DONE;
	await readUpToNow(tx, open.row, started);
	await appendSystemEvents(tx, place, at, [{ action: 'added', by: user, who }]);
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys(), who] });
	return DONE;
}

export async function removeMember(
	tx: Transaction,
	subject: Subject,
	{ conversation, user: who }: CommandOf<'member.remove'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (!authorize(subject, 'member.remove', open.ref))
		return refused('FORBIDDEN', 'only its admins remove people');
	const place = { organisation, conversation };
	if (!(await endMembership(tx, place, who, at))) return DONE;
	await appendSystemEvents(tx, place, at, [{ action: 'removed', by: user, who }]);
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys()] });
	return DONE;
}

export async function changeMemberRole(
	tx: Transaction,
	subject: Subject,
	{ conversation, user: who, role }: CommandOf<'member.role'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation } = subject;
	const open = await openConversation(tx, subject, conversation);
	if (!open) return NOT_FOUND;
	if (!authorize(subject, 'member.role', open.ref))
		return refused('FORBIDDEN', 'only its admins change roles');
	const present = open.members.get(who);
	if (present === undefined) return refused('NOT_FOUND', 'this person is not in it');
	if (present === role) return DONE;
	const admins = [...open.members.values()].filter((each) => each === 'ADMIN').length;
	if (present === 'ADMIN' && admins === 1) return refused('CONFLICT', 'a room needs an admin');
	const place = { organisation, conversation };
	await changeRole(tx, place, who, role, at);
	await notify(tx, { type: 'conversation', ...place, users: [...open.members.keys()] });
	return DONE;
}
