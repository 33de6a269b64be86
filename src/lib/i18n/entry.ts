import { area } from './dictionary.ts';
import { counted } from './format.ts';

export const entry = area('entry', {
	// UnsentNotice.svelte
	signInExpired: 'Your sign-in has expired.',
	signInToSend: (n: number) => `Sign in to send ${counted(n, 'item', 'items')}`,
	thatAreSaved: (n: number) => (n === 1 ? 'that is saved on this device.' : 'that are saved on this device.'),

	// PasswordField.svelte
	hidePassword: 'Hide the password',
	showPassword: 'Show the password',
	passwordHelp: (n: number) => `At least ${n} characters. A sentence is fine.`,

	// password-strength.ts
	strength: { 'too-short': 'Too short', weak: 'Weak', good: 'Good', strong: 'Strong' },

	// AuthFrame.svelte
	savedHere: 'Saved on this device',
	savedHereMore: 'Write, attach and search with no network. It survives a restart.',
	stored: 'Stored',
	storedMore: 'On your organisation’s own disk, before anybody else sees it.',
	delivered: 'Delivered, once',
	deliveredMore: 'Never twice, and never under another person’s name.',
	onRecord: 'On the record',
	onRecordMore: 'Edits and deletions stay in a log that your auditors can verify.',
	whatHappens: 'What happens to what you write',

	// routes/+error.svelte
	pageNeedsServer: 'This page needs it. Your messages are on this device and open without it.',
	toMessages: 'To the messages',

	// routes/setup/+page.svelte
	createOrganisation: 'Create your organisation',
	serverNew: 'This server is new. You become its owner. Everything stays on your server.',
	organisationName: 'Name of the organisation',
	createOrganisationDo: 'Create organisation',
	makesGeneral: 'Makes the channel #general. Invite people next.',

	// routes/sign-in/+page.svelte
	signInTo: (organisation: string) => `Sign in to ${organisation}`,
	sharedComputer:
		'Shared computer? What you write is kept apart for each person, and removed when you sign out.',

	// routes/join/[token]/+page.svelte
	joinTo: (organisation: string) => `Join ${organisation}`,
	invitedAs: (role: string) => `You were invited as ${role}.`,
	join: 'Join',
	invitationEnded: 'This invitation has ended',
});
