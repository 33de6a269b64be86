import { area } from './dictionary.ts';
import { counted } from './format.ts';

export const erasure = area('erasure', {
	// routes/(app)/audit/erasure/+page.svelte
	somebody: 'Somebody',
	legalRequests: 'Legal requests',
	intro:
		'What the law asks for is erased from the record, the server and every device. An owner asks, and a second person, an auditor or another owner, approves. The chain of the record still verifies and says what was erased.',
	requests: 'Requests',
	noRequests: 'Nobody has asked for an erasure.',

	// ErasureEntry.svelte
	request: (n: number) => `Request ${n}`,
	forwardedSo: (requests: string) => `Forwarded, so with ${requests}`,
	reference: 'Reference',
	askedBy: 'Asked by',
	approvedBy: 'Approved by',
	closedBy: 'Closed by',
	somebodyElse: 'Somebody else approves it: an auditor or another owner.',
	withdraw: 'Withdraw',
	decline: 'Decline',
	requestInline: (n: number) => `request ${n}`,
	approve: 'Approve',
	eraseBy: (n: number) => `Erase by legal request ${n}?`,
	eraseForEver: 'Erase for ever',
	personGoes:
		'Every message, edit and reaction of this person goes, in every conversation and every direct message, and what the server refused of theirs.',
	messageGoes: 'The message goes, with all its edits and copies.',
	forwardsGo: (requests: string) => `It was forwarded. What was forwarded goes too: ${requests}.`,
	goesFromRecord:
		'It goes from the record, from the server and from every device at its next contact. Who wrote when stays, so that the chain still verifies.',
	noUndo: 'Nobody can undo this.',

	// ErasureForm.svelte
	newRequest: 'New request',
	whatToErase: 'What is to be erased',
	oneMessage: 'One message',
	allTexts: 'All texts of a person',
	messageReference: 'Reference of the message',
	asAuditShows: 'As the audit shows it: c/…/0#131, and with .2 the second of several in one row.',
	choosePerson: 'Choose a person',
	accountClosed: '(account closed)',
	everyText:
		'Every message, edit and reaction in every conversation, direct messages too. What others wrote stays.',
	legalReference: 'Legal reference',
	stayForEver: 'Reason and reference stay in the record for ever. Do not repeat the text here.',
	askForErasure: 'Ask for the erasure',

	// erasure-words.ts
	allTextsOf: (name: string) => `All texts of ${name}`,
	notInRecord: 'A message that is not in the record',
	forwardAmongStaff: (n: number) => `A forward of the message of request ${n}, among staff`,
	inConversation: (name: string) => `in ${name}`,
	inDirect: 'in a direct message',
	soFar: (texts: string, places: string) => `${texts} in ${places} erased so far. It goes on by itself.`,
	nothingLeft: 'There was nothing left to erase.',
	done: (texts: string, places: string, when: string, n: number) =>
		`${texts} in ${places}. Erased on ${when} by legal request ${n}. The chain still verifies.`,
	texts: (n: number) => counted(n, 'text', 'texts'),
	places: (n: number) => counted(n, 'conversation', 'conversations'),
	requestsList: (numbers: string, n: number) => `${n === 1 ? 'request' : 'requests'} ${numbers}`,
	states: {
		waiting: 'Waits for a second person',
		lapsed: 'Lapsed',
		declined: 'Declined',
		withdrawn: 'Withdrawn',
		running: 'Being erased',
		done: 'Erased',
	},
	oneMessageOf: (name: string, where: string, time: string) =>
		`One message of ${name} ${where}, stored ${time}`,
	forwardBy: (n: number, name: string, where: string, time: string) =>
		`A forward of the message of request ${n}, by ${name} ${where}, stored ${time}`,
});
