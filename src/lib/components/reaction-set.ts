/** The reactions that are offered; any emoji of at most 64 bytes can be shown. */
export interface Reaction {
	emoji: string;
	/** What a screen reader says. */
	name: string;
}

export const QUICK_REACTIONS: readonly Reaction[] = [
	{ emoji: '👍', name: 'thumbs up' },
	{ emoji: '✅', name: 'done' },
	{ emoji: '🙏', name: 'thank you' },
	{ emoji: '😄', name: 'smile' },
];

export const MORE_REACTIONS: readonly Reaction[] = [
	...QUICK_REACTIONS,
	{ emoji: '❤️', name: 'heart' },
	{ emoji: '🎉', name: 'celebration' },
	{ emoji: '👏', name: 'applause' },
	{ emoji: '🙌', name: 'raised hands' },
	{ emoji: '👀', name: 'looking' },
	{ emoji: '💯', name: 'hundred' },
	{ emoji: '🔥', name: 'fire' },
	{ emoji: '💡', name: 'idea' },
	{ emoji: '🤔', name: 'thinking' },
	{ emoji: '😂', name: 'laughing' },
	{ emoji: '😮', name: 'surprised' },
	{ emoji: '😢', name: 'sad' },
	{ emoji: '👎', name: 'thumbs down' },
	{ emoji: '👋', name: 'wave' },
	{ emoji: '💪', name: 'strong' },
	{ emoji: '☕', name: 'coffee' },
	{ emoji: '🚀', name: 'rocket' },
	{ emoji: '⏳', name: 'waiting' },
	{ emoji: '❓', name: 'question' },
	{ emoji: '❗', name: 'exclamation' },
];
