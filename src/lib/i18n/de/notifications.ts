import type { Translation } from '../dictionary.ts';
import type { notifications as English } from '../notifications.ts';

export const notifications: Translation<typeof English> = {
	// ToldItem.svelte
	muted: 'Stummgeschaltet',
	unread: 'Ungelesen',

	// told-words.ts
	in: (place: string) => `in ${place}`,
	wroteMany: (n: number) => `hat Ihnen ${n} Nachrichten geschrieben`,
	wrote: 'hat Ihnen geschrieben',
	mentioned: (where: string) => `hat Sie${where} erwähnt`,
	answered: (where: string) => `hat Ihnen${where} geantwortet`,
	reacted: (emoji: string, where: string) => `hat mit ${emoji} auf Ihre Nachricht${where} reagiert`,
	added: (place: string) => `hat Sie zu ${place} hinzugefügt`,

	// NotificationTestSteps.svelte
	notYet: 'Noch nicht',
	running: 'Läuft',
	failed: 'Fehlgeschlagen',
	notReached: 'Nicht erreicht',

	// routes/(app)/notifications/+page.svelte
	everythingRead: 'Alles ist gelesen.',
	countUnread: (n: number) => `${n} ungelesen`,
	nothingUnread: 'Nichts ist ungelesen',
	markAllRead: 'Alles als gelesen markieren',
	settingsLabel: 'Benachrichtigungseinstellungen',
	settings: 'Einstellungen',
	nothingToTell: 'Nichts zu melden',
	listedHere:
		'Erwähnungen, Antworten, Reaktionen auf Ihre Nachrichten, Direktnachrichten und Gruppen, zu denen Sie hinzugefügt werden, stehen hier.',
	goToTeam: 'Zum Team',

	// routes/(app)/settings/notifications/+page.svelte
	everyMessage: 'Jede Nachricht',
	everyMessageHelp: 'Aus allen Unterhaltungen, die nicht stummgeschaltet sind.',
	meantForYou: 'Was Ihnen gilt',
	meantForYouHelp:
		'Direktnachrichten, Erwähnungen, Antworten an Sie und Gruppen, zu denen Sie hinzugefügt werden.',
	nothing: 'Nichts',
	nothingHelp: 'Parley zählt, was ungelesen ist, und bleibt still.',
	offHere: 'Sie sind in diesem Browser aus.',
	onAlsoClosed: 'Sie sind in diesem Browser an, auch wenn Parley geschlossen ist.',
	onWhileOpen: 'Sie sind an, solange Parley offen ist. Ist es geschlossen, kommt nichts an.',
	onUnknown:
		'Sie sind in diesem Browser an. Ob sie ankommen, wenn Parley geschlossen ist, zeigt sich online.',
	inThisBrowser: 'In diesem Browser',
	sound: 'Ton',
	soundHelp: 'So, wie dieses Gerät bei Benachrichtigungen klingt.',
	onAllDevices: 'Auf allen Ihren Geräten',
	whatYouAreTold: 'Was Ihnen gemeldet wird',
	showText: 'Text der Nachrichten zeigen',
	showTextHelp: 'Er reist verschlüsselt und erscheint auch auf gesperrten Bildschirmen.',
	keepsTextsOut: (organisation: string) => `${organisation} hält Texte aus Benachrichtigungen heraus.`,
	muteHelp:
		'Eine einzelne Unterhaltung wird in ihrem Kopf stummgeschaltet. Was Sie irgendwo lesen, verschwindet überall.',
	test: 'Test',
	testHelp: 'Sendet eine Benachrichtigung an diesen Browser und sagt, wie weit sie kam.',
	sendTest: 'Test senden',

	// notification-test.svelte.ts
	steps: ['Erlaubnis', 'Abonnement', 'Gesendet', 'Zugestellt'],
	permission: {
		unsupported:
			'Dieser Browser hat hier kein Web-Push. Installieren Sie Parley auf iPhone oder iPad zuerst auf dem Home-Bildschirm.',
		default: 'Dieser Browser wurde noch nicht gefragt.',
		granted: 'Dieser Browser lässt Parley Benachrichtigungen zeigen.',
		denied:
			'Dieser Browser blockiert Benachrichtigungen dieser Seite. Erlauben Sie sie in seinen Einstellungen für diese Seite.',
	},
	serverAsked: 'Der Server wird gefragt.',
	noPushHere: 'Dieser Server sendet keine Push-Nachrichten.',
	noSubscription: 'Der Server hat kein Abonnement dieses Browsers.',
	atHost: (host: string) => `Bei ${host}.`,
	serverSends: 'Der Server sendet sie jetzt.',
	waitingForBrowser: 'Warten auf diesen Browser.',
	gotIt: 'Dieser Browser hat sie bekommen und zeigt sie.',
	nothingArrived: 'In 15 s kam nichts an. Der Push-Dienst stellt sie vielleicht später zu.',

	// push-link.ts
	noWebPush: 'Dieser Browser hat hier kein Web-Push.',
	blocksHere: 'Dieser Browser blockiert Benachrichtigungen dieser Seite.',
	notAnswered: 'Die Frage des Browsers wurde nicht beantwortet.',
	noKeys: 'Der Push-Dienst des Browsers gab keine Schlüssel.',
	serverRefused: (status: number) => `Der Server hat es abgelehnt (${status}).`,
	pushServiceSays: (message: string) => `Der Push-Dienst des Browsers: ${message}`,
	noAnswer20: 'keine Antwort in 20 s',

	// show-notices.ts
	authorIn: (author: string, place: string) => `${author} in ${place}`,
	hidden: {
		direct: 'Neue Nachricht',
		mention: 'Hat Sie erwähnt',
		reply: 'Hat Ihnen geantwortet',
		message: 'Neue Nachricht',
		added: 'Sie wurden hinzugefügt',
	},
	addedYou: (author: string) => `${author} hat Sie hinzugefügt.`,
	testArrived: 'Der Test ist angekommen.',
};
