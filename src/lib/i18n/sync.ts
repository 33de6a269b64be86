import { area } from './dictionary.ts';
import { counted } from './format.ts';

export const sync = area('sync', {
	// DeviceDialog.svelte
	whatCanBeDone: 'What can be done',
	keepSafe: 'Keep it safe',
	allAbout: 'All about sync',

	// sync/FileExchange.svelte
	notByParley: 'This file was not saved by Parley. Nothing was changed.',
	damaged: 'This file is damaged. Nothing was changed; open it in a text editor to read what is left of it.',
	newerFile: 'A newer version of Parley saved this file. Reload to get that version, then import it again.',
	tooLarge: 'This file is too large to be unsent work. Nothing was changed.',
	ofAnother: (name: string) =>
		`This file holds the unsent work of ${name}. It is imported when ${name} is signed in.`,
	notSavedHere: 'This device did not save it. Nothing was changed.',
	fileHelp:
		'A file holds every text that only this device has, drafts too. Imported in another browser, the texts lie there as not delivered: nothing is sent before you say so.',
	saveUnsent: 'Save unsent work',
	importFile: 'Import a file',
	fileOfUnsent: 'File of unsent work',
	nothingNew: 'Nothing new in it.',
	imported: (n: number) => `${counted(n, 'text', 'texts')} imported.`,
	standsAbove: (n: number) =>
		n === 1
			? 'It stands above under “Not delivered”. If the other browser still sends it, do not send it here.'
			: 'They stand above under “Not delivered”. If the other browser still sends them, do not send them here.',
	known: (n: number) =>
		n === 1 ? '1 text is here or stored already.' : `${n} texts are here or stored already.`,
	changesWait: 'These changes wait in the other browser and cannot be imported:',

	// sync/RefusedList.svelte
	notDeliveredColon: 'Not delivered:',
	editAndResend: 'Edit and resend',

	// sync/Room.svelte
	used: (used: string, quota: string) => `${used} used. The browser would allow ${quota}.`,
	fullHelp:
		'New text is not saved. Delete files or the data of other sites in the browser’s settings; writing is tried again by itself.',
	notSaved: 'Not saved.',
	inThisWindow: 'What you wrote is in this window only. It is tried again by itself.',
	kept: 'Kept.',
	keptHelp: 'The browser deletes it only when you clear this site’s data or sign out.',
	mayDelete: 'This browser may delete its data',
	whenOutOfRoom: 'when it runs out of room.',
	didNotAgree:
		'It did not agree to keep it. Installing Parley as an app or allowing its notifications makes most browsers agree; until then save unsent work as a file.',
	askAgain: 'Ask again',
	doesNotSay: 'This browser does not say whether it keeps what is here.',

	// sync/Standing.svelte
	offline: 'Offline',
	serverSilent: 'The server does not answer',
	signedOut: 'Signed out',
	pageOlder: 'This page is older than the server',
	syncing: 'Syncing',
	allStored: 'All is stored',
	textsNotDelivered: (n: number) => (n === 1 ? '1 text not delivered' : `${n} texts not delivered`),
	upToDate: 'Up to date',
	everythingStored: 'Everything you wrote is stored.',
	nothingWaits: 'Nothing waits to be sent.',
	sentAfterSignIn: (n: number) =>
		n === 1
			? '1 item waits here and is sent when you have signed in.'
			: `${n} items wait here and are sent when you have signed in.`,
	sentAfterReload: (n: number) =>
		n === 1
			? '1 item waits here and is sent when you have reloaded.'
			: `${n} items wait here and are sent when you have reloaded.`,
	sentByItself: (n: number) =>
		n === 1 ? '1 item waits here and is sent by itself.' : `${n} items wait here and are sent by themselves.`,
	neverUpToDate: 'This device was never up to date.',
	upToDateAsOf: (time: string) => `Up to date as of ${time}.`,

	// sync/WaitingList.svelte
	edit: 'Edit:',
	reaction: 'Reaction',
	file: 'File:',
	yourSettings: 'Your settings',
	deletion: 'A message is deleted',

	// routes/(app)/settings/sync/+page.svelte
	whereDeviceStands: 'Where this device stands',
	roomHere: 'Room on this device',
	unsentAsFile: 'Unsent work as a file',

	// unsent/unsent-file.ts
	inFile: (name: string) =>
		`What ${name} wrote in Parley and the server does not have. To go on with it, open Sync in another browser and import this file.`,
});
