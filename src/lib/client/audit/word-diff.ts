/** What changed between two texts, by words: for reading, so a word is never cut. */
export interface DiffPart {
	change: 'same' | 'removed' | 'added';
	text: string;
}

/** Beyond this many words on a side the texts are shown one after the other: nobody reads such a diff. */
const MOST_WORDS = 600;

export function diffWords(before: string, after: string): DiffPart[] {
	const old = before.match(/\s+|[^\s]+/gu) ?? [];
	const now = after.match(/\s+|[^\s]+/gu) ?? [];
	if (old.length > MOST_WORDS || now.length > MOST_WORDS)
		return [
			{ change: 'removed', text: before },
			{ change: 'added', text: after },
		];
	let start = 0;
	while (start < old.length && start < now.length && old[start] === now[start]) start++;
	let end = 0;
	while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
	const parts: DiffPart[] = [];
	push(parts, 'same', old.slice(0, start));
	between(parts, old.slice(start, old.length - end), now.slice(start, now.length - end));
	push(parts, 'same', end === 0 ? [] : old.slice(-end));
	return parts;
}

/** By the longest common subsequence. */
function between(parts: DiffPart[], old: readonly string[], now: readonly string[]): void {
	const width = now.length + 1;
	const longest = new Uint16Array((old.length + 1) * width);
	for (let i = old.length - 1; i >= 0; i--)
		for (let j = now.length - 1; j >= 0; j--)
			longest[i * width + j] =
				old[i] === now[j]
					? longest[(i + 1) * width + j + 1]! + 1
					: Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
	let i = 0;
	let j = 0;
	while (i < old.length || j < now.length) {
		if (i < old.length && j < now.length && old[i] === now[j]) {
			push(parts, 'same', [old[i]!]);
			i++;
			j++;
		} else if (
			i < old.length &&
			(j === now.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
		)
			push(parts, 'removed', [old[i++]!]);
		else push(parts, 'added', [now[j++]!]);
	}
}

function push(parts: DiffPart[], change: DiffPart['change'], words: readonly string[]): void {
	if (words.length === 0) return;
	const text = words.join('');
	const last = parts.at(-1);
	if (last?.change === change) last.text += text;
	else parts.push({ change, text });
}
