import { area } from './dictionary.ts';

export const notifications = area('notifications', {
	// ToldItem.svelte
	muted: 'Muted',
	unread: 'Unread',

	// told-words.ts
	in: (place: string) => `in ${place}`,
	wroteMany: (n: number) => `wrote ${n} messages to you`,
	wrote: 'wrote to you',
	mentioned: (where: string) => `mentioned you${where}`,
	answered: (where: string) => `answered you${where}`,
	reacted: (emoji: string, where: string) => `reacted with ${emoji} to your message${where}`,
	added: (place: string) => `added you to ${place}`,

	// NotificationTestSteps.svelte
	notYet: 'Not yet',
	running: 'Running',
	failed: 'Failed',
	notReached: 'Not reached',

	// routes/(app)/notifications/+page.svelte
	everythingRead: 'Everything is read.',
	countUnread: (n: number) => `${n} unread`,
	nothingUnread: 'Nothing is unread',
	markAllRead: 'Mark all read',
	settingsLabel: 'Notification settings',
	settings: 'Settings',
	nothingToTell: 'Nothing to tell',
	listedHere:
		'Mentions, answers, reactions to your messages, direct messages and groups that you are added to are listed here.',
	goToTeam: 'Go to Team',

	// routes/(app)/settings/notifications/+page.svelte
	everyMessage: 'Every message',
	everyMessageHelp: 'Of all conversations that are not muted.',
	meantForYou: 'What is meant for you',
	meantForYouHelp: 'Direct messages, mentions, answers to you, and groups that you are added to.',
	nothing: 'Nothing',
	nothingHelp: 'Parley counts what is unread, and stays silent.',
	offHere: 'They are off in this browser.',
	onAlsoClosed: 'They are on in this browser, also while Parley is closed.',
	onWhileOpen: 'They are on while Parley is open. Nothing arrives while it is closed.',
	onUnknown: 'They are on in this browser. Whether they arrive while Parley is closed is known online.',
	inThisBrowser: 'In this browser',
	sound: 'Sound',
	soundHelp: 'As this device sounds for notifications.',
	onAllDevices: 'On all your devices',
	whatYouAreTold: 'What you are told of',
	showText: 'Show the text of messages',
	showTextHelp: 'It travels encrypted, and shows on locked screens too.',
	keepsTextsOut: (organisation: string) => `${organisation} keeps texts out of notifications.`,
	muteHelp: 'A single conversation is muted in its header. What you read anywhere is taken away everywhere.',
	test: 'Test',
	testHelp: 'Sends one notification to this browser, and says how far it came.',
	sendTest: 'Send a test',

	// notification-test.svelte.ts
	steps: ['Permission', 'Subscription', 'Sent', 'Delivered'],
	permission: {
		unsupported:
			'This browser has no web push here. On an iPhone or iPad, install Parley on the home screen first.',
		default: 'This browser has not been asked yet.',
		granted: 'This browser lets Parley show notifications.',
		denied: 'This browser blocks notifications of this site. Allow them in its settings for this site.',
	},
	serverAsked: 'The server is asked.',
	noPushHere: 'This server sends no push messages.',
	noSubscription: 'The server has no subscription of this browser.',
	atHost: (host: string) => `At ${host}.`,
	serverSends: 'The server sends it now.',
	waitingForBrowser: 'Waiting for this browser.',
	gotIt: 'This browser has got it, and shows it.',
	nothingArrived: 'Nothing arrived in 15 s. The push service may deliver it later.',

	// push-link.ts
	noWebPush: 'This browser has no web push here.',
	blocksHere: 'This browser blocks notifications of this site.',
	notAnswered: 'The browser’s question was not answered.',
	noKeys: 'The browser’s push service gave no keys.',
	serverRefused: (status: number) => `The server refused it (${status}).`,
	pushServiceSays: (message: string) => `The browser’s push service: ${message}`,
	noAnswer20: 'no answer in 20 s',

	// show-notices.ts
	authorIn: (author: string, place: string) => `${author} in ${place}`,
	hidden: {
		direct: 'New message',
		mention: 'Mentioned you',
		reply: 'Answered you',
		message: 'New message',
		added: 'You were added',
	},
	addedYou: (author: string) => `${author} added you.`,
	testArrived: 'The test has arrived.',
});
