/** The reactions that are offered; any emoji of at most 64 bytes can be shown. */
export const QUICK_REACTIONS: readonly string[] = ['👍', '✅', '🙏', '😄'];

export const MORE_REACTIONS: readonly string[] = [
	...QUICK_REACTIONS,
	'❤️',
	'🎉',
	'👏',
	'🙌',
	'👀',
	'💯',
	'🔥',
	'💡',
	'🤔',
	'😂',
	'😮',
	'😢',
	'👎',
	'👋',
	'💪',
	'☕',
	'🚀',
	'⏳',
	'❓',
	'❗',
];
