/**
 * Mentions. In a body a person is named by id, `<@user>`, so that a mention survives a change of name and two people of one name stay two;
 * `<@everyone>` means all members of the room. A person types and reads `@Name`.
 */

/** `<@…>` in a body; the first group is the user's id or "everyone". */
export const MENTION = /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|everyone)>/g;
export const EVERYONE = 'everyone';

/** Who can be mentioned, by the words that are typed after "@". */
export interface Mentionable {
	/** A user's id, or "everyone". */
	user: string;
	/** Unique among those of one conversation. */
	label: string;
}

/** The ids that a body mentions, each once. */
export function mentionedIn(body: string): string[] {
	return body.includes('<@') ? [...new Set([...body.matchAll(MENTION)].map((match) => match[1]!))] : [];
}

/** `@Name` as it was typed becomes `<@user>`; the longest name wins, and a longer word is nobody's name. */
export function encodeMentions(text: string, people: readonly Mentionable[]): string {
	if (!text.includes('@')) return text;
	const byLength = [...people].sort((a, b) => b.label.length - a.label.length);
	let encoded = '';
	let end = 0;
	for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
		if (at < end || isWordBefore(text, at)) continue;
		const found = byLength.find(
			({ label }) => text.startsWith(label, at + 1) && !isWordAt(text, at + 1 + label.length),
		);
		if (!found) continue;
		encoded += `${text.slice(end, at)}<@${found.user}>`;
		end = at + 1 + found.label.length;
	}
	return encoded + text.slice(end);
}

/** The same back, for whoever edits the text or reads it on one line. */
export function decodeMentions(body: string, labelOf: (user: string) => string): string {
	return body.includes('<@') ? body.replace(MENTION, (_, user: string) => `@${labelOf(user)}`) : body;
}

const WORD = /[\p{L}\p{N}_]/u;

function isWordAt(text: string, at: number): boolean {
	return at < text.length && WORD.test(String.fromCodePoint(text.codePointAt(at)!));
}

function isWordBefore(text: string, at: number): boolean {
	return at > 0 && WORD.test(text.charAt(at - 1));
}
