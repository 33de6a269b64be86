/** One's own profile, and the card of a person. */
import { area } from './dictionary.ts';

export const profile = area('profile', {
	heading: 'Profile',
	othersSee: 'What others see',
	othersSeeHelp: 'Your picture, what you do, and the time where you are.',
	edit: 'Edit profile',
	photo: 'Picture',
	photoHelp:
		'Cut to a square and made small in this browser; what the camera wrote into the file is left out.',
	choosePhoto: 'Choose a picture',
	changePhoto: 'Change picture',
	removePhoto: 'Remove picture',
	photoTaken: 'Picture changed.',
	photoRemoved: 'Picture removed.',
	photoUnreadable: 'This browser cannot read that file as a picture.',
	photoNotTaken: 'The server did not take the picture. It needs a connection.',
	title: 'What you do (optional)',
	zone: 'Time zone',
	browserZone: (zone: string) => `As this browser (${zone})`,
	zoneHelp: 'Times and days show in this zone, on all your devices. Others see what time it is for you.',
	save: 'Save profile',
	saved: 'Profile saved.',
	savedOffline: 'Profile saved on this device. Others see it when you are online.',
	card: (name: string) => `About ${name}`,
	showCard: (name: string) => `Show who ${name} is`,
	localTime: (time: string) => `${time} there`,
	accountClosed: 'Account closed',
	message: 'Message',
	addContact: 'Add contact',
	takeBack: 'Take back the request',
	accept: 'Accept as contact',
	decline: 'Decline',
	removeContact: 'Remove from contacts',
	block: 'Block',
	unblock: 'Unblock',
	/** Follows the name of who asks. */
	asksToBeContact: 'asks to be your contact',
	blocked: 'You blocked this person.',
	/** "14:03 for Emma, UTC+2" */
	timeFor: (time: string, name: string, offset: string) => `${time} for ${name}, ${offset}`,
});
