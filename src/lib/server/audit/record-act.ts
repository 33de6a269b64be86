/** What changes no right is said in the organisation's log too (SPEC L6): nobody can look, export or sign in unseen, and nobody can take the words back. */
import type { AuditAct } from '#lib/protocol/audit-acts.ts';
import type { Subject } from '../authorize.ts';
import type { Transaction } from '../database.ts';
import { recordFacts } from '../organisation-log.ts';

/**
 * @param on an id: of a conversation, an account, a device; empty when it is about the organisation
 * @param note in words, or a role
 */
export async function recordAct(
	tx: Transaction,
	{ organisation, user }: Pick<Subject, 'organisation' | 'user'>,
	act: AuditAct,
	on = '',
	note = '',
): Promise<void> {
	await recordFacts(tx, organisation, [{ f: 'audit', by: user, act, on, note }]);
}
