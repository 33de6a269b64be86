/** Who can see this: answered before anything is typed. Pure. */
import { common } from '#lib/i18n/common.ts';
import { room as t } from '#lib/i18n/room.ts';
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
	if (conversation.kind === 'dm') return { icon: 'lock', words: t.onlyYouAnd(other), short: t.onlyYouTwo };
	if (conversation.visibility === 'public')
		return { icon: 'eye', words: t.visibleIn(organisation), short: t.visibleToEveryone };
	const count = conversation.memberIds.length;
	if (count <= 1) return { icon: 'lock', words: t.onlyYou, short: t.onlyYou };
	return { icon: 'lock', words: common.membersOnly(count), short: common.membersOnly(count) };
}
