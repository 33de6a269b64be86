/** The workspace as it will be when the server has accepted what is queued on this device (design section 1). Pure. */
import type { Command, ConversationCommand } from '#lib/protocol/commands.ts';
import type { WorkspaceConversation } from '#lib/protocol/workspace.ts';

/** Conversations with the queued commands laid over them, in order; those that a queued command creates come last. */
export function withPending(
	conversations: readonly WorkspaceConversation[],
	commands: readonly Command[],
	self: string,
): Map<string, WorkspaceConversation> {
	const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]));
	for (const command of commands) {
		if (!('conversation' in command)) continue;
		const known = byId.get(command.conversation);
		const after = applyCommand(known, command, self);
		if (after && after !== known) byId.set(command.conversation, after);
	}
	return byId;
}

function applyCommand(
	known: WorkspaceConversation | undefined,
	command: ConversationCommand,
	self: string,
): WorkspaceConversation | undefined {
	if (command.kind === 'conversation.create') return known ?? createdBy(command, self);
	if (!known) return undefined;
	switch (command.kind) {
		case 'conversation.rename':
			return { ...known, name: command.name, topic: command.topic };
		case 'conversation.posting':
			return { ...known, posting: command.by };
		case 'conversation.join':
			return withMember(known, self);
		case 'member.add':
			return withMember(known, command.user);
		case 'conversation.leave':
			return withoutMember(known, self);
		case 'member.remove':
			return withoutMember(known, command.user);
		case 'member.role':
			return {
				...known,
				members: known.members.map((member) =>
					member.user === command.user ? { ...member, role: command.role } : member,
				),
			};
		case 'conversation.mute':
			return { ...known, muted: command.on };
		case 'conversation.pin':
			return { ...known, pinned: command.on };
		// It stands until the server has closed it: then the device's copy goes.
		case 'conversation.close':
		case 'read.mark':
			return known;
	}
}

function createdBy(
	command: Extract<Command, { kind: 'conversation.create' }>,
	self: string,
): WorkspaceConversation {
	const { conversation: id, type: kind, visibility, channel, name, topic, members, at } = command;
	return {
		id,
		kind,
		visibility,
		channel,
		name,
		topic,
		volume: 0,
		createdAt: at,
		members: [
			{ user: self, role: kind === 'dm' ? 'MEMBER' : 'ADMIN' },
			...members.filter((user) => user !== self).map((user) => ({ user, role: 'MEMBER' as const })),
		],
		read: { mark: 0, volume: 0, position: -1 },
		muted: false,
		posting: 'all',
	};
}

function withMember(known: WorkspaceConversation, user: string): WorkspaceConversation {
	if (known.members.some((member) => member.user === user)) return known;
	return { ...known, members: [...known.members, { user, role: 'MEMBER' }] };
}

function withoutMember(known: WorkspaceConversation, user: string): WorkspaceConversation {
	return { ...known, members: known.members.filter((member) => member.user !== user) };
}
