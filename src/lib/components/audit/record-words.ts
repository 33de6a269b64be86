/** Lines of the organisation's record, in words. */
import { common } from '#lib/i18n/common.ts';
import type { RecordEntry } from '#lib/protocol/audit.ts';
import type { OrganisationFact } from '#lib/protocol/organisation-facts.ts';
import { refusalWords } from '#lib/client/refusal-words.ts';
import { answerWords } from '#lib/i18n/answers.ts';
import { record as t } from '#lib/i18n/record.ts';
import type { Role } from '#lib/protocol/workspace.ts';

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
			return `${commandWords(entry.command, names)}${entry.refused === null ? '' : t.refused(answerWords(entry.refused))}`;
		case 'refusal':
			return t.wasRefused(entry.count, refusalWords(entry.code));
	}
}

function factWords(fact: OrganisationFact, names: Names): string {
	switch (fact.f) {
		case 'lease':
			return t.gotDevice(String(fact.device));
		case 'revoke':
			return t.deviceRevoked(String(fact.device));
		case 'begin':
			return t.became(fact.role === 'ADMIN', names.conversation(fact.conversation));
		case 'role':
			return t.isNow(fact.role === 'ADMIN', names.conversation(fact.conversation));
		case 'end':
			return t.leftOrRemoved(names.conversation(fact.conversation));
		case 'posting':
			return t.postingFrom(names.conversation(fact.conversation), fact.by === 'admins');
		case 'account':
			return t.hasAccount(common.roleInSentence[fact.role]);
		case 'close':
			return t.noAccount;
		case 'audit':
			return actWords(fact, names);
		default:
			return t.unknownFact;
	}
}

function contactWords(note: string, whom: string): string {
	const words: Record<string, string> = {
		request: t.askedContact(whom),
		accept: t.agreedContact(whom),
		decline: t.declinedContact(whom),
		remove: t.tookOut(whom),
		block: t.blocked(whom),
		unblock: t.unblocked(whom),
		needed: t.contactsNeeded,
		'not needed': t.contactsNotNeeded,
	};
	return words[note] ?? t.changedContacts;
}

/** As `lib/server/organisation-page.ts` notes it. */
function organisationWords(note: string): string {
	const [what, value = ''] = [note.slice(0, note.indexOf(' ')), note.slice(note.indexOf(' ') + 1)];
	if (what === 'name') return t.organisationCalled(value);
	if (what === 'channels') return t.channelsBy(value === 'on');
	if (what === 'texts') return t.textsShown(value === 'on');
	return t.unknownAct;
}

function actWords({ act, on, note }: OrganisationFact & { f: 'audit' }, names: Names): string {
	const reason = note === '' ? '' : `: ${note}`;
	switch (act) {
		case 'read':
			return t.readRows(names.conversation(on), reason);
		case 'read-log':
			return on === '' ? t.readRecord : t.readRecordAbout(names.person(on));
		case 'export':
			return t.exported(on === '' ? t.evidence : names.conversation(on), reason);
		case 'organisation':
			return organisationWords(note);
		case 'contact':
			return contactWords(note, on === '' ? '' : names.person(on));
		case 'sign-in':
			return t.signedIn;
		case 'sign-out':
			return t.signedOut;
		case 'sign-out-everywhere':
			return t.signedOutEverywhere;
		case 'end-session':
			return t.endedSession;
		case 'revoke-device':
			return t.revokedDevice(on);
		case 'password':
			return t.changedPassword;
		case 'rename':
			return t.isCalled(note);
		case 'invite':
			return t.invited(reason);
		case 'take-back-invitation':
			return t.tookInvitationBack;
		case 'create-account':
			return t.madeAccount(names.person(on), roleWords(note));
		case 'change-role':
			return t.madeRole(names.person(on), roleWords(note));
		case 'close-account':
			return t.closedAccount(names.person(on));
		default:
			return t.unknownAct;
	}
}

const roleWords = (role: string) => (role in common.roles ? common.roleInSentence[role as Role] : role);

function commandWords(command: Record<string, unknown>, names: Names): string {
	const text = (key: string) => (typeof command[key] === 'string' ? command[key] : '');
	const where = names.conversation(text('conversation'));
	switch (command.kind) {
		case 'conversation.create':
			return text('name') === '' ? t.beganDirect : t.made(text('name'));
		case 'conversation.rename':
			return t.renamed(where, text('name'));
		case 'conversation.posting':
			return t.letsPost(text('by') === 'admins', where);
		case 'conversation.join':
			return t.joined(where);
		case 'conversation.leave':
			return t.left(where);
		case 'member.add':
			return t.added(names.person(text('user')), where);
		case 'member.remove':
			return t.removed(names.person(text('user')), where);
		default:
			return t.sent(String(command.kind));
	}
}
