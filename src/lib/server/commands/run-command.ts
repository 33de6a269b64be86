import { and, eq, sql } from 'drizzle-orm';
import type { AnyCommand, CommandOutcome } from '#lib/protocol/commands.ts';
import { commands } from '../../../../drizzle/schema.ts';
import type { Subject } from '../authorize.ts';
import { timestamp, type Database, type Transaction } from '../database.ts';
import { lockOrganisationLog } from '../organisation-log.ts';
import { setAutoReply } from './auto-reply.ts';
import { changeContact, needContacts } from './contact.ts';
import { createConversation } from './create-conversation.ts';
import { createText } from './create-text.ts';
import {
	changePosting,
	closeConversation,
	joinConversation,
	leaveConversation,
	renameConversation,
} from './change-conversation.ts';
import { addMember, changeMemberRole, removeMember } from './change-members.ts';
import { markRead } from './mark-read.ts';
import { seeNotifications, setNotifications } from './notification-settings.ts';
import { setOwnSetting } from './own-setting.ts';
import { refused } from './outcome.ts';
import { parseCommand } from './parse-command.ts';
import { reportHeld } from './report-held.ts';
import { setProfile } from './set-profile.ts';

/**
 * Runs one command as it came, once: its effects, the system events that they cause and its outcome stand in one transaction, and sent again it
 * gives the recorded outcome. Read marks and reports of what is held are not recorded: they are the most frequent and merge, so running one twice changes nothing.
 * @param at ms, when it came; the present unless given
 */
export async function runCommand(
	database: Database,
	subject: Subject,
	body: unknown,
	at?: number,
): Promise<CommandOutcome> {
	const parsed = parseCommand(body);
	if (!parsed.ok) return refused('INVALID', parsed.words);
	const { command } = parsed;
	return database.transaction(async (tx) => {
		if (command.kind === 'read.mark') return markRead(tx, subject, command, at);
		if (command.kind === 'held.report') return reportHeld(tx, subject, command, at);
		const { organisation } = subject;
		const { id } = command;
		// Two copies of a command, in flight at once: the second waits here for the first one's outcome.
		await tx.execute(
			sql`select pg_advisory_xact_lock(hashtextextended(${`command ${organisation} ${id}`}, 0))`,
		);
		const [earlier] = await tx
			.select()
			.from(commands)
			.where(and(eq(commands.organisation, organisation), eq(commands.id, id)));
		if (earlier) return recordedOutcome(earlier, subject);
		// Before all else that a command locks.
		await lockOrganisationLog(tx, organisation);
		const outcome = await execute(tx, subject, command, at);
		await tx.insert(commands).values({
			organisation,
			id,
			user: subject.user,
			body: command,
			outcome,
			receivedAt: timestamp(at),
		});
		return outcome;
	});
}

function recordedOutcome(row: typeof commands.$inferSelect, subject: Subject): CommandOutcome {
	if (row.user !== subject.user) return refused('CONFLICT', 'its id was used by another');
	return row.outcome as CommandOutcome;
}

function execute(
	tx: Transaction,
	subject: Subject,
	command: Exclude<AnyCommand, { kind: 'read.mark' | 'held.report' }>,
	at: number | undefined,
): Promise<CommandOutcome> {
	switch (command.kind) {
		case 'conversation.create':
			return createConversation(tx, subject, command, at);
		case 'conversation.rename':
			return renameConversation(tx, subject, command, at);
		case 'conversation.posting':
			return changePosting(tx, subject, command, at);
		case 'conversation.join':
			return joinConversation(tx, subject, command, at);
		case 'conversation.leave':
			return leaveConversation(tx, subject, command, at);
		case 'member.add':
			return addMember(tx, subject, command, at);
		case 'member.remove':
			return removeMember(tx, subject, command, at);
		case 'text.create':
			return createText(tx, subject, command, at);
		case 'member.role':
			return changeMemberRole(tx, subject, command, at);
		case 'conversation.close':
			return closeConversation(tx, subject, command, at);
		case 'conversation.mute':
		case 'conversation.pin':
			return setOwnSetting(tx, subject, command);
		case 'profile.set':
			return setProfile(tx, subject, command);
		case 'notifications.set':
			return setNotifications(tx, subject, command);
		case 'notifications.seen':
			return seeNotifications(tx, subject, command);
		case 'contact.request':
		case 'contact.accept':
		case 'contact.decline':
		case 'contact.remove':
		case 'contact.block':
		case 'contact.unblock':
			return changeContact(tx, subject, command, at);
		case 'contacts.need':
			return needContacts(tx, subject, command);
		case 'auto-reply.set':
			return setAutoReply(tx, subject, command, at);
	}
}
