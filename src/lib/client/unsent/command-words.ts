import type { Command } from '#lib/protocol/commands.ts';

/** What a queued command will do, for whoever asked for it. */
export function commandWords(command: Command, nameOf: (user: string) => string): string {
	switch (command.kind) {
		case 'conversation.create':
			if (command.type === 'dm') return `Begin a conversation with ${nameOf(command.members[0] ?? '')}`;
			return `Create the ${command.channel ? 'channel' : 'group'} “${command.name}”`;
		case 'conversation.rename':
			return `Rename it to “${command.name}”`;
		case 'conversation.posting':
			return command.by === 'admins' ? 'Let only admins post' : 'Let everybody in it post';
		case 'conversation.join':
			return 'Join it';
		case 'conversation.leave':
			return 'Leave it';
		case 'conversation.close':
			return 'Delete it for everybody';
		case 'conversation.mute':
			return command.on ? 'Mute it' : 'Unmute it';
		case 'member.add':
			return `Add ${nameOf(command.user)}`;
		case 'member.remove':
			return `Remove ${nameOf(command.user)}`;
		case 'member.role':
			return `Change the role of ${nameOf(command.user)}`;
		case 'notifications.seen':
			return 'Mark your notifications as seen';
		default:
			return 'Change your settings';
	}
}
