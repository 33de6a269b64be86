import { counted } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { entry as English } from '../entry.ts';

export const entry: Translation<typeof English> = {
	// UnsentNotice.svelte
	signInExpired: 'Ihre Anmeldung ist abgelaufen.',
	signInToSend: (n: number) => `Melden Sie sich an, um ${counted(n, 'Eintrag', 'Einträge')} zu senden,`,
	thatAreSaved: (n: number) =>
		n === 1 ? 'der auf diesem Gerät gespeichert ist.' : 'die auf diesem Gerät gespeichert sind.',

	// PasswordField.svelte
	hidePassword: 'Passwort verbergen',
	showPassword: 'Passwort zeigen',
	passwordHelp: (n: number) => `Mindestens ${n} Zeichen. Ein Satz ist gut.`,

	// password-strength.ts
	strength: { 'too-short': 'Zu kurz', weak: 'Schwach', good: 'Gut', strong: 'Stark' },

	// AuthFrame.svelte
	savedHere: 'Auf diesem Gerät gespeichert',
	savedHereMore: 'Schreiben, anhängen und suchen ohne Netz. Es übersteht einen Neustart.',
	stored: 'Auf dem Server gespeichert',
	storedMore: 'Auf der Festplatte Ihrer eigenen Organisation, bevor es jemand anderes sieht.',
	delivered: 'Zugestellt, einmal',
	deliveredMore: 'Nie doppelt und nie unter dem Namen einer anderen Person.',
	onRecord: 'Im Protokoll',
	onRecordMore: 'Bearbeitungen und Löschungen bleiben in einem Protokoll, das Ihre Revision prüfen kann.',
	whatHappens: 'Was mit dem geschieht, was Sie schreiben',

	// routes/+error.svelte
	pageNeedsServer:
		'Diese Seite braucht ihn. Ihre Nachrichten sind auf diesem Gerät und öffnen sich ohne ihn.',
	toMessages: 'Zu den Nachrichten',

	// routes/setup/+page.svelte
	createOrganisation: 'Organisation anlegen',
	serverNew:
		'Dieser Server ist neu. Sie werden sein Inhaber oder seine Inhaberin. Alles bleibt auf Ihrem Server.',
	organisationName: 'Name der Organisation',
	createOrganisationDo: 'Organisation anlegen',
	makesGeneral: 'Legt den Kanal #general an. Laden Sie danach Personen ein.',

	// routes/sign-in/+page.svelte
	signInTo: (organisation: string) => `Bei ${organisation} anmelden`,
	sharedComputer:
		'Ein gemeinsamer Computer? Was Sie schreiben, wird für jede Person getrennt aufbewahrt und beim Abmelden entfernt.',

	// routes/join/[token]/+page.svelte
	joinTo: (organisation: string) => `${organisation} beitreten`,
	invitedAs: (role: string) => `Sie wurden eingeladen. Rolle: ${role}.`,
	join: 'Beitreten',
	invitationEnded: 'Diese Einladung gilt nicht mehr',
};
