import { counted, numberWords } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { composer as English } from '../composer.ts';

export const composer: Translation<typeof English> = {
	// CompletionList.svelte
	suggestions: 'Vorschläge',

	// Composer.svelte
	nothingToSend: 'Es gibt nichts zu senden.',
	textTooLongStop: 'Der Text ist zu lang.',
	onlineOnce: 'Dieser Browser muss einmal online sein, bevor er schreiben kann.',
	notSavedStill: 'Nicht gespeichert. Der Text steht noch im Feld.',
	messageGone: 'Diese Nachricht gibt es nicht mehr.',
	cannotWrite: 'Sie können hier nicht mehr schreiben.',
	notSaved: 'Nicht gespeichert.',
	errorStill: (reason: string) => `${reason} Der Text steht noch im Feld.`,
	notPasted: 'Nicht eingefügt.',
	moreThanHolds: (characters: number, bytes: number) =>
		`${numberWords(characters)} Zeichen sind mehr, als eine Nachricht fasst (${numberWords(bytes)} Bytes). Der Text ist noch dort, wo Sie ihn kopiert haben.`,
	editMessage: 'Ihre Nachricht bearbeiten',
	stopEditing: 'Nicht mehr bearbeiten',
	doNotReply: 'Nicht antworten',
	writeTo: (name: string) => `Nachricht an ${name}`,
	emoji: 'Emoji',
	mention: 'Jemanden erwähnen',
	tooLongBy: (n: number) => `${counted(n, 'Byte', 'Bytes')} zu lang`,
	bytesOf: (n: number, of: number) => `${numberWords(n)} von ${numberWords(of)} Bytes`,
	saveChange: 'Änderung speichern',
	send: 'Senden',
	textTooLong: 'Der Text ist zu lang',
	writeFirst: 'Schreiben Sie zuerst etwas',
	replyTo: (name: string) => `Antwort an ${name}`,

	// composer-completion.svelte.ts
	everyoneHere: 'alle in diesem Raum',
};
