import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { readPositions } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Transaction } from '../database.ts';
import { notify } from '../notify.ts';
import { findConversation } from './conversation-ref.ts';
import { DONE, NOT_FOUND, refused, type CommandOf } from './outcome.ts';

/** A setting of the person's own. It stands on the server, because what is sent to a device that is off depends on it. */
export async function muteConversation(
	tx: Transaction,
	subject: Subject,
	{ conversation, on }: CommandOf<'conversation.mute'>,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const ref = await findConversation(tx, subject, conversation);
	if (!ref) return NOT_FOUND;
	if (!authorize(subject, 'conversation.mute', ref)) return refused('FORBIDDEN', 'you are not in it');
	await tx
		.insert(readPositions)
		.values({ organisation, user, conversation, muted: on })
		.onConflictDoUpdate({
			target: [readPositions.organisation, readPositions.user, readPositions.conversation],
			set: { muted: on },
		});
	// To the person's own devices alone: nobody else learns of it.
	await notify(tx, { type: 'conversation', organisation, conversation, users: [user] });
	return DONE;
}
