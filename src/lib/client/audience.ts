/** Who can see this: answered before anything is typed. Pure. */
import type { ConversationSummary } from './summaries.ts';

export interface Audience {
	icon: 'eye' | 'lock';
	words: string;
	/** For narrow windows; the line never truncates. */
	short: string;
}

/** @param other the other person's name in a direct message */
export function audienceOf(
	conversation: Pick<ConversationSummary, 'kind' | 'visibility' | 'memberIds'>,
	organisation: string,
	other: string,
): Audience {
	if (conversation.kind === 'dm')
		return { icon: 'lock', words: `Only you and ${other}`, short: 'Only you two' };
	if (conversation.visibility === 'public')
		return { icon: 'eye', words: `Visible to everyone in ${organisation}`, short: 'Visible to everyone' };
	const count = conversation.memberIds.length;
	if (count <= 1) return { icon: 'lock', words: 'Only you', short: 'Only you' };
	return { icon: 'lock', words: `${count} members only`, short: `${count} members only` };
}
