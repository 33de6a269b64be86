import { counted } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { settings as English } from '../settings.ts';

export const settings: Translation<typeof English> = {
	// SignOut.svelte
	signOutNeedsServer:
		'Das Abmelden braucht den Server: Es beendet die Sitzung auch dort. Versuchen Sie es erneut, wenn Sie online sind.',
	signOut: 'Abmelden',
	keptIsRemoved: 'Was Parley in diesem Browser für Sie aufbewahrt, wird entfernt.',
	signOutEverywhere: 'Überall abmelden',
	itemsNotSent: (n: number) => `${counted(n, 'Eintrag', 'Einträge')} nicht gesendet`,
	onlyHere: (n: number) =>
		n === 1
			? 'Er ist nur auf diesem Gerät. Beim Abmelden wird er endgültig entfernt. Warten Sie, bis alles abgeglichen ist, oder melden Sie sich ohne ihn ab.'
			: 'Sie sind nur auf diesem Gerät. Beim Abmelden werden sie endgültig entfernt. Warten Sie, bis alles abgeglichen ist, oder melden Sie sich ohne sie ab.',
	staySignedIn: 'Angemeldet bleiben',
	discardAndSignOut: 'Verwerfen und abmelden',

	// user-agent-words.ts
	aBrowser: 'Ein Browser',
	browserOn: (browser: string, system: string) => `${browser} auf ${system}`,

	// routes/(app)/account/+page.svelte
	choosePassword: 'Wählen Sie ein eigenes Passwort.',
	givenEnds: 'Das Passwort, das Sie bekommen haben, endet hier.',
	profile: 'Profil',
	changeName: 'Name ändern',
	notificationsHelp: 'Was Ihnen gemeldet wird, und wie in diesem Browser.',
	notificationSettings: 'Benachrichtigungseinstellungen',
	syncHelp: 'Was auf diesem Gerät wartet, was nicht zugestellt wurde, und wie viel Platz es braucht.',
	syncAndStorage: 'Abgleich und Speicher',
	autoReplyHelp: 'Was in Direktnachrichten für Sie gesagt wird, während Sie abwesend sind.',
	autoReplySettings: 'Einstellungen der Abwesenheitsantwort',
	currentPassword: 'Bisheriges Passwort',
	newPassword: 'Neues Passwort',
	changePassword: 'Passwort ändern',
	staySignedInHere: 'Sie bleiben hier angemeldet und werden überall sonst abgemeldet.',
	whereSignedIn: 'Wo Sie angemeldet sind',
	lastSeen: (time: string) => `Zuletzt gesehen ${time}`,
	signOutThere: 'Dort abmelden',
	thisBrowser: 'Dieser Browser',
	programDevice: (number: string, time: string) => `Ein Programm, Gerät Nr. ${number}, seit ${time}`,
	revoke: 'Entziehen',

	// routes/(app)/settings/auto-reply/+page.svelte
	writeWhatIsSaid: 'Schreiben Sie, was gesagt werden soll.',
	textTooLong: (n: number) => `Der Text ist ${n} Bytes zu lang.`,
	endPassed: 'Dieses Ende ist vorbei.',
	whileAway: 'Während Sie abwesend sind',
	whoeverWrites:
		'Wer Ihnen direkt schreibt, bekommt dies einmal, als „Abwesenheitsantwort“ gekennzeichnet, auch wenn alle Ihre Geräte aus sind. Gruppen und Kanäle bekommen nichts.',
	on: 'Ein',
	untilWhen: (time: string) => `bis ${time}`,
	off: 'Aus',
	endedOn: (time: string) => `endete am ${time}`,
	takesEffect: 'Gilt, sobald Sie online sind.',
	whatIsSaid: 'Was gesagt wird',
	bytesOf: (n: number, of: number) => `${n} von ${of} Bytes`,
	untilOptional: 'Bis (freiwillig)',
	appearance: 'Darstellung',
	appearanceHelp: 'Sprache, Farben, Dichte und Bewegung, auf diesem Gerät.',
	appearanceSettings: 'Darstellung ändern',
	onThisDeviceOnly: 'Gilt auf diesem Gerät.',
	language: 'Sprache',
	asBrowser: 'Wie der Browser',
	languageHelp: 'Die Seite wird neu geladen. Entwürfe bleiben.',
	theme: 'Farben',
	asSystem: 'Wie das System',
	light: 'Hell',
	dark: 'Dunkel',
	contrast: 'Kontrast',
	highContrast: 'Hoch',
	normalContrast: 'Normal',
	density: 'Dichte',
	comfortable: 'Bequem',
	compact: 'Kompakt',
	motion: 'Bewegung',
	reduced: 'Keine',

	// settings/organisation
	organisation: 'Organisation',
	organisationHelp: 'Ihr Name und was für alle darin gilt.',
	organisationSettings: 'Einstellungen der Organisation',
	forEverybody: 'Für alle',
	forEverybodyHelp: 'Es gilt sofort, und das Protokoll der Organisation sagt, wer es geändert hat.',
	organisationName: 'Name der Organisation',
	membersCreateChannels: 'Mitglieder dürfen öffentliche Kanäle anlegen',
	membersCreateChannelsHelp: 'Aus: nur Inhaber, Admins, Supervisoren und Agenten.',
	textsInNotifications: 'Benachrichtigungen dürfen Texte zeigen',
	textsInNotificationsHelp: 'Aus: Sie sagen auf jedem Gerät nur, wer wo geschrieben hat.',
	contactsHeading: 'Kontakte',
	contactsHelp:
		'Ob Kolleginnen und Kollegen Kontakte sein müssen, bevor sie einander schreiben, steht bei den Kontakten.',
	contactsSettings: 'Kontakte',
};
