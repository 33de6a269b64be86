import { area } from './dictionary.ts';
import { counted } from './format.ts';

export const search = area('search', {
	// SearchPage.svelte
	whoWrote: 'who wrote it',
	theConversation: 'the conversation',
	fromDay: 'from a day on',
	beforeDay: 'before a day',
	hasWhat: 'link, code, mention or file',
	search: 'Search',
	closeSearch: 'Close the search',
	searchAll: 'Search all messages',
	clear: 'Clear',
	filters: 'Filters',
	wordsInOrder: 'these words in this order',
	results: 'Results',
	showMore: 'Show more',

	// SearchCoverage.svelte
	askingServer: (here: number, total: number) =>
		`Searched ${here} of ${counted(total, 'conversation', 'conversations')} on this device. Asking the server for the rest.`,

	// search/coverage.ts
	searchedOne: 'Searched the one conversation.',
	searchedAll: (n: number) => `Searched all ${n} conversations.`,
	searchedHere: (here: number, total: number, upTo: string) =>
		`Searched ${here} of ${counted(total, 'conversation', 'conversations')} on this device${upTo === '' ? '' : `, complete to ${upTo}`}.`,
	stillReading: (n: number) =>
		n === 1 ? '1 conversation is still being read.' : `${n} conversations are still being read.`,
	partlyHere: (n: number) =>
		n === 1 ? '1 of them is here only in its newer part.' : `${n} of them are here only in their newer part.`,
	othersOnline: (n: number) =>
		n === 1
			? 'The other one is searched when you are online.'
			: `The other ${n} are searched when you are online.`,
	restOnline: 'The rest is searched when you are online.',
	serverSilent: 'The server did not answer for the rest.',
	noneInOne: 'No results in the one conversation.',
	noneInAll: (n: number) => `No results in all ${n} conversations.`,
	noneHereYet: 'No conversation is on this device yet.',
	nothingInOne: 'Nothing in the one conversation on this device.',
	nothingIn: (n: number) => `Nothing in the ${n} conversations on this device.`,

	// search/find-words.ts
	position: (at: number, of: string) => `${at} of ${of}`,
	conversationNotHere: 'This conversation is not on this device yet.',
	olderReading: 'Its older part is still being read.',
	noneFound: '0 found',
	onlyNewerPart: 'Only its newer part is on this device.',
	nothingInPart: 'Nothing in the part on this device. Only its newer part is on this device.',
	completeTo: (time: string) => `Complete to ${time}.`,

	// search/parse-query.ts
	nobodyCalled: (name: string) => `Nobody here is called “${name}”.`,
	noConversationCalled: (name: string) => `No conversation here is called “${name}”.`,
	wantsDay: (filter: string) =>
		`${filter}: wants a day, such as ${filter}:2026-03-12 or ${filter}:yesterday.`,
	hasKnows: 'has: knows link, code, mention and file.',

	// SearchPage.svelte
	examplePhrase: '"van keys"',
});
