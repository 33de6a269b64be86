import { counted, numberWords } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { audit as English } from '../audit.ts';

export const audit: Translation<typeof English> = {
	// audit/AuditFilter.svelte
	filters: 'Filter',
	allRows: 'Alle Zeilen',
	before: 'Vor',
	countOf: (n: number, of: number) => `${n} von ${of}`,
	clear: 'Leeren',

	// audit/AuditHeader.svelte
	visitRecorded: 'Ihr Besuch wird protokolliert',

	// audit/AuditInspector.svelte
	ownAuthor: 'die eigene Autorin oder der eigene Autor',
	aModerator: 'eine Moderation',
	inspector: 'Einzelheiten',
	rowIs: (row: string, kind: string) => `Zeile ${row}, ${kind}`,
	closeInspector: 'Einzelheiten schließen',
	ofRowBy: (row: string, by: string) => `von Zeile ${row}, durch ${by}`,
	byPerson: (name: string) => `von ${name}`,
	whoAndWhen: 'Wer und wann',
	author: 'Autor',
	device: 'Gerät',
	theServer: 'der Server',
	deviceNo: (name: string) => `${name}, Nr.`,
	written: 'Geschrieben',
	onDevice: (time: string) => `${time} auf dem Gerät`,
	received: 'Empfangen',
	givenBack: 'Zurückgegeben',
	event: 'Ereignis',
	inThisRow: (n: number, of: number) => `${n} von ${of} in dieser Zeile`,
	copyProof: 'Beweis kopieren',
	verifyAgain: 'Erneut prüfen',
	askErasure: 'Löschung beantragen',
	unnamed: 'Unbenannt',

	// audit/AuditLine.svelte
	laterThan: (time: string) => `Später als ${time}`,
	internal: 'Intern',
	notProven: 'nicht bewiesen',
	deletedBy: (name: string, time: string, row: string) => `Gelöscht von ${name} um ${time}, Zeile ${row}.`,
	editedInRow: (row: string) => `bearbeitet in Zeile ${row}`,
	draft: 'Entwurf',
	note: 'Notiz',

	// audit/AuditLines.svelte
	rowsLabel: 'Zeilen',
	noRowFits: 'Keine Zeile passt zu diesen Filtern.',

	// audit/AuditMembersView.svelte
	asMembers: 'Wie Mitglieder es sehen',
	earlierMessages: 'Frühere Nachrichten: Bewegen Sie die Abspielposition zurück.',
	edited: 'bearbeitet',
	nothingWritten: 'Noch wurde nichts geschrieben.',

	// audit/AuditPage.svelte
	conversations: 'Unterhaltungen',
	organisation: 'Organisation',
	erasure: 'Löschung',
	audit: 'Prüfung',

	// audit/AuditProblem.svelte
	signedOut: 'Abgemeldet',
	signInToRead: 'Melden Sie sich an, um das Protokoll zu lesen.',
	recordFromServer: 'Das Protokoll kommt vom Server, und nichts davon bleibt auf diesem Gerät.',

	// audit/AuditReason.svelte
	notInConversation: 'Sie sind nicht in dieser Unterhaltung',
	opensWithReason:
		'Sie öffnet sich mit einem Grund. Ihr Name, die Zeit und der Grund stehen im Protokoll der Organisation, wo die Revision sie liest.',
	openRows: 'Zeilen öffnen',

	// audit/AuditScrubber.svelte
	notes: 'Notizen',
	others: (n: number) => `${n} weitere`,
	timeline: 'Zeitleiste',
	firstRow: 'Erste Zeile',
	firstRowKey: 'Erste Zeile (Pos1)',
	rowBefore: 'Vorige Zeile',
	rowBeforeKey: 'Vorige Zeile (Links)',
	pause: 'Anhalten',
	play: 'Abspielen',
	withSpace: (action: string) => `${action} (Leertaste)`,
	nextRow: 'Nächste Zeile',
	nextRowKey: 'Nächste Zeile (Rechts)',
	lastRow: 'Letzte Zeile',
	lastRowKey: 'Letzte Zeile (Ende)',
	asStoodAt: (time: string) => `Wie es um ${time} stand`,
	rowOf: (row: string, of: string) => `, Zeile ${row} von ${of}`,
	jumpToTime: 'Zu einer Zeit springen',
	show: 'Zeigen',
	log: 'Protokoll',
	rowNamed: (row: string) => `Zeile ${row}`,
	noRows: 'Keine Zeilen',
	rows: (n: number) => counted(n, 'Zeile', 'Zeilen'),

	// audit/AuditSnapshots.svelte
	snapshots: 'Schnappschüsse',
	noSnapshots: 'Noch keine: Eine so kurze Unterhaltung öffnet sich aus ihren Zeilen.',
	rowsTo: (row: string, time: string) => `Zeilen bis ${row}, ${time}`,
	sizeAnd: (kilobytes: number, isKept: boolean) =>
		`${kilobytes} kB${isKept ? '' : ', Bytes durch einen neueren ersetzt'}`,

	// audit/AuditStatement.svelte
	cannotJudge: 'Die Zeilen lassen sich nicht beurteilen.',
	notReadable: 'Was der Server gesendet hat, ist nicht lesbar. Nichts ist bewiesen.',
	verifying: 'Wird geprüft.',
	browserReads: (rows: number, percent: number) => `Dieser Browser liest ${rows} Zeilen, ${percent} %.`,

	// audit/AuditTrack.svelte
	row: 'Zeile',
	verified: 'Geprüft',

	// audit/AuditedLine.svelte
	needsReason: 'Braucht einen Grund',

	// audit/ConversationAudit.svelte
	auditOf: (title: string) => `Prüfung: ${title}`,
	readingRows: 'Die Zeilen werden gelesen.',

	// audit/InspectedProof.svelte
	beginsLog: 'Beginnt das Protokoll',
	hashContinues: (row: string) => `Hash setzt Zeile ${row} fort`,
	holdsClient: (client: number) => `Der Autor hält die Client-Kennung ${client}`,
	nextInLog: (clock: number) => `Das Nächste im Protokoll des Autors, Takt ${clock}`,
	proof: 'Beweis',
	coveredBy: (checkpoint: number) => `Gedeckt durch Prüfpunkt ${numberWords(checkpoint)}`,
	waitsForNext: 'Wartet auf den nächsten Prüfpunkt',
	verifiedServer: (row: string) => `geprüft: der Server, Zeile ${row}`,
	verifiedPerson: (name: string, device: string, clock: string) => `geprüft: ${name}, ${device}, Op ${clock}`,
	rowNotProven: (why: string) => `Diese Zeile ist nicht bewiesen: ${why}.`,
	comesAfter: (row: string) => `Sie kommt nach Zeile ${row}, also beweist sie nichts.`,
	stillReading: 'Dieser Browser liest die Zeilen noch.',
	notProved: (what: string) => `Nicht bewiesen: ${what}.`,
	hash: 'Hash',
	previous: 'Vorige',
	checkpoint: (n: number) => `Prüfpunkt ${numberWords(n)}`,
	signed: 'Signiert',
	covers: 'Deckt',
	logs: (n: number) => counted(n, 'Protokoll', 'Protokolle'),
	earlier: 'Früher',
	alsoKept: 'Auch aufbewahrt',
	outsideDatabase: 'außerhalb der Datenbank',
	key: 'Schlüssel',
	aDevice: 'Gerät',

	// audit/InspectedText.svelte
	beforeAndAfter: 'Vorher und nachher',
	whatChanged: 'Was sich geändert hat',
	asStood: (draft: boolean) => (draft ? 'Wie der Entwurf stand' : 'Wie die Notizen standen'),
	whatDeleted: 'Was gelöscht wurde',
	text: 'Text',
	filesSent: 'Dateien',
	digest: 'SHA-256',
	changedBy: (deleted: boolean, name: string) => `${deleted ? 'Gelöscht' : 'Bearbeitet'} von ${name},`,

	// routes/(app)/audit/+page.svelte
	kindOf: (channel: boolean, members: number) => `${channel ? 'Privater Kanal' : 'Gruppe'} mit ${members}`,
	andMembers: (n: number) => `, ${n} Mitglieder`,
	andClosed: ', geschlossen',
	chooseConversation: 'Wählen Sie eine Unterhaltung, um jede Zeile zu sehen.',
	findConversations: 'Unterhaltungen finden',
	nameKindPerson: 'Name, Art oder Person',
	exportThis: 'Diese exportieren',
	exportThese: (n: number) => `Diese ${n} exportieren`,
	noneFound: (query: string) => `Zu „${query}“ wird keine Unterhaltung gefunden.`,
};
