import { area } from './dictionary.ts';

export const commands = area('commands', {
	// notices.ts
	couldNotCreate: (name: string, reason: string) => `Could not create “${name}”: ${reason}`,
	couldNotRename: (name: string, reason: string) => `Could not rename it to “${name}”: ${reason}`,
	couldNotPosting: (reason: string) => `Could not change who posts: ${reason}`,
	couldNotJoin: (reason: string) => `Could not join: ${reason}`,
	couldNotLeave: (reason: string) => `Could not leave: ${reason}`,
	couldNotClose: (reason: string) => `Could not delete it: ${reason}`,
	couldNotMute: (on: boolean, reason: string) => `Could not ${on ? 'mute' : 'unmute'} it: ${reason}`,
	couldNotRole: (name: string, reason: string) => `Could not change the role of ${name}: ${reason}`,
	couldNotAdd: (name: string, reason: string) => `Could not add ${name}: ${reason}`,
	couldNotRemove: (name: string, reason: string) => `Could not remove ${name}: ${reason}`,
	couldNotNotifications: (reason: string) => `Could not change your notifications: ${reason}`,
	couldNotAsk: (name: string, reason: string) => `Could not ask ${name}: ${reason}`,
	couldNotAnswer: (name: string, reason: string) => `Could not answer ${name}: ${reason}`,
	couldNotContact: (name: string, reason: string) => `Could not change what ${name} is to you: ${reason}`,
	couldNotNeed: (reason: string) => `Could not change whether contacts are needed: ${reason}`,
	couldNotAutoReply: (reason: string) => `Could not change your auto-reply: ${reason}`,
	couldNotRead: (reason: string) => `Could not mark as read: ${reason}`,

	// unsent/command-words.ts
	beginWith: (name: string) => `Begin a conversation with ${name}`,
	createNamed: (channel: boolean, name: string) => `Create the ${channel ? 'channel' : 'group'} “${name}”`,
	renameTo: (name: string) => `Rename it to “${name}”`,
	onlyAdminsPost: 'Let only admins post',
	everybodyPosts: 'Let everybody in it post',
	joinIt: 'Join it',
	leaveIt: 'Leave it',
	deleteIt: 'Delete it for everybody',
	muteIt: 'Mute it',
	unmuteIt: 'Unmute it',
	addPerson: (name: string) => `Add ${name}`,
	removePerson: (name: string) => `Remove ${name}`,
	changeRoleOf: (name: string) => `Change the role of ${name}`,
	markSeen: 'Mark your notifications as seen',
	changeSettings: 'Change your settings',
});
