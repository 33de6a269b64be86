/** "Ben is typing". First names: there is little room, and the full ones stand above. */
export function typingWords(names: readonly string[]): string {
	const [first, second] = names.map((name) => name.split(/\s+/u)[0] ?? name);
	if (first === undefined) return '';
	if (second === undefined) return `${first} is typing`;
	return names.length === 2 ? `${first} and ${second} are typing` : `${names.length} people are typing`;
}
