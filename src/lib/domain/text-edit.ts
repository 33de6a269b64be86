/** A text that was edited as a whole, as the smallest edit: for boxes that know nothing of Yjs. */
export interface TextEdit {
	at: number;
	/** UTF-16 units that go. */
	remove: number;
	insert: string;
}

/** Null when nothing changed. Never cuts a surrogate pair. */
export function editBetween(before: string, after: string): TextEdit | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	if (isHalf(before, start) || isHalf(after, start)) start--;
	let end = 0;
	while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	if (isHalf(before, before.length - end) || isHalf(after, after.length - end)) end--;
	return { at: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) };
}

/** Where a caret that stood at `caret` stands after the edit. */
export function moveCaret(caret: number, { at, remove, insert }: TextEdit): number {
	if (caret <= at) return caret;
	return caret >= at + remove ? caret + insert.length - remove : at + insert.length;
}

/** Is this the middle of a surrogate pair? */
function isHalf(text: string, at: number): boolean {
	return at > 0 && at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
