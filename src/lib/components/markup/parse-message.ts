/**
 * A message's text as blocks and spans: the small Markdown of feature C (bold, italic, struck, code, block code, quotes, lists), links and mentions. Never HTML.
 *
 * Our own, because a body of 16 kB must not hold up a page and markdown libraries are made for documents: marked 18 took 1.6 s for one hostile body and ran out
 * of stack on others. Each character is looked at a bounded number of times, and what is nested is bounded too.
 */
import { parseSpans, type Span } from './parse-spans.ts';

export type Block =
	| { kind: 'text'; spans: Span[] }
	| { kind: 'code'; language: string; text: string }
	| { kind: 'quote'; blocks: Block[] }
	| { kind: 'list'; ordered: boolean; items: ListItem[] };

export interface ListItem {
	/** 0 for the outermost. */
	depth: number;
	/** What is written before it, of ordered lists. */
	number: number;
	spans: Span[];
}

const FENCE = /^```([\w+#.-]{0,24})[ \t]*$/;
const ITEM = /^( {0,8})(?:[-*•]|(\d{1,3})[.)]) (?=\S)/;
const MAX_QUOTE_DEPTH = 3;
const MAX_LIST_DEPTH = 2;

/** Nothing in it can be markup, a link or a mention: most messages. */
const PLAIN = /^[^*_~`>@:\n•-]*$/;

export function parseMessage(body: string): Block[] {
	if (PLAIN.test(body) && !/^ {0,8}\d/.test(body))
		return [{ kind: 'text', spans: [{ kind: 'text', text: body }] }];
	return parseLines(body.split('\n'), 0);
}

function parseLines(lines: readonly string[], quoteDepth: number): Block[] {
	const blocks: Block[] = [];
	let text: string[] = [];
	const endText = () => {
		// Blank lines between what is a block anyway are not shown twice.
		while (text.length > 0 && text[0]!.trim() === '' && blocks.length > 0) text.shift();
		while (text.length > 0 && text.at(-1)!.trim() === '') text.pop();
		if (text.length > 0) blocks.push({ kind: 'text', spans: parseSpans(text.join('\n')) });
		text = [];
	};
	let at = 0;
	while (at < lines.length) {
		const line = lines[at]!;
		const fence = FENCE.exec(line);
		if (fence) {
			const close = lines.indexOf('```', at + 1);
			const end = close === -1 ? lines.length : close;
			endText();
			blocks.push({
				kind: 'code',
				language: fence[1]!.toLowerCase(),
				text: lines.slice(at + 1, end).join('\n'),
			});
			at = end + 1;
		} else if (isQuoted(line) && quoteDepth < MAX_QUOTE_DEPTH) {
			let end = at;
			while (end < lines.length && isQuoted(lines[end]!)) end++;
			endText();
			const inner = lines.slice(at, end).map((quoted) => quoted.replace(/^> ?/, ''));
			blocks.push({ kind: 'quote', blocks: parseLines(inner, quoteDepth + 1) });
			at = end;
		} else if (ITEM.test(line)) {
			const ordered = ITEM.exec(line)![2] !== undefined;
			const items: ListItem[] = [];
			for (; at < lines.length; at++) {
				const item = ITEM.exec(lines[at]!);
				if (!item || (item[2] !== undefined) !== ordered) break;
				const depth = Math.min(MAX_LIST_DEPTH, Math.floor(item[1]!.length / 2));
				items.push({
					depth,
					number: Number(item[2] ?? 0),
					spans: parseSpans(lines[at]!.slice(item[0].length)),
				});
			}
			endText();
			blocks.push({ kind: 'list', ordered, items });
		} else {
			text.push(line);
			at++;
		}
	}
	endText();
	return blocks.length > 0 ? blocks : [{ kind: 'text', spans: [{ kind: 'text', text: lines.join('\n') }] }];
}

/** A lone ">" at the beginning of a line, not an arrow such as ">>" or ">_<". */
function isQuoted(line: string): boolean {
	return line === '>' || line.startsWith('> ') || line.startsWith('> >') || line.startsWith('>> ');
}
