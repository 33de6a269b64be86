/** What the tables say that a person may do in a conversation (SPEC R2, R8): one mapping, for the look before and for the one under the locks. */
import { conversationTextRight, editorialRight, internalRight } from '#lib/domain/document-rights.ts';
import type { DocumentRight } from '#lib/domain/document-rights.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { Right } from './access.ts';

export interface RightRow {
	organisation: string;
	conversation: string;
	kind: string;
	visibility: string;
	/** Who writes new messages (SPEC R8). */
	posting: string;
	volume: number;
	/** Of the internal documents. */
	internalVolume: number;
	closed: boolean;
	/** Its two people may not write to each other (SPEC V3). */
	apart: boolean;
	/** Role in the organisation. */
	role: string;
	/** Role in the conversation; null for who is no member. */
	membership: string | null;
}

/** The answer for one person and one conversation, there or not: without a conversation or an open account, `role` is null. */
export type AskedRight = (
	RightRow | { [Key in keyof RightRow]: Key extends 'closed' | 'apart' ? boolean : null }
) & {
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

/** Of whose unit it is asked: the conversation's own documents, its internal ones, its texts (`unitOf`). */
export type UnitKind = 'conversation' | 'i' | 'd';

/** Undefined when the documents are closed to this person; the same as for those that do not exist. */
export function toRight(row: AskedRight, kind: UnitKind = 'conversation'): Right | undefined {
	// The account's role is read by way of the conversation: neither, or both.
	if (row.role === null || row.conversation === null || row.closed) return undefined;
	const member = row.membership !== null;
	const level =
		kind === 'i'
			? internalRight(row.role, member)
			: kind === 'd'
				? conversationTextRight(row.role, member)
				: conversationRight(row, member);
	if (!level) return undefined;
	return {
		organisation: row.organisation,
		conversation: row.conversation,
		volume: { conversation: row.volume, i: row.internalVolume, d: 0 }[kind],
		level,
		moderates: member && row.kind === 'room' && (row.membership === 'ADMIN' || MODERATES.has(row.role)),
		muted: kind === 'conversation' ? muteOf(row) : null,
	};
}

/** Why new messages are refused (SPEC R8). */
function muteOf({ apart, posting, membership }: RightRow): RefusalCode | null {
	if (apart) return 'NO_CONTACT';
	return posting === 'admins' && membership !== 'ADMIN' ? 'NOT_ALLOWED_HERE' : null;
}

function conversationRight({ visibility, role }: RightRow, isMember: boolean): DocumentRight {
	if (isMember) return 'write';
	return visibility === 'public' && READS_PUBLIC.has(role) ? 'read' : null;
}

/** A text that is no conversation's, as the tables have it: without an open account, `role` is null. */
export type TextRightRow = {
	/** `u/…`, `k/…`, `t/…` */
	unit: string;
	user: string;
	/** Whose own it is; null when the organisation has none of this name. */
	owner: string | null;
} & ({ organisation: string; role: string } | { organisation: null; role: null });

export function toTextRight({ unit, organisation, user, role, owner }: TextRightRow): Right | undefined {
	if (role === null) return undefined;
	const id = unit.slice(2);
	const isDrafts = unit.startsWith('u/');
	if (isDrafts ? id !== user : owner === null) return undefined;
	const level = isDrafts ? 'write' : editorialRight(role, owner === user);
	return level
		? { organisation, conversation: id, volume: 0, level, moderates: false, muted: null }
		: undefined;
}
