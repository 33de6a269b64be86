import { counted, numberWords } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { audited as English } from '../audited.ts';

export const audited: Translation<typeof English> = {
	// audit/audit-words.ts
	organisationNotProven: (row: number, why: string) =>
		`Das Protokoll der Organisation ist nicht bewiesen: Zeile ${row}, ${why}.`,
	whoEntitled: 'Die Zeilen setzen einander fort. Wer sie schreiben durfte, lässt sich nicht beurteilen.',
	keysDoNotHold: (why: string) => `Die Schlüssel des Servers halten nicht: ${why}.`,
	checkpointInvalid: (n: number, why: string) => `Prüfpunkt ${numberWords(n)} ist nicht gültig: ${why}.`,
	noGap: (rows: string, rest: string) => `${rows}, keine Lücke. ${rest}`,
	cannotCheck: 'Dieser Browser kann keine Signaturen prüfen.',
	noCheckpointYet: 'Noch hat kein Prüfpunkt diese Zeilen signiert.',
	verifiedUpTo: (n: number) => `Geprüft bis Prüfpunkt ${numberWords(n)}`,
	atNoGap: (day: string, rows: string) => `(${day}). ${rows}, keine Lücke, Signatur gültig.`,
	newerWait: (n: number) =>
		n === 1
			? '1 neuere Zeile wartet auf den nächsten Prüfpunkt'
			: `${numberWords(n)} neuere Zeilen warten auf den nächsten Prüfpunkt`,
	rowMissing: (row: string, more: string) => `Zeile ${row} fehlt${more}.`,
	doesNotContinue: (row: string, before: string) => `Zeile ${row} setzt Zeile ${before} nicht fort.`,
	notStored: (row: string, why: string) => `Zeile ${row} ist nicht, was gespeichert wurde: ${why}.`,
	verifiedUpToRow: (row: string) => `Geprüft bis Zeile ${row}.`,
	nothingAfter: 'Nichts danach ist bewiesen.',
	eachBySignature: (n: number, of: number) =>
		`${numberWords(n)}${of > n ? ` von ${numberWords(of)}` : ''}, jeder durch seine eigene Signatur`,
	device: (id: string) => `Gerät ${id}`,
	theConversation: 'die Unterhaltung',
	noFactHeldBack: (about: string) => `Dass keine Tatsache zurückgehalten wurde über ${about}`,
	hiddenFacts: (n: number) =>
		`Wen ${numberWords(n)} verborgene Tatsachen aus der Zeit vor den Kennzeichen betreffen`,
	erased: (day: string, request: number) =>
		`Gelöscht am ${day} auf rechtliches Ersuchen ${request}. Die Kette geht weiterhin auf.`,
	erasedWords: (n: number, rows: string, request: number) =>
		`hat Worte von Zeile${n === 1 ? '' : 'n'} ${rows} auf rechtliches Ersuchen ${request} gelöscht`,
	row: (row: string) => `Zeile ${row}`,
	notAmongRows: 'eine Nachricht, die nicht unter den Zeilen ist',
	wroteDeletedBefore:
		'hat geschrieben, was vor der Wiederherstellung einer Sicherung gelöscht wurde: Der Text ist weg',
	notDelivered: (why: string) => `wurde nicht zugestellt: ${why}`,
	wroteUnreadable: 'hat geschrieben, was sich nicht lesen lässt',
	wroteErased: 'hat geschrieben, was gelöscht wurde',
	edited: (where: string) => `hat ${where} bearbeitet`,
	deleted: (where: string, moderator: boolean) =>
		`hat ${where} gelöscht${moderator ? ', als Moderation' : ''}`,
	reacted: (emoji: string, where: string) => `hat mit ${emoji} auf ${where} reagiert`,
	tookBack: (emoji: string, where: string) => `hat ${emoji} von ${where} zurückgenommen`,
	wroteGivenBack: (giver: string) =>
		`hat dies geschrieben; zurückgegeben${giver === '' ? '' : ` vom Gerät von ${giver}`}`,
	beganLog: 'hat das Protokoll begonnen',
	beganAgain: (entries: number) =>
		`hat nach der Wiederherstellung einer Sicherung neu begonnen; davor ${entries === 1 ? 'steht 1 Eintrag' : `stehen ${entries} Einträge`} des Hauptbuchs`,
	tookFromDevices: (n: number) =>
		`hat den Text ${n === 1 ? 'eines Ereignisses' : `von ${n} Ereignissen`} von allen Geräten genommen`,
	erasedEvents: (n: number, request: number) =>
		`hat ${n === 1 ? 'ein Ereignis' : `${n} Ereignisse`} auf rechtliches Ersuchen ${request} gelöscht`,
	gaveBack: 'hat zurückgegeben, was die Sicherung nicht hatte',
	openedVolume: (n: number) => `hat Band ${n} eröffnet`,
	enteredLate: (n: number) => `hat eingetragen, was zu spät in Band ${n} kam`,
	wroteUnknown: 'hat geschrieben, was diese Version nicht kennt',
	rowSentence: (row: string, time: string, name: string, text: string) =>
		`Zeile ${row}, ${time}, ${name}${text}`,
	countOf: (n: number, of: number) => `${n} von ${of}`,
	closed: ', geschlossen',
	signedNoFurther: (n: number) => `Signiert bis Prüfpunkt ${numberWords(n)} und nicht weiter.`,
	nobodySigned: 'Niemand hat signiert, wo sie enden.',
	newerBrowser: 'Ein neuerer Browser sagt auch, wer signiert hat, wo sie enden.',
	madeWithin: 'Binnen einer Minute entsteht einer.',
	rows: (n: number) => counted(n, 'Zeile', 'Zeilen'),
	noteTook: (draft: boolean) => `hat etwas aus ${draft ? 'dem gemeinsamen Entwurf' : 'den Notizen'} genommen`,
	noteWrote: (draft: boolean) => `hat in ${draft ? 'den gemeinsamen Entwurf' : 'die Notizen'} geschrieben`,
	noteChanged: (draft: boolean) => `hat ${draft ? 'den gemeinsamen Entwurf' : 'die Notizen'} geändert`,
	kinds: {
		message: 'Nachricht',
		edit: 'Bearbeitung',
		delete: 'Löschung',
		reaction: 'Reaktion',
		note: 'Notiz',
		system: 'System',
		refused: 'abgelehnt',
		relay: 'Relay',
	},
};
