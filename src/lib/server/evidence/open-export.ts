/** An export is decided and recorded before its first byte is given (SPEC E9). */
import { authorize, type Subject } from '../authorize.ts';
import { recordAct } from '../audit/record-act.ts';
import type { Database } from '../database.ts';
import { lockOrganisationLog } from '../organisation-log.ts';
import { planPack, type PackPlan, type PackRequest } from './plan-pack.ts';

/** Undefined for who may not, and for conversations that are not there: one answer for both. @param at ms since 1970 */
export async function openExport(
	database: Database,
	subject: Subject,
	request: PackRequest,
	at: number,
): Promise<PackPlan | undefined> {
	const { organisation } = subject;
	if (!authorize(subject, 'evidence.export', { organisation })) return undefined;
	if (!(await planPack(database, request, at))) return undefined;
	await database.transaction(async (tx) => {
		await lockOrganisationLog(tx, organisation);
		for (const conversation of new Set(request.conversations))
			await recordAct(tx, subject, 'export', conversation, noteOf(request));
	});
	// Once more: the pack ends with the record of itself.
	return planPack(database, request, at);
}

/** The reason, and what was selected. */
function noteOf({ reason, from, until, people }: PackRequest): string {
	const words = (at: number | null, open: string) => (at === null ? open : new Date(at).toISOString());
	const selected = [
		...(from === null && until === null
			? []
			: [`${words(from, 'the beginning')} to ${words(until, 'the end')}`]),
		...(people === null ? [] : [`of ${people.join(', ')}`]),
	];
	return selected.length === 0 ? reason : `${reason} (${selected.join('; ')})`;
}
