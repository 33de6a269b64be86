import { counted, numberWords } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { shell as English } from '../shell.ts';

export const shell: Translation<typeof English> = {
	// routes/(app)/+layout.svelte
	nothingUnsent: 'Alles ist gesendet: Es gibt nichts zu sichern',
	titleUnread: (n: number) => `(${n}) Team-Chat`,
	title: 'Team-Chat',
	skip: 'Zur Unterhaltung',

	// Rail.svelte
	main: 'Hauptnavigation',
	notificationsUnread: (n: number) => `Benachrichtigungen, ${n} ungelesen`,
	notifications: 'Benachrichtigungen',
	youNamed: (name: string) => `Sie, ${name}`,
	countAlerts: (n: number) => counted(n, 'Warnung', 'Warnungen'),
	countAsking: (n: number) => counted(n, 'Anfrage', 'Anfragen'),
	countUnread: (n: number) => `${n} ungelesen`,

	// ConversationList.svelte
	conversations: 'Unterhaltungen',
	newGroup: 'Neue Gruppe',
	newMessage: 'Neue Nachricht',
	searchOrJump: 'Suchen oder springen',
	keyCtrlK: 'Strg K',
	newChannel: 'Neuer Kanal',
	browseChannels: 'Kanäle durchsehen',
	noConversations: 'Noch keine Unterhaltungen',
	talkHere: 'Hier sprechen Sie mit Kolleginnen und Kollegen.',

	// ConversationItem.svelte
	savedHere: 'Auf diesem Gerät gespeichert',
	stored: 'Auf dem Server gespeichert',
	notDelivered: 'Nicht zugestellt',
	private: 'privat',
	muted: 'stummgeschaltet',
	notCreated: 'Nicht angelegt',
	createdOnline: 'Wird angelegt, sobald Sie online sind',
	nothingWritten: 'Noch nichts geschrieben',
	openToRead: 'Offen zum Lesen',

	// ConversationMenu.svelte
	moreAbout: (title: string) => `Mehr zu ${title}`,
	pin: 'Oben anheften',
	unpin: 'Nicht mehr anheften',
	mute: 'Stummschalten',
	unmute: 'Stummschaltung aufheben',
	markRead: 'Als gelesen markieren',

	// UpdateLine.svelte
	newVersion: 'Eine neue Version ist bereit.',
	everythingKept: 'Alles, was Sie schreiben, bleibt erhalten.',
	newInUse: 'Die neue Version ist in Gebrauch.',
	olderWindow: 'Dieses Fenster zeigt noch die vorige.',

	// StartProblemPage.svelte
	nothingYet: 'Auf diesem Gerät ist noch nichts',
	needsServerOnce: 'Es braucht den Server einmal; danach öffnet sich alles ohne Netz.',
	keepsNothing: 'Dieser Browser behält nichts',
	allowStorage:
		'Parley speichert, was Sie schreiben, zuerst auf dem Gerät. Erlauben Sie dieser Seite, Daten zu speichern, oder verlassen Sie das private Fenster.',

	// ShortcutSheet.svelte
	keyboard: 'Tastatur',
	lettersAct: 'Einzelne Buchstaben wirken außerhalb von Textfeldern',

	// Palette.svelte
	results: 'Ergebnisse',
	members: (n: number) => counted(n, 'Mitglied', 'Mitglieder'),
	nothingCalled: (name: string) => `Hier heißt nichts „${name}“.`,

	// RefusedCommands.svelte
	dismiss: 'Ausblenden',

	// conversation-list.ts
	sections: { pinned: 'Angeheftet', direct: 'Direktnachrichten', channels: 'Kanäle', groups: 'Gruppen' },

	// destinations.ts
	team: 'Team',
	people: 'Personen',
	audit: 'Prüfung',

	// palette.ts
	allMessagesWith: (query: string) => `Alle Nachrichten mit „${query}“`,
	actions: 'Aktionen',
	messages: 'Nachrichten',
	channelNamed: (name: string) => `Neuer Kanal namens „${name}“`,
	recent: 'Zuletzt',

	// connection-words.ts
	deviceFull: 'Dieses Gerät ist voll.',
	newTextNotSaved: 'Neuer Text wird nicht gespeichert.',
	freeSpace: 'Platz schaffen',
	notSaved: 'Nicht gespeichert.',
	inThisWindow: 'Was Sie geschrieben haben, ist nur in diesem Fenster. Es wird von selbst erneut versucht.',
	saveCopy: 'Kopie sichern',
	notDeliveredColon: 'Nicht zugestellt:',
	show: 'Zeigen',
	mayDelete: 'Dieser Browser kann seine Daten löschen.',
	saveCopyInline: 'Kopie sichern',
	offlineStop: 'Offline.',
	offlineNothingUnsent: 'Sie können lesen, suchen und schreiben.',
	serverSilent: 'Der Server antwortet nicht.',
	nextTry: (seconds: number) => `Nächster Versuch in ${seconds} s.`,
	tryNow: 'Jetzt versuchen',
	signInToGoOn: 'Melden Sie sich an, um fortzufahren.',
	staysReadable: 'Was auf diesem Gerät ist, bleibt lesbar.',
	pageOlder: 'Diese Seite ist älter als der Server.',
	reloadToGoOn: 'Laden Sie neu, um fortzufahren. Alles, was Sie geschrieben haben, bleibt erhalten.',
	syncingStop: 'Abgleich läuft.',
	upToDate: 'Aktuell',
	offline: 'Offline',
	serverSilentShort: 'Der Server antwortet nicht',
	nextTryShort: (seconds: number) => `Nächster Versuch in ${seconds} s`,
	olderThanServer: 'Älter als der Server',
	syncing: 'Abgleich läuft',
	upToDateAsOf: (time: string) => `Auf dem Stand von ${time}`,
	received: (n: number) => `${numberWords(n)} empfangen`,
	sentOf: (sent: number, of: number, received: string) => `${sent} von ${of} gesendet, ${received}.`,
	textsKept: (n: number) => (n === 1 ? '1 Text ist hier aufbewahrt.' : `${n} Texte sind hier aufbewahrt.`),
	onlyHere: (n: number) => (n === 1 ? '1 Eintrag ist nur hier.' : `${n} Einträge sind nur hier.`),
	keepSafe: () => `Sicher aufbewahren`,
	offlineUnsent: (n: number) =>
		n === 1
			? '1 Eintrag ist auf diesem Gerät gespeichert und wird von selbst gesendet.'
			: `${n} Einträge sind auf diesem Gerät gespeichert und werden von selbst gesendet.`,
	signInToSend: (n: number) =>
		n === 1
			? 'Melden Sie sich an, um 1 Eintrag zu senden.'
			: `Melden Sie sich an, um ${n} Einträge zu senden.`,
	staysUntilThen: (n: number) =>
		n === 1 ? 'Bis dahin bleibt er auf diesem Gerät.' : 'Bis dahin bleiben sie auf diesem Gerät.',
	reloadToSend: (n: number) =>
		n === 1
			? 'Laden Sie neu, um 1 Eintrag zu senden. Alles, was Sie geschrieben haben, bleibt erhalten.'
			: `Laden Sie neu, um ${n} Einträge zu senden. Alles, was Sie geschrieben haben, bleibt erhalten.`,
	backAllStored: (time) =>
		`${time === '' ? '' : `(Stand ${time})`}. Alles, was Sie geschrieben haben, ist gespeichert.`,
	backAsOf: (time) => `${time === '' ? '' : `(Stand ${time})`}.`,
	itemsWait: (n: number) =>
		n === 1 ? '1 Eintrag wartet auf diesem Gerät' : `${n} Einträge warten auf diesem Gerät`,
	textsNotDelivered: (n: number) => (n === 1 ? '1 Text nicht zugestellt' : `${n} Texte nicht zugestellt`),
	filesOnTheirWay: (n: number) => (n === 1 ? '1 Datei wird gesendet' : `${n} Dateien werden gesendet`),
	asOf: (time: string) => `Stand ${time}`,

	/** What the palette offers: its title, and more words to find it by. */
	does: {
		message: { title: 'Neue Nachricht', more: 'schreiben direkt' },
		search: { title: 'Alle Nachrichten durchsuchen', more: 'finden Text Verlauf' },
		group: { title: 'Neue Gruppe', more: 'anlegen erstellen Raum' },
		channel: { title: 'Neuer Kanal', more: 'anlegen erstellen Raum' },
		channels: { title: 'Kanäle durchsehen', more: 'beitreten öffentlich finden Räume' },
		team: { title: 'Zu Team', more: 'Nachrichten Chat' },
		people: { title: 'Zu Personen', more: 'Verzeichnis einladen Kollegen' },
		notifications: { title: 'Zu Benachrichtigungen', more: 'Erwähnungen Glocke Hinweise' },
		account: { title: 'Zu Ihrem Konto', more: 'Passwort Geräte abmelden' },
		contacts: { title: 'Kontakte', more: 'Personen finden hinzufügen Anfrage blockieren' },
		'auto-reply': { title: 'Abwesenheitsantwort', more: 'abwesend Urlaub automatisch' },
		device: { title: 'Auf diesem Gerät', more: 'Abgleich ungesendet offline Speicher' },
		sync: { title: 'Zum Abgleich', more: 'Warteschlange abgelehnt Speicher Export Import Datei' },
		keyboard: { title: 'Tastenkürzel', more: 'Hilfe Tasten' },
	},

	// routes/(app)/+error.svelte
	pageNeedsServer: 'Diese Seite braucht den Server. Ihre Nachrichten sind auf diesem Gerät.',

	// routes/(app)/messages/[id]/+page.svelte
};
