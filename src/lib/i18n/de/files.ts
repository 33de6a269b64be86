import type { Translation } from '../dictionary.ts';
import type { files as English } from '../files.ts';
import { counted, numberWords } from '../format.ts';

export const files: Translation<typeof English> = {
	// client/files/own-uploads.ts
	waitsForNetwork: 'Wird gesendet, sobald Sie online sind.',
	waitsForCreation: 'Wird gesendet, sobald es die Unterhaltung auf dem Server gibt.',
	tooLargeForServer: 'Größer, als der Server annimmt.',
	personFull: 'Auf dem Server ist kein Platz mehr für Ihre Dateien.',
	organisationFull: 'Ihre Organisation hat keinen Platz mehr für Dateien.',
	altered: 'Was ankam, ist nicht, was gesendet wurde. Versuchen Sie es noch einmal.',
	noAccess: 'Sie dürfen dorthin keine Dateien mehr senden.',
	refusedByServer: 'Der Server nimmt diese Datei nicht an.',
	infected: 'Der Virenscanner hat darin etwas gefunden.',
	unscannable:
		'In Dateien dieser Größe sieht der Virenscanner nicht hinein, deshalb wird sie nicht angenommen.',
	goneFromDevice: 'Der Inhalt ist nicht mehr auf diesem Gerät.',

	// files/AttachButton.svelte, files/Tray.svelte, files/DropZone.svelte
	attach: 'Dateien anhängen',
	attachTitle: 'Dateien anhängen (Strg U)',
	chooseFiles: 'Fotos und Dateien',
	takePhoto: 'Foto aufnehmen',
	takeFilm: 'Video aufnehmen',
	earlier: (name: string) => `${name} nach vorn`,
	later: (name: string) => `${name} nach hinten`,
	tray: 'Dateien dieser Nachricht',
	saving: 'Wird auf diesem Gerät gespeichert …',
	deviceFull: 'Dieses Gerät ist voll. Nicht gespeichert.',
	unreadable: 'Nicht lesbar. Ist es ein Ordner?',
	takeOut: (name: string) => `${name} entfernen`,
	moveHelp: 'Alt und die Pfeiltasten verschieben, Entf entfernt.',
	placeOf: (name: string, place: number, of: number) => `${name}, ${place} von ${of}`,
	moved: (name: string, place: number) => `${name} ist jetzt Nummer ${place}.`,
	notAttached: 'Nicht angehängt.',
	tooLarge: (names: string, megabytes: number) => `${names}: größer als ${numberWords(megabytes)} MB.`,
	tooMany: (more: number, most: number) =>
		`Eine Nachricht trägt ${most} Dateien; ${counted(more, 'Datei fehlt', 'Dateien fehlen')}.`,
	dropHere: 'Dateien hier ablegen, um sie anzuhängen',
	dropTo: (name: string) => `Sie gehen mit Ihrer nächsten Nachricht an ${name}.`,
	captionTo: (name: string) => `Bildunterschrift für ${name}`,
	sendingSoon: 'Wird gesendet, sobald die Dateien auf diesem Gerät gespeichert sind.',
	takeFailedOut: 'Entfernen Sie zuerst die Datei, die nicht gespeichert wurde',

	// files/UploadControls.svelte
	pause: 'Anhalten',
	pauseWith: (name: string) => `${name} anhalten`,
	goOn: 'Weiter',
	goOnWith: (name: string) => `${name} weiter senden`,
	tryAgainWith: (name: string) => `${name} noch einmal senden`,
	cancel: 'Abbrechen',
	cancelWith: (name: string) => `${name} nicht senden`,
	cancelHelp: 'Löscht die Nachricht; ihr Text und die anderen Dateien stehen wieder im Feld',

	// files/Recorder.svelte
	record: 'Sprachnachricht aufnehmen',
	discardRecording: 'Aufnahme verwerfen',
	pauseRecording: 'Aufnahme anhalten',
	goOnRecording: 'Weiter aufnehmen',
	stopRecording: 'Beenden und anhören',
	listen: 'Anhören',
	pauseListening: 'Anhalten',
	isRecording: 'Aufnahme läuft',
	isPaused: 'Aufnahme angehalten',
	noMicrophone: 'Kein Mikrofon antwortet.',
	connectOne: 'Schließen Sie eines an und versuchen Sie es noch einmal.',
	microphoneRefused: 'Das Mikrofon ist nicht erlaubt.',
	allowIt:
		'Erlauben Sie es in den Einstellungen des Browsers für diese Seite und versuchen Sie es noch einmal.',
	voiceName: (day: string, time: string) => `Sprachnachricht ${day} ${time}`,
};
