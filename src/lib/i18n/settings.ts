import { area } from './dictionary.ts';

export const settings = area('settings', {
	// SignOut.svelte
	signOutNeedsServer:
		'Signing out needs the server: it ends the session there too. Try again when you are online.',
	signOut: 'Sign out',
	keptIsRemoved: 'What Parley keeps in this browser for you is removed.',
	signOutEverywhere: 'Sign out everywhere',
	itemsNotSent: (n: number) => (n === 1 ? '1 item is not sent' : `${n} items are not sent`),
	onlyHere: (n: number) =>
		n === 1
			? 'It exists only on this device. Signing out removes it for good. Wait until you are up to date, or sign out without it.'
			: 'They exist only on this device. Signing out removes them for good. Wait until you are up to date, or sign out without them.',
	staySignedIn: 'Stay signed in',
	discardAndSignOut: 'Discard and sign out',

	// user-agent-words.ts
	aBrowser: 'A browser',
	browserOn: (browser: string, system: string) => `${browser} on ${system}`,

	// routes/(app)/account/+page.svelte
	choosePassword: 'Choose a password of your own.',
	givenEnds: 'The one that you were given ends here.',
	profile: 'Profile',
	changeName: 'Change name',
	notificationsHelp: 'What you are told of, and how in this browser.',
	notificationSettings: 'Notification settings',
	syncHelp: 'What waits on this device, what was not delivered, and the room that it takes.',
	syncAndStorage: 'Sync and storage',
	autoReplyHelp: 'What is said for you in direct messages while you are away.',
	autoReplySettings: 'Auto-reply settings',
	currentPassword: 'Current password',
	newPassword: 'New password',
	changePassword: 'Change password',
	staySignedInHere: 'You stay signed in here and are signed out everywhere else.',
	whereSignedIn: 'Where you are signed in',
	lastSeen: (time: string) => `Last seen ${time}`,
	signOutThere: 'Sign out there',
	thisBrowser: 'This browser',
	programDevice: (number: string, time: string) => `A program, device no. ${number}, since ${time}`,
	revoke: 'Revoke',

	// routes/(app)/settings/auto-reply/+page.svelte
	writeWhatIsSaid: 'Write what is to be said.',
	textTooLong: (n: number) => `The text is ${n} bytes too long.`,
	endPassed: 'This end has passed.',
	whileAway: 'While you are away',
	whoeverWrites:
		'Whoever writes to you directly gets this once, marked “Auto-reply”, even while all your devices are off. Groups and channels get nothing.',
	on: 'On',
	untilWhen: (time: string) => `until ${time}`,
	off: 'Off',
	endedOn: (time: string) => `it ended on ${time}`,
	takesEffect: 'Takes effect when you are online.',
	whatIsSaid: 'What is said',
	bytesOf: (n: number, of: number) => `${n} of ${of} bytes`,
	untilOptional: 'Until (optional)',
	appearance: 'Appearance',
	appearanceHelp: 'Language, colours, density and motion, on this device.',
	appearanceSettings: 'Appearance settings',
	onThisDeviceOnly: 'On this device only.',
	language: 'Language',
	asBrowser: 'As the browser',
	languageHelp: 'The page is loaded again. Drafts stay.',
	theme: 'Theme',
	asSystem: 'As the system',
	light: 'Light',
	dark: 'Dark',
	contrast: 'Contrast',
	highContrast: 'High',
	normalContrast: 'Normal',
	density: 'Density',
	comfortable: 'Comfortable',
	compact: 'Compact',
	motion: 'Motion',
	reduced: 'None',

	// settings/organisation
	organisation: 'Organisation',
	organisationHelp: 'Its name, and what holds for everybody in it.',
	organisationSettings: 'Organisation settings',
	forEverybody: 'For everybody',
	forEverybodyHelp: 'It holds at once, and the record of the organisation says who changed it.',
	organisationName: 'Name of the organisation',
	membersCreateChannels: 'Members may create public channels',
	membersCreateChannelsHelp: 'Off: owners, admins, supervisors and agents alone do.',
	textsInNotifications: 'Notifications may show texts',
	textsInNotificationsHelp: 'Off: they say who wrote and where, on every device.',
	contactsHeading: 'Contacts',
	contactsHelp:
		'Whether colleagues must be contacts before they write to each other is decided beside the contacts.',
	contactsSettings: 'Contacts',
});
