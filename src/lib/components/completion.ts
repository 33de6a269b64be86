/** What is being completed at the cursor: "@mit" a person, ":smi" an emoji. Pure. */
import { foldForSearch } from '#lib/client/conversation-list.ts';
import type { Mentionable } from '#lib/domain/mentions.ts';

export interface Trigger {
	sign: '@' | ':';
	/** Where the sign stands in the text. */
	from: number;
	/** What follows it, to the cursor. */
	query: string;
}

/** Names have spaces, so a mention may go on over some words; an emoji's name is one. */
const LONGEST = { '@': 40, ':': 24 };
const WORD = /[\p{L}\p{N}_]/u;

/** The trigger that the cursor stands in, if there is one. */
export function triggerAt(text: string, cursor: number): Trigger | null {
	const line = text.slice(Math.max(0, cursor - LONGEST['@'] - 1), cursor);
	const offset = cursor - line.length;
	for (const sign of ['@', ':'] as const) {
		const at = line.lastIndexOf(sign);
		if (at === -1) continue;
		const query = line.slice(at + 1);
		if (query.length > LONGEST[sign] || query.includes('\n')) continue;
		// An address, a time, or a link has a word before its sign.
		if (at > 0 && WORD.test(line.charAt(at - 1))) continue;
		if (sign === '@' && /^\s|\s\s|[@:]/.test(query)) continue;
		if (sign === ':' && !/^[\p{L}\p{N}_+-]{2,}$/u.test(query)) continue;
		return { sign, from: offset + at, query };
	}
	return null;
}

/** Whose label has a word that begins with each word of the query; those that begin with it first. */
export function matchPeople(people: readonly Mentionable[], query: string, limit = 8): Mentionable[] {
	const words = foldForSearch(query).split(/\s+/u).filter(Boolean);
	// A whole name with a space behind it is finished.
	if (/\s$/.test(query) && people.some(({ label }) => label === query.trim())) return [];
	const found = people
		.map((person) => ({ person, label: foldForSearch(person.label) }))
		.filter(({ label }) => {
			const parts = label.split(/[^\p{L}\p{N}]+/u);
			return words.every((word) => parts.some((part) => part.startsWith(word)));
		})
		.sort((a, b) => Number(b.label.startsWith(words[0] ?? '')) - Number(a.label.startsWith(words[0] ?? '')))
		.slice(0, limit)
		.map(({ person }) => person);
	// Nor is there anything to choose when the only one is written out: Enter sends.
	return found.length === 1 && found[0]!.label === query ? [] : found;
}

/** The text with the trigger replaced, and where the cursor goes. */
export function complete(
	text: string,
	trigger: Trigger,
	cursor: number,
	word: string,
): { text: string; cursor: number } {
	const rest = text.slice(cursor);
	const inserted = rest.startsWith(' ') ? word : `${word} `;
	return {
		text: text.slice(0, trigger.from) + inserted + rest,
		cursor: trigger.from + inserted.length + (rest.startsWith(' ') ? 1 : 0),
	};
}
