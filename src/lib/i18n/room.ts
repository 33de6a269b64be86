import { counted } from './format.ts';
import { area } from './dictionary.ts';

export const room = area('room', {
	// audience.ts
	onlyYouAnd: (name: string) => `Only you and ${name}`,
	onlyYouTwo: 'Only you two',

	// ConversationPane.svelte
	beginning: (title: string) => `This is the beginning of ${title}.`,
	beginningWith: (name: string) => `This is the beginning of your messages with ${name}.`,
	unreadFromHere: 'Unread from here',
	copied: 'Copied',
	conversations: (n: number) => `${n} conversations`,
	forwardedTo: (name: string) => `Forwarded to ${name}`,
	notAllForwarded: 'Not everything was forwarded. It is still here: try again',
	notOnDevice: 'This message is not on this device',
	mutedEverywhere: 'Muted on all your devices',
	notMuted: 'Not muted any more',
	deleteMessage: 'Delete this message?',
	everybodySeesDeleted: 'Everybody sees “Message deleted” instead. The record of your organisation keeps it.',

	// ConversationHeader.svelte
	findHere: 'Find in this conversation',
	muted: 'Muted',
	unmute: 'Muted. Notify me again',
	mute: 'Mute on all my devices',
	members: 'Members',
	countMembers: (n: number) => counted(n, 'member', 'members'),
	closeConversation: 'Close the conversation',

	// ConversationFoot.svelte
	writtenKept: (reason: string) => `${reason}. What you wrote is kept above.`,
	joining: 'Joining. You can write as soon as the server has you in, or when you are online again.',
	reading: 'You are reading. Join to write; your colleagues see that you joined.',
	joinToWrite: 'Join to write',
	thisCreatedOnline: 'This conversation is created when you are online',
	channelCreatedOnline: (name: string) => `Channel “${name}” is created when you are online`,
	groupCreatedOnline: (name: string) => `Group “${name}” is created when you are online`,

	// FindBar.svelte
	findIn: (title: string) => `Find in ${title}`,
	older: 'Older match',
	olderKey: 'Older match (Enter)',
	newer: 'Newer match',
	newerKey: 'Newer match (Shift Enter)',
	closeFind: 'Close find',
	closeFindKey: 'Close (Esc)',

	// MembersSide.svelte
	closePanel: 'Close the panel',
	deleteRoom: (title: string) => `Delete ${title}?`,
	nobodyCan:
		'Nobody can read or write it any more, and all devices delete their copies. The record of your organisation keeps it. This cannot be undone.',
	removePerson: (name: string) => `Remove ${name}?`,
	theyCannot: 'They can no longer read or write here, and their devices delete their copy.',
	leaveRoom: (title: string) => `Leave ${title}?`,
	readAndJoinAgain: 'You can read it and join again at any time.',
	deviceDeletes: 'This device deletes its copy. Somebody has to add you to come back.',

	// ForwardDialog.svelte
	visibleToEveryone: 'Visible to everyone',
	forwardThis: 'Forward this message',
	forwardMany: (n: number) => `Forward ${n} messages`,
	whoeverReads: 'Whoever reads there sees who wrote it, and when.',
	forwardToLabel: 'Forward to',
	conversationOrPerson: 'Conversation or person',
	chooseFirst: 'Choose a conversation first',
	forwardToCount: (n: number) => `Forward to ${n}`,

	// MembersPanel.svelte
	membersWrite: 'Members write.',
	onlyMembersSee: 'Only its members can see it. Customers cannot be added.',
	onlyAdminsPost: 'Only admins post here.',
	changeRoom: 'Change name, topic and who posts',
	everyoneCanRead: (organisation: string) => `Everyone in ${organisation} can read it.`,
	channelCreatedOnlineStop: (name: string) => `Channel “${name}” is created when you are online.`,
	groupCreatedOnlineStop: (name: string) => `Group “${name}” is created when you are online.`,
	admin: 'admin',
	moreAbout: (name: string) => `More about ${name}`,
	more: 'More',
	makeMember: 'Make an ordinary member',
	makeAdmin: 'Make an admin',
	addPeople: 'Add people',
	leaveThis: (channel: boolean) => `Leave this ${channel ? 'channel' : 'group'}`,
	deleteForAll: 'Delete it for everybody',

	// RoomDialog.svelte
	nameNeeded: 'A name is needed.',
	nameShape: 'Small letters, digits and hyphens, such as field-ops.',
	changeChannel: 'Change the channel',
	changeGroup: 'Change the group',
	everybodySeesRename: 'Everybody in it sees that it was renamed, and by whom.',
	topic: 'Topic (may be empty)',
	adminsPostOption: 'Only admins post. Everybody reads and reacts.',

	// NewChannelDialog.svelte
	channelNeedsName: 'A channel needs a name.',
	beginsWithLetter: 'It begins and ends with a letter or digit.',
	newChannel: 'New channel',
	channelName: 'Channel name',
	whatFor: 'What it is for (may be empty)',
	whoSees: 'Who can see it',
	public: 'Public',
	private: 'Private',
	onlyMembersKnow: 'Only its members know that it exists.',
	opensAtOnce: 'It opens at once and is created when you are online.',
	createChannel: 'Create channel',
	everyoneReadsAndJoins: (organisation: string) => `Everyone in ${organisation} can read it and join.`,

	// NewGroupDialog.svelte
	newGroup: 'New group',
	groupIsPrivate: 'A group is private: only its members can see it.',
	groupName: 'Group name',
	groupNeedsName: 'A group needs a name.',
	everybodySeesName: 'Everybody in it sees this name.',
	youIncluded: (n: number) => `${n}, you included`,
	takeOut: (name: string) => `Take ${name} out`,
	chooseOne: 'Choose at least one person.',
	createGroup: 'Create group',

	// NewMessageDialog.svelte
	newMessage: 'New message',
	oneForEachPair: 'One conversation for each pair of people: picking somebody again opens the same one.',
	writeTo: 'Write to',

	// OptionPicker.svelte
	nothingFound: (query: string) => `Nothing is found for “${query}”.`,
	moreNarrow: (n: number) => `${n} more. Type to narrow the list.`,

	// AddPeopleDialog.svelte
	addPeopleTo: (title: string) => `Add people to ${title}`,
	theySeeEverything: 'They see everything that was written here.',
	chooseSomebody: 'Choose somebody first',
	addCount: (n: number) => `Add ${n} people`,

	// AppDialogs.svelte
	nameUnusable: 'This name cannot be used.',
	noAccount: 'This person has no account any more.',

	// member-rights.ts
	roleReads: 'Your role reads here and does not write.',
	apart: 'You cannot write to each other now. What was written stays.',
	adminsPost: 'Only admins post here. You read and react.',
	notInAnyMore: 'You are not in this conversation any more.',
	visibleIn: (organisation: string) => `Visible to everyone in ${organisation}`,
	onlyYou: 'Only you',
});
