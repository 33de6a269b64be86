import type { attachments as english } from '../attachments.ts';
import type { Translation } from '../dictionary.ts';
import { counted, numberWords } from '../format.ts';

export const attachments: Translation<typeof english> = {
	kinds: {
		picture: 'Foto',
		video: 'Video',
		voice: 'Sprachnachricht',
		audio: 'Audio',
		pdf: 'PDF',
		text: 'Text',
		other: 'Datei',
	},
	kindAndName: (kind, name) => `${kind}: ${name}`,
	andMore: (words, more) => `${words} und ${numberWords(more)} weitere`,
	photos: (n) => counted(n, 'Foto', 'Fotos'),

	waiting: 'Wartet auf das Hochladen durch die Absenderin oder den Absender',
	waitingOwn: 'Wartet auf das Hochladen von Ihrem anderen Gerät',
	unreachable: 'Nicht auf diesem Gerät: kommt, sobald Sie online sind',
	notSuch: 'Der Inhalt ist von anderer Art, als der Name sagt',
	notPlayable: 'Dieser Browser kann es nicht abspielen',
	uploading: (done, all) => `${done} von ${all} gesendet`,
	uploadWaits: 'Wird gesendet, sobald Sie online sind',
	uploadPaused: 'Angehalten',

	open: (name) => `${name} öffnen`,
	download: (name) => `${name} herunterladen`,
	downloadShort: 'Herunterladen',
	show: (size) => `Zeigen, ${size}`,

	play: (name) => `${name} abspielen`,
	pausePlaying: (name) => `${name} anhalten`,
	position: (name) => `Stelle in ${name}`,
	positionOf: (at, all) => `${at} von ${all}`,
	speed: (factor) => `Tempo ${factor}`,

	files: 'Dateien',
	findFile: 'Nach Name oder Person suchen',
	whichFiles: 'Welche Dateien',
	shownKinds: { all: 'Alle', seen: 'Fotos, Videos', heard: 'Audio', documents: 'Dokumente' },
	groupedBy: 'Geordnet nach',
	groupings: { date: 'Datum', kind: 'Art', sender: 'Person' },
	showMessage: 'Nachricht zeigen',
	showMessageOf: (name) => `Nachricht mit ${name} zeigen`,
	noFiles: 'Noch keine Dateien.',
	noSuchFiles: 'Keine solchen Dateien.',
	olderFiles: 'Weiter zurück suchen',

	viewer: 'Dateien dieser Unterhaltung',
	place: (at, of) => `${numberWords(at)} von ${numberWords(of)}`,
	previous: 'Vorige',
	next: 'Nächste',
	zoomIn: 'Größer',
	zoomOut: 'Kleiner',
	wholePicture: 'Ganzes Bild',
	pages: 'Seiten',
	page: (n, of) => `Seite ${numberWords(n)} von ${numberWords(of)}`,
	noPreview: 'Keine Vorschau für diese Datei',
	firstPart: (size) => `Die ersten ${size}. Weiter geht es nach dem Herunterladen.`,
};
