/** The ten hues of people (interface tokens): one lightness, so that initials keep 7:1 on each. */
const HUES = [20, 45, 70, 95, 168, 200, 225, 255, 300, 330] as const;

/** The hue of a person's avatar, in degrees: the same for one id on every device. */
export function personHue(id: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
	// The low bits of FNV-1a are weak for ids that differ in their last characters only.
	hash ^= hash >>> 15;
	return HUES[(hash >>> 0) % HUES.length]!;
}

/** One or two letters for an avatar: of the first and the last word; of a name without words, its first letter. */
export function initialsOf(name: string): string {
	const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
	const first = words[0];
	if (first === undefined) return '?';
	const last = words.length > 1 ? words[words.length - 1]! : undefined;
	return (firstLetter(first) + (last === undefined ? '' : firstLetter(last))).toLocaleUpperCase();
}

function firstLetter(word: string): string {
	return word.match(/^.\p{M}*/u)?.[0] ?? '';
}
