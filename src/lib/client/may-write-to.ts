import type { ConversationSummary } from './summaries.ts';
import type { Contacts } from '#lib/protocol/workspace.ts';

/** May oneself and this person write to each other, as the server will say (SPEC V3), as far as this device knows? */
export function mayWriteTo(
	user: string,
	{ needed, all, blocked }: Contacts,
	summaries: readonly Pick<ConversationSummary, 'apart' | 'memberIds'>[],
): boolean {
	if (blocked.includes(user)) return false;
	if (summaries.some(({ apart, memberIds }) => apart && memberIds.includes(user))) return false;
	const state = all.find((contact) => contact.user === user)?.state;
	return state === 'accepted' || (state !== 'removed' && !needed);
}
