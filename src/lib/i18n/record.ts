import { area } from './dictionary.ts';

export const record = area('record', {
	// audit/RecordFilter.svelte
	everything: 'Everything',
	since: 'Since',

	// audit/RecordLines.svelte
	alert: 'Alert',
	withReason: 'With a reason',
	row: (row: string) => `row ${row}`,
	device: (device: string) => `device ${device}`,
	nothingFits: 'Nothing is recorded that fits.',

	// audit/record-words.ts
	refused: (why: string) => `, refused: ${why}`,
	wasRefused: (times: number, why: string) =>
		`was refused${times > 1 ? ` ${times} times within a minute` : ''}: ${why}`,
	gotDevice: (device: string) => `got device ${device}`,
	deviceRevoked: (device: string) => `Device ${device} was revoked`,
	became: (admin: boolean, conversation: string) =>
		`became ${admin ? 'admin' : 'a member'} of ${conversation}`,
	isNow: (admin: boolean, conversation: string) => `is ${admin ? 'admin' : 'member'} of ${conversation} now`,
	leftOrRemoved: (conversation: string) => `left, or was removed from, ${conversation}`,
	postingFrom: (conversation: string, admins: boolean) =>
		`In ${conversation} ${admins ? 'only admins' : 'all members'} post from now on`,
	hasAccount: (role: string) => `has an account as ${role}`,
	noAccount: 'has no account any more',
	unknownFact: 'was named in a fact that this version does not know',
	askedContact: (who: string) => `asked ${who} to be a contact`,
	agreedContact: (who: string) => `agreed to be a contact of ${who}`,
	declinedContact: (who: string) => `declined to be a contact of ${who}`,
	tookOut: (who: string) => `took ${who} out of the contacts`,
	blocked: (who: string) => `blocked ${who}`,
	unblocked: (who: string) => `no longer blocks ${who}`,
	contactsNeeded: 'made contacts needed between colleagues',
	contactsNotNeeded: 'made contacts not needed between colleagues',
	changedContacts: 'changed contacts',
	readRows: (conversation: string, reason: string) => `read all rows of ${conversation}${reason}`,
	readRecord: 'read this record',
	readRecordAbout: (name: string) => `read this record about ${name}`,
	exported: (what: string, reason: string) => `exported ${what}${reason}`,
	signedIn: 'signed in',
	signedOut: 'signed out',
	signedOutEverywhere: 'signed out everywhere',
	endedSession: 'ended a sign-in of their own',
	revokedDevice: (device: string) => `revoked device ${device}`,
	changedPassword: 'changed the password',
	organisationCalled: (name: string) => `named the organisation ${name}`,
	channelsBy: (on: boolean) => `${on ? 'let members create' : 'kept members from creating'} public channels`,
	textsShown: (on: boolean) => `${on ? 'allowed' : 'ended'} texts in notifications`,
	isCalled: (name: string) => `is called ${name} now`,
	invited: (reason: string) => `made an invitation${reason}`,
	tookInvitationBack: 'took an invitation back',
	madeAccount: (name: string, role: string) => `made an account for ${name}, ${role}`,
	madeRole: (name: string, role: string) => `made ${name} ${role}`,
	closedAccount: (name: string) => `closed the account of ${name}`,
	unknownAct: 'did what this version does not know',
	beganDirect: 'began a direct message',
	made: (name: string) => `made “${name}”`,
	renamed: (where: string, name: string) => `renamed ${where} to “${name}”`,
	letsPost: (admins: boolean, where: string) =>
		`lets ${admins ? 'only admins' : 'all members'} post in ${where}`,
	joined: (where: string) => `joined ${where}`,
	left: (where: string) => `left ${where}`,
	added: (name: string, where: string) => `added ${name} to ${where}`,
	removed: (name: string, where: string) => `removed ${name} from ${where}`,
	sent: (kind: string) => `sent ${kind}`,
	evidence: 'evidence',
	groups: {
		reads: 'Reading and export',
		accounts: 'Accounts, roles, members',
		sessions: 'Sign-ins and devices',
		commands: 'Commands',
		refusals: 'Refused',
	},

	// routes/(app)/audit/organisation/+page.svelte
	aConversation: 'a conversation',
	directBetween: (names: string) => `the direct message between ${names}`,
	groupOf: (n: number) => `a group of ${n}`,
	auditOfOrganisation: 'Audit of the organisation',
	earlier: 'Earlier',
});
