import { area } from './dictionary.ts';
import { counted, numberWords } from './format.ts';

export const composer = area('composer', {
	// CompletionList.svelte
	suggestions: 'Suggestions',

	// Composer.svelte
	nothingToSend: 'There is nothing to send.',
	textTooLongStop: 'The text is too long.',
	onlineOnce: 'This browser has to be online once before it can write.',
	notSavedStill: 'Not saved. The text is still in the box.',
	messageGone: 'That message is not there any more.',
	cannotWrite: 'You cannot write here any more.',
	notSaved: 'Not saved.',
	errorStill: (reason: string) => `${reason} The text is still in the box.`,
	notPasted: 'Not pasted.',
	moreThanHolds: (characters: number, bytes: number) =>
		`${numberWords(characters)} characters are more than a message holds (${numberWords(bytes)} bytes). The text is still where you copied it.`,
	editMessage: 'Edit your message',
	stopEditing: 'Stop editing',
	doNotReply: 'Do not reply',
	writeTo: (name: string) => `Write to ${name}`,
	emoji: 'Emoji',
	mention: 'Mention somebody',
	tooLongBy: (n: number) => `${counted(n, 'byte', 'bytes')} too long`,
	bytesOf: (n: number, of: number) => `${numberWords(n)} of ${numberWords(of)} bytes`,
	saveChange: 'Save the change',
	send: 'Send',
	textTooLong: 'The text is too long',
	writeFirst: 'Write something first',
	replyTo: (name: string) => `Reply to ${name}`,

	// composer-completion.svelte.ts
	everyoneHere: 'everyone in this room',
});
