/**
 * The messages of one document as they stand, for the search's tables: folded from its rows as a replica folds the ledger (SPEC D8), without Yjs and without anything
 * that a search does not ask for.
 */
import { createDecoder, readAny } from 'lib0/decoding';
import { digestBytes } from '#lib/domain/digest.ts';
import { parseEvent, type EditEvent, type EventRef, type MessageEvent } from '#lib/domain/events.ts';
import { parseEntry } from '#lib/domain/ledger.ts';
import { refKey } from '#lib/domain/timeline.ts';
import { eventsOfRow } from '#lib/protocol/row-events.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import type { StoredRow } from './log.ts';

export interface SearchText {
	ref: EventRef;
	author: string;
	/** ms */
	receivedAt: number;
	body: string;
	/** Ids of the files that it names (SPEC D14). */
	files: readonly string[];
}

/** What later rows have to be read with. */
export interface TextsState {
	/** Client ids by their numbers in the ledger. */
	writers: readonly number[];
	/** There are copies, or an edit waits for its message: only all rows together say what stands. */
	whole: boolean;
}

export class DocumentTexts {
	readonly #writers: number[];
	/** All rows from the first are read. */
	readonly #isWhole: boolean;
	readonly #texts = new Map<string, SearchText>();
	/** Texts of earlier rows that an edit may name. */
	readonly #earlier: ReadonlyMap<string, SearchText>;
	readonly #gone = new Map<string, EventRef>();
	readonly #waiting = new Map<string, { event: EditEvent; author: string }[]>();
	/** Of events that are the same by `was`, the first. */
	readonly #families = new Map<string, string>();
	/** A copy that does not show -> what shows for it. */
	readonly #shownFor = new Map<string, string>();
	#hasCopies = false;
	#isDoubtful = false;

	/** @param state null to read all rows from the first */
	constructor(state: TextsState | null, earlier: ReadonlyMap<string, SearchText> = new Map()) {
		this.#isWhole = state === null;
		this.#writers = [...(state?.writers ?? [])];
		this.#earlier = earlier;
	}

	/** Texts that are new or changed. */
	get changed(): SearchText[] {
		return [...this.#texts.values()];
	}

	/** Clocks whose texts are there no more. */
	get gone(): EventRef[] {
		return [...this.#gone.values()];
	}

	get state(): TextsState {
		return { writers: this.#writers, whole: this.#hasCopies || this.#waiting.size > 0 };
	}

	/** These rows alone do not say what stands: read all of them. */
	get isDoubtful(): boolean {
		return !this.#isWhole && (this.#isDoubtful || this.#hasCopies);
	}

	take(row: StoredRow): void {
		const { entries, run } = decodePayload(row.payload);
		for (const each of entries) {
			const entry = parseEntry(each);
			if (entry?.kind === 'writer') this.#writers.push(entry.client);
			else if (entry?.kind === 'redacted' || entry?.kind === 'erased') {
				const client = this.#writers[entry.writer]!;
				for (let clock = entry.clock; clock < entry.clock + entry.length; clock++)
					this.#remove([client, clock]);
			}
		}
		if (!run || (row.kind !== 'run' && row.kind !== 'system')) return;
		let position = 0;
		for (let value = 0; value < run.count; value++) {
			const end = skipValue(run.values, position);
			const bytes = run.values.subarray(position, end);
			position = end;
			const parsed = parseEvent(readAny(createDecoder(bytes)));
			// What was erased is none; what is no event is shown by nobody.
			if (!parsed.ok) continue;
			const ref: EventRef = [run.client, run.clock + value];
			if (parsed.event.k === 'm') this.#add(ref, parsed.event, row, digestBytes(bytes));
			else if (parsed.event.k === 'e') this.#edit(ref, parsed.event, row, digestBytes(bytes));
		}
	}

	#add(ref: EventRef, event: MessageEvent, { user: author, receivedAt }: StoredRow, digest: number): void {
		const key = refKey(ref);
		const first = this.#firstOf(ref, event.was, author, digest);
		if (first !== key) {
			this.#shownFor.set(key, first);
			return;
		}
		if (this.#gone.has(key)) return;
		this.#texts.set(key, {
			ref,
			author,
			receivedAt,
			body: event.b,
			files: (event.fi ?? []).map(([id]) => id),
		});
		for (const name of [key, ...(event.was ? [refKey([event.was[0], event.was[1]])] : [])]) {
			const waiting = this.#waiting.get(name) ?? [];
			this.#waiting.delete(name);
			for (const edit of waiting) this.#apply(key, edit.event, edit.author);
		}
		if (event.was && !this.#texts.has(refKey([event.was[0], event.was[1]])))
			this.#shownFor.set(refKey([event.was[0], event.was[1]]), key);
	}

	#edit(ref: EventRef, event: EditEvent, { user: author }: StoredRow, digest: number): void {
		if (this.#firstOf(ref, event.was, author, digest) !== refKey(ref)) return;
		const named = refKey(event.of);
		const target = this.#shownFor.get(named) ?? named;
		if (this.#gone.has(target)) return;
		if (!this.#texts.has(target)) {
			const earlier = this.#earlier.get(target);
			if (earlier) this.#texts.set(target, { ...earlier });
		}
		if (this.#texts.has(target)) this.#apply(target, event, author);
		else if (this.#isWhole)
			this.#waiting.set(named, [...(this.#waiting.get(named) ?? []), { event, author }]);
		else this.#isDoubtful = true;
	}

	#apply(target: string, event: EditEvent, author: string): void {
		const text = this.#texts.get(target)!;
		if (text.author === author) text.body = event.b;
	}

	/** SPEC D8: of events of one author with the same `was`, or an original and its copies, the first. */
	#firstOf(ref: EventRef, was: MessageEvent['was'], author: string, digest: number): string {
		if (was) this.#hasCopies = true;
		const family = [author, ...(was ?? [...ref, digest])].join(':');
		const first = this.#families.get(family) ?? refKey(ref);
		this.#families.set(family, first);
		return first;
	}

	#remove(ref: EventRef): void {
		const key = refKey(ref);
		this.#gone.set(key, ref);
		this.#texts.delete(key);
		this.#waiting.delete(key);
	}
}

/** The messages that a row's edits name. */
export function editTargetsIn(row: StoredRow): EventRef[] {
	if (row.kind !== 'run') return [];
	return eventsOfRow(row.payload).events.flatMap(({ event }) => (event.k === 'e' ? [event.of] : []));
}
