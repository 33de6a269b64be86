import { commands as t } from '#lib/i18n/commands.ts';
import type { Command } from '#lib/protocol/commands.ts';

/** What a queued command will do, for whoever asked for it. */
export function commandWords(command: Command, nameOf: (user: string) => string): string {
	switch (command.kind) {
		case 'conversation.create':
			if (command.type === 'dm') return t.beginWith(nameOf(command.members[0] ?? ''));
			return t.createNamed(command.channel, command.name);
		case 'conversation.rename':
			return t.renameTo(command.name);
		case 'conversation.posting':
			return command.by === 'admins' ? t.onlyAdminsPost : t.everybodyPosts;
		case 'conversation.join':
			return t.joinIt;
		case 'conversation.leave':
			return t.leaveIt;
		case 'conversation.close':
			return t.deleteIt;
		case 'conversation.mute':
			return command.on ? t.muteIt : t.unmuteIt;
		case 'conversation.pin':
			return command.on ? t.pinIt : t.unpinIt;
		case 'member.add':
			return t.addPerson(nameOf(command.user));
		case 'member.remove':
			return t.removePerson(nameOf(command.user));
		case 'member.role':
			return t.changeRoleOf(nameOf(command.user));
		case 'notifications.seen':
			return t.markSeen;
		default:
			return t.changeSettings;
	}
}
