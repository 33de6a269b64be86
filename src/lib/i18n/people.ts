import { area } from './dictionary.ts';

export const people = area('people', {
	// ContactLine.svelte
	asked: 'Asked, not answered yet',
	asks: 'Asks to be a contact',
	noContact: 'No contact any more',
	blocked: 'Blocked',
	unblock: 'Unblock',
	accept: 'Accept',
	decline: 'Decline',
	addContact: 'Add contact',
	takeBack: 'Take back',
	requestTo: (name: string) => `the request to ${name}`,
	moreAbout: (name: string) => `More about ${name}`,
	more: 'More',
	removeContact: 'Remove from contacts',
	block: 'Block',

	// PersonLine.svelte
	accountClosed: 'Account closed',
	roleOf: (name: string) => `Role of ${name}`,
	accountOf: (name: string) => `the account of ${name}`,
	closeAccountOf: (name: string) => `Close the account of ${name}?`,
	closeAccount: 'Close account',
	signedOutAtOnce: 'They are signed out everywhere at once. What they wrote stays, under their name.',

	// InvitePeople.svelte
	addPeople: 'Add people',
	how: 'How',
	invitationLink: 'Invitation link',
	createTheAccount: 'Create the account',
	nameOptional: 'Name (may be empty)',
	emailOptional: 'Email (may be empty)',
	makeLink: 'Make a link',
	createAccount: 'Create account',
	linkOpens: 'The link opens one account, for 7 days.',
	shownOnlyNow: 'It is shown only now; send it yourself.',
	accountThere: (email: string) => `The account of ${email} is there.`,
	passwordOnlyNow: 'This password is shown only now and is changed at the first sign-in.',

	// routes/(app)/people/+page.svelte
	people: 'People',
	contacts: 'Contacts',
	askContact: (n: number) =>
		n === 1 ? '1 person asks to be your contact' : `${n} people ask to be your contact`,
	yourContacts: 'Your contacts',
	directory: 'Directory',
	findPeople: 'Find people',
	openInvitations: 'Open invitations',
	anybodyWithLink: 'Anybody with the link',
	expiresOn: (role: string, day: string) => `${role}, expires on ${day}`,

	// routes/(app)/people/contacts/+page.svelte
	requests: 'Requests',
	youAsked: 'You asked',
	nameEmailOrId: 'Name, email or id',
	typeTwoLetters: 'Type two letters of a name, or a whole id.',
	nobodyYet: 'Nobody yet. Find somebody above and add them.',
	inOrganisation: (organisation: string) => `In ${organisation}`,
	mustBeContacts: 'Colleagues must be contacts to write to each other',
	offEverybody: 'Off, everybody can write to everybody, but for who is blocked or was removed.',
	onlyContacts: (organisation: string) => `In ${organisation} only contacts write to each other directly.`,
});
