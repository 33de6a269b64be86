import type { Translation } from '../dictionary.ts';
import { counted } from '../format.ts';
import type { rooms as English } from '../rooms.ts';

export const rooms: Translation<typeof English> = {
	// ZoneHeader.svelte

	// ChannelBrowser.svelte
	channels: 'Kanäle',
	newChannel: 'Neuer Kanal',
	noChannels: 'Noch keine Kanäle',
	channelIsFor: 'Ein Kanal ist für ein Thema: Wen es angeht, der tritt bei.',
	findChannel: 'Kanal finden',
	nameOrTopic: 'Name oder wofür er ist',
	sortedBy: 'Sortiert nach',
	orders: { activity: 'Letzter Aktivität', name: 'Name', members: 'Mitgliedern' },
	countChannels: (n) => counted(n, 'Kanal', 'Kanäle'),
	channelsAsOf: (n, time) =>
		`${counted(n, 'Kanal', 'Kanäle')}${time === '' ? '' : `, Stand ${time}`}. Neuere erscheinen, sobald Sie online sind.`,
	noneAbout: (query) => `Kein Kanal hier handelt von „${query}“.`,
	newChannelNamed: (name) => `Neuer Kanal namens „${name}“`,

	// ChannelLine.svelte
	private: 'privat',
	joined: 'Beigetreten',
	members: (n) => counted(n, 'Mitglied', 'Mitglieder'),
	createdWhenOnline: 'wird angelegt, sobald Sie online sind',
	active: (time) => `aktiv ${time}`,
	joinsWhenOnline: 'Tritt bei, sobald Sie online sind',
	open: 'Öffnen',
	openNamed: (name) => `# ${name} öffnen`,
	read: 'Lesen',
	readNamed: (name) => `# ${name} lesen`,
	join: 'Beitreten',
	joinNamed: (name) => `# ${name} beitreten`,

	// NewChannelDialog.svelte
	mayBeThere: 'Vielleicht gibt es ihn schon:',
	browseThem: 'Kanäle durchsehen',

	// ConversationPane.svelte
	notHereYet: 'Seine Nachrichten sind noch nicht auf diesem Gerät. Sie kommen, sobald Sie online sind.',
};
