/**
 * What a legal erasure takes out of one document (SPEC G2): found in the rows themselves, since the relay's index keeps no contents and knows nothing of what is in
 * quarantine.
 */
import { createDecoder, readAny } from 'lib0/decoding';
import { digestBytes } from '#lib/domain/digest.ts';
import { parseEvent, type ConversationEvent, type EventRef } from '#lib/domain/events.ts';
import { parseEntry } from '#lib/domain/ledger.ts';
import { refKey } from '#lib/domain/timeline.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import type { EventFacts } from './event-facts.ts';
import type { StoredRow } from './log.ts';

/** An approved request. */
export interface Erasure {
	organisation: string;
	request: number;
	/** Who asked, and who approved. */
	by: string;
	and: string;
	what: { kind: 'message'; ref: EventRef } | { kind: 'person'; user: string };
}

/** A value that goes. */
export interface ErasedValue {
	ref: EventRef;
	/** It shows as erased. */
	target: boolean;
	seq: number;
	/** Its number in the row's run. */
	value: number;
}

interface Stored {
	ref: EventRef;
	user: string;
	seq: number;
	value: number;
	digest: number;
	isRefused: boolean;
	event: ConversationEvent | null;
}

/**
 * May this not be stored because of an erasure (SPEC G10)? It was taken itself, it edits what was, or says the same again (`was`, D8). A delete and a reaction to an
 * erased message repeat nothing of it. Whoever gives back what a log has lost asks this of every value, as the rules do.
 * @param isErased see RoomIndex
 */
export function isOfErased(
	isErased: (ref: EventRef) => boolean,
	ref: EventRef,
	{ kind, of, was }: EventFacts,
): boolean {
	if (kind === 'd' || kind === 's') return false;
	return isErased(ref) || (kind === 'e' && isErased(of!)) || (was !== null && isErased([was[0], was[1]]));
}

/** The values that go, in the order of the rows; none when all of them are gone already. */
export function valuesToErase(rows: readonly StoredRow[], { what }: Erasure): ErasedValue[] {
	const { stored, shown } = read(rows);
	const families = new MessageFamilies(stored, shown);
	const wanted =
		what.kind === 'person'
			? stored.filter(({ user, event, isRefused }) => user === what.user && (isRefused || hasText(event)))
			: families.withEdits(what.ref);
	return wanted.map((one) => ({
		ref: one.ref,
		target: families.isTarget(one),
		seq: one.seq,
		value: one.value,
	}));
}

/** Every value that still stands, and the refs that show as deleted or erased. */
function read(rows: readonly StoredRow[]): { stored: Stored[]; shown: Set<string> } {
	const stored: Stored[] = [];
	const shown = new Set<string>();
	const writers: number[] = [];
	for (const row of rows) {
		const { entries, run, erased } = decodePayload(row.payload);
		for (const each of entries) {
			const entry = parseEntry(each);
			if (entry?.kind === 'writer') writers.push(entry.client);
			if ((entry?.kind !== 'redacted' && entry?.kind !== 'erased') || !entry.target) continue;
			for (let clock = entry.clock; clock < entry.clock + entry.length; clock++)
				shown.add(refKey([writers[entry.writer]!, clock]));
		}
		if (!run || (row.kind !== 'run' && row.kind !== 'restored' && row.kind !== 'refused')) continue;
		const gone = new Set(erased);
		let position = 0;
		for (let value = 0; value < run.count; value++) {
			const end = skipValue(run.values, position);
			const bytes = run.values.subarray(position, end);
			position = end;
			if (gone.has(value)) continue;
			stored.push({
				ref: [run.client, run.clock + value],
				user: row.user,
				seq: row.seq,
				value,
				digest: digestBytes(bytes),
				isRefused: row.kind === 'refused',
				event: eventOf(bytes),
			});
		}
	}
	return { stored, shown };
}

/** Null for what was refused because it is no event. */
function eventOf(bytes: Uint8Array): ConversationEvent | null {
	const parsed = parseEvent(readAny(createDecoder(bytes)));
	return parsed.ok ? parsed.event : null;
}

function hasText(event: ConversationEvent | null): boolean {
	return event?.k === 'm' || event?.k === 'e' || event?.k === 'r';
}

/** Messages with their copies by `was` (SPEC D8). */
class MessageFamilies {
	readonly #stored: readonly Stored[];
	readonly #shown: ReadonlySet<string>;
	/** A message's ref -> that of the first original it copies, or its own. */
	readonly #rootOf = new Map<string, string>();
	/** Of each family, the ref that shows as erased. */
	readonly #targets = new Map<string, string>();

	constructor(stored: readonly Stored[], shown: ReadonlySet<string>) {
		this.#stored = stored;
		this.#shown = shown;
		const digests = new Map(stored.map(({ ref, digest }) => [refKey(ref), digest]));
		for (const { ref, event } of stored) {
			if (event?.k !== 'm') continue;
			const key = refKey(ref);
			const original = event.was && refKey([event.was[0], event.was[1]]);
			// A copy that says other words of its original is a text of its own. Of an original that is gone nobody can tell.
			const isCopy = original && (digests.get(original) ?? event.was![2]) === event.was![2];
			this.#rootOf.set(key, isCopy ? original : key);
		}
		for (const { ref, event, isRefused } of stored) {
			if (event?.k !== 'm' || isRefused) continue;
			const key = refKey(ref);
			const root = this.#rootOf.get(key)!;
			const before = this.#targets.get(root);
			if (before === undefined || (this.#shown.has(key) && !this.#shown.has(before)))
				this.#targets.set(root, key);
		}
	}

	/** The message, its copies, the original that it copies, and the edits of all of these by their author; in quarantine too. */
	withEdits(ref: EventRef): Stored[] {
		const key = refKey(ref);
		const root = this.#rootOf.get(key) ?? key;
		const isOfFamily = (one: string) => one === key || (this.#rootOf.get(one) ?? one) === root;
		return this.#stored.filter(({ ref: own, event }) => {
			if (event?.k === 'e') return isOfFamily(refKey(event.of));
			const mine = refKey(own);
			return mine === key || (event?.k === 'm' && isOfFamily(mine));
		});
	}

	isTarget({ ref, event, isRefused }: Stored): boolean {
		if (event?.k !== 'm' || isRefused) return false;
		const key = refKey(ref);
		return this.#targets.get(this.#rootOf.get(key)!) === key;
	}
}
