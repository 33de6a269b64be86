import { area } from './dictionary.ts';
import { counted, numberWords } from './format.ts';

export const shell = area('shell', {
	// routes/(app)/+layout.svelte
	nothingUnsent: 'Nothing is unsent: there is nothing to save',
	titleUnread: (n: number) => `(${n}) Team chat`,
	title: 'Team chat',
	skip: 'To the conversation',

	// Rail.svelte
	main: 'Main',
	notificationsUnread: (n: number) => `Notifications, ${n} unread`,
	notifications: 'Notifications',
	youNamed: (name: string) => `You, ${name}`,
	countAlerts: (n: number) => counted(n, 'alert', 'alerts'),
	countAsking: (n: number) => `${n} asking`,
	countUnread: (n: number) => `${n} unread`,

	// ConversationList.svelte
	conversations: 'Conversations',
	newGroup: 'New group',
	newMessage: 'New message',
	searchOrJump: 'Search or jump to',
	keyCtrlK: 'Ctrl K',
	newChannel: 'New channel',
	browseChannels: 'Browse channels',
	noConversations: 'No conversations yet',
	talkHere: 'Talk with colleagues here.',

	// ConversationItem.svelte
	savedHere: 'Saved on this device',
	stored: 'Stored',
	notDelivered: 'Not delivered',
	private: 'private',
	muted: 'muted',
	notCreated: 'Not created',
	createdOnline: 'Created when you are online',
	nothingWritten: 'Nothing written yet',
	openToRead: 'Open to read',

	// ConversationMenu.svelte
	moreAbout: (title: string) => `More about ${title}`,
	pin: 'Pin to the top',
	unpin: 'Unpin',
	mute: 'Mute',
	unmute: 'Unmute',
	markRead: 'Mark as read',

	// UpdateLine.svelte
	newVersion: 'A new version is ready.',
	everythingKept: 'Everything you write is kept.',
	newInUse: 'The new version is in use.',
	olderWindow: 'This window still shows the one before.',

	// StartProblemPage.svelte
	nothingYet: 'This device has nothing yet',
	needsServerOnce: 'It needs the server once; afterwards everything opens without a network.',
	keepsNothing: 'This browser keeps nothing',
	allowStorage:
		'Parley saves what you write on the device first. Allow this site to store data, or leave the private window.',

	// ShortcutSheet.svelte
	keyboard: 'Keyboard',
	lettersAct: 'Single letters act outside of text fields',

	// Palette.svelte
	results: 'Results',
	members: (n: number) => counted(n, 'member', 'members'),
	nothingCalled: (name: string) => `Nothing here is called “${name}”.`,

	// RefusedCommands.svelte
	dismiss: 'Dismiss',

	// conversation-list.ts
	sections: { pinned: 'Pinned', direct: 'Direct messages', channels: 'Channels', groups: 'Groups' },

	// destinations.ts
	team: 'Team',
	people: 'People',
	audit: 'Audit',

	// palette.ts
	allMessagesWith: (query: string) => `All messages with “${query}”`,
	actions: 'Actions',
	messages: 'Messages',
	channelNamed: (name: string) => `New channel named “${name}”`,
	recent: 'Recent',

	// connection-words.ts
	deviceFull: 'This device is full.',
	newTextNotSaved: 'New text is not saved.',
	freeSpace: 'Free space',
	notSaved: 'Not saved.',
	inThisWindow: 'What you wrote is in this window only. It is tried again by itself.',
	saveCopy: 'Save a copy',
	notDeliveredColon: 'Not delivered:',
	show: 'Show',
	mayDelete: 'This browser may delete its data.',
	saveCopyInline: 'save a copy',
	offlineStop: 'Offline.',
	offlineNothingUnsent: 'You can read, search and write.',
	serverSilent: 'The server does not answer.',
	nextTry: (seconds: number) => `Next try in ${seconds} s.`,
	tryNow: 'Try now',
	signInToGoOn: 'Sign in to go on.',
	staysReadable: 'What is on this device stays readable.',
	pageOlder: 'This page is older than the server.',
	reloadToGoOn: 'Reload to go on. Everything you wrote is kept.',
	syncingStop: 'Syncing.',
	upToDate: 'Up to date',
	offline: 'Offline',
	serverSilentShort: 'The server does not answer',
	nextTryShort: (seconds: number) => `Next try in ${seconds} s`,
	olderThanServer: 'Older than the server',
	syncing: 'Syncing',
	upToDateAsOf: (time: string) => `Up to date as of ${time}`,
	received: (n: number) => `${numberWords(n)} received`,
	sentOf: (sent: number, of: number, received: string) => `${sent} of ${of} sent, ${received}.`,
	textsKept: (n: number) => (n === 1 ? '1 text is kept here.' : `${n} texts are kept here.`),
	onlyHere: (n: number) => (n === 1 ? '1 item exists only here.' : `${n} items exist only here.`),
	keepSafe: (n: number) => (n === 1 ? 'Keep it safe' : 'Keep them safe'),
	offlineUnsent: (n: number) =>
		n === 1
			? '1 item is saved on this device and will be sent by itself.'
			: `${n} items are saved on this device and will be sent by themselves.`,
	signInToSend: (n: number) => (n === 1 ? 'Sign in to send 1 item.' : `Sign in to send ${n} items.`),
	staysUntilThen: (n: number) =>
		n === 1 ? 'It stays on this device until then.' : 'They stay on this device until then.',
	reloadToSend: (n: number) =>
		n === 1
			? 'Reload to send 1 item. Everything you wrote is kept.'
			: `Reload to send ${n} items. Everything you wrote is kept.`,
	backAllStored: (time: string) => `${time === '' ? '' : `as of ${time}`}. Everything you wrote is stored.`,
	backAsOf: (time: string) => `${time === '' ? '' : `as of ${time}`}.`,
	itemsWait: (n: number) => (n === 1 ? '1 item waits on this device' : `${n} items wait on this device`),
	textsNotDelivered: (n: number) => (n === 1 ? '1 text not delivered' : `${n} texts not delivered`),
	filesOnTheirWay: (n: number) => (n === 1 ? '1 file is being sent' : `${n} files are being sent`),
	asOf: (time: string) => `as of ${time}`,

	/** What the palette offers: its title, and more words to find it by. */
	does: {
		message: { title: 'New message', more: 'write direct' },
		search: { title: 'Search all messages', more: 'find text history' },
		group: { title: 'New group', more: 'create room' },
		channel: { title: 'New channel', more: 'create room' },
		channels: { title: 'Browse channels', more: 'join public find rooms' },
		team: { title: 'Go to Team', more: 'messages chat' },
		people: { title: 'Go to People', more: 'directory invite colleagues' },
		notifications: { title: 'Go to Notifications', more: 'mentions bell alerts' },
		account: { title: 'Go to your account', more: 'you password devices sign out' },
		contacts: { title: 'Contacts', more: 'find people add request block' },
		'auto-reply': { title: 'Auto-reply', more: 'away absence holiday out of office' },
		device: { title: 'On this device', more: 'sync unsent offline storage' },
		sync: { title: 'Go to Sync', more: 'queue refused storage export import file persist' },
		keyboard: { title: 'Keyboard shortcuts', more: 'help keys' },
	},

	// routes/(app)/+error.svelte
	pageNeedsServer: 'This page needs the server. Your messages are on this device.',

	// routes/(app)/messages/[id]/+page.svelte
});
