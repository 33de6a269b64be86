import { timeline as t } from '#lib/i18n/timeline.ts';

/** "Ben is typing". First names: there is little room, and the full ones stand above. */
export function typingWords(names: readonly string[]): string {
	const [first, second] = names.map((name) => name.split(/\s+/u)[0] ?? name);
	if (first === undefined) return '';
	if (second === undefined) return t.typing(first);
	return names.length === 2 ? t.typingTwo(first, second) : t.typingMany(names.length);
}
