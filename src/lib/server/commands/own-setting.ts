import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { readPositions } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Transaction } from '../database.ts';
import { notify } from '../notify.ts';
import { findConversation } from './conversation-ref.ts';
import { DONE, NOT_FOUND, refused, type CommandOf } from './outcome.ts';

const SETTINGS = { 'conversation.mute': 'muted', 'conversation.pin': 'pinned' } as const;

/** What a conversation is to one person. It stands on the server, because what is sent to a device that is off depends on it, and all his devices show it. */
export async function setOwnSetting(
	tx: Transaction,
	subject: Subject,
	{ kind, conversation, on }: CommandOf<keyof typeof SETTINGS>,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const ref = await findConversation(tx, subject, conversation);
	if (!ref) return NOT_FOUND;
	if (!authorize(subject, kind, ref)) return refused('FORBIDDEN', 'you are not in it');
	const set = { [SETTINGS[kind]]: on };
	await tx
		.insert(readPositions)
		.values({ organisation, user, conversation, ...set })
		.onConflictDoUpdate({
			target: [readPositions.organisation, readPositions.user, readPositions.conversation],
			set,
		});
	// To the person's own devices alone: nobody else learns of it.
	await notify(tx, { type: 'conversation', organisation, conversation, users: [user] });
	return DONE;
}
