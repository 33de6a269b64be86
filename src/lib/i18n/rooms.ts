import { area } from './dictionary.ts';
import { counted } from './format.ts';

export const rooms = area('rooms', {
	// ZoneHeader.svelte

	// ChannelBrowser.svelte
	channels: 'Channels',
	newChannel: 'New channel',
	noChannels: 'No channels yet',
	channelIsFor: 'A channel is for a subject: who is interested joins it.',
	findChannel: 'Find a channel',
	nameOrTopic: 'Name or what it is for',
	sortedBy: 'Sorted by',
	orders: { activity: 'Last activity', name: 'Name', members: 'Members' },
	countChannels: (n: number) => counted(n, 'channel', 'channels'),
	channelsAsOf: (n: number, time: string) =>
		`${counted(n, 'channel', 'channels')}${time === '' ? '' : `, as of ${time}`}. Newer ones appear when you are online.`,
	noneAbout: (query: string) => `No channel here is about “${query}”.`,
	newChannelNamed: (name: string) => `New channel named “${name}”`,

	// ChannelLine.svelte
	private: 'private',
	joined: 'Joined',
	members: (n: number) => counted(n, 'member', 'members'),
	createdWhenOnline: 'created when you are online',
	active: (time: string) => `active ${time}`,
	joinsWhenOnline: 'Joins when you are online',
	open: 'Open',
	openNamed: (name: string) => `Open # ${name}`,
	read: 'Read',
	readNamed: (name: string) => `Read # ${name}`,
	join: 'Join',
	joinNamed: (name: string) => `Join # ${name}`,

	// NewChannelDialog.svelte
	mayBeThere: 'It may be there already:',
	browseThem: 'browse the channels',

	// ConversationPane.svelte
	notHereYet: 'Its messages are not on this device yet. They come when you are online.',
});
