import { area } from './dictionary.ts';
import { counted, numberWords } from './format.ts';

export const files = area('files', {
	// client/files/own-uploads.ts
	waitsForNetwork: 'It is sent when you are online.',
	waitsForCreation: 'It is sent when the conversation exists on the server.',
	tooLargeForServer: 'It is larger than the server takes.',
	personFull: 'You have no room for more files on the server.',
	organisationFull: 'Your organisation has no room for more files.',
	altered: 'What arrived is not what was sent. Try again.',
	noAccess: 'You may not send files there any more.',
	refusedByServer: 'The server does not take this file.',
	infected: 'The virus scanner has found something in it.',
	unscannable: 'The virus scanner does not look into files of this size, so it is not taken.',
	goneFromDevice: 'Its bytes are not on this device any more.',

	// files/AttachButton.svelte, files/Tray.svelte, files/DropZone.svelte
	attach: 'Attach files',
	attachTitle: 'Attach files (Ctrl U)',
	chooseFiles: 'Photos and files',
	takePhoto: 'Take a photo',
	takeFilm: 'Record a video',
	earlier: (name: string) => `Move ${name} forward`,
	later: (name: string) => `Move ${name} back`,
	tray: 'Files of this message',
	saving: 'Saving on this device …',
	deviceFull: 'This device is full. It was not saved.',
	unreadable: 'It cannot be read. Is it a folder?',
	takeOut: (name: string) => `Remove ${name}`,
	moveHelp: 'Alt and the arrow keys move it, Delete removes it.',
	placeOf: (name: string, place: number, of: number) => `${name}, ${place} of ${of}`,
	moved: (name: string, place: number) => `${name} is number ${place} now.`,
	notAttached: 'Not attached.',
	tooLarge: (names: string, megabytes: number) => `${names}: larger than ${numberWords(megabytes)} MB.`,
	tooMany: (more: number, most: number) =>
		`A message carries ${most} files; ${counted(more, 'file is', 'files are')} left out.`,
	dropHere: 'Drop files to attach them',
	dropTo: (name: string) => `They go to ${name} with your next message.`,
	captionTo: (name: string) => `Add a caption for ${name}`,
	sendingSoon: 'It is sent as soon as its files are saved on this device.',
	takeFailedOut: 'Remove the file that was not saved first',

	// files/UploadControls.svelte
	pause: 'Pause',
	pauseWith: (name: string) => `Pause sending ${name}`,
	goOn: 'Go on',
	goOnWith: (name: string) => `Go on sending ${name}`,
	tryAgainWith: (name: string) => `Try again to send ${name}`,
	cancel: 'Cancel',
	cancelWith: (name: string) => `Cancel sending ${name}`,
	cancelHelp: 'Deletes the message; its text and other files are in the box again',

	// files/Recorder.svelte
	record: 'Record a voice message',
	discardRecording: 'Discard the recording',
	pauseRecording: 'Pause the recording',
	goOnRecording: 'Go on recording',
	stopRecording: 'Stop and listen',
	listen: 'Listen to it',
	pauseListening: 'Pause',
	isRecording: 'Recording',
	isPaused: 'The recording is paused',
	noMicrophone: 'No microphone answers.',
	connectOne: 'Connect one, then try again.',
	microphoneRefused: 'The microphone is not allowed.',
	allowIt: 'Allow it in the browser’s settings of this page, then try again.',
	voiceName: (day: string, time: string) => `Voice message ${day} ${time}`,
});
