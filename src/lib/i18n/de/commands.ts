import type { Translation } from '../dictionary.ts';
import type { commands as English } from '../commands.ts';

export const commands: Translation<typeof English> = {
	// notices.ts
	couldNotCreate: (name: string, reason: string) => `„${name}“ konnte nicht angelegt werden: ${reason}`,
	couldNotRename: (name: string, reason: string) => `Konnte nicht in „${name}“ umbenannt werden: ${reason}`,
	couldNotPosting: (reason: string) => `Das Schreibrecht konnte nicht geändert werden: ${reason}`,
	couldNotJoin: (reason: string) => `Der Beitritt gelang nicht: ${reason}`,
	couldNotLeave: (reason: string) => `Das Verlassen gelang nicht: ${reason}`,
	couldNotClose: (reason: string) => `Das Löschen gelang nicht: ${reason}`,
	couldNotMute: (on: boolean, reason: string) =>
		`${on ? 'Das Stummschalten' : 'Das Aufheben der Stummschaltung'} gelang nicht: ${reason}`,
	couldNotPin: (on: boolean, reason: string) =>
		`${on ? 'Das Anheften' : 'Das Lösen'} gelang nicht: ${reason}`,
	couldNotRole: (name: string, reason: string) =>
		`Die Rolle von ${name} konnte nicht geändert werden: ${reason}`,
	couldNotAdd: (name: string, reason: string) => `${name} konnte nicht hinzugefügt werden: ${reason}`,
	couldNotRemove: (name: string, reason: string) => `${name} konnte nicht entfernt werden: ${reason}`,
	couldNotNotifications: (reason: string) =>
		`Ihre Benachrichtigungen konnten nicht geändert werden: ${reason}`,
	couldNotAsk: (name: string, reason: string) => `${name} konnte nicht angefragt werden: ${reason}`,
	couldNotAnswer: (name: string, reason: string) => `${name} konnte nicht geantwortet werden: ${reason}`,
	couldNotContact: (name: string, reason: string) =>
		`Was ${name} für Sie ist, konnte nicht geändert werden: ${reason}`,
	couldNotNeed: (reason: string) => `Ob Kontakte nötig sind, konnte nicht geändert werden: ${reason}`,
	couldNotAutoReply: (reason: string) => `Ihre Abwesenheitsantwort konnte nicht geändert werden: ${reason}`,
	couldNotProfile: (reason: string) => `Ihr Profil konnte nicht geändert werden: ${reason}`,
	couldNotReportHeld: (reason: string) => `Was auf diesem Gerät ist, konnte nicht gemeldet werden: ${reason}`,
	couldNotRead: (reason: string) => `Konnte nicht als gelesen markiert werden: ${reason}`,

	// unsent/command-words.ts
	beginWith: (name: string) => `Unterhaltung mit ${name} beginnen`,
	createNamed: (channel: boolean, name: string) =>
		channel ? `Den Kanal „${name}“ anlegen` : `Die Gruppe „${name}“ anlegen`,
	renameTo: (name: string) => `In „${name}“ umbenennen`,
	onlyAdminsPost: 'Nur Admins schreiben lassen',
	everybodyPosts: 'Alle darin schreiben lassen',
	joinIt: 'Beitreten',
	leaveIt: 'Verlassen',
	deleteIt: 'Für alle löschen',
	muteIt: 'Stummschalten',
	unmuteIt: 'Stummschaltung aufheben',
	pinIt: 'Oben anheften',
	unpinIt: 'Nicht mehr anheften',
	addPerson: (name: string) => `${name} hinzufügen`,
	removePerson: (name: string) => `${name} entfernen`,
	changeRoleOf: (name: string) => `Rolle von ${name} ändern`,
	markSeen: 'Ihre Benachrichtigungen als gesehen markieren',
	changeSettings: 'Ihre Einstellungen ändern',
};
