/** The channels of the organisation as its browser lists them (E06). Pure. */
import { foldForSearch } from './conversation-list.ts';
import type { ConversationSummary } from './summaries.ts';

export interface ListedChannel {
	id: string;
	name: string;
	topic: string;
	private: boolean;
	members: number;
	/** When something last happened in it, as far as this device knows, ms. */
	at: number;
	/** `joining`: asked for, and not decided yet. */
	membership: 'joined' | 'joining' | 'none';
	/** Made on this device and not yet accepted by the server. */
	pending: boolean;
}

export const CHANNEL_ORDERS = ['activity', 'name', 'members'] as const;
export type ChannelOrder = (typeof CHANNEL_ORDERS)[number];

/** Public ones and one's own, those whose name or topic holds every word of `query`, in this order. */
export function listChannels(
	summaries: readonly ConversationSummary[],
	query: string,
	order: ChannelOrder,
): ListedChannel[] {
	const words = foldForSearch(query).replace(/^\s*#/, '').split(/\s+/u).filter(Boolean);
	return summaries
		.filter(({ channel, creation }) => channel && typeof creation !== 'object')
		.map(toChannel)
		.filter(({ name, topic }) => {
			const text = foldForSearch(`${name} ${topic}`);
			return words.every((word) => text.includes(word));
		})
		.sort((one, other) => COMPARE[order](one, other) || one.name.localeCompare(other.name));
}

const COMPARE: Record<ChannelOrder, (one: ListedChannel, other: ListedChannel) => number> = {
	activity: (one, other) => other.at - one.at,
	name: () => 0,
	members: (one, other) => other.members - one.members,
};

function toChannel(summary: ConversationSummary): ListedChannel {
	const { id, name, topic, visibility, memberIds, activeAt, myRole, joining, creation } = summary;
	return {
		...{ id, name, topic, private: visibility === 'private', members: memberIds.length, at: activeAt },
		membership: joining ? 'joining' : myRole === null ? 'none' : 'joined',
		pending: creation === 'pending',
	};
}
