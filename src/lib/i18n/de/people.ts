import type { Translation } from '../dictionary.ts';
import type { people as English } from '../people.ts';

export const people: Translation<typeof English> = {
	// ContactLine.svelte
	asked: 'Angefragt, noch nicht beantwortet',
	asks: 'Möchte Ihr Kontakt sein',
	noContact: 'Kein Kontakt mehr',
	blocked: 'Blockiert',
	unblock: 'Freigeben',
	accept: 'Annehmen',
	decline: 'Ablehnen',
	addContact: 'Kontakt hinzufügen',
	takeBack: 'Zurücknehmen',
	requestTo: (name: string) => `die Anfrage an ${name}`,
	moreAbout: (name: string) => `Mehr zu ${name}`,
	more: 'Mehr',
	removeContact: 'Aus den Kontakten entfernen',
	block: 'Blockieren',

	// PersonLine.svelte
	accountClosed: 'Konto geschlossen',
	roleOf: (name: string) => `Rolle von ${name}`,
	accountOf: (name: string) => `das Konto von ${name}`,
	closeAccountOf: (name: string) => `Konto von ${name} schließen?`,
	closeAccount: 'Konto schließen',
	signedOutAtOnce:
		'Die Person wird sofort überall abgemeldet. Was sie geschrieben hat, bleibt unter ihrem Namen stehen.',

	// InvitePeople.svelte
	addPeople: 'Personen hinzufügen',
	how: 'Wie',
	invitationLink: 'Einladungslink',
	createTheAccount: 'Konto anlegen',
	nameOptional: 'Name (darf leer sein)',
	emailOptional: 'E-Mail (darf leer sein)',
	makeLink: 'Link erzeugen',
	createAccount: 'Konto anlegen',
	linkOpens: 'Der Link eröffnet ein Konto, 7 Tage lang.',
	shownOnlyNow: 'Er wird nur jetzt gezeigt; senden Sie ihn selbst.',
	accountThere: (email: string) => `Das Konto von ${email} ist da.`,
	passwordOnlyNow: 'Dieses Passwort wird nur jetzt gezeigt und bei der ersten Anmeldung geändert.',

	// routes/(app)/people/+page.svelte
	people: 'Personen',
	contacts: 'Kontakte',
	askContact: (n: number) =>
		n === 1 ? '1 Person möchte Ihr Kontakt sein' : `${n} Personen möchten Ihr Kontakt sein`,
	yourContacts: 'Ihre Kontakte',
	directory: 'Verzeichnis',
	findPeople: 'Personen finden',
	openInvitations: 'Offene Einladungen',
	anybodyWithLink: 'Alle, die den Link haben',
	expiresOn: (role: string, day: string) => `${role}, gilt bis ${day}`,

	// routes/(app)/people/contacts/+page.svelte
	requests: 'Anfragen',
	youAsked: 'Von Ihnen angefragt',
	nameEmailOrId: 'Name, E-Mail oder Kennung',
	typeTwoLetters: 'Tippen Sie zwei Buchstaben eines Namens oder eine ganze Kennung.',
	nobodyYet: 'Noch niemand. Finden Sie oben jemanden und fügen Sie die Person hinzu.',
	inOrganisation: (organisation: string) => `In ${organisation}`,
	mustBeContacts: 'Kolleginnen und Kollegen müssen Kontakte sein, um einander zu schreiben',
	offEverybody: 'Ist es aus, können alle allen schreiben, außer wer blockiert ist oder entfernt wurde.',
	onlyContacts: (organisation: string) => `In ${organisation} schreiben nur Kontakte einander direkt.`,
};
