import { area } from './dictionary.ts';
import { counted, numberWords } from './format.ts';

export const audited = area('audited', {
	// audit/audit-words.ts
	organisationNotProven: (row: number, why: string) =>
		`The organisation’s log is not proven: row ${row}, ${why}.`,
	whoEntitled: 'The rows continue each other. Who was entitled to write them cannot be judged.',
	keysDoNotHold: (why: string) => `The server’s keys do not hold: ${why}.`,
	checkpointInvalid: (n: number, why: string) => `Checkpoint ${numberWords(n)} is not valid: ${why}.`,
	noGap: (rows: string, rest: string) => `${rows}, no gap. ${rest}`,
	cannotCheck: 'This browser cannot check signatures.',
	noCheckpointYet: 'No checkpoint has signed these rows yet.',
	verifiedUpTo: (n: number) => `Verified up to checkpoint ${numberWords(n)}`,
	atNoGap: (day: string, rows: string) => `(${day}). ${rows}, no gap, signature valid.`,
	newerWait: (n: number) =>
		n === 1
			? '1 newer row waits for the next checkpoint'
			: `${numberWords(n)} newer rows wait for the next checkpoint`,
	rowMissing: (row: string, more: string) => `Row ${row} is missing${more}.`,
	doesNotContinue: (row: string, before: string) => `Row ${row} does not continue row ${before}.`,
	notStored: (row: string, why: string) => `Row ${row} is not what was stored: ${why}.`,
	verifiedUpToRow: (row: string) => `Verified up to row ${row}.`,
	nothingAfter: 'Nothing after it is proven.',
	eachBySignature: (n: number, of: number) =>
		`${numberWords(n)}${of > n ? ` of ${numberWords(of)}` : ''}, each by its own signature`,
	device: (id: string) => `device ${id}`,
	theConversation: 'the conversation',
	noFactHeldBack: (about: string) => `That no fact was held back about ${about}`,
	hiddenFacts: (n: number) => `Whom ${numberWords(n)} hidden facts from before tags are about`,
	erased: (day: string, request: number) =>
		`Erased on ${day} by legal request ${request}. The chain still verifies.`,
	erasedWords: (n: number, rows: string, request: number) =>
		`erased words of ${n === 1 ? 'row' : 'rows'} ${rows} by legal request ${request}`,
	row: (row: string) => `row ${row}`,
	notAmongRows: 'a message that is not among the rows',
	wroteDeletedBefore: 'wrote what was deleted before a backup was put back: its text is gone',
	notDelivered: (why: string) => `was not delivered: ${why}`,
	wroteUnreadable: 'wrote what cannot be read',
	wroteErased: 'wrote what was erased',
	edited: (where: string) => `edited ${where}`,
	deleted: (where: string, moderator: boolean) => `deleted ${where}${moderator ? ', as a moderator' : ''}`,
	reacted: (emoji: string, where: string) => `reacted ${emoji} to ${where}`,
	tookBack: (emoji: string, where: string) => `took ${emoji} back from ${where}`,
	wroteGivenBack: (giver: string) =>
		`wrote this; it was given back${giver === '' ? '' : ` by ${giver}’s device`}`,
	beganLog: 'began the log',
	beganAgain: (entries: number) =>
		`began again after a backup was put back; ${entries === 1 ? '1 entry' : `${entries} entries`} of the ledger before it stand`,
	tookFromDevices: (n: number) =>
		`took the text of ${n === 1 ? 'an event' : `${n} events`} from everybody’s devices`,
	erasedEvents: (n: number, request: number) =>
		`erased ${n === 1 ? 'an event' : `${n} events`} by legal request ${request}`,
	gaveBack: 'gave back what the backup did not have',
	openedVolume: (n: number) => `opened volume ${n}`,
	enteredLate: (n: number) => `entered what came late into volume ${n}`,
	wroteUnknown: 'wrote what this version does not know',
	rowSentence: (row: string, time: string, name: string, text: string) =>
		`Row ${row}, ${time}, ${name}${text}`,
	countOf: (n: number, of: number) => `${n} of ${of}`,
	closed: ', closed',
	signedNoFurther: (n: number) => `Signed up to checkpoint ${numberWords(n)}, and no further.`,
	nobodySigned: 'Nobody has signed where they end.',
	newerBrowser: 'A newer browser also says who signed where they end.',
	madeWithin: 'One is made within a minute.',
	rows: (n: number) => counted(n, 'row', 'rows'),
	noteTook: (draft: boolean) => `took from ${draft ? 'the shared draft' : 'the notes'}`,
	noteWrote: (draft: boolean) => `wrote in ${draft ? 'the shared draft' : 'the notes'}`,
	noteChanged: (draft: boolean) => `changed ${draft ? 'the shared draft' : 'the notes'}`,
	kinds: {
		message: 'message',
		edit: 'edit',
		delete: 'deletion',
		reaction: 'reaction',
		note: 'note',
		system: 'system',
		refused: 'refused',
		relay: 'relay',
	},
});
