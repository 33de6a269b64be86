import { area } from './dictionary.ts';
import { counted, numberWords } from './format.ts';

export const audit = area('audit', {
	// audit/AuditFilter.svelte
	filters: 'Filters',
	allRows: 'All rows',
	before: 'Before',
	countOf: (n: number, of: number) => `${n} of ${of}`,
	clear: 'Clear',

	// audit/AuditHeader.svelte
	visitRecorded: 'Your visit is recorded',

	// audit/AuditInspector.svelte
	ownAuthor: 'its own author',
	aModerator: 'a moderator',
	inspector: 'Inspector',
	rowIs: (row: string, kind: string) => `Row ${row}, ${kind}`,
	closeInspector: 'Close the inspector',
	ofRowBy: (row: string, by: string) => `of row ${row}, by ${by}`,
	byPerson: (name: string) => `by ${name}`,
	whoAndWhen: 'Who and when',
	author: 'Author',
	device: 'Device',
	theServer: 'the server',
	deviceNo: (name: string) => `${name}, no.`,
	written: 'Written',
	onDevice: (time: string) => `${time} on the device`,
	received: 'Received',
	givenBack: 'Given back',
	event: 'Event',
	inThisRow: (n: number, of: number) => `${n} of ${of} in this row`,
	copyProof: 'Copy proof',
	verifyAgain: 'Verify again',
	askErasure: 'Ask for erasure',
	unnamed: 'Unnamed',

	// audit/AuditLine.svelte
	laterThan: (time: string) => `Later than ${time}`,
	internal: 'Internal',
	notProven: 'not proven',
	deletedBy: (name: string, time: string, row: string) => `Deleted by ${name} at ${time}, row ${row}.`,
	editedInRow: (row: string) => `edited in row ${row}`,
	draft: 'Draft',
	note: 'Note',

	// audit/AuditLines.svelte
	rowsLabel: 'Rows',
	noRowFits: 'No row fits these filters.',

	// audit/AuditMembersView.svelte
	asMembers: 'As seen by members',
	earlierMessages: 'Earlier messages: move the playhead back.',
	edited: 'edited',
	nothingWritten: 'Nothing was written yet.',

	// audit/AuditPage.svelte
	conversations: 'Conversations',
	organisation: 'Organisation',
	erasure: 'Erasure',
	audit: 'Audit',

	// audit/AuditProblem.svelte
	signedOut: 'Signed out',
	signInToRead: 'Sign in to read the record.',
	recordFromServer: 'The record comes from the server, and nothing of it stays on this device.',

	// audit/AuditReason.svelte
	notInConversation: 'You are not in this conversation',
	opensWithReason:
		'It opens with a reason. Your name, the time and the reason stand in the organisation’s log, where auditors read them.',
	openRows: 'Open the rows',

	// audit/AuditScrubber.svelte
	notes: 'Notes',
	others: (n: number) => `${n} others`,
	timeline: 'Timeline',
	firstRow: 'First row',
	firstRowKey: 'First row (Home)',
	rowBefore: 'Row before',
	rowBeforeKey: 'Row before (Left)',
	pause: 'Pause',
	play: 'Play',
	withSpace: (action: string) => `${action} (Space)`,
	nextRow: 'Next row',
	nextRowKey: 'Next row (Right)',
	lastRow: 'Last row',
	lastRowKey: 'Last row (End)',
	asStoodAt: (time: string) => `As it stood at ${time}`,
	rowOf: (row: string, of: string) => `, row ${row} of ${of}`,
	jumpToTime: 'Jump to a time',
	show: 'Show',
	log: 'Log',
	rowNamed: (row: string) => `row ${row}`,
	noRows: 'No rows',
	rows: (n: number) => counted(n, 'row', 'rows'),

	// audit/AuditSnapshots.svelte
	snapshots: 'Snapshots',
	noSnapshots: 'None yet: a conversation this short opens from its rows.',
	rowsTo: (row: string, time: string) => `Rows to ${row}, ${time}`,
	sizeAnd: (kilobytes: number, isKept: boolean) =>
		`${kilobytes} kB${isKept ? '' : ', bytes replaced by a newer one'}`,

	// audit/AuditStatement.svelte
	cannotJudge: 'The rows cannot be judged.',
	notReadable: 'What the server sent is not readable. Nothing is proven.',
	verifying: 'Verifying.',
	browserReads: (rows: number, percent: number) => `This browser reads ${rows} rows, ${percent} %.`,

	// audit/AuditTrack.svelte
	row: 'Row',
	verified: 'Verified',

	// audit/AuditedLine.svelte
	needsReason: 'Needs a reason',

	// audit/ConversationAudit.svelte
	auditOf: (title: string) => `Audit: ${title}`,
	readingRows: 'Reading the rows.',

	// audit/InspectedProof.svelte
	beginsLog: 'Begins the log',
	hashContinues: (row: string) => `Hash continues row ${row}`,
	holdsClient: (client: number) => `Author holds client id ${client}`,
	nextInLog: (clock: number) => `Next in the author’s log, clock ${clock}`,
	proof: 'Proof',
	coveredBy: (checkpoint: number) => `Covered by checkpoint ${numberWords(checkpoint)}`,
	waitsForNext: 'Waits for the next checkpoint',
	verifiedServer: (row: string) => `verified: the server, row ${row}`,
	verifiedPerson: (name: string, device: string, clock: string) =>
		`verified: ${name}, ${device}, op ${clock}`,
	rowNotProven: (why: string) => `This row is not proven: ${why}.`,
	comesAfter: (row: string) => `It comes after row ${row}, so nothing proves it.`,
	stillReading: 'This browser is still reading the rows.',
	notProved: (what: string) => `Not proved: ${what}.`,
	hash: 'Hash',
	previous: 'Previous',
	checkpoint: (n: number) => `Checkpoint ${numberWords(n)}`,
	signed: 'Signed',
	covers: 'Covers',
	logs: (n: number) => counted(n, 'log', 'logs'),
	earlier: 'Earlier',
	alsoKept: 'Also kept',
	outsideDatabase: 'outside the database',
	key: 'Key',
	aDevice: 'device',

	// audit/InspectedText.svelte
	beforeAndAfter: 'Before and after',
	whatChanged: 'What changed',
	asStood: (draft: boolean) => `As ${draft ? 'the draft' : 'the notes'} stood`,
	whatDeleted: 'What was deleted',
	text: 'Text',
	filesSent: 'Files',
	digest: 'SHA-256',
	changedBy: (deleted: boolean, name: string) => `${deleted ? 'Deleted' : 'Edited'} by ${name},`,

	// routes/(app)/audit/+page.svelte
	kindOf: (channel: boolean, members: number) => `${channel ? 'Private channel' : 'Group'} of ${members}`,
	andMembers: (n: number) => `, ${n} members`,
	andClosed: ', closed',
	chooseConversation: 'Choose a conversation to see every row.',
	findConversations: 'Find conversations',
	nameKindPerson: 'Name, kind or person',
	exportThis: 'Export this one',
	exportThese: (n: number) => `Export these ${n}`,
	noneFound: (query: string) => `No conversation is found for “${query}”.`,
});
