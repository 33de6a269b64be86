import { counted } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { room as English } from '../room.ts';

export const room: Translation<typeof English> = {
	// audience.ts
	onlyYouAnd: (name: string) => `Nur Sie und ${name}`,
	onlyYouTwo: 'Nur Sie beide',

	// ConversationPane.svelte
	beginning: (title: string) => `Hier beginnt ${title}.`,
	beginningWith: (name: string) => `Hier beginnen Ihre Nachrichten mit ${name}.`,
	unreadFromHere: 'Ab hier ungelesen',
	copied: 'Kopiert',
	conversations: (n: number) => `${n} Unterhaltungen`,
	forwardedTo: (name: string) => `Weitergeleitet an ${name}`,
	notAllForwarded: 'Nicht alles wurde weitergeleitet. Es ist noch hier: Versuchen Sie es erneut',
	notOnDevice: 'Diese Nachricht ist nicht auf diesem Gerät',
	mutedEverywhere: 'Auf allen Ihren Geräten stummgeschaltet',
	notMuted: 'Nicht mehr stummgeschaltet',
	deleteMessage: 'Diese Nachricht löschen?',
	everybodySeesDeleted:
		'Alle sehen stattdessen „Nachricht gelöscht“. Das Protokoll Ihrer Organisation behält sie.',

	// ConversationHeader.svelte
	findHere: 'In dieser Unterhaltung suchen',
	muted: 'Stummgeschaltet',
	unmute: 'Stummgeschaltet. Wieder benachrichtigen',
	mute: 'Auf allen meinen Geräten stummschalten',
	members: 'Mitglieder',
	countMembers: (n: number) => counted(n, 'Mitglied', 'Mitglieder'),
	closeConversation: 'Unterhaltung schließen',

	// ConversationFoot.svelte
	writtenKept: (reason: string) => `${reason}. Was Sie geschrieben haben, steht noch oben.`,
	joining:
		'Beitritt läuft. Sie können schreiben, sobald der Server Sie aufgenommen hat oder Sie wieder online sind.',
	reading:
		'Sie lesen mit. Treten Sie bei, um zu schreiben; Ihre Kolleginnen und Kollegen sehen, dass Sie beigetreten sind.',
	joinToWrite: 'Beitreten und schreiben',
	thisCreatedOnline: 'Diese Unterhaltung wird angelegt, sobald Sie online sind',
	channelCreatedOnline: (name: string) => `Der Kanal „${name}“ wird angelegt, sobald Sie online sind`,
	groupCreatedOnline: (name: string) => `Die Gruppe „${name}“ wird angelegt, sobald Sie online sind`,

	// FindBar.svelte
	findIn: (title: string) => `In ${title} suchen`,
	older: 'Älterer Treffer',
	olderKey: 'Älterer Treffer (Eingabe)',
	newer: 'Neuerer Treffer',
	newerKey: 'Neuerer Treffer (Umschalt Eingabe)',
	closeFind: 'Suche schließen',
	closeFindKey: 'Schließen (Esc)',

	// MembersSide.svelte
	closePanel: 'Seitenleiste schließen',
	deleteRoom: (title: string) => `${title} löschen?`,
	nobodyCan:
		'Niemand kann mehr darin lesen oder schreiben, und alle Geräte löschen ihre Kopien. Das Protokoll Ihrer Organisation behält sie. Das lässt sich nicht rückgängig machen.',
	removePerson: (name: string) => `${name} entfernen?`,
	theyCannot: 'Die Person kann hier nicht mehr lesen oder schreiben, und ihre Geräte löschen ihre Kopie.',
	leaveRoom: (title: string) => `${title} verlassen?`,
	readAndJoinAgain: 'Sie können jederzeit darin lesen und wieder beitreten.',
	deviceDeletes: 'Dieses Gerät löscht seine Kopie. Um zurückzukommen, muss Sie jemand hinzufügen.',

	// ForwardDialog.svelte
	visibleToEveryone: 'Sichtbar für alle',
	forwardThis: 'Diese Nachricht weiterleiten',
	forwardMany: (n: number) => `${n} Nachrichten weiterleiten`,
	whoeverReads: 'Wer dort liest, sieht, wer sie wann geschrieben hat.',
	forwardToLabel: 'Weiterleiten an',
	conversationOrPerson: 'Unterhaltung oder Person',
	chooseFirst: 'Wählen Sie zuerst eine Unterhaltung',
	forwardToCount: (n: number) => `An ${n} weiterleiten`,

	// MembersPanel.svelte
	membersWrite: 'Mitglieder schreiben.',
	onlyMembersSee: 'Nur die Mitglieder können sie sehen. Kundinnen und Kunden lassen sich nicht hinzufügen.',
	onlyAdminsPost: 'Hier schreiben nur Admins.',
	changeRoom: 'Name, Thema und Schreibrecht ändern',
	everyoneCanRead: (organisation: string) => `Alle in ${organisation} können mitlesen.`,
	channelCreatedOnlineStop: (name: string) => `Der Kanal „${name}“ wird angelegt, sobald Sie online sind.`,
	groupCreatedOnlineStop: (name: string) => `Die Gruppe „${name}“ wird angelegt, sobald Sie online sind.`,
	admin: 'Admin',
	moreAbout: (name: string) => `Mehr zu ${name}`,
	more: 'Mehr',
	makeMember: 'Zum einfachen Mitglied machen',
	makeAdmin: 'Zum Admin machen',
	addPeople: 'Personen hinzufügen',
	leaveThis: (channel: boolean) => (channel ? 'Diesen Kanal verlassen' : 'Diese Gruppe verlassen'),
	deleteForAll: 'Für alle löschen',

	// RoomDialog.svelte
	nameNeeded: 'Ein Name ist nötig.',
	nameShape: 'Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel field-ops.',
	changeChannel: 'Kanal ändern',
	changeGroup: 'Gruppe ändern',
	everybodySeesRename: 'Alle darin sehen, dass der Name geändert wurde, und von wem.',
	topic: 'Thema (darf leer sein)',
	adminsPostOption: 'Nur Admins schreiben. Alle lesen und reagieren.',

	// NewChannelDialog.svelte
	channelNeedsName: 'Ein Kanal braucht einen Namen.',
	beginsWithLetter: 'Er beginnt und endet mit einem Buchstaben oder einer Ziffer.',
	newChannel: 'Neuer Kanal',
	channelName: 'Name des Kanals',
	whatFor: 'Wozu er dient (darf leer sein)',
	whoSees: 'Wer ihn sehen kann',
	public: 'Öffentlich',
	private: 'Privat',
	onlyMembersKnow: 'Nur die Mitglieder wissen, dass es ihn gibt.',
	opensAtOnce: 'Öffnet sich sofort und wird angelegt, sobald Sie online sind.',
	createChannel: 'Kanal anlegen',
	everyoneReadsAndJoins: (organisation: string) => `Alle in ${organisation} können mitlesen und beitreten.`,

	// NewGroupDialog.svelte
	newGroup: 'Neue Gruppe',
	groupIsPrivate: 'Eine Gruppe ist privat: Nur ihre Mitglieder können sie sehen.',
	groupName: 'Name der Gruppe',
	groupNeedsName: 'Eine Gruppe braucht einen Namen.',
	everybodySeesName: 'Alle darin sehen diesen Namen.',
	youIncluded: (n: number) => `${n}, Sie eingeschlossen`,
	takeOut: (name: string) => `${name} herausnehmen`,
	chooseOne: 'Wählen Sie mindestens eine Person.',
	createGroup: 'Gruppe anlegen',

	// NewMessageDialog.svelte
	newMessage: 'Neue Nachricht',
	oneForEachPair: 'Eine Unterhaltung für je zwei Personen: Wer jemanden wieder auswählt, öffnet dieselbe.',
	writeTo: 'Schreiben an',

	// OptionPicker.svelte
	nothingFound: (query: string) => `Zu „${query}“ wird nichts gefunden.`,
	moreNarrow: (n: number) => `${n} weitere. Tippen Sie, um die Liste einzugrenzen.`,

	// AddPeopleDialog.svelte
	addPeopleTo: (title: string) => `Personen zu ${title} hinzufügen`,
	theySeeEverything: 'Sie sehen alles, was hier geschrieben wurde.',
	chooseSomebody: 'Wählen Sie zuerst jemanden',
	addCount: (n: number) => `${n} Personen hinzufügen`,

	// AppDialogs.svelte
	nameUnusable: 'Dieser Name kann nicht verwendet werden.',
	noAccount: 'Diese Person hat kein Konto mehr.',

	// member-rights.ts
	roleReads: 'Ihre Rolle liest hier und schreibt nicht.',
	apart: 'Sie können einander zurzeit nicht schreiben. Was geschrieben wurde, bleibt.',
	adminsPost: 'Hier schreiben nur Admins. Sie lesen und reagieren.',
	notInAnyMore: 'Sie sind nicht mehr in dieser Unterhaltung.',
	visibleIn: (organisation: string) => `Sichtbar für alle in ${organisation}`,
	onlyYou: 'Nur Sie',
};
