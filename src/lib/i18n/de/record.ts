import type { Translation } from '../dictionary.ts';
import type { record as English } from '../record.ts';

export const record: Translation<typeof English> = {
	// audit/RecordFilter.svelte
	everything: 'Alles',
	since: 'Seit',

	// audit/RecordLines.svelte
	alert: 'Warnung',
	withReason: 'Mit Grund',
	row: (row: string) => `Zeile ${row}`,
	device: (device: string) => `Gerät ${device}`,
	nothingFits: 'Nichts Protokolliertes passt.',

	// audit/record-words.ts
	refused: (why: string) => `, abgelehnt: ${why}`,
	wasRefused: (times: number, why: string) =>
		`wurde abgelehnt${times > 1 ? `, ${times}-mal in einer Minute` : ''}: ${why}`,
	gotDevice: (device: string) => `bekam Gerät ${device}`,
	deviceRevoked: (device: string) => `Gerät ${device} wurde entzogen`,
	became: (admin: boolean, conversation: string) =>
		`wurde ${admin ? 'Admin' : 'Mitglied'} von ${conversation}`,
	isNow: (admin: boolean, conversation: string) =>
		`ist jetzt ${admin ? 'Admin' : 'Mitglied'} von ${conversation}`,
	leftOrRemoved: (conversation: string) => `hat ${conversation} verlassen oder wurde daraus entfernt`,
	postingFrom: (conversation: string, admins: boolean) =>
		`In ${conversation} schreiben von nun an ${admins ? 'nur Admins' : 'alle Mitglieder'}`,
	hasAccount: (role: string) => `hat ein Konto, Rolle: ${role}`,
	noAccount: 'hat kein Konto mehr',
	unknownFact: 'kommt in einem Eintrag vor, den diese Version nicht kennt',
	askedContact: (who: string) => `hat ${who} als Kontakt angefragt`,
	agreedContact: (who: string) => `hat zugestimmt, Kontakt von ${who} zu sein`,
	declinedContact: (who: string) => `hat abgelehnt, Kontakt von ${who} zu sein`,
	tookOut: (who: string) => `hat ${who} aus den Kontakten entfernt`,
	blocked: (who: string) => `hat ${who} blockiert`,
	unblocked: (who: string) => `blockiert ${who} nicht mehr`,
	contactsNeeded: 'hat Kontakte zwischen Kolleginnen und Kollegen nötig gemacht',
	contactsNotNeeded: 'hat Kontakte zwischen Kolleginnen und Kollegen unnötig gemacht',
	changedContacts: 'hat Kontakte geändert',
	readRows: (conversation: string, reason: string) => `hat alle Zeilen von ${conversation} gelesen${reason}`,
	readRecord: 'hat dieses Protokoll gelesen',
	readRecordAbout: (name: string) => `hat dieses Protokoll über ${name} gelesen`,
	exported: (what: string, reason: string) => `hat ${what} exportiert${reason}`,
	signedIn: 'hat sich angemeldet',
	signedOut: 'hat sich abgemeldet',
	signedOutEverywhere: 'hat sich überall abgemeldet',
	endedSession: 'hat eine eigene Anmeldung beendet',
	revokedDevice: (device: string) => `hat Gerät ${device} entzogen`,
	changedPassword: 'hat das Passwort geändert',
	organisationCalled: (name: string) => `hat die Organisation ${name} genannt`,
	channelsBy: (on: boolean) =>
		on
			? 'lässt Mitglieder öffentliche Kanäle anlegen'
			: 'lässt Mitglieder keine öffentlichen Kanäle mehr anlegen',
	textsShown: (on: boolean) => `hat Texte in Benachrichtigungen ${on ? 'erlaubt' : 'beendet'}`,
	isCalled: (name: string) => `heißt jetzt ${name}`,
	invited: (reason: string) => `hat eine Einladung erzeugt${reason}`,
	tookInvitationBack: 'hat eine Einladung zurückgenommen',
	madeAccount: (name: string, role: string) => `hat ein Konto für ${name} angelegt, Rolle: ${role}`,
	madeRole: (name: string, role: string) => `hat ${name} eine Rolle gegeben: ${role}`,
	closedAccount: (name: string) => `hat das Konto von ${name} geschlossen`,
	unknownAct: 'hat etwas getan, das diese Version nicht kennt',
	beganDirect: 'hat eine Direktnachricht begonnen',
	made: (name: string) => `hat „${name}“ angelegt`,
	renamed: (where: string, name: string) => `hat ${where} in „${name}“ umbenannt`,
	letsPost: (admins: boolean, where: string) =>
		`lässt ${admins ? 'nur Admins' : 'alle Mitglieder'} in ${where} schreiben`,
	joined: (where: string) => `ist ${where} beigetreten`,
	left: (where: string) => `hat ${where} verlassen`,
	added: (name: string, where: string) => `hat ${name} zu ${where} hinzugefügt`,
	removed: (name: string, where: string) => `hat ${name} aus ${where} entfernt`,
	sent: (kind: string) => `hat ${kind} gesendet`,
	evidence: 'Beweise',
	groups: {
		reads: 'Lesen und Export',
		accounts: 'Konten, Rollen, Mitglieder',
		sessions: 'Anmeldungen und Geräte',
		commands: 'Befehle',
		refusals: 'Abgelehnt',
	},

	// routes/(app)/audit/organisation/+page.svelte
	aConversation: 'eine Unterhaltung',
	directBetween: (names: string) => `die Direktnachricht zwischen ${names}`,
	groupOf: (n: number) => `eine Gruppe mit ${n}`,
	auditOfOrganisation: 'Prüfung der Organisation',
	earlier: 'Früher',
};
