/**
 * The inverted index of one volume: small enough (5,000 events) that a deletion takes its terms out at once and that a whole volume is thrown away or made anew
 * without touching another.
 */
import {
	bitsOf,
	foldBody,
	heldIn,
	mentionTerm,
	occursIn,
	termsOfBody,
	termsOfWord,
	type SearchWord,
	type WordTerms,
} from '#lib/domain/search-text.ts';
import { mentionedIn } from '#lib/domain/mentions.ts';
import type { SearchQuery } from '#lib/protocol/search.ts';

export interface IndexedItem {
	/** `volume:client:clock` */
	key: string;
	author: string;
	/** ms */
	at: number;
	body: string;
	/** How many were sent with it. */
	files?: number;
}

interface Entry extends IndexedItem {
	held: number;
}

/** A word with what the index has to hold for it. */
export interface WantedWord extends SearchWord {
	terms: WordTerms;
}

/** Null when one of the words finds nothing anywhere. */
export function wantedWords(words: readonly SearchWord[]): WantedWord[] | null {
	const wanted: WantedWord[] = [];
	for (const word of words) {
		const terms = termsOfWord(word.text);
		if (!terms) return null;
		wanted.push({ ...word, terms });
	}
	return wanted;
}

export class VolumeIndex {
	readonly #entries: (Entry | null)[] = [];
	readonly #byKey = new Map<string, number>();
	/** Term -> numbers of entries, rising. */
	readonly #postings = new Map<string, number[]>();
	/** The terms in order, for beginnings; null when there are others since. */
	#sorted: string[] | null = null;
	/** All of them in one string, for what stands within a term. */
	#joined: { text: string; starts: number[] } | null = null;
	#newest: number | null = null;

	get size(): number {
		return this.#byKey.size;
	}

	/** Time of the newest and the oldest message; -Infinity and Infinity without any. */
	get newest(): number {
		if (this.#newest === null) {
			this.#newest = -Infinity;
			for (const entry of this.#entries) if (entry && entry.at > this.#newest) this.#newest = entry.at;
		}
		return this.#newest;
	}

	put(item: IndexedItem): void {
		const known = this.#byKey.get(item.key);
		const before = known === undefined ? null : this.#entries[known]!;
		const isSame = before?.body === item.body;
		if (before && !isSame) this.#unlist(before, known!);
		const number = known ?? this.#entries.length;
		this.#byKey.set(item.key, number);
		this.#entries[number] = { ...item, held: isSame ? before.held : heldIn(item.body, item.files) };
		this.#newest = null;
		if (!isSame) this.#list(item.body, number);
	}

	remove(key: string): void {
		const number = this.#byKey.get(key);
		if (number === undefined) return;
		this.#unlist(this.#entries[number]!, number);
		this.#entries[number] = null;
		this.#byKey.delete(key);
		this.#newest = null;
	}

	/** Everything that the query asks for, in no order. `in` is the caller's. */
	find(query: SearchQuery, words: readonly WantedWord[]): IndexedItem[] {
		const numbers = this.#candidates(words);
		const found: IndexedItem[] = [];
		const held = bitsOf(query.has);
		const look = (number: number) => {
			const entry = this.#entries[number];
			if (entry && this.#isWanted(entry, query, held) && agrees(entry.body, words)) found.push(entry);
		};
		if (numbers === null) this.#entries.forEach((_, number) => look(number));
		else numbers.forEach(look);
		return found;
	}

	#isWanted(entry: Entry, { from, after, before }: SearchQuery, held: number): boolean {
		return (
			(entry.held & held) === held &&
			(after === null || entry.at >= after) &&
			(before === null || entry.at < before) &&
			(from === null || from.includes(entry.author))
		);
	}

	/** Null for all. */
	#candidates(words: readonly WantedWord[]): Set<number> | null {
		let left: Set<number> | null = null;
		for (const word of words) {
			const found = this.#entriesOf(word, left);
			if (found.size === 0) return found;
			left = found;
		}
		return left;
	}

	/** @param among null for all */
	#entriesOf({ terms, mentions }: WantedWord, among: Set<number> | null): Set<number> {
		const found = new Set<number>();
		let left = among;
		for (const term of terms.whole) {
			left = this.#together([term], left);
			if (left.size === 0) break;
		}
		if (terms.begins !== null && left?.size !== 0) left = this.#together(this.#beginning(terms.begins), left);
		if (terms.whole.length > 0 || terms.begins !== null) for (const number of left!) found.add(number);
		if (terms.within !== null)
			for (const number of this.#together(this.#within(terms.within), among)) found.add(number);
		for (const number of this.#together(mentions.map(mentionTerm), among)) found.add(number);
		return found;
	}

	/** Entries under any of the terms. */
	#together(terms: Iterable<string>, among: Set<number> | null): Set<number> {
		const found = new Set<number>();
		for (const term of terms)
			for (const number of this.#postings.get(term) ?? [])
				if (among === null || among.has(number)) found.add(number);
		return found;
	}

	#terms(): string[] {
		return (this.#sorted ??= [...this.#postings.keys()].sort());
	}

	#beginning(text: string): string[] {
		const terms = this.#terms();
		let low = 0;
		let high = terms.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (terms[middle]! < text) low = middle + 1;
			else high = middle;
		}
		let end = low;
		while (end < terms.length && terms[end]!.startsWith(text)) end++;
		return terms.slice(low, end);
	}

	#within(text: string): string[] {
		const terms = this.#terms();
		if (this.#joined === null) {
			const starts: number[] = [];
			let length = 0;
			for (const term of terms) {
				starts.push(length);
				length += term.length + 1;
			}
			this.#joined = { text: terms.join('\n'), starts };
		}
		const { text: joined, starts } = this.#joined;
		const found: string[] = [];
		let term = 0;
		for (let at = joined.indexOf(text); at !== -1; at = joined.indexOf(text, starts[term] ?? joined.length)) {
			while (term < starts.length && starts[term]! <= at) term++;
			if (!terms[term - 1]!.startsWith('@')) found.push(terms[term - 1]!);
		}
		return found;
	}

	#list(body: string, number: number): void {
		for (const term of termsOfBody(body)) {
			const numbers = this.#postings.get(term);
			if (numbers === undefined) {
				this.#postings.set(term, [number]);
				this.#sorted = this.#joined = null;
			} else if (numbers.at(-1)! < number) numbers.push(number);
			else numbers.splice(placeOf(number, numbers), 0, number);
		}
	}

	#unlist({ body }: Entry, number: number): void {
		for (const term of termsOfBody(body)) {
			const numbers = this.#postings.get(term)!;
			if (numbers.length > 1) numbers.splice(placeOf(number, numbers), 1);
			else {
				this.#postings.delete(term);
				this.#sorted = this.#joined = null;
			}
		}
	}
}

/** Index of the first that is not smaller. */
function placeOf(number: number, numbers: readonly number[]): number {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle]! < number) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The text itself says yes, where the terms leave a doubt. */
function agrees(body: string, words: readonly WantedWord[]): boolean {
	let folded: string | null = null;
	for (const { text, terms, mentions } of words) {
		if (!terms.doubtful) continue;
		folded ??= foldBody(body);
		if (occursIn(folded, text)) continue;
		if (mentions.length === 0 || !mentionedIn(body).some((user) => mentions.includes(user))) return false;
	}
	return true;
}
