import { sql } from 'drizzle-orm';
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { MAX_TOLD_MEMBERS, type Reach } from '#lib/protocol/readers.ts';
import { heldPositions } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Transaction } from '../database.ts';
import { currentMembers } from '../memberships.ts';
import { notify } from '../notify.ts';
import { withStep } from '../position-steps.ts';
import { DONE, refused, type CommandOf } from './outcome.ts';

type Step = { conversation: string } & { [Key in keyof Reach]: Reach[Key] };

/**
 * What a device of the person has on its disk (SPEC W11). The further one stands, so that reports of several devices merge in any order. What names a conversation that he is not in,
 * or another epoch than the document's, is passed over: a device that has not heard of a restore yet would vouch for messages that it never got.
 */
export async function reportHeld(
	tx: Transaction,
	subject: Subject,
	{ held }: CommandOf<'held.report'>,
	at = Date.now(),
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	if (!authorize(subject, 'held.report', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	const list = <Value>(of: (one: (typeof held)[number]) => Value) => sql.param(held.map(of));
	// In one order, so that two reports never wait for each other.
	const steps = await tx.execute<Step>(sql`
		insert into held_positions (organisation, conversation, user_id, volume, position, steps)
		select distinct on (r.conversation, r.volume)
			m.organisation, r.conversation, m.user_id, r.volume, r.position, array[r.volume, r.position, ${at}::bigint]
		from unnest(
			${list(({ conversation }) => conversation)}::uuid[], ${list(({ volume }) => volume)}::int[],
			${list(({ epoch }) => epoch)}::int[], ${list(({ position }) => position)}::int[]
		) r (conversation, volume, epoch, position)
		join memberships m on m.organisation = ${organisation} and m.conversation = r.conversation
			and m.user_id = ${user} and m.ended_at is null
		join document_heads h on h.document = 'c/' || r.conversation || '/' || r.volume and h.epoch = r.epoch
		order by r.conversation, r.volume, r.position desc
		on conflict (organisation, conversation, volume, user_id) do update
			set position = excluded.position, steps = ${withStep(heldPositions.steps, sql`excluded.steps`)}
			where excluded.position > held_positions.position
		returning conversation, volume, position`);
	for (const step of steps) await tellMembers(tx, subject, step);
	return DONE;
}

/** Only of the first two who have it: one of them is another than whoever wrote it, and who has it besides is asked for. */
async function tellMembers(tx: Transaction, { organisation, user }: Subject, step: Step): Promise<void> {
	const { conversation, volume, position } = step;
	const [before] = await tx.execute<{ number: number }>(sql`
		select count(*)::int as number from held_positions
		where organisation = ${organisation} and conversation = ${conversation} and volume = ${volume}
			and position >= ${position} and user_id <> ${user}`);
	if (before!.number >= 2) return;
	const members = await currentMembers(tx, { organisation, conversation });
	members.delete(user);
	if (members.size === 0 || members.size >= MAX_TOLD_MEMBERS) return;
	await notify(tx, { type: 'held', user, conversation, volume, position, users: [...members.keys()] });
}
