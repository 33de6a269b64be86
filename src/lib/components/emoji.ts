/** All emoji with their names, loaded when somebody first looks for one. Nothing is asked of another server: the names are part of the program. */
import { foldForSearch } from '#lib/client/conversation-list.ts';
import { spokenLanguage } from '#lib/i18n/dictionary.ts';

export interface Emoji {
	emoji: string;
	name: string;
	/** Index into GROUPS. */
	group: number;
	/** Folded names and keywords, each between spaces. */
	words: string;
}

/** The data's group 2 holds parts of others only. */
export const GROUPS: readonly number[] = [0, 1, 3, 4, 5, 6, 7, 8, 9];
const PARTS = 2;

let loading: Promise<readonly Emoji[]> | undefined;

/** Rejects offline when the program was never loaded whole; may be asked again. */
export function loadEmoji(): Promise<readonly Emoji[]> {
	const file =
		spokenLanguage() === 'de'
			? import('emoji-picker-element-data/de/cldr/data.json')
			: import('emoji-picker-element-data/en/emojibase/data.json');
	loading ??= file.then(
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
