/** How the sidebar orders, sections and finds conversations (A02, A07). Pure. */

import { shell as t } from '#lib/i18n/shell.ts';

export type ConversationSection = 'direct' | 'channels' | 'groups';

/** What the sidebar knows of one conversation. */
export interface ListedConversation {
	id: string;
	/** What it is; where it stands depends on `pinned` too. */
	section: ConversationSection;
	/** Its name; of a direct message the other person's. */
	title: string;
	/** When something last happened in it, ms; null for nothing yet. */
	at: number | null;
	unread: number;
	/** By oneself: it stands first, whatever it is. */
	pinned: boolean;
}

/** The same with all that its line in the sidebar shows. */
export interface ConversationListing extends ListedConversation {
	/** The other person of a direct message; null for rooms. */
	personId: string | null;
	/** A room that only its members know. */
	private: boolean;
	/** Or about to be. False of a public channel that can only be read. Its messages are not on this device before somebody opens it. */
	joined: boolean;
	/** Its count is no call: by oneself. */
	muted: boolean;
	/** How many people are in it. */
	members: number;
	/** Made on this device and not yet accepted by the server. */
	pending: boolean;
	/** Why the server did not accept it; the words follow "Not created:". */
	refused: string | null;
	/** "You", a first name, or empty. */
	previewAuthor: string;
	preview: string;
	/** Where my own last message stands; null when the last one is another's. */
	ownState: 'saved' | 'stored' | 'refused' | null;
}

/** Lines that say what they said before are the same objects again, so that only the others are painted anew. */
export function keepUnchanged<Listed extends ListedConversation>(
	before: readonly Listed[],
	now: readonly Listed[],
): Listed[] {
	const byId = new Map(before.map((listing) => [listing.id, listing]));
	return now.map((listing) => {
		const known = byId.get(listing.id);
		const keys = Object.keys(listing) as (keyof Listed)[];
		return known && keys.every((key) => known[key] === listing[key]) ? known : listing;
	});
}

/** As it is written where its kind does not show otherwise: "# general". */
export function signedTitle({ section, title }: Pick<ListedConversation, 'section' | 'title'>): string {
	return section === 'channels' ? `# ${title}` : title;
}

export type SectionName = 'pinned' | ConversationSection;

export interface Section<Listed extends ListedConversation> {
	name: SectionName;
	heading: string;
	conversations: Listed[];
}

const SECTIONS: readonly SectionName[] = ['pinned', 'direct', 'channels', 'groups'];

/** What the sidebar lists: one's own conversations, and the public channel that is being read. The others are in the browser of channels (E06). */
export function listedBeside<Listed extends Pick<ConversationListing, 'id' | 'joined' | 'refused'>>(
	conversations: readonly Listed[],
	current: string | null,
): Listed[] {
	return conversations.filter(({ id, joined, refused }) => joined || refused !== null || id === current);
}

/** The sections that hold something and that of the channels, which leads to all channels; each with the latest conversation first. Every conversation is in exactly one. */
export function sectionsOf<Listed extends ListedConversation>(
	conversations: readonly Listed[],
): Section<Listed>[] {
	const found = [...conversations];
	found.sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1));
	return SECTIONS.map((name) => ({
		name,
		heading: t.sections[name],
		conversations: found.filter(({ pinned, section }) => (pinned ? 'pinned' : section) === name),
	})).filter(({ name, conversations }) => name === 'channels' || conversations.length > 0);
}

/** The neighbour of a conversation in the order of the sidebar; without a current one, the first or the last. */
export function neighbourOf<Listed extends ListedConversation>(
	sections: readonly Section<Listed>[],
	current: string | null,
	step: 1 | -1,
	unreadOnly: boolean,
): Listed | undefined {
	const all = sections.flatMap((section) => section.conversations);
	const start = all.findIndex((conversation) => conversation.id === current);
	for (let distance = 1; distance <= all.length; distance++) {
		const from = start === -1 && step === -1 ? all.length : start;
		const candidate = all[(from + step * distance + all.length * 2) % all.length];
		if (candidate && candidate.id !== current && (!unreadOnly || candidate.unread > 0)) return candidate;
	}
	return undefined;
}

/** Case and diacritics folded, so that "lindqvist" finds Lindqvíst. */
export function foldForSearch(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase();
}
