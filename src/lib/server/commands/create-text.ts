import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { textDocuments } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import { timestamp, type Transaction } from '../database.ts';
import { recordFacts } from '../organisation-log.ts';
import { DONE, refused, type CommandOf } from './outcome.ts';

/** An article or a template to be written together: from now on its document opens for whoever may edit it (SPEC X3). */
export async function createText(
	tx: Transaction,
	subject: Subject,
	{ document }: CommandOf<'text.create'>,
	at?: number,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	if (!authorize(subject, 'text.create', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	const made = await tx
		.insert(textDocuments)
		.values({ organisation, document, owner: user, createdAt: timestamp(at) })
		.onConflictDoNothing()
		.returning({ document: textDocuments.document });
	if (made.length === 0) return refused('CONFLICT', 'its id is in use');
	await recordFacts(tx, organisation, [{ f: 'text', document, user }], at);
	return DONE;
}
