/** Files that were sent. */
import { area } from './dictionary.ts';
import { counted, numberWords } from './format.ts';

export const attachments = area('attachments', {
	kinds: {
		picture: 'Photo',
		video: 'Video',
		voice: 'Voice message',
		audio: 'Audio',
		pdf: 'PDF',
		text: 'Text',
		other: 'File',
	},
	/** Of a list: "Photo: house.png". */
	kindAndName: (kind: string, name: string) => `${kind}: ${name}`,
	andMore: (words: string, more: number) => `${words}, and ${numberWords(more)} more`,
	photos: (n: number) => counted(n, 'photo', 'photos'),

	// Where the bytes are
	waiting: 'Waiting for the sender’s upload',
	waitingOwn: 'Waiting for the upload from your other device',
	unreachable: 'Not on this device: it comes when you are online',
	notSuch: 'Its content is of another kind than its name says',
	notPlayable: 'This browser cannot play it',
	uploading: (done: string, all: string) => `${done} of ${all} sent`,
	uploadWaits: 'Sent when you are online',
	uploadPaused: 'Paused',

	// What can be done
	open: (name: string) => `Open ${name}`,
	download: (name: string) => `Download ${name}`,
	downloadShort: 'Download',
	show: (size: string) => `Show, ${size}`,

	// FileSound.svelte
	play: (name: string) => `Play ${name}`,
	pausePlaying: (name: string) => `Pause ${name}`,
	position: (name: string) => `Position in ${name}`,
	positionOf: (at: string, all: string) => `${at} of ${all}`,
	speed: (factor: string) => `Speed ${factor}`,

	// FilesPanel.svelte
	files: 'Files',
	findFile: 'Find by name or sender',
	whichFiles: 'Which files',
	shownKinds: { all: 'All', seen: 'Photos, videos', heard: 'Audio', documents: 'Documents' },
	groupedBy: 'Grouped by',
	groupings: { date: 'Date', kind: 'Type', sender: 'Sender' },
	showMessage: 'Show the message',
	showMessageOf: (name: string) => `Show the message with ${name}`,
	noFiles: 'No files here yet.',
	noSuchFiles: 'No such files here.',
	olderFiles: 'Look further back',

	// FileViewer.svelte
	viewer: 'Files of this conversation',
	place: (at: number, of: number) => `${numberWords(at)} of ${numberWords(of)}`,
	previous: 'Previous',
	next: 'Next',
	zoomIn: 'Larger',
	zoomOut: 'Smaller',
	wholePicture: 'Whole picture',
	pages: 'Pages',
	page: (n: number, of: number) => `Page ${numberWords(n)} of ${numberWords(of)}`,
	noPreview: 'No preview for this file',
	firstPart: (size: string) => `The first ${size}. Download it to read on.`,
});
