/** What the tables say that a person may do in a conversation (SPEC R2, R8): one mapping, for the look before and for the one under the locks. */
import type { Right } from './access.ts';

export interface RightRow {
	organisation: string;
	conversation: string;
	kind: string;
	visibility: string;
	volume: number;
	closed: boolean;
	/** Role in the organisation. */
	role: string;
	/** Role in the conversation; null for who is no member. */
	membership: string | null;
}

/** The answer for one person and one conversation, there or not: without a conversation or an open account, `role` is null. */
export type AskedRight = (RightRow | { [Key in keyof RightRow]: Key extends 'closed' ? boolean : null }) & {
	user: string;
	asked: string;
};

/**
 * The database's answer is not one to what was asked. Around a crash postgres.js can give the first statements on a connection's successor no row, and
 * a "no" made of that would end an honest client for good.
 */
export class UnexpectedAnswer extends Error {
	override name = 'UnexpectedAnswer';

	constructor(what: string) {
		super(`The database did not answer the question for ${what}.`);
	}
}

/** Internal roles may read public channels; a READER is bound to single records. */
const READS_PUBLIC = new Set(['OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER', 'AUDITOR']);
const MODERATES = new Set(['OWNER', 'ADMIN']);

/** Undefined when the conversation is closed to this person; the same as for one that does not exist. */
export function toRight(row: AskedRight): Right | undefined {
	// The account's role is read by way of the conversation: neither, or both.
	if (row.role === null || row.conversation === null || row.closed) return undefined;
	const member = row.membership !== null;
	if (!member && !(row.visibility === 'public' && READS_PUBLIC.has(row.role))) return undefined;
	return {
		organisation: row.organisation,
		conversation: row.conversation,
		volume: row.volume,
		level: member ? 'write' : 'read',
		moderates: member && row.kind === 'room' && (row.membership === 'ADMIN' || MODERATES.has(row.role)),
		muted: null,
	};
}
