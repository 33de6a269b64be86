/** Lines of the organisation's record, in words. */
import { common } from '#lib/i18n/common.ts';
import type { RecordEntry, RecordGroup } from '#lib/protocol/audit.ts';
import type { OrganisationFact } from '#lib/protocol/organisation-facts.ts';
import { refusalWords } from '#lib/protocol/refusals.ts';
import type { Role } from '#lib/protocol/workspace.ts';

export const GROUP_WORDS: Record<RecordGroup, string> = {
	reads: 'Reading and export',
	accounts: 'Accounts, roles, members',
	sessions: 'Sign-ins and devices',
	commands: 'Commands',
	refusals: 'Refused',
};

export interface Names {
	person(user: string): string;
	/** The title of a conversation that the reader may see, in quotes; "a conversation" otherwise. */
	conversation(id: string): string;
}

/** The rest of a sentence that begins with who did it. */
export function recordWords(entry: RecordEntry, names: Names): string {
	switch (entry.of) {
		case 'log':
			return factWords(entry.fact, names);
		case 'command':
			return `${commandWords(entry.command, names)}${entry.refused === null ? '' : `, refused: ${entry.refused}`}`;
		case 'refusal':
			return `was refused${entry.count > 1 ? ` ${entry.count} times within a minute` : ''}: ${refusalWords(entry.code)}`;
	}
}

function factWords(fact: OrganisationFact, names: Names): string {
	switch (fact.f) {
		case 'lease':
			return `got device ${fact.device}`;
		case 'revoke':
			return `Device ${fact.device} was revoked`;
		case 'begin':
			return `became ${fact.role === 'ADMIN' ? 'admin' : 'a member'} of ${names.conversation(fact.conversation)}`;
		case 'role':
			return `is ${fact.role.toLowerCase()} of ${names.conversation(fact.conversation)} now`;
		case 'end':
			return `left, or was removed from, ${names.conversation(fact.conversation)}`;
		case 'posting':
			return `In ${names.conversation(fact.conversation)} ${fact.by === 'admins' ? 'only admins' : 'all members'} post from now on`;
		case 'account':
			return `has an account as ${common.roleInSentence[fact.role]}`;
		case 'close':
			return 'has no account any more';
		case 'audit':
			return actWords(fact, names);
		default:
			return 'was named in a fact that this version does not know';
	}
}

function contactWords(note: string, whom: string): string {
	const words: Record<string, string> = {
		request: `asked ${whom} to be a contact`,
		accept: `agreed to be a contact of ${whom}`,
		decline: `declined to be a contact of ${whom}`,
		remove: `took ${whom} out of the contacts`,
		block: `blocked ${whom}`,
		unblock: `no longer blocks ${whom}`,
		needed: 'made contacts needed between colleagues',
		'not needed': 'made contacts not needed between colleagues',
	};
	return words[note] ?? 'changed contacts';
}

function actWords({ act, on, note }: OrganisationFact & { f: 'audit' }, names: Names): string {
	const reason = note === '' ? '' : `: ${note}`;
	switch (act) {
		case 'read':
			return `read all rows of ${names.conversation(on)}${reason}`;
		case 'read-log':
			return on === '' ? 'read this record' : `read this record about ${names.person(on)}`;
		case 'export':
			return `exported ${on === '' ? 'evidence' : names.conversation(on)}${reason}`;
		case 'contact':
			return contactWords(note, on === '' ? '' : names.person(on));
		case 'sign-in':
			return 'signed in';
		case 'sign-out':
			return 'signed out';
		case 'sign-out-everywhere':
			return 'signed out everywhere';
		case 'end-session':
			return 'ended a sign-in of their own';
		case 'revoke-device':
			return `revoked device ${on}`;
		case 'password':
			return 'changed the password';
		case 'rename':
			return `is called ${note} now`;
		case 'invite':
			return `made an invitation${reason}`;
		case 'take-back-invitation':
			return 'took an invitation back';
		case 'create-account':
			return `made an account for ${names.person(on)}, ${roleWords(note)}`;
		case 'change-role':
			return `made ${names.person(on)} ${roleWords(note)}`;
		case 'close-account':
			return `closed the account of ${names.person(on)}`;
		default:
			return 'did what this version does not know';
	}
}

const roleWords = (role: string) => (role in common.roles ? common.roleInSentence[role as Role] : role);

function commandWords(command: Record<string, unknown>, names: Names): string {
	const text = (key: string) => (typeof command[key] === 'string' ? command[key] : '');
	const where = names.conversation(text('conversation'));
	switch (command.kind) {
		case 'conversation.create':
			return text('name') === '' ? 'began a direct message' : `made “${text('name')}”`;
		case 'conversation.rename':
			return `renamed ${where} to “${text('name')}”`;
		case 'conversation.posting':
			return `lets ${text('by') === 'admins' ? 'only admins' : 'all members'} post in ${where}`;
		case 'conversation.join':
			return `joined ${where}`;
		case 'conversation.leave':
			return `left ${where}`;
		case 'member.add':
			return `added ${names.person(text('user'))} to ${where}`;
		case 'member.remove':
			return `removed ${names.person(text('user'))} from ${where}`;
		default:
			return `sent ${String(command.kind)}`;
	}
}
