/** What the palette offers for what was typed: conversations, people, actions. Pure. */
import { foldForSearch, type ConversationListing } from '#lib/client/conversation-list.ts';
import { shell as t } from '#lib/i18n/shell.ts';
import { CHANNEL_NAME } from '#lib/protocol/commands.ts';
import type { SearchHit } from '#lib/protocol/search.ts';
import type { Person } from '#lib/protocol/workspace.ts';

export type PaletteEntry =
	| { kind: 'conversation'; id: string; title: string; listing: ConversationListing }
	| { kind: 'person'; id: string; title: string; person: Person }
	| { kind: 'message'; id: string; title: string; hit: SearchHit }
	| { kind: 'action'; id: ActionId; title: string; keys: string; name?: string };

export type ActionId =
	| 'message'
	| 'search'
	| 'group'
	| 'channel'
	| 'channels'
	| 'team'
	| 'people'
	| 'notifications'
	| 'account'
	| 'auto-reply'
	| 'contacts'
	| 'device'
	| 'sync'
	| 'keyboard';

export interface PaletteGroup {
	heading: string;
	entries: PaletteEntry[];
}

/** In their order, with their keys. */
const ACTIONS: readonly (readonly [id: ActionId, keys: string])[] = [
	['message', 'N M'],
	['search', ''],
	['group', 'N G'],
	['channel', 'N C'],
	['channels', 'G C'],
	['team', 'G T'],
	['people', 'G P'],
	['notifications', 'G N'],
	['account', 'G Y'],
	['contacts', ''],
	['auto-reply', ''],
	['device', ''],
	['sync', ''],
	['keyboard', '?'],
];
const MOST = { conversations: 8, people: 5 };

/** A name as a channel's has to be, or empty. */
export function channelNameFrom(typed: string): string {
	const name = foldForSearch(typed)
		.trim()
		.replace(/^#\s*/, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 80);
	return CHANNEL_NAME.test(name) ? name : '';
}

/** What was found in messages, before what can be done: the names that one jumps to keep their place. */
export function withMessages(
	groups: readonly PaletteGroup[],
	query: string,
	hits: readonly SearchHit[],
	more: boolean,
): PaletteGroup[] {
	if (hits.length === 0) return [...groups];
	const entries = hits.map((hit): PaletteEntry => {
		const id = `${hit.conversation}/${hit.volume}:${hit.client}:${hit.clock}`;
		return { kind: 'message', id, title: hit.body, hit };
	});
	if (more)
		entries.push({
			kind: 'action',
			id: 'search',
			title: t.allMessagesWith(query.trim()),
			keys: '',
			name: query.trim(),
		});
	const actions = groups.filter(({ heading }) => heading === t.actions);
	return [
		...groups.filter((group) => !actions.includes(group)),
		{ heading: t.messages, entries },
		...actions,
	];
}

/** Groups that hold something. With nothing typed: where one was last, and what can be done. */
export function paletteGroups(
	query: string,
	conversations: readonly ConversationListing[],
	people: readonly Person[],
): PaletteGroup[] {
	const words = foldForSearch(query).replace(/^[#@]/, '').split(/\s+/u).filter(Boolean);
	const rank = (text: string): number => {
		const folded = foldForSearch(text);
		if (!words.every((word) => folded.includes(word))) return -1;
		const first = words[0] ?? '';
		return folded.startsWith(first)
			? 2
			: new RegExp(`[^\\p{L}\\p{N}]${escaped(first)}`, 'u').test(folded)
				? 1
				: 0;
	};
	const ranked = <Item>(items: readonly Item[], textOf: (item: Item) => string, most: number): Item[] =>
		items
			.map((item) => ({ item, rank: rank(textOf(item)) }))
			.filter((each) => each.rank >= 0)
			.sort((a, b) => b.rank - a.rank)
			.slice(0, most)
			.map(({ item }) => item);

	const recent = [...conversations].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
	const shown = ranked(recent, ({ title }) => title, MOST.conversations);
	const written = new Set(conversations.map(({ personId }) => personId));
	// Whoever one has a conversation with is there already.
	const others = words.length === 0 ? [] : people.filter(({ id }) => !written.has(id));
	const found = ranked(others, ({ name, email }) => `${name} ${email}`, MOST.people);
	const channel = channelNameFrom(query);
	const actions = ACTIONS.filter(([id]) => rank(`${t.does[id].title} ${t.does[id].more}`) >= 0);
	const entries: PaletteEntry[] = actions.map(([id, keys]) => ({
		kind: 'action',
		id,
		title: t.does[id].title,
		keys,
	}));
	if (words.length > 0 && channel !== '' && !conversations.some(({ title }) => title === channel))
		entries.push({
			kind: 'action',
			id: 'channel',
			title: t.channelNamed(channel),
			keys: 'N C',
			name: channel,
		});
	return [
		{
			heading: words.length === 0 ? t.recent : t.conversations,
			entries: shown.map((listing): PaletteEntry => ({
				kind: 'conversation',
				id: listing.id,
				title: listing.title,
				listing,
			})),
		},
		{
			heading: t.people,
			entries: found.map((person): PaletteEntry => ({
				kind: 'person',
				id: person.id,
				title: person.name,
				person,
			})),
		},
		{ heading: t.actions, entries },
	].filter((group) => group.entries.length > 0);
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export interface MarkedPiece {
	text: string;
	marked: boolean;
}

/** The title cut where what was typed stands in it. */
export function markFound(title: string, query: string): MarkedPiece[] {
	const word = foldForSearch(query).replace(/^[#@]/, '').split(/\s+/u).find(Boolean);
	// Folding may change lengths; where it does, nothing is marked rather than the wrong letters.
	const folded = foldForSearch(title);
	const at = word === undefined || folded.length !== title.length ? -1 : folded.indexOf(word);
	if (at === -1) return [{ text: title, marked: false }];
	const end = at + word!.length;
	return [
		{ text: title.slice(0, at), marked: false },
		{ text: title.slice(at, end), marked: true },
		{ text: title.slice(end), marked: false },
	].filter(({ text }) => text !== '');
}
