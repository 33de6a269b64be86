/** From what somebody types to what is searched for: words, "phrases", and from: in: before: after: has: Pure. */
import { fromWallClock, startOfDay } from '../chosen-zone.ts';
import { foldText, HAS, termsOfWord, type Has, type SearchWord } from '#lib/domain/search-text.ts';
import { search as t } from '#lib/i18n/search.ts';
import type { SearchQuery } from '#lib/protocol/search.ts';

/** What the names in a query can mean. */
export interface SearchNames {
	people: readonly { id: string; name: string; email: string }[];
	conversations: readonly { id: string; title: string }[];
	/** Who searches: "from:me". */
	self: string;
	/** ms; days are those of this device. */
	now: number;
}

export interface ParsedQuery {
	query: SearchQuery;
	/** What was not understood, in words; nothing is found then. */
	problem: string | null;
}

type FilterName = 'in' | 'before' | 'after' | 'has' | `from`;

const FILTER = /^(from|in|before|after|has):(.*)$/is;
const PIECE = /(?:(from|in|before|after|has):\s?)?"([^"]*)"?|\S+/gi;
const DAY = 86_400_000;
const MAX_WORDS = 12;
const MAX_WORD = 200;

export function parseQuery(typed: string, names: SearchNames): ParsedQuery {
	const words: SearchWord[] = [];
	const filters = new Filters(names);
	for (const { filter, text } of piecesOf(typed)) {
		// A filter without anything is still being typed.
		if (filter !== null && text !== '') filters.take(filter, text);
		if (filter !== null) continue;
		const folded = foldText(text).trim().slice(0, MAX_WORD);
		if (termsOfWord(folded) !== null && words.length < MAX_WORDS)
			words.push({ text: folded, mentions: mentionsOf(folded, names) });
	}
	const { from, within, after, before, has, problem } = filters;
	return { query: { words, from, in: within, after, before, has: [...has] }, problem };
}

class Filters {
	readonly #names: SearchNames;
	from: string[] | null = null;
	within: string[] | null = null;
	after: number | null = null;
	before: number | null = null;
	readonly has = new Set<Has>();
	/** The first. */
	problem: string | null = null;

	constructor(names: SearchNames) {
		this.#names = names;
	}

	take(filter: FilterName, text: string): void {
		const takers: Record<FilterName, (text: string) => void> = {
			from: (name) => (this.from = [...(this.from ?? []), ...this.#people(name)]),
			in: (name) => (this.within = [...(this.within ?? []), ...this.#conversations(name)]),
			after: (day) => (this.after = Math.max(this.after ?? 0, this.#day(filter, day) ?? 0)),
			before: (day) => (this.before = Math.min(this.before ?? Infinity, this.#day(filter, day) ?? Infinity)),
			has: (what) => this.#hold(what),
		};
		takers[filter](text);
		if (this.before === Infinity) this.before = null;
	}

	#people(name: string): string[] {
		const people = peopleCalled(name, this.#names);
		if (people.length === 0) this.problem ??= t.nobodyCalled(name);
		return people;
	}

	#conversations(name: string): string[] {
		const called = conversationsCalled(name, this.#names);
		if (called.length === 0) this.problem ??= t.noConversationCalled(name);
		return called;
	}

	#day(filter: FilterName, text: string): number | null {
		const day = dayOf(text, this.#names.now);
		if (day === null) this.problem ??= t.wantsDay(filter);
		return day;
	}

	#hold(text: string): void {
		const what = foldText(text).replace(/s$/, '') as Has;
		if (HAS.includes(what)) this.has.add(what);
		else if (!HAS.some((each) => each.startsWith(what))) this.problem ??= t.hasKnows;
	}
}

function piecesOf(typed: string): { filter: FilterName | null; text: string }[] {
	return [...typed.matchAll(PIECE)].map(([whole, filter, quoted]) => {
		if (quoted !== undefined) return { filter: nameOf(filter), text: quoted.trim() };
		const match = FILTER.exec(whole);
		return match ? { filter: nameOf(match[1]), text: match[2]! } : { filter: null, text: whole };
	});
}

function nameOf(filter: string | undefined): FilterName | null {
	return (filter?.toLowerCase() as FilterName | undefined) ?? null;
}

/** Every word of it begins a word of the name. */
function isCalled(name: string, called: string): boolean {
	const parts = foldText(name).split(/[^\p{L}\p{N}\p{M}]+/u);
	const wanted = foldText(called)
		.split(/[^\p{L}\p{N}\p{M}]+/u)
		.filter(Boolean);
	return wanted.length > 0 && wanted.every((word) => parts.some((part) => part.startsWith(word)));
}

function peopleCalled(text: string, { people, self }: SearchNames): string[] {
	const name = text.replace(/^@/, '');
	if (foldText(name) === 'me') return [self];
	const exact = people.filter((person) => foldText(person.name) === foldText(name) || person.email === name);
	return (exact.length > 0 ? exact : people.filter((person) => isCalled(person.name, name))).map(
		({ id }) => id,
	);
}

function conversationsCalled(text: string, { conversations }: SearchNames): string[] {
	const name = text.replace(/^[#@]/, '');
	const exact = conversations.filter(({ title }) => foldText(title) === foldText(name));
	return (exact.length > 0 ? exact : conversations.filter(({ title }) => isCalled(title, name))).map(
		({ id }) => id,
	);
}

/** Whom a word may name: at least three letters of it, else half of the organisation. */
function mentionsOf(word: string, { people }: SearchNames): string[] {
	const name = word.replace(/^@/, '');
	if (name.length < 3) return [];
	const named = people.filter((person) => isCalled(person.name, name)).map(({ id }) => id);
	if ('everyone'.startsWith(name)) named.push('everyone');
	return named.slice(0, 100);
}

/** Its first moment on the reader's calendar, ms; null for what is no day. */
export function dayOf(text: string, now: number): number | null {
	const folded = foldText(text);
	const today = startOfDay(now);
	if (folded === 'today') return today;
	if (folded === 'yesterday') return startOfDay(today - DAY / 2);
	const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(folded);
	if (iso) return dateOf(Number(iso[1]), Number(iso[2] ?? 1), Number(iso[3] ?? 1));
	const european = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(folded);
	return european ? dateOf(Number(european[3]), Number(european[2]), Number(european[1])) : null;
}

function dateOf(year: number, month: number, day: number): number | null {
	const date = new Date(Date.UTC(year, month - 1, day));
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	const start = fromWallClock(date.getTime());
	return start >= 0 ? start : null;
}
