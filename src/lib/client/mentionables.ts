/** Who can be mentioned in a conversation, and under which words. Pure. */
import { EVERYONE, type Mentionable } from '#lib/domain/mentions.ts';
import type { Person } from '#lib/protocol/workspace.ts';
import type { ConversationSummary } from './summaries.ts';

/** The members that are there, by name, and in a room everybody at once. Two of one name are told apart by their addresses. */
export function mentionablesOf(
	conversation: Pick<ConversationSummary, 'kind' | 'memberIds'>,
	directory: ReadonlyMap<string, Person>,
	self: string,
): Mentionable[] {
	const people = conversation.memberIds.flatMap((id) => {
		const person = directory.get(id);
		return person?.active && id !== self ? [person] : [];
	});
	const names = new Map<string, number>();
	for (const { name } of people) names.set(name, (names.get(name) ?? 0) + 1);
	const listed = people
		.map(({ id, name, email }) => ({ user: id, label: names.get(name)! > 1 ? `${name} (${email})` : name }))
		.sort((a, b) => a.label.localeCompare(b.label));
	if (conversation.kind === 'room') listed.push({ user: EVERYONE, label: EVERYONE });
	return listed;
}
