import { and, eq } from 'drizzle-orm';
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { users } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Transaction } from '../database.ts';
import { notify } from '../notify.ts';
import { DONE, refused, type CommandOf } from './outcome.ts';

export async function setProfile(
	tx: Transaction,
	subject: Subject,
	{ title, zone }: CommandOf<'profile.set'>,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	if (!authorize(subject, 'profile.set', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	await tx
		.update(users)
		.set({ title, timeZone: zone })
		.where(and(eq(users.organisation, organisation), eq(users.id, user)));
	await notify(tx, { type: 'organisation', organisation });
	return DONE;
}
