import { sql } from 'drizzle-orm';
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { MAX_TOLD_MEMBERS } from '#lib/protocol/readers.ts';
import { readPositions } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Transaction } from '../database.ts';
import { currentMembers } from '../memberships.ts';
import { notify } from '../notify.ts';
import { stepArray, withStep } from '../position-steps.ts';
import { findConversation } from './conversation-ref.ts';
import { DONE, NOT_FOUND, refused, type CommandOf } from './outcome.ts';

/** Takes the further of the stored position and this one, so that marks of several devices merge in any order. */
export async function markRead(
	tx: Transaction,
	subject: Subject,
	{ conversation, mark, volume, position }: CommandOf<'read.mark'>,
	at = Date.now(),
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const ref = await findConversation(tx, subject, conversation);
	if (!ref) return NOT_FOUND;
	if (!authorize(subject, 'read.mark', ref)) return refused('FORBIDDEN', 'your role does not allow it');
	const { mark: oldMark, volume: oldVolume, position: oldPosition } = readPositions;
	const steps = stepArray({ volume, position, at });
	const advanced = await tx
		.insert(readPositions)
		.values({ organisation, user, conversation, mark, volume, position, steps })
		.onConflictDoUpdate({
			target: [readPositions.organisation, readPositions.user, readPositions.conversation],
			set: { mark, volume, position, steps: withStep(readPositions.steps, sql`excluded.steps`) },
			setWhere: sql`(excluded.mark, excluded.volume, excluded.position) > (${oldMark}, ${oldVolume}, ${oldPosition})`,
		})
		.returning({ mark: oldMark });
	if (advanced.length === 0) return DONE;
	await notify(tx, { type: 'read', user, conversation, mark, volume, position });
	if (ref.membership !== null) await tellMembers(tx, subject, { user, conversation, volume, position });
	return DONE;
}

/** Who is no member reads unseen. */
async function tellMembers(
	tx: Transaction,
	{ organisation }: Subject,
	step: { user: string; conversation: string; volume: number; position: number },
): Promise<void> {
	const { conversation, user } = step;
	const members = await currentMembers(tx, { organisation, conversation });
	members.delete(user);
	if (members.size === 0 || members.size >= MAX_TOLD_MEMBERS) return;
	await notify(tx, { type: 'reader', ...step, users: [...members.keys()] });
}
