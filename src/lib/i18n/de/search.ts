import { counted } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { search as English } from '../search.ts';

export const search: Translation<typeof English> = {
	// SearchPage.svelte
	whoWrote: 'wer es geschrieben hat',
	theConversation: 'die Unterhaltung',
	fromDay: 'ab einem Tag',
	beforeDay: 'vor einem Tag',
	hasWhat: 'link, code, mention oder file',
	search: 'Suche',
	closeSearch: 'Suche schließen',
	searchAll: 'Alle Nachrichten durchsuchen',
	clear: 'Leeren',
	filters: 'Filter',
	wordsInOrder: 'diese Wörter in dieser Reihenfolge',
	results: 'Ergebnisse',
	showMore: 'Mehr zeigen',

	// SearchCoverage.svelte
	askingServer: (here: number, total: number) =>
		`${here} von ${counted(total, 'Unterhaltung', 'Unterhaltungen')} auf diesem Gerät durchsucht. Der Server wird nach dem Rest gefragt.`,

	// search/coverage.ts
	searchedOne: 'Die eine Unterhaltung ist durchsucht.',
	searchedAll: (n: number) => `Alle ${n} Unterhaltungen sind durchsucht.`,
	searchedHere: (here: number, total: number, upTo: string) =>
		`${here} von ${counted(total, 'Unterhaltung', 'Unterhaltungen')} auf diesem Gerät durchsucht${upTo === '' ? '' : `, vollständig bis ${upTo}`}.`,
	stillReading: (n: number) =>
		n === 1 ? '1 Unterhaltung wird noch gelesen.' : `${n} Unterhaltungen werden noch gelesen.`,
	partlyHere: (n: number) =>
		n === 1
			? '1 davon ist hier nur in ihrem neueren Teil.'
			: `${n} davon sind hier nur in ihrem neueren Teil.`,
	othersOnline: (n: number) =>
		n === 1
			? 'Die andere wird durchsucht, sobald Sie online sind.'
			: `Die anderen ${n} werden durchsucht, sobald Sie online sind.`,
	restOnline: 'Der Rest wird durchsucht, sobald Sie online sind.',
	serverSilent: 'Der Server hat für den Rest nicht geantwortet.',
	noneInOne: 'Keine Ergebnisse in der einen Unterhaltung.',
	noneInAll: (n: number) => `Keine Ergebnisse in allen ${n} Unterhaltungen.`,
	noneHereYet: 'Auf diesem Gerät ist noch keine Unterhaltung.',
	nothingInOne: 'Nichts in der einen Unterhaltung auf diesem Gerät.',
	nothingIn: (n: number) => `Nichts in den ${n} Unterhaltungen auf diesem Gerät.`,

	// search/find-words.ts
	position: (at: number, of: string) => `${at} von ${of}`,
	conversationNotHere: 'Diese Unterhaltung ist noch nicht auf diesem Gerät.',
	olderReading: 'Ihr älterer Teil wird noch gelesen.',
	noneFound: '0 gefunden',
	onlyNewerPart: 'Nur ihr neuerer Teil ist auf diesem Gerät.',
	nothingInPart: 'Nichts in dem Teil auf diesem Gerät. Nur ihr neuerer Teil ist auf diesem Gerät.',
	completeTo: (time: string) => `Vollständig bis ${time}.`,

	// search/parse-query.ts
	nobodyCalled: (name: string) => `Hier heißt niemand „${name}“.`,
	noConversationCalled: (name: string) => `Hier heißt keine Unterhaltung „${name}“.`,
	wantsDay: (filter: string) =>
		`${filter}: braucht einen Tag, zum Beispiel ${filter}:2026-03-12 oder ${filter}:yesterday.`,
	hasKnows: 'has: kennt link, code, mention und file.',

	// SearchPage.svelte
	examplePhrase: '"Bus Schlüssel"',
};
