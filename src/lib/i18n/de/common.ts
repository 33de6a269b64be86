import type { Translation } from '../dictionary.ts';
import type { common as English } from '../common.ts';

export const common: Translation<typeof English> = {
	product: 'Parley',
	cancel: 'Abbrechen',
	close: 'Schließen',
	save: 'Speichern',
	tryAgain: 'Erneut versuchen',
	signIn: 'Anmelden',
	reload: 'Neu laden',
	or: 'oder',
	and: 'und',
	you: 'Sie',
	presence: { online: 'Online', offline: 'Offline', unknown: 'Zurzeit unbekannt' },
	roles: {
		OWNER: 'Inhaber/in',
		ADMIN: 'Administration',
		SUPERVISOR: 'Leitung',
		AGENT: 'Beratung',
		MEMBER: 'Mitglied',
		READER: 'Nur lesend',
		AUDITOR: 'Revision',
	},
	roleInSentence: {
		OWNER: 'Inhaber/in',
		ADMIN: 'Administration',
		SUPERVISOR: 'Leitung',
		AGENT: 'Beratung',
		MEMBER: 'Mitglied',
		READER: 'nur lesend',
		AUDITOR: 'Revision',
	},
	roleHints: {
		OWNER: 'Alles, auch die anderen Inhaberinnen und Inhaber',
		ADMIN: 'Konten und Einstellungen',
		SUPERVISOR: 'Live-Chat eines Teams und Team-Chat',
		AGENT: 'Live-Chat und Team-Chat',
		MEMBER: 'Team-Chat',
		READER: 'Liest, was geteilt wird',
		AUDITOR: 'Liest und exportiert das Protokoll, schreibt nichts',
	},
};
