/**
 * How texts are searched, the same on a device and on the server: folded, cut into terms, and compared. Nothing of it depends on a language: scripts that write
 * without spaces are cut into pairs of signs.
 */
import { MENTION, mentionedIn } from './mentions.ts';

/** A word or a phrase that somebody looks for. */
export interface SearchWord {
	/** Folded; never blank. */
	text: string;
	/** People whose name it may be: a mention of one of them is found by it too. */
	mentions: readonly string[];
}

/** Accents, vowel points and harakat: what people leave out when they type. Of other scripts the marks are letters. */
const POINTS =
	// eslint-disable-next-line no-misleading-character-class -- marks are what it is about
	/[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+/g;
const PLAIN_OF: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
	ς: 'σ',
	ى: 'ي',
	ة: 'ه',
	ک: 'ك',
};
const SPECIAL = new RegExp(`[${Object.keys(PLAIN_OF).join('')}]`, 'g');
// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7f]*$/;
const SPACELESS = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{Extended_Pictographic}`;
const SIGN = new RegExp(`^[${SPACELESS}]`, 'u');
const WORD_SIGN = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/u;
const WORDS = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu;
const ASCII_WORDS = /[a-z0-9]+/g;
const STRETCHES = new RegExp(`(?<signs>[${SPACELESS}]+)|[^${SPACELESS}]+`, 'gu');
/** A base and what belongs to it; what is folded apart from its neighbours gives the same as when it is folded with them. */
const CLUSTERS = /[\u1100-\u11ff]+|[^][\p{M}\uff9e\uff9f]*/gu;
/** Longer words differ in what nobody types. */
const MAX_TERM = 64;
/** From this length on a word is also found within a word ("antrag" in "Förderantrag"): shorter ones are within too many. */
export const INNER_LENGTH = 4;

/** NFKC, case, accents and points folded, so that "sao" finds "São". */
export function foldText(text: string): string {
	if (ASCII.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(POINTS, '')
		.toLowerCase()
		.replace(SPECIAL, (sign) => PLAIN_OF[sign]!)
		.normalize('NFC');
}

/** What a message says beside whom it mentions, folded. */
export function foldBody(body: string): string {
	return foldText(body.includes('<@') ? body.replace(MENTION, ' ') : body);
}

/** The terms under which a message is found, each once. */
export function termsOfBody(body: string): string[] {
	const terms = new Set<string>();
	for (const user of mentionedIn(body)) terms.add(mentionTerm(user));
	for (const { text, spaceless } of stretchesOf(foldBody(body))) {
		if (!spaceless) {
			terms.add(text.slice(0, MAX_TERM));
			continue;
		}
		// Each sign begins a term, the last one too: so one sign alone is found as the beginning of a term.
		const signs = [...text];
		signs.forEach((sign, index) => terms.add(sign + (signs[index + 1] ?? '')));
	}
	return [...terms];
}

export function mentionTerm(user: string): string {
	return `@${user}`;
}

/** What has to be in the index for a word to be there. */
export interface WordTerms {
	/** Whole terms, all of them. */
	whole: readonly string[];
	/** The beginning of a term. */
	begins: string | null;
	/** Or it stands within a term; null for what is too short. */
	within: string | null;
	/** The terms alone do not say that the word is there: the text has to be looked at. */
	doubtful: boolean;
}

/** Null for a word without a letter, figure or picture: nothing is found by it. */
export function termsOfWord(word: string): WordTerms | null {
	const stretches = [...stretchesOf(word)];
	if (stretches.length === 0) return null;
	const whole: string[] = [];
	let begins: string | null = null;
	stretches.forEach(({ text, spaceless, end }, index) => {
		const isLast = index === stretches.length - 1;
		const signs = [...text];
		if (!spaceless) {
			const term = text.slice(0, MAX_TERM);
			if (isLast && end === word.length && text.length <= MAX_TERM) begins = term;
			else whole.push(term);
		} else if (signs.length > 1)
			for (let at = 0; at + 1 < signs.length; at++) whole.push(signs[at]! + signs[at + 1]!);
		// A sign that another word follows is the end of its stretch, a term of its own; one alone begins one.
		else if (isLast) begins = text;
	});
	const only = isOneWord(word);
	const within = only && word.length >= INNER_LENGTH && word.length <= MAX_TERM ? word : null;
	const isPair = stretches[0]!.spaceless && stretches[0]!.text === word && [...word].length <= 2;
	return { whole, begins, within, doubtful: word.length > MAX_TERM || (!only && !isPair) };
}

/** Does it stand in the folded text, at the beginning of a word or where words are not told apart? */
export function occursIn(folded: string, word: string): boolean {
	return nextOccurrence(folded, word, 0) !== -1;
}

function nextOccurrence(folded: string, word: string, from: number): number {
	const inner = SIGN.test(word) || (word.length >= INNER_LENGTH && isOneWord(word));
	for (let at = folded.indexOf(word, from); at !== -1; at = folded.indexOf(word, at + 1))
		if (inner || !beginsInside(folded, at)) return at;
	return -1;
}

/** Is `at` within a word? */
function beginsInside(folded: string, at: number): boolean {
	if (at === 0 || !WORD_SIGN.test(String.fromCodePoint(folded.codePointAt(at)!))) return false;
	const before = [...folded.slice(Math.max(0, at - 2), at)].at(-1)!;
	return WORD_SIGN.test(before) && !SIGN.test(before);
}

/** Of a script with spaces, and nothing but letters and figures. */
function isOneWord(word: string): boolean {
	for (const { text, spaceless } of stretchesOf(word)) return !spaceless && text === word;
	return false;
}

interface Stretch {
	text: string;
	/** Of a script without spaces between words. */
	spaceless: boolean;
	/** Position after it. */
	end: number;
}

function* stretchesOf(folded: string): Iterable<Stretch> {
	if (ASCII.test(folded)) {
		for (const { 0: text, index } of folded.matchAll(ASCII_WORDS))
			yield { text, spaceless: false, end: index + text.length };
		return;
	}
	for (const word of folded.matchAll(WORDS))
		for (const { 0: text, index, groups } of word[0].matchAll(STRETCHES))
			yield { text, spaceless: groups?.signs !== undefined, end: word.index + index + text.length };
}

export interface MarkedPiece {
	text: string;
	marked: boolean;
}

/** A text as it stands, cut where one of the words occurs in it. */
export function markWords(text: string, words: readonly string[]): MarkedPiece[] {
	if (text === '') return [];
	const ranges = rangesOf(text, words);
	const pieces: MarkedPiece[] = [];
	let end = 0;
	for (const [from, to] of ranges) {
		if (from > end) pieces.push({ text: text.slice(end, from), marked: false });
		pieces.push({ text: text.slice(from, to), marked: true });
		end = to;
	}
	if (end < text.length) pieces.push({ text: text.slice(end), marked: false });
	return pieces;
}

/** Where the words stand in the unfolded text, in order, without overlaps. */
export function rangesOf(text: string, words: readonly string[]): [from: number, to: number][] {
	if (words.length === 0) return [];
	const { folded, origin } = foldedWithOrigin(text);
	const found: [number, number][] = [];
	for (const word of words) {
		if (word === '') continue;
		for (
			let at = nextOccurrence(folded, word, 0);
			at !== -1;
			at = nextOccurrence(folded, word, at + word.length)
		)
			found.push([origin(at)[0], origin(at + word.length - 1)[1]]);
	}
	found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
	const ranges: [number, number][] = [];
	for (const [from, to] of found) {
		const last = ranges.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else ranges.push([from, to]);
	}
	return ranges;
}

/** The folded text, and from where to where in the text each of its units comes. */
function foldedWithOrigin(text: string): {
	folded: string;
	origin: (at: number) => [from: number, to: number];
} {
	if (ASCII.test(text)) return { folded: text.toLowerCase(), origin: (at) => [at, at + 1] };
	let folded = '';
	const starts: number[] = [];
	const ends: number[] = [];
	for (const { 0: cluster, index } of text.matchAll(CLUSTERS)) {
		const part = foldText(cluster);
		folded += part;
		for (let unit = 0; unit < part.length; unit++) {
			starts.push(index);
			ends.push(index + cluster.length);
		}
	}
	return { folded, origin: (at) => [starts[at]!, ends[at]!] };
}

/** What a message holds beside words. */
export const HAS = ['link', 'code', 'mention', 'file'] as const;
export type Has = (typeof HAS)[number];

const LINK = /\bhttps?:\/\/[^\s<>]+/gi;
const CODE = /`[^`\n]+`|```/;
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|rtf|zip|png|jpe?g|gif|webp|svg|mp[34]|wav|mov)$/i;

/** As bits, in the order of HAS. A link to a file counts as one. @param files how many were sent with it */
export function heldIn(body: string, files = 0): number {
	let held = files > 0 ? 8 : 0;
	const links = body.match(LINK);
	if (links) held |= 1;
	if (CODE.test(body)) held |= 2;
	if (body.includes('<@') && mentionedIn(body).length > 0) held |= 4;
	if (links?.some((link) => FILE.test(link.replace(/[?#].*$/, '').replace(/[.,;:!)]+$/, '')))) held |= 8;
	return held;
}

export function bitsOf(has: readonly Has[]): number {
	return has.reduce((bits, each) => bits | (1 << HAS.indexOf(each)), 0);
}
