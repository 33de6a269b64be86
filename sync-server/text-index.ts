/** A text document as the relay knows it: its items, and what of it a replica lacks (SPEC X5-X8, X12). Built from the log's rows and from nothing else. */
import * as encoding from 'lib0/encoding';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { isUuid, type TextName } from '#lib/protocol/document-name.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { decodeTextErasure } from '#lib/protocol/text-rewriting.ts';
import { ByteReader } from './byte-reader.ts';
import { decodeUpdate, type ClockRange, type Update } from './decode.ts';
import type { StoredRow } from './log.ts';
import { encodeDeletes, encodeStructs, joinUpdate, partFrom } from './text-encode.ts';
import { ErasedClocks } from './erased-clocks.ts';
import { NO_LIMITS, TEXT_LIMITS, TextItems } from './text-items.ts';
import type { NewItem, Placed, TextLimits } from './text-items.ts';
import { newItemOf, wordsIn } from './text-structs.ts';

export class TextIndex {
	/** Rows that were taken. */
	seq = 0;
	/** Of the last row, ms. */
	time = 0;
	readonly #items = new TextItems();
	/** What may not be written again (SPEC G10). */
	readonly erased = new ErasedClocks();
	readonly #isRoot: (root: string) => boolean;
	/** Of drafts: rows in which words stand that may be forgotten one day, with their places (SPEC X15). */
	readonly #held: Map<number, readonly ClockRange[]> | null;
	/** Encoded until something changes. */
	#whole: Uint8Array | null = null;
	#deletes: Uint8Array | null = null;

	constructor(name: TextName) {
		this.#held = name.of === 'u' ? new Map() : null;
		this.#isRoot = name.of === 'u' ? isUuid : (root) => root === TEXT_ROOT;
	}

	nextClock(client: number): number {
		return this.#items.nextClock(client);
	}

	place(item: NewItem, limits: TextLimits = TEXT_LIMITS): Placed {
		this.#changed();
		return this.#items.place(item, this.#isRoot, limits);
	}

	/** See TextItems. */
	delete(
		{ client, clock, length }: ClockRange,
		limits: TextLimits = TEXT_LIMITS,
	): [clock: number, length: number][] | null {
		const living = this.#items.delete(client, clock, length, limits);
		if (living?.length) this.#changed();
		return living;
	}

	/** Takes a stored row. Throws for one that no relay wrote. Null when it changes no replica. */
	takeStored(row: StoredRow): Uint8Array | null {
		const bytes = row.kind === 'text' ? updateOfRow(row) : updateOfErasure(row);
		if (bytes) {
			const decoded = decodeUpdate(bytes, 'text');
			if (!decoded.ok) throw new Error(`Row ${row.seq} holds no update: ${decoded.code}.`);
			this.#takeUpdate(decoded.update, row.seq);
			if (row.kind === 'text') this.hold(row.seq, wordsIn(decoded.update.sections));
		}
		this.taken(row.receivedAt);
		return bytes;
	}

	/** Words stand in this row, here. */
	hold(seq: number, words: readonly ClockRange[]): void {
		if (words.length > 0) this.#held?.set(seq, words);
		else this.#held?.delete(seq);
	}

	/** Have words been deleted that are to leave the log too (SPEC X15)? Asked at each append: a draft that was emptied is a text that was sent or given up. */
	get wantsToForget(): boolean {
		return this.#held !== null && this.#items.hasEmptied;
	}

	/** Rows in which words stand that are deleted. They are dealt with. */
	forgettable(): number[] {
		this.#items.hasEmptied = false;
		const rows: number[] = [];
		for (const [seq, words] of this.#held ?? [])
			if (words.some((range) => this.goneWithin(range).length > 0)) rows.push(seq);
		return rows;
	}

	goneWithin(range: ClockRange): [clock: number, length: number][] {
		return this.#items.within(range, 'gone');
	}

	livingWithin(range: ClockRange): [clock: number, length: number][] {
		return this.#items.within(range, 'living');
	}

	/** A row of what was placed and deleted was made. */
	taken(receivedAt: number): void {
		this.seq++;
		this.time = Math.max(this.time, receivedAt);
	}

	#takeUpdate({ sections, deletes }: Update, seq: number): void {
		const cursors = sections.map((section) => ({ section, at: 0 }));
		for (let isMoving = true; isMoving;) {
			isMoving = false;
			for (const cursor of cursors) {
				const { client, structs } = cursor.section;
				for (let struct = structs[cursor.at]; struct; struct = structs[++cursor.at]) {
					const item = newItemOf(client, struct);
					if (!item) throw new Error(`Row ${seq} holds a struct that is no text.`);
					if ([item.origin, item.rightOrigin].some((id) => id && id[1] >= this.nextClock(id[0]))) break;
					if (!this.place(item, NO_LIMITS).ok)
						throw new Error(`Row ${seq} holds a struct that has no place.`);
					isMoving = true;
				}
			}
		}
		if (cursors.some(({ section, at }) => at < section.structs.length))
			throw new Error(`Row ${seq} holds a struct of which something is missing.`);
		for (const range of deletes) this.delete(range, NO_LIMITS);
	}

	/** Every client id with its next clock: what a state vector says. */
	stateVector(): [client: number, next: number][] {
		return [...this.#items.clients.keys()].map((client) => [client, this.nextClock(client)]);
	}

	/** Does the update hold nothing that is not here? */
	isKnown({ sections, deletes }: Update): boolean {
		return (
			sections.every(({ client, end }) => end <= this.nextClock(client)) &&
			deletes.every((range) => this.isGone(range))
		);
	}

	/** Is nothing of these clocks alive, and all of it known? */
	isGone({ client, clock, length }: ClockRange): boolean {
		const end = clock + length;
		if (end > this.nextClock(client)) return false;
		for (const item of this.#items.from(client, clock)) {
			if (item.clock >= end) return true;
			if (item.text !== null) return false;
		}
		return true;
	}

	/** What a replica with this state vector lacks. */
	since(stateVector: ReadonlyMap<number, number>): Uint8Array {
		const deletes = (this.#deletes ??= encodeDeletes(this.#gone()));
		if (stateVector.size === 0) return (this.#whole ??= joinUpdate(this.#sections(stateVector), deletes));
		return joinUpdate(this.#sections(stateVector), deletes);
	}

	#sections(stateVector: ReadonlyMap<number, number>): Uint8Array[] {
		const sections: Uint8Array[] = [];
		for (const client of [...this.#items.clients.keys()].sort((one, other) => other - one)) {
			const known = stateVector.get(client) ?? 0;
			const structs = [...this.#items.from(client, known)];
			if (structs.length > 0) sections.push(encodeStructs(structs.map((item) => partFrom(item, known))));
		}
		return sections;
	}

	#gone(): ClockRange[] {
		const ranges: ClockRange[] = [];
		for (const [client, items] of this.#items.clients) {
			for (const { clock, length, text } of items) {
				if (text !== null) continue;
				const last = ranges.at(-1);
				if (last?.client === client && last.clock + last.length === clock) last.length += length;
				else ranges.push({ client, clock, length });
			}
		}
		return ranges;
	}

	/** About how many bytes of memory it takes. */
	get size(): number {
		return this.#items.count * 200 + this.#items.units + (this.#whole?.length ?? 0);
	}

	/** The living text of a root. */
	textOf(root: string): string {
		return this.#items.textOf(root);
	}

	#changed(): void {
		this.#whole = null;
		this.#deletes = null;
	}
}

/** What an `erase` row deletes; null for a row that changes nothing. */
function updateOfErasure({ kind, payload }: StoredRow): Uint8Array | null {
	return kind === 'erase' ? (decodeTextErasure(decodePayload(payload).run!.values)?.update ?? null) : null;
}

const BYTES = 116;

/** The value of a row of the kind `text`: lib0's bytes. */
export function valueOf(update: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => encoding.writeAny(encoder, update));
}

/** The update that a row holds. Throws for a row that no relay wrote. */
export function updateOfRow({ payload, seq }: Pick<StoredRow, 'payload' | 'seq'>): Uint8Array {
	const values = decodePayload(payload).run?.values;
	if (values?.[0] !== BYTES) throw new Error(`Row ${seq} holds no update.`);
	return new ByteReader(values, 1).varBytes();
}
