import type { Translation } from '../dictionary.ts';
import type { refusals as English } from '../refusals.ts';

export const refusals: Translation<typeof English> = {
	// removals.ts
	removedCopyDeleted: (name: string) =>
		`Sie wurden aus ${name} entfernt. Die Kopie auf diesem Gerät ist gelöscht`,
	restoredUnknown: (name: string) =>
		`Der Server wurde aus einer Sicherung wiederhergestellt, die ${name} nicht kennt. Was dieses Gerät davon hat, liegt bei den nicht zugestellten Texten`,
	aConversation: 'einer Unterhaltung',
	notInAnyMore: 'Sie sind nicht mehr in dieser Unterhaltung',

	/** By code; they complete "Not delivered: …". */
	codes: {
		MALFORMED: 'dieses Gerät hat etwas Unlesbares gesendet',
		TRAILING_BYTES: 'dieses Gerät hat etwas Unlesbares gesendet',
		BAD_UTF8: 'der Text ist ungültig',
		STRING_TOO_LONG: 'dieses Gerät hat etwas Unlesbares gesendet',
		TOO_MANY_STRUCTS: 'dieses Gerät hat etwas Unlesbares gesendet',
		TOO_MANY_CLIENTS: 'dieses Gerät hat etwas Unlesbares gesendet',
		TOO_MANY_NODES: 'dieses Gerät hat etwas Unlesbares gesendet',
		TOO_DEEP: 'dieses Gerät hat etwas Unlesbares gesendet',
		FORBIDDEN_KEY: 'dieses Gerät hat etwas Unlesbares gesendet',
		FORBIDDEN_CONTENT: 'dieses Gerät hat etwas Unlesbares gesendet',
		DUPLICATE_SECTION: 'dieses Gerät hat etwas Unlesbares gesendet',
		CLIENT_UNLEASED: 'dieses Gerät wurde von der Person abgemeldet, der es gehört',
		CLIENT_NOT_YOURS: 'es trägt den Namen einer anderen Person',
		CONTAINER_NOT_YOURS: 'es schreibt in das Protokoll einer anderen Person',
		MAP_KEY_IN_FEED: 'dieses Gerät hat etwas Unlesbares gesendet',
		NOT_AN_APPEND: 'es würde die Vergangenheit ändern',
		DELETE_NOT_YOURS: 'es würde die Vergangenheit löschen',
		MISSING_DEPENDENCY: 'es bezieht sich auf etwas Unbekanntes',
		GAP: 'etwas davor fehlt',
		SCHEMA: 'diese Version von Parley kennt seine Form nicht',
		UPDATE_TOO_LARGE: 'größer als 16 kB',
		NOT_YOURS: 'nur wer eine Nachricht geschrieben hat, darf sie ändern',
		ERASED: 'wozu es gehört, wurde auf rechtliches Ersuchen gelöscht',
		DOCUMENT_FULL: 'der Text ist voll',
		REVOKED: 'Sie wurden aus dieser Unterhaltung entfernt',
		RECEIPT_INVALID: 'der Server hat es nicht signiert',
		NO_CONTACT: 'Sie können dieser Person zurzeit nicht schreiben',
		NOT_ALLOWED_HERE: 'hier schreiben nur Admins',
		FOREIGN_ORIGIN: 'die Seite kam von anderswo',
		NOT_SIGNED_IN: 'nicht angemeldet',
		BAD_TOKEN: 'das Token des Geräts ist ungültig',
		NO_ACCESS: 'kein solches Dokument oder kein Zugang dazu',
		TEXT_FRAME: 'dieses Gerät hat etwas Unlesbares gesendet',
		BAD_FRAME: 'dieses Gerät hat etwas Unlesbares gesendet',
		TOO_MANY_REFUSALS: 'zu vieles davon wurde schon abgelehnt',
		TOO_MUCH_WAITING: 'es wurde mehr auf einmal gesendet, als ein Gerät hat',
		TOO_MANY_DOCUMENTS: 'zu viele Dokumente waren offen',
		TOO_MANY_SOCKETS: 'zu viele Tabs oder Geräte waren verbunden',
	},
	other: 'der Server hat es abgelehnt',
	removed: 'Sie wurden aus dieser Unterhaltung entfernt',
	left: 'Sie haben diese Unterhaltung verlassen',
	deleted: 'diese Unterhaltung wurde gelöscht',
	unknown: 'der Server wurde aus einer Sicherung wiederhergestellt, die diese Unterhaltung nicht kennt',

	// unsent/unsent-desk.ts
	anotherBrowser: 'ein anderer Browser hat es gesichert und nicht gesendet',
};
