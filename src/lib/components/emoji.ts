/** All emoji with their names, loaded when somebody first looks for one. Nothing is asked of another server: the names are part of the program. */
import { foldForSearch } from '#lib/client/conversation-list.ts';

export interface Emoji {
	emoji: string;
	name: string;
	/** Index into GROUPS. */
	group: number;
	/** Folded names and keywords, each between spaces. */
	words: string;
}

/** The data's group 2 holds parts of others only. */
export const GROUPS: readonly { group: number; name: string }[] = [
	{ group: 0, name: 'Faces' },
	{ group: 1, name: 'People' },
	{ group: 3, name: 'Animals and nature' },
	{ group: 4, name: 'Food and drink' },
	{ group: 5, name: 'Travel' },
	{ group: 6, name: 'Activities' },
	{ group: 7, name: 'Objects' },
	{ group: 8, name: 'Symbols' },
	{ group: 9, name: 'Flags' },
];
const PARTS = 2;

let loading: Promise<readonly Emoji[]> | undefined;

/** Rejects offline when the program was never loaded whole; may be asked again. */
export function loadEmoji(): Promise<readonly Emoji[]> {
	loading ??= import('emoji-picker-element-data/en/emojibase/data.json').then(
		({ default: data }) =>
			data
				.filter(({ group }) => group !== PARTS)
				.map(({ emoji, annotation, group, tags = [], shortcodes = [] }) => ({
					emoji,
					name: annotation,
					group,
					words: foldForSearch(` ${[annotation, ...tags, ...shortcodes].join(' ').replaceAll('_', ' ')} `),
				})),
		(error: unknown) => {
			loading = undefined;
			throw error;
		},
	);
	return loading;
}

/** Those of which a word begins with each word of the query; whose name begins with it first. */
export function findEmoji(all: readonly Emoji[], query: string, limit = Infinity): Emoji[] {
	const words = foldForSearch(query)
		.split(/[\s_]+/u)
		.filter(Boolean);
	if (words.length === 0) return all.slice(0, limit);
	const found = all.filter(({ words: own }) => words.every((word) => own.includes(` ${word}`)));
	const rank = ({ words: own }: Emoji) => (own.startsWith(` ${words[0]}`) ? 0 : 1);
	return found.sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}

const RECENT = 'parley.recent-emoji';
const RECENT_LENGTH = 16;

/** The last ones that were picked in this browser, newest first. */
export function recentEmoji(storage: Pick<Storage, 'getItem'>): string[] {
	return (storage.getItem(RECENT) ?? '').split(' ').filter(Boolean);
}

export function noteRecentEmoji(storage: Pick<Storage, 'getItem' | 'setItem'>, emoji: string): void {
	const others = recentEmoji(storage).filter((each) => each !== emoji);
	storage.setItem(RECENT, [emoji, ...others].slice(0, RECENT_LENGTH).join(' '));
}
