/** The spans within a line or paragraph: code, links, mentions, then bold, italic and struck around them. */
import { linkSpans } from '../link-spans.ts';
import { MENTION } from '#lib/domain/mentions.ts';

export type Span =
	| { kind: 'text'; text: string }
	| { kind: 'code'; text: string }
	| { kind: 'link'; text: string; href: string; host?: string }
	/** `user` is a user's id, or "everyone". */
	| { kind: 'mention'; user: string }
	| { kind: 'strong' | 'emphasis' | 'struck'; spans: Span[] };

type Leaf = Exclude<Span, { spans: Span[] }>;
type MarkKind = 'strong' | 'emphasis' | 'struck';

const MARKS: readonly { text: string; kind: MarkKind }[] = [
	{ text: '**', kind: 'strong' },
	{ text: '__', kind: 'strong' },
	{ text: '~~', kind: 'struck' },
	{ text: '*', kind: 'emphasis' },
	{ text: '_', kind: 'emphasis' },
];
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/u;

export function parseSpans(text: string): Span[] {
	const leaves = codeSpans(text).flatMap((leaf) => (leaf.kind === 'text' ? linked(leaf.text) : [leaf]));
	return marked(leaves);
}

/** A run of backticks opens code that the next run of the same length closes. */
function codeSpans(text: string): Leaf[] {
	const runs = [...text.matchAll(/`+/g)];
	/** The next run of each length is found from behind, so that nothing is searched twice. */
	const closing = new Map<number, number>();
	const closes = new Array<number>(runs.length);
	for (let i = runs.length - 1; i >= 0; i--) {
		const { length } = runs[i]![0];
		closes[i] = closing.get(length) ?? -1;
		closing.set(length, i);
	}
	const leaves: Leaf[] = [];
	let end = 0;
	for (let i = 0; i < runs.length; i++) {
		const close = closes[i]!;
		if (close === -1) continue;
		const from = runs[i]!.index + runs[i]![0].length;
		const to = runs[close]!.index;
		const code = text.slice(from, to).replace(/^ (.*\S.*) $/s, '$1');
		if (code.trim() === '') continue;
		if (runs[i]!.index > end) leaves.push({ kind: 'text', text: text.slice(end, runs[i]!.index) });
		leaves.push({ kind: 'code', text: code });
		end = to + runs[close]![0].length;
		i = close;
	}
	if (end < text.length) leaves.push({ kind: 'text', text: text.slice(end) });
	return leaves;
}

function linked(text: string): Leaf[] {
	return linkSpans(text).flatMap(({ text: piece, href, host }): Leaf[] => {
		if (href !== undefined) return [{ kind: 'link', text: piece, href, ...(host ? { host } : {}) }];
		const leaves: Leaf[] = [];
		let end = 0;
		for (const match of piece.matchAll(MENTION)) {
			if (match.index > end) leaves.push({ kind: 'text', text: piece.slice(end, match.index) });
			leaves.push({ kind: 'mention', user: match[1]! });
			end = match.index + match[0].length;
		}
		if (end < piece.length) leaves.push({ kind: 'text', text: piece.slice(end) });
		return leaves;
	});
}

/** A mark that was opened: where its content begins in what was made so far. */
interface Open {
	text: string;
	kind: MarkKind;
	outer: Span[];
}

/**
 * Of each mark one is open at a time, so the work is linear. What is never closed stays text.
 */
function marked(leaves: readonly Leaf[]): Span[] {
	let spans: Span[] = [];
	const open: Open[] = [];

	/** The innermost mark becomes text again. */
	const giveUp = () => {
		const { text, outer } = open.pop()!;
		const inner = spans;
		spans = outer;
		addText(spans, text);
		for (const span of inner) add(spans, span);
	};

	leaves.forEach((leaf, index) => {
		if (leaf.kind !== 'text') {
			add(spans, leaf);
			return;
		}
		const { text } = leaf;
		let plain = 0;
		for (let at = 0; at < text.length;) {
			const mark = MARKS.find((each) => text.startsWith(each.text, at));
			if (!mark) {
				at++;
				continue;
			}
			const before = at > 0 ? text.charAt(at - 1) : index > 0 ? '.' : ' ';
			const next = at + mark.text.length;
			const after = next < text.length ? text.charAt(next) : index < leaves.length - 1 ? '.' : ' ';
			const level = open.findIndex((each) => each.text === mark.text);
			const canClose = level !== -1 && !SPACE.test(before) && !WORD.test(after);
			const canOpen = level === -1 && !SPACE.test(after) && !WORD.test(before) && after !== mark.text[0];
			if (!canClose && !canOpen) {
				// A longer row of the same sign is a rule or an ornament.
				while (text.startsWith(mark.text[0]!, at)) at++;
				continue;
			}
			addText(spans, text.slice(plain, at));
			if (canClose) {
				while (open.length > level + 1) giveUp();
				const { kind, outer } = open.pop()!;
				const inner = spans;
				spans = outer;
				if (inner.length > 0) spans.push({ kind, spans: inner });
				else addText(spans, mark.text + mark.text);
			} else {
				open.push({ ...mark, outer: spans });
				spans = [];
			}
			at = plain = next;
		}
		addText(spans, text.slice(plain));
	});
	while (open.length > 0) giveUp();
	return spans;
}

function add(spans: Span[], span: Span): void {
	if (span.kind === 'text') addText(spans, span.text);
	else spans.push(span);
}

function addText(spans: Span[], text: string): void {
	if (text === '') return;
	const last = spans.at(-1);
	if (last?.kind === 'text') last.text += text;
	else spans.push({ kind: 'text', text });
}
