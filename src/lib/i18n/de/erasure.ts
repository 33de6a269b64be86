import { counted } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { erasure as English } from '../erasure.ts';

export const erasure: Translation<typeof English> = {
	// routes/(app)/audit/erasure/+page.svelte
	somebody: 'Jemand',
	legalRequests: 'Rechtliche Ersuchen',
	intro:
		'Was das Gesetz verlangt, wird aus dem Protokoll, vom Server und von jedem Gerät gelöscht. Eine Inhaberin oder ein Inhaber beantragt es, und eine zweite Person, aus Revision oder Inhaberschaft, genehmigt es. Die Kette des Protokolls geht weiterhin auf und sagt, was gelöscht wurde.',
	requests: 'Ersuchen',
	noRequests: 'Niemand hat eine Löschung beantragt.',

	// ErasureEntry.svelte
	request: (n: number) => `Ersuchen ${n}`,
	forwardedSo: (requests: string) => `Weitergeleitet, also mit ${requests}`,
	reference: 'Aktenzeichen',
	askedBy: 'Beantragt von',
	approvedBy: 'Genehmigt von',
	closedBy: 'Geschlossen von',
	somebodyElse:
		'Jemand anderes genehmigt es: die Revision oder eine andere Inhaberin oder ein anderer Inhaber.',
	withdraw: 'Zurückziehen',
	decline: 'Ablehnen',
	requestInline: (n: number) => `Ersuchen ${n}`,
	approve: 'Genehmigen',
	eraseBy: (n: number) => `Auf rechtliches Ersuchen ${n} löschen?`,
	eraseForEver: 'Endgültig löschen',
	personGoes:
		'Jede Nachricht, Bearbeitung und Reaktion dieser Person verschwindet, in jeder Unterhaltung und jeder Direktnachricht, und was der Server von ihr abgelehnt hat.',
	messageGoes: 'Die Nachricht verschwindet, mit allen Bearbeitungen und Kopien.',
	forwardsGo: (requests: string) =>
		`Sie wurde weitergeleitet. Was weitergeleitet wurde, verschwindet auch: ${requests}.`,
	goesFromRecord:
		'Sie verschwindet aus dem Protokoll, vom Server und von jedem Gerät beim nächsten Kontakt. Wer wann geschrieben hat, bleibt, damit die Kette weiterhin aufgeht.',
	noUndo: 'Niemand kann das rückgängig machen.',

	// ErasureForm.svelte
	newRequest: 'Neues Ersuchen',
	whatToErase: 'Was gelöscht werden soll',
	oneMessage: 'Eine Nachricht',
	allTexts: 'Alle Texte einer Person',
	messageReference: 'Verweis auf die Nachricht',
	asAuditShows: 'Wie die Prüfung ihn zeigt: c/…/0#131, und mit .2 der zweite von mehreren in einer Zeile.',
	choosePerson: 'Wählen Sie eine Person',
	accountClosed: '(Konto geschlossen)',
	everyText:
		'Jede Nachricht, Bearbeitung und Reaktion in jeder Unterhaltung, auch in Direktnachrichten. Was andere geschrieben haben, bleibt.',
	legalReference: 'Rechtliches Aktenzeichen',
	stayForEver: 'Grund und Aktenzeichen bleiben für immer im Protokoll. Wiederholen Sie den Text hier nicht.',
	askForErasure: 'Löschung beantragen',

	// erasure-words.ts
	allTextsOf: (name: string) => `Alle Texte von ${name}`,
	notInRecord: 'Eine Nachricht, die nicht im Protokoll ist',
	forwardAmongStaff: (n: number) =>
		`Eine Weiterleitung der Nachricht aus Ersuchen ${n}, unter Mitarbeitenden`,
	inConversation: (name: string) => `in ${name}`,
	inDirect: 'in einer Direktnachricht',
	soFar: (texts: string, places: string) =>
		`${texts} in ${places} bisher gelöscht. Es geht von selbst weiter.`,
	nothingLeft: 'Es war nichts mehr zu löschen.',
	done: (texts: string, places: string, when: string, n: number) =>
		`${texts} in ${places}. Gelöscht am ${when} auf rechtliches Ersuchen ${n}. Die Kette geht weiterhin auf.`,
	texts: (n: number) => counted(n, 'Text', 'Texte'),
	places: (n: number) => counted(n, 'Unterhaltung', 'Unterhaltungen'),
	requestsList: (numbers: string, n: number) => `${n === 1 ? 'Ersuchen' : 'den Ersuchen'} ${numbers}`,
	states: {
		waiting: 'Wartet auf eine zweite Person',
		lapsed: 'Verfallen',
		declined: 'Abgelehnt',
		withdrawn: 'Zurückgezogen',
		running: 'Wird gelöscht',
		done: 'Gelöscht',
	},
	oneMessageOf: (name: string, where: string, time: string) =>
		`Eine Nachricht von ${name} ${where}, gespeichert ${time}`,
	forwardBy: (n: number, name: string, where: string, time: string) =>
		`Eine Weiterleitung der Nachricht aus Ersuchen ${n}, durch ${name} ${where}, gespeichert ${time}`,
};
