import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage, type Block } from './parse-message.ts';
import type { Span } from './parse-spans.ts';

const ID = '0190b0a0-0000-7000-8000-00000000000a';

/** Blocks in a short form: `[strong]`, `{code}`, … */
function shown(blocks: readonly Block[]): string {
	return blocks
		.map((block) => {
			switch (block.kind) {
				case 'text':
					return spansShown(block.spans);
				case 'code':
					return `<code ${block.language}|${block.text}>`;
				case 'quote':
					return `<quote ${shown(block.blocks)}>`;
				case 'list':
					return `<${block.ordered ? 'ol' : 'ul'} ${block.items
						.map(({ depth, number, spans }) => `${depth}:${number}:${spansShown(spans)}`)
						.join('|')}>`;
			}
		})
		.join('¶');
}

function spansShown(spans: readonly Span[]): string {
	return spans
		.map((span) => {
			switch (span.kind) {
				case 'text':
					return span.text;
				case 'code':
					return `{${span.text}}`;
				case 'link':
					return `<${span.href}>`;
				case 'mention':
					return `@${span.user}`;
				default:
					return `${span.kind[0]}[${spansShown(span.spans)}]`;
			}
		})
		.join('');
}

const parsed = (body: string) => shown(parseMessage(body));

describe('[C01] marks within a line', () => {
	test.each([
		['plain words, nothing else', 'plain words, nothing else'],
		[
			'**bold** and *slanted* and _slanted_ and ~~gone~~',
			's[bold] and e[slanted] and e[slanted] and s[gone]',
		],
		['**bold with *slanted* in it**', 's[bold with e[slanted] in it]'],
		['2*3*4 and snake_case_name and 5 * 6', '2*3*4 and snake_case_name and 5 * 6'],
		['**never closed', '**never closed'],
		['*a **b* c**', 'e[a **b] c**'],
		['**** and ___ and ~~~~', '**** and ___ and ~~~~'],
		['`code with **stars**` outside', '{code with **stars**} outside'],
		['`` a ` b ``', '{a ` b}'],
		['`not closed', '`not closed'],
		['(*in brackets*), **at the end**.', '(e[in brackets]), s[at the end].'],
		[
			'https://example.org/a_b_c*d* and *https://example.org/*',
			'<https://example.org/a_b_c*d*> and *<https://example.org/*>',
		],
		[`ask <@${ID}>, **<@everyone>**`, `ask @${ID}, s[@everyone]`],
		['<@nobody> <b>', '<@nobody> <b>'],
	])('%s', (body, expected) => expect(parsed(body)).toBe(expected));
});

describe('[C01] blocks', () => {
	test.each([
		['one\ntwo\n\nthree', 'one\ntwo\n\nthree'],
		['before\n```ts\nconst a = 1;\n\n**b**\n```\nafter', 'before¶<code ts|const a = 1;\n\n**b**>¶after'],
		['```\nnever closed', '<code |never closed>'],
		['> quoted\n> *more*\nanswer', '<quote quoted\ne[more]>¶answer'],
		['> > deep\n> less', '<quote <quote deep>¶less>'],
		['>_< and >> 5', '>_< and >> 5'],
		['- one\n- two\n  - inner', '<ul 0:0:one|0:0:two|1:0:inner>'],
		['1. one\n2. two', '<ol 0:1:one|0:2:two>'],
		['2026. A good year', '2026. A good year'],
		['-no list', '-no list'],
		['list:\n\n- a\n\nafter', 'list:¶<ul 0:0:a>¶after'],
		['**\n**', '**\n**'],
	])('%j', (body, expected) => expect(parsed(body)).toBe(expected));
});

const LENGTH = 16_384;
const HOSTILE = [
	'*',
	'*a',
	'_a ',
	'**a ',
	'**a*',
	'[',
	'[a](',
	'`',
	'`a',
	'`` ` ',
	'>',
	'> ',
	'>\n',
	'> > ',
	'- ',
	'- a\n',
	'1. ',
	'1. a\n',
	'~',
	'~~a',
	'*_~~`',
	'http://',
	'a@',
	'<@',
	'<',
	'\\',
	'```\n',
	'```\na\n',
	' ',
	'\t',
	'*a**b_',
	'@',
	'\u200b',
	'😀',
];

test('the work grows as the length does, whatever is written', () => {
	const work = (piece: string, length: number) => {
		const body = piece.repeat(length / piece.length);
		const times = [1, 2, 3].map(() => {
			const before = process.cpuUsage();
			parseMessage(body);
			const { user, system } = process.cpuUsage(before);
			return user + system;
		});
		return Math.min(...times);
	};
	// Sixteen times as much text: sixteen times the work, where a quadratic parser needs 256 times, which are seconds. What is below a few milliseconds is noise.
	for (const piece of HOSTILE)
		expect(work(piece, 4 * LENGTH), JSON.stringify(piece)).toBeLessThan(
			64 * Math.max(work(piece, LENGTH / 4), 4_000),
		);
});

test('nothing of a text is lost or doubled, whatever is written', () => {
	const pieces = fc.constantFrom(...HOSTILE, 'word', ' ', '\n', `<@${ID}>`, 'https://a.example/_x_');
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
			const body = parts.join('');
			const letters = (text: string) => text.replace(/[^a-zé😀]/gu, '');
			const ofSpans = (spans: readonly Span[]): string =>
				spans
					.map((span) =>
						'spans' in span ? ofSpans(span.spans) : span.kind === 'mention' ? letters(span.user) : span.text,
					)
					.join('');
			const ofBlocks = (blocks: readonly Block[]): string =>
				blocks
					.map((block) => {
						if (block.kind === 'text') return ofSpans(block.spans);
						if (block.kind === 'code') return block.language + block.text;
						if (block.kind === 'quote') return ofBlocks(block.blocks);
						return block.items.map((item) => ofSpans(item.spans)).join('');
					})
					.join('');
			expect(letters(ofBlocks(parseMessage(body)))).toBe(letters(body));
		}),
		{ numRuns: 500 },
	);
});
