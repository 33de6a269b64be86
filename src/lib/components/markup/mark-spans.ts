import { markWords } from '#lib/domain/search-text.ts';
import type { Span } from './parse-spans.ts';

/** A span as it is shown: also words that are looked for, and the parts of code and links in which there are such. */
export type ShownSpan =
	| Extract<Span, { kind: 'text' | 'mention' }>
	| { kind: 'found'; text: string }
	| (Extract<Span, { kind: 'code' | 'link' }> & { parts?: readonly ShownSpan[] })
	| { kind: 'strong' | 'emphasis' | 'struck'; spans: readonly ShownSpan[] };

/** The same spans, cut where the words stand in them. @param words folded */
export function markSpans(spans: readonly Span[], words: readonly string[]): ShownSpan[] {
	return spans.flatMap((span): ShownSpan[] => {
		switch (span.kind) {
			case 'text':
				return cut(span.text, words);
			case 'code':
			case 'link': {
				const parts = cut(span.text, words);
				return [parts.some(({ kind }) => kind === 'found') ? { ...span, parts } : span];
			}
			case 'strong':
			case 'emphasis':
			case 'struck':
				return [{ ...span, spans: markSpans(span.spans, words) }];
			default:
				return [span];
		}
	});
}

function cut(text: string, words: readonly string[]): ShownSpan[] {
	return markWords(text, words).map((piece) => ({ kind: piece.marked ? 'found' : 'text', text: piece.text }));
}
