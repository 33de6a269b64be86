import { counted } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { sync as English } from '../sync.ts';

export const sync: Translation<typeof English> = {
	// DeviceDialog.svelte
	whatCanBeDone: 'Was sich tun lässt',
	keepSafe: 'Sicher aufbewahren',
	allAbout: 'Alles zum Abgleich',

	// sync/FileExchange.svelte
	notByParley: 'Diese Datei hat Parley nicht gesichert. Nichts wurde geändert.',
	damaged:
		'Diese Datei ist beschädigt. Nichts wurde geändert; öffnen Sie sie in einem Texteditor, um zu lesen, was von ihr übrig ist.',
	newerFile:
		'Eine neuere Version von Parley hat diese Datei gesichert. Laden Sie neu, um diese Version zu bekommen, und importieren Sie dann noch einmal.',
	tooLarge: 'Diese Datei ist zu groß für ungesendete Arbeit. Nichts wurde geändert.',
	ofAnother: (name: string) =>
		`Diese Datei enthält die ungesendete Arbeit von ${name}. Sie wird importiert, wenn ${name} angemeldet ist.`,
	notSavedHere: 'Dieses Gerät hat es nicht gespeichert. Nichts wurde geändert.',
	fileHelp:
		'Eine Datei enthält jeden Text, den nur dieses Gerät hat, auch Entwürfe. In einem anderen Browser importiert, liegen die Texte dort als nicht zugestellt: Nichts wird gesendet, bevor Sie es sagen.',
	saveUnsent: 'Ungesendetes sichern',
	importFile: 'Datei importieren',
	fileOfUnsent: 'Datei mit ungesendeter Arbeit',
	nothingNew: 'Nichts Neues darin.',
	imported: (n: number) => `${counted(n, 'Text', 'Texte')} importiert.`,
	standsAbove: (n: number) =>
		n === 1
			? 'Er steht oben unter „Nicht zugestellt“. Falls der andere Browser ihn noch sendet, senden Sie ihn hier nicht.'
			: 'Sie stehen oben unter „Nicht zugestellt“. Falls der andere Browser sie noch sendet, senden Sie sie hier nicht.',
	known: (n: number) =>
		n === 1 ? '1 Text ist hier oder schon gespeichert.' : `${n} Texte sind hier oder schon gespeichert.`,
	changesWait: 'Diese Änderungen warten im anderen Browser und lassen sich nicht importieren:',

	// sync/RefusedList.svelte
	notDeliveredColon: 'Nicht zugestellt:',
	editAndResend: 'Bearbeiten und erneut senden',

	// sync/Room.svelte
	used: (used: string, quota: string) => `${used} belegt. Der Browser würde ${quota} erlauben.`,
	fullHelp:
		'Neuer Text wird nicht gespeichert. Löschen Sie Dateien oder in den Einstellungen des Browsers die Daten anderer Seiten; das Schreiben wird von selbst erneut versucht.',
	notSaved: 'Nicht gespeichert.',
	inThisWindow: 'Was Sie geschrieben haben, ist nur in diesem Fenster. Es wird von selbst erneut versucht.',
	kept: 'Wird behalten.',
	keptHelp: 'Der Browser löscht es nur, wenn Sie die Daten dieser Seite löschen oder sich abmelden.',
	mayDelete: 'Dieser Browser kann seine Daten löschen,',
	whenOutOfRoom: 'wenn ihm der Platz ausgeht.',
	didNotAgree:
		'Er hat nicht zugesagt, sie zu behalten. Wer Parley als App installiert oder Benachrichtigungen erlaubt, bringt die meisten Browser dazu; sichern Sie bis dahin Ungesendetes als Datei.',
	askAgain: 'Erneut fragen',
	doesNotSay: 'Dieser Browser sagt nicht, ob er behält, was hier ist.',

	// sync/Standing.svelte
	offline: 'Offline',
	serverSilent: 'Der Server antwortet nicht',
	signedOut: 'Abgemeldet',
	pageOlder: 'Diese Seite ist älter als der Server',
	syncing: 'Abgleich läuft',
	allStored: 'Alles ist gespeichert',
	textsNotDelivered: (n: number) => (n === 1 ? '1 Text nicht zugestellt' : `${n} Texte nicht zugestellt`),
	upToDate: 'Aktuell',
	everythingStored: 'Alles, was Sie geschrieben haben, ist gespeichert.',
	nothingWaits: 'Nichts wartet darauf, gesendet zu werden.',
	sentAfterSignIn: (n: number) =>
		n === 1
			? '1 Eintrag wartet hier und wird gesendet, wenn Sie sich angemeldet haben.'
			: `${n} Einträge warten hier und werden gesendet, wenn Sie sich angemeldet haben.`,
	sentAfterReload: (n: number) =>
		n === 1
			? '1 Eintrag wartet hier und wird gesendet, wenn Sie neu geladen haben.'
			: `${n} Einträge warten hier und werden gesendet, wenn Sie neu geladen haben.`,
	sentByItself: (n: number) =>
		n === 1
			? '1 Eintrag wartet hier und wird von selbst gesendet.'
			: `${n} Einträge warten hier und werden von selbst gesendet.`,
	neverUpToDate: 'Dieses Gerät war noch nie aktuell.',
	upToDateAsOf: (time: string) => `Auf dem Stand von ${time}.`,

	// sync/WaitingList.svelte
	edit: 'Bearbeitung:',
	reaction: 'Reaktion',
	file: 'Datei:',
	yourSettings: 'Ihre Einstellungen',
	deletion: 'Eine Nachricht wird gelöscht',

	// routes/(app)/settings/sync/+page.svelte
	whereDeviceStands: 'Wo dieses Gerät steht',
	roomHere: 'Platz auf diesem Gerät',
	unsentAsFile: 'Ungesendetes als Datei',

	// unsent/unsent-file.ts
	inFile: (name: string) =>
		`Was ${name} in Parley geschrieben hat und der Server nicht hat. Um damit weiterzumachen, öffnen Sie „Abgleich“ in einem anderen Browser und importieren diese Datei.`,
};
