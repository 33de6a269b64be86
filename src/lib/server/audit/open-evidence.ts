/** Opening a conversation's evidence: authorised, recorded, then read. It touches neither read positions nor presence, since no relay hears of it. */
import type { Subject } from '../authorize.ts';
import type { Database } from '../database.ts';
import type { ConversationRow } from '../memberships.ts';
import { lockOrganisationLog } from '../organisation-log.ts';
import { findAudited } from './conversations.ts';
import { recordAct } from './record-act.ts';

export type Opening = { ok: true; row: ConversationRow } | { ok: false; needsReason: boolean };

/** The record is there before the first byte is given. */
export function openEvidence(
	database: Database,
	subject: Subject,
	conversation: string,
	reason: string,
): Promise<Opening> {
	return database.transaction(async (tx) => {
		await lockOrganisationLog(tx, subject.organisation);
		const place = await findAudited(tx, subject, conversation, reason);
		if (!place.ok) return place;
		await recordAct(tx, subject, 'read', conversation, reason);
		return { ok: true, row: place.row };
	});
}
