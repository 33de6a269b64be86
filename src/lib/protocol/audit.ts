/** What the audit's routes answer. */
import type { AuditAct } from './audit-acts.ts';
import type { OrganisationFact } from './organisation-facts.ts';
import type { ConversationKind, Visibility } from './workspace.ts';

/** `GET /api/audit`: a conversation that one may audit. */
export interface AuditedConversation {
	id: string;
	kind: ConversationKind;
	visibility: Visibility;
	channel: boolean;
	/** Empty for a direct message, and for what opens only with a reason. */
	name: string;
	topic: string;
	createdAt: number;
	closedAt: number | null;
	/** User ids. */
	members: string[];
	/** Of all its volumes. */
	rows: number;
	/** Time of the last row, ms. */
	lastAt: number;
	/** It is out of scope: it opens with a reason, which is recorded. */
	needsReason: boolean;
}

/** Longest reason, in characters. */
export const MAX_REASON = 300;

/** The groups of the organisation's record, as the page filters them. */
export const RECORD_GROUPS = ['reads', 'accounts', 'sessions', 'commands', 'refusals'] as const;
export type RecordGroup = (typeof RECORD_GROUPS)[number];

/** One line of the organisation's record. `of` says where it stands: a row of the hash-chained log, a command, or a refusal. */
export type RecordEntry = { id: string; at: number; by: string | null } & (
	| { of: 'log'; row: number; fact: OrganisationFact; act: AuditAct | null }
	| { of: 'command'; command: { kind: string } & Record<string, unknown>; refused: string | null }
	| {
			of: 'refusal';
			code: string;
			device: number | null;
			document: string | null;
			alert: boolean;
			count: number;
	  }
);

/** `GET /api/audit/log`. */
export interface OrganisationRecord {
	entries: RecordEntry[];
	/** Entries before this time, ms, are asked for next; null when there are none. */
	before: number | null;
}

/** `GET /api/audit/alerts`: refusals of the last 30 days that no unmodified client meets, the newest first. */
export interface Alerts {
	alerts: { id: number; at: number; user: string | null; code: string }[];
}
