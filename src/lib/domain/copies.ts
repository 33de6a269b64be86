/**
 * Originals and their rewritten copies (SPEC D8, D9): of one author's events with the same `was`, and of the original that it names,
 * the first in ledger order counts. The others are hidden, and what names them reaches the first.
 */
import { digestEvents } from './digest.ts';
import type { AuthoredEvent, Was } from './events.ts';
import type { FoldEntry } from './fold-entry.ts';
import { refKey } from './timeline.ts';

export class Copies {
	readonly #find: (ref: string) => FoldEntry | undefined;
	/** Author, ref and digest of an original -> the entry that shows for it. */
	#shown = new Map<string, FoldEntry>();
	/** Refs of originals that a copy names before they are there themselves -> that copy. */
	#ahead = new Map<string, FoldEntry[]>();
	/** A hidden entry -> the one that shows instead. */
	#instead = new Map<FoldEntry, FoldEntry>();
	/** Edits, deletes and reactions that were taken, by author and `was`. */
	#changes = new Set<string>();

	/** @param find the entry that the ledger has named by this ref, if it has */
	constructor(find: (ref: string) => FoldEntry | undefined) {
		this.#find = find;
	}

	/** Takes a message in ledger order; returns the entry that shows for it, itself or an earlier one. */
	enter(entry: FoldEntry): FoldEntry {
		if (entry.event?.k !== 'm') return entry;
		const { was } = entry.event;
		const first = was ? this.#takeCopy(entry, was) : this.#takeOriginal(entry);
		if (!first) return entry;
		entry.hidden = true;
		entry.touch();
		this.#instead.set(entry, first);
		return first;
	}

	isCopy(entry: FoldEntry): boolean {
		return this.#instead.has(entry);
	}

	shownFor(entry: FoldEntry): FoldEntry {
		return this.#instead.get(entry) ?? entry;
	}

	/** The copy that stands for an original which the ledger has not named (yet). Two that claim it stand for nothing. */
	forMissing(ref: string): FoldEntry | undefined {
		const ahead = this.#ahead.get(ref);
		return ahead?.length === 1 ? ahead[0] : undefined;
	}

	/** Refs under which events may wait for this entry: its own and its original's. */
	namesOf(entry: FoldEntry): string[] {
		const was = entry.event?.k === 'm' ? entry.event.was : undefined;
		const original = was && refKey([was[0], was[1]]);
		return original && this.forMissing(original) ? [entry.ref, original] : [entry.ref];
	}

	/** Is this edit, delete or reaction not a copy of one that was taken before? */
	isFirst(event: AuthoredEvent | { k: 's'; was?: undefined }, author: string): boolean {
		if (!event.was) return true;
		const id = identity(author, event.was);
		if (this.#changes.has(id)) return false;
		this.#changes.add(id);
		return true;
	}

	#takeCopy(copy: FoldEntry, was: Was): FoldEntry | undefined {
		const id = identity(copy.author, was);
		const shown = this.#shown.get(id);
		if (shown) return shown;
		const ref = refKey([was[0], was[1]]);
		const original = this.#find(ref);
		if (original?.event && original.author === copy.author && digestEvents([original.event]) === was[2]) {
			this.#shown.set(id, original);
			return original;
		}
		this.#shown.set(id, copy);
		if (!original) this.#ahead.set(ref, [...(this.#ahead.get(ref) ?? []), copy]);
		return undefined;
	}

	#takeOriginal(entry: FoldEntry): FoldEntry | undefined {
		if (!this.#ahead.has(entry.ref) || !entry.event) return undefined;
		// From now on the ref names this entry, or through it the copy that shows.
		this.#ahead.delete(entry.ref);
		return this.#shown.get(identity(entry.author, [entry.client, entry.clock, digestEvents([entry.event])]));
	}
}

function identity(author: string, [client, clock, digest]: Was): string {
	return `${author}|${client}:${clock}|${digest}`;
}
