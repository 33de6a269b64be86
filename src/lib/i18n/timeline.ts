import { area } from './dictionary.ts';
import { counted } from './format.ts';

export const timeline = area('timeline', {
	// Timeline.svelte
	firstUnread: 'First unread',
	newBelow: (n: number) => `${n} new`,
	latest: 'Latest',

	// TimelineEntry.svelte
	jumpToDate: 'Jump to a date',
	newSince: (time: string) => `New since ${time}`,

	// MessageRow.svelte
	showHistory: 'Show the edit history',
	edited: 'edited',
	selectMessage: (label: string) => `Select: ${label}`,
	whoHasRead: (state: string) => `${state}: who has read this`,

	// MessageTools.svelte
	message: 'Message',
	reactWith: (name: string) => `React with ${name}`,
	moreReactions: 'More reactions',
	reply: 'Reply',
	more: 'More',
	copyText: 'Copy text',
	select: 'Select',
	unreadFromHere: 'Unread from here',
	whoRead: 'Who has read this',
	editHistory: 'Edit history',
	keyDelete: 'Del',

	// MessageQuote.svelte
	earlierMessage: 'An earlier message',

	// MessageReactions.svelte
	andMore: (names: string, more: number) => `${names} and ${more} more`,

	// ForwardedLine.svelte
	showOriginal: (time: string) => `${time}. Show the original`,
	originalElsewhere: (time: string) => `${time}. The original is in a conversation that you are not in`,
	forwardedFrom: (name: string) => `From ${name}`,

	// AutoReplyRow.svelte
	autoReplyLabel: (name: string, time: string) => `${name}, auto-reply, ${time}`,
	autoReply: 'Auto-reply',

	// SpokenArrivals.svelte
	newMessages: (n: number) => `${n} new messages`,

	// SelectionBar.svelte
	selectedMessages: 'Selected messages',
	selectNothing: 'Select nothing',
	selectNothingEsc: 'Select nothing (Esc)',
	selected: (n: number) => `${counted(n, 'message', 'messages')} selected`,

	// RefusalNote.svelte
	notDelivered: 'Not delivered:',
	editAndResend: 'Edit and resend',

	// message-words.ts: the others who have read it
	readBy: (who: string) => `Read by ${who}`,

	// HistoryDialog.svelte
	everybodySees: 'Everybody in the conversation can see this.',
	now: 'Now',
	firstWritten: 'first written',

	// DateDialog.svelte
	chooseDay: 'Choose a day.',
	dayToCome: 'That day is still to come.',
	day: 'Day',
	jump: 'Jump',

	// markup/CodeBlock.svelte
	codeIn: (language: string) => `Code, ${language}`,
	code: 'Code',
	copyCode: 'Copy the code',

	// message-words.ts
	late: (written: string, until: string) => `written ${written}, offline until ${until}`,
	restored: (name: string, day: string) => `restored by ${name} on ${day}`,
	erased: (day: string, request: string) => `Erased on ${day} by legal request ${request}.`,
	deletionSaved: 'Deletion saved on this device',
	changeSaved: 'Change saved on this device',
	delivery: {
		saving: 'Saving',
		saved: 'Saved on this device',
		stored: 'Stored',
		'not-saved': 'Not saved on this device yet',
		refused: 'Not delivered',
	},

	// typing-words.ts
	typing: (name: string) => `${name} is typing`,
	typingTwo: (first: string, second: string) => `${first} and ${second} are typing`,
	typingMany: (n: number) => `${n} people are typing`,

	// shown-message.ts
	somebody: 'somebody',
	created: (by: string, name: string) =>
		name ? `${by} created “${name}”` : `${by} created this conversation`,
	added: (by: string, who: string) =>
		by ? `${by} added ${who}` : `${who} ${who === 'you' ? 'were' : 'was'} added`,
	removed: (by: string, who: string) =>
		by ? `${by} removed ${who}` : `${who} ${who === 'you' ? 'were' : 'was'} removed`,
	joined: (who: string) => `${who} joined`,
	left: (who: string) => `${who} left`,
	renamed: (by: string, name: string) => `${by} renamed this conversation to “${name}”`,
	autoReplied: (by: string, text: string) => `${by}, by auto-reply: ${text}`,
});
