/** What an organisation's log says (SPEC L6): one value for each fact, in the order in which they came to be true. */
import * as encoding from 'lib0/encoding';
import { createDecoder, readAny } from 'lib0/decoding';
import type { AuditAct } from './audit-acts.ts';
import type { RowKind } from './log-row.ts';
import type { Posting, Role, RoomRole } from './workspace.ts';

export type OrganisationFact =
	| { f: 'lease'; device: number; user: string }
	| { f: 'revoke'; device: number }
	| { f: 'begin'; conversation: string; user: string; role: RoomRole }
	/** A member's role in the conversation changed. */
	| { f: 'role'; conversation: string; user: string; role: RoomRole }
	| { f: 'end'; conversation: string; user: string }
	/** From now on everybody in it writes new messages, or its admins alone. */
	| { f: 'posting'; conversation: string; by: Posting }
	/** An account was opened, or was given this role. */
	| { f: 'account'; user: string; role: Role }
	| { f: 'close'; user: string }
	/** What this person lets the server say for him (SPEC Y2): the digest of the text; empty for nothing any more. */
	| { f: 'auto-reply'; user: string; digest: string }
	/** What somebody did that changes no right: read another's conversation, signed in, sent an invitation (audit-acts.ts). */
	| { f: 'audit'; by: string; act: AuditAct; on: string; note: string }
	/** An owner asks for an erasure (SPEC G1). `of` is what `erasureScope` writes. */
	| { f: 'erase-request'; request: number; by: string; of: string; reason: string; reference: string }
	| { f: 'erase-approve'; request: number; by: string; of: string }
	| { f: 'erase-decline'; request: number; by: string; of: string }
	/**
	 * After a restore: `by` had asked for it and `and` approved it, as the server wrote down outside of its database, and the restored log does not show them
	 * as who may (SPEC G9).
	 */
	| {
			f: 'erase-again';
			request: number;
			by: string;
			and: string;
			of: string;
			reason: string;
			reference: string;
	  }
	/** An article or a template is the organisation's, and this user's own (SPEC X3). */
	| { f: 'text'; document: string; user: string };

/** The kind of the rows that hold such a fact. */
export const FACT_ROWS: Record<OrganisationFact['f'], RowKind> = {
	lease: 'device',
	revoke: 'device',
	begin: 'membership',
	role: 'membership',
	end: 'membership',
	posting: 'membership',
	account: 'account',
	close: 'account',
	'auto-reply': 'account',
	audit: 'audit',
	'erase-request': 'erasure',
	'erase-approve': 'erasure',
	'erase-decline': 'erasure',
	'erase-again': 'erasure',
	text: 'text',
};

/** Whom a fact is about, as its tag says without telling (SPEC L6). */
export function subjectOf(fact: OrganisationFact): string {
	switch (fact.f) {
		case 'lease':
		case 'revoke':
			return deviceSubject(fact.device);
		case 'begin':
		case 'role':
		case 'end':
		case 'posting':
			return conversationSubject(fact.conversation);
		case 'account':
		case 'close':
		case 'auto-reply':
			return userSubject(fact.user);
		case 'audit':
			return `audit ${fact.act} ${fact.on}`;
		case 'erase-request':
		case 'erase-approve':
		case 'erase-decline':
		case 'erase-again':
			return erasureSubject(fact.of);
		case 'text':
			return textSubject(fact.document);
	}
}
/** The person whose texts go, or the conversation in which a message does (SPEC G1). */
function erasureSubject(of: string): string {
	const [kind, named = ''] = of.split(' ');
	return kind === 'person' ? userSubject(named) : conversationSubject(named.split('/')[1] ?? '');
}
export const deviceSubject = (device: number) => `device ${device}`;
export const conversationSubject = (conversation: string) => `conversation ${conversation}`;
export const userSubject = (user: string) => `user ${user}`;
export const textSubject = (document: string) => `text ${document}`;

/** Exactly these keys. */
const KEYS: Record<OrganisationFact['f'], readonly string[]> = {
	lease: ['f', 'device', 'user'],
	revoke: ['f', 'device'],
	begin: ['f', 'conversation', 'user', 'role'],
	role: ['f', 'conversation', 'user', 'role'],
	end: ['f', 'conversation', 'user'],
	posting: ['f', 'conversation', 'by'],
	account: ['f', 'user', 'role'],
	close: ['f', 'user'],
	'auto-reply': ['f', 'user', 'digest'],
	audit: ['f', 'by', 'act', 'on', 'note'],
	'erase-request': ['f', 'request', 'by', 'of', 'reason', 'reference'],
	'erase-approve': ['f', 'request', 'by', 'of'],
	'erase-decline': ['f', 'request', 'by', 'of'],
	'erase-again': ['f', 'request', 'by', 'and', 'of', 'reason', 'reference'],
	text: ['f', 'document', 'user'],
};

/** Keys whose values are integers; the others' are strings. */
const NUMBERS = new Set(['device', 'request']);

export function encodeFacts(facts: readonly OrganisationFact[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const fact of facts) {
		const ordered: Record<string, unknown> = {};
		for (const key of KEYS[fact.f]) ordered[key] = fact[key as keyof OrganisationFact];
		encoding.writeAny(encoder, ordered as encoding.AnyEncodable);
	}
	return encoding.toUint8Array(encoder);
}

/** Throws a RangeError for what is no fact that this version knows. */
export function decodeFacts(values: Uint8Array, count: number): OrganisationFact[] {
	const decoder = createDecoder(values);
	const facts: OrganisationFact[] = [];
	for (let i = 0; i < count; i++) {
		const value: unknown = readAny(decoder);
		if (!isFact(value)) throw new RangeError('A fact of an unknown form.');
		facts.push(value);
	}
	return facts;
}

function isFact(value: unknown): value is OrganisationFact {
	if (typeof value !== 'object' || value === null || !('f' in value)) return false;
	const { f } = value;
	if (typeof f !== 'string' || !Object.hasOwn(KEYS, f)) return false;
	const keys = KEYS[f as OrganisationFact['f']];
	const fields = Object.entries(value);
	return (
		fields.length === keys.length &&
		fields.every(
			([key, field]) =>
				keys.includes(key) && (NUMBERS.has(key) ? Number.isSafeInteger(field) : typeof field === 'string'),
		)
	);
}
