import { counted } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { timeline as English } from '../timeline.ts';

/** The reader is "Sie", with the verb of the plural. */
const hat = (who: string) => (who === 'Sie' ? 'haben' : 'hat');
const ist = (who: string) => (who === 'Sie' ? 'sind' : 'ist');
const wurde = (who: string) => (who === 'Sie' ? 'wurden' : 'wurde');

export const timeline: Translation<typeof English> = {
	// Timeline.svelte
	firstUnread: 'Erste ungelesene',
	newBelow: (n: number) => `${n} neu`,
	latest: 'Neueste',

	// TimelineEntry.svelte
	jumpToDate: 'Zu einem Datum springen',
	newSince: (time: string) => `Neu seit ${time}`,

	// MessageRow.svelte
	showHistory: 'Bearbeitungsverlauf zeigen',
	edited: 'bearbeitet',
	selectMessage: (label: string) => `Auswählen: ${label}`,
	whoHasRead: (state: string) => `${state}: wer das gelesen hat`,

	// MessageTools.svelte
	message: 'Nachricht',
	reactWith: (name: string) => `Mit ${name} reagieren`,
	moreReactions: 'Weitere Reaktionen',
	reply: 'Antworten',
	more: 'Mehr',
	copyText: 'Text kopieren',
	select: 'Auswählen',
	unreadFromHere: 'Ab hier ungelesen',
	whoRead: 'Wer das gelesen hat',
	editHistory: 'Bearbeitungsverlauf',
	keyDelete: 'Entf',

	// MessageQuote.svelte
	earlierMessage: 'Eine frühere Nachricht',

	// MessageReactions.svelte
	andMore: (names: string, more: number) => `${names} und ${more} weitere`,

	// ForwardedLine.svelte
	showOriginal: (time: string) => `${time}. Original zeigen`,
	originalElsewhere: (time: string) =>
		`${time}. Das Original ist in einer Unterhaltung, in der Sie nicht sind`,
	forwardedFrom: (name: string) => `Von ${name}`,

	// AutoReplyRow.svelte
	autoReplyLabel: (name: string, time: string) => `${name}, Abwesenheitsantwort, ${time}`,
	autoReply: 'Abwesenheitsantwort',

	// SpokenArrivals.svelte
	newMessages: (n: number) => `${n} neue Nachrichten`,

	// SelectionBar.svelte
	selectedMessages: 'Ausgewählte Nachrichten',
	selectNothing: 'Nichts auswählen',
	selectNothingEsc: 'Nichts auswählen (Esc)',
	selected: (n: number) => `${counted(n, 'Nachricht', 'Nachrichten')} ausgewählt`,

	// RefusalNote.svelte
	notDelivered: 'Nicht zugestellt:',
	editAndResend: 'Bearbeiten und erneut senden',

	// message-words.ts: the others who have read it
	readBy: (who: string) => `Gelesen von ${who}`,

	// HistoryDialog.svelte
	everybodySees: 'Alle in der Unterhaltung können das sehen.',
	now: 'Jetzt',
	firstWritten: 'zuerst geschrieben',

	// DateDialog.svelte
	chooseDay: 'Wählen Sie einen Tag.',
	dayToCome: 'Dieser Tag kommt erst noch.',
	day: 'Tag',
	jump: 'Springen',

	// markup/CodeBlock.svelte
	codeIn: (language: string) => `Code, ${language}`,
	code: 'Code',
	copyCode: 'Code kopieren',

	// message-words.ts
	late: (written: string, until: string) => `geschrieben ${written}, offline bis ${until}`,
	restored: (name: string, day: string) => `wiederhergestellt von ${name} am ${day}`,
	erased: (day: string, request: string) => `Gelöscht am ${day} auf rechtliches Ersuchen ${request}.`,
	deletionSaved: 'Löschung auf diesem Gerät gespeichert',
	changeSaved: 'Änderung auf diesem Gerät gespeichert',
	delivery: {
		saving: 'Wird gespeichert',
		saved: 'Auf diesem Gerät gespeichert',
		stored: 'Auf dem Server gespeichert',
		'not-saved': 'Noch nicht auf diesem Gerät gespeichert',
		refused: 'Nicht zugestellt',
	},

	// typing-words.ts
	typing: (name: string) => `${name} schreibt`,
	typingTwo: (first: string, second: string) => `${first} und ${second} schreiben`,
	typingMany: (n: number) => `${n} Personen schreiben`,

	// shown-message.ts
	somebody: 'jemand',
	created: (by: string, name: string) =>
		`${by} ${hat(by)} ${name ? `„${name}“` : 'diese Unterhaltung'} angelegt`,
	added: (by: string, who: string) =>
		by ? `${by} ${hat(by)} ${who} hinzugefügt` : `${who} ${wurde(who)} hinzugefügt`,
	removed: (by: string, who: string) =>
		by ? `${by} ${hat(by)} ${who} entfernt` : `${who} ${wurde(who)} entfernt`,
	joined: (who: string) => `${who} ${ist(who)} beigetreten`,
	left: (who: string) => `${who} ${hat(who)} die Unterhaltung verlassen`,
	renamed: (by: string, name: string) => `${by} ${hat(by)} diese Unterhaltung in „${name}“ umbenannt`,
	autoReplied: (by: string, text: string) => `${by}, als Abwesenheitsantwort: ${text}`,
};
