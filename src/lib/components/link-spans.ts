/** A piece of a message's text; a link when it has an address. */
export interface TextSpan {
	text: string;
	href?: string;
	/** The host as it is resolved, when it does not read as it is written (internationalised names that can imitate others). */
	host?: string;
}

const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
// One class repeated, nothing nested: linear in the length of the text.
const CANDIDATE = /(?:https?:\/\/|mailto:)[^\s<>"'`{}|\\^\p{Cc}\u202a-\u202e\u2066-\u2069]+/giu;

/** Finds the addresses in a text. Everything that is not http, https or mailto stays text. */
export function linkSpans(body: string): TextSpan[] {
	const spans: TextSpan[] = [];
	let end = 0;
	for (const match of body.matchAll(CANDIDATE)) {
		const text = withoutSentenceEnd(match[0]);
		const url = URL.parse(text);
		if (!url || !ALLOWED.has(url.protocol) || (url.protocol !== 'mailto:' && url.host === '')) continue;
		if (match.index > end) spans.push({ text: body.slice(end, match.index) });
		const imitates = url.host !== '' && !text.toLowerCase().includes(url.host);
		spans.push({ text, href: url.href, ...(imitates ? { host: url.host } : {}) });
		end = match.index + text.length;
	}
	if (end < body.length) spans.push({ text: body.slice(end) });
	return spans;
}

/** Full stops, commas and brackets that close what was opened before the address belong to the sentence. */
function withoutSentenceEnd(address: string): string {
	const surplus = { ')': 0, ']': 0 };
	for (const char of address) {
		if (char === ')' || char === ']') surplus[char]++;
		else if (char === '(') surplus[')']--;
		else if (char === '[') surplus[']']--;
	}
	let end = address.length;
	while (end > 0) {
		const last = address[end - 1]!;
		if (last === ')' || last === ']') {
			if (surplus[last] <= 0) break;
			surplus[last]--;
		} else if (!'.,;:!?…'.includes(last)) break;
		end--;
	}
	return address.slice(0, end);
}
