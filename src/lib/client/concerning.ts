/** What of a conversation concerns the person, for the notification centre (F03). Pure. */
import { concernOf } from '#lib/domain/concern.ts';
import { itemKey } from '#lib/domain/timeline.ts';
import type { ShownItem } from './summaries.ts';

/** `contact`: somebody asks to be one, in no conversation. */
export type TellingKind = 'direct' | 'mention' | 'reply' | 'added' | 'reaction' | 'contact';

/** One thing to be told. Plain data: it is stored. */
export interface Telling {
	/** Unique among those of one conversation. */
	id: string;
	kind: TellingKind;
	/** The message that it leads to. */
	key: string;
	/** Who did it. */
	author: string;
	/** One line of the message, mentions not resolved; empty for an addition. */
	text: string;
	/** Of a reaction. */
	emoji: string | null;
	/** The relay's clock, ms. */
	at: number;
	/** Where a read position passes it; null for a reaction, which has none. */
	place: { volume: number; position: number } | null;
}

/** Of so many of the newest items; a conversation is asked again with every change. */
const LOOKED_AT = 1_000;
const TEXT_LENGTH = 140;
export const MOST_OF_ONE = 30;

/** Newest first. */
export function tellingsOf(items: readonly ShownItem[], self: string, direct: boolean): Telling[] {
	const recent = items.slice(-LOOKED_AT);
	const authors = new Map(recent.map((item) => [item.key, item.author]));
	return (
		recent
			.flatMap((item) => [told(item, self, direct, authors), reaction(item)])
			.filter((telling) => telling !== null)
			// Of one moment the later one comes first.
			.reverse()
			.sort((one, other) => other.at - one.at)
			.slice(0, MOST_OF_ONE)
	);
}

function told(
	item: ShownItem,
	self: string,
	direct: boolean,
	authors: ReadonlyMap<string, string>,
): Telling | null {
	const { key, volume, position, receivedAt: at, system, body, author, re, deleted } = item;
	if (position === null || at === null || deleted || item.mine) return null;
	const answered = re ? (authors.get(itemKey(...re)) ?? null) : null;
	const event = system ?? { k: 'm' as const, at: item.at, b: body };
	const kind = concernOf(event, self, { author, direct, answered });
	if (kind === null || kind === 'message') return null;
	const by = system ? (system.by ?? author) : author;
	const text = system ? '' : oneLine(body);
	return { id: key, kind, key, author: by, text, emoji: null, at, place: { volume, position } };
}

/** The newest to a message of mine stands for all of them. */
function reaction({ key, mine, body, deleted, lastReaction }: ShownItem): Telling | null {
	if (!mine || deleted || !lastReaction) return null;
	const { emoji, user, at } = lastReaction;
	return {
		id: `${key} reaction`,
		kind: 'reaction',
		key,
		author: user,
		text: oneLine(body),
		emoji,
		at,
		place: null,
	};
}

function oneLine(body: string): string {
	return body
		.slice(0, 2 * TEXT_LENGTH)
		.replace(/\s+/gu, ' ')
		.trim()
		.slice(0, TEXT_LENGTH);
}
