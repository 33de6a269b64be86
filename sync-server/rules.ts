/**
 * The rules R3-R8 of SPEC.md as functions of a decoded section, the index and what is known about the speaker. Nothing here waits, writes or throws.
 * Sections are judged under the locks of the append, so that what they are judged by is what is true when it commits.
 */
import { deviceOf, isEpoch, rootOf } from '#lib/domain/client-id.ts';
import { parseEvent, SYSTEM_USER, type DeleteEvent, type EventRef } from '#lib/domain/events.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { Lease, Right } from './access.ts';
import { ClockRanges } from './clock-ranges.ts';
import type { ClockRange, Placement, Section, Struct, Update } from './decode.ts';
import { factsOf, type EventFacts } from './event-facts.ts';
import { isOfErased } from './erasure.ts';
import type { RoomIndex } from './room-index.ts';

/** What the rules know of the speaker. */
export interface Speaking {
	user: string;
	/** Undefined when he may not even read. */
	right: Right | undefined;
	/** The document's epoch; of one without rows, that in which it will begin. */
	epoch: number;
	lease(device: number): Lease | undefined;
}

/** Consecutive events of one client id that share a fate. */
export interface JudgedRun {
	client: number;
	clock: number;
	length: number;
	/** Null: accepted. Otherwise a tombstone (R9). */
	code: RefusalCode | null;
	/** The bytes of its values; empty for structs that had none. */
	values: Uint8Array;
	/** Of accepted runs. */
	facts: EventFacts[];
}

export interface Judgement {
	runs: JudgedRun[];
	/** Why nothing more of the section was taken. `more`: only because of the limit. */
	end:
		| { kind: 'done' | 'more' }
		| { kind: 'gap'; client: number; expected: number }
		| ({ kind: 'refused'; code: RefusalCode } & ClockRange);
}

/** What earlier runs of the same append have done to a client id already. */
export interface Progress {
	next: number;
	refused: ClockRanges | null;
	/** Of these, what was refused because of an erasure (SPEC G10). */
	erased?: ClockRanges;
}

/** A run is cut into rows of at most so many bytes. */
export const ROW_BYTES = 256 * 1024;
/** Clocks that a struct without content may spend. After a restore an honest replica can hold such, a volume's worth at most. */
const MAX_EMPTY_LENGTH = LIMITS.volumeEvents;

const DONE: Judgement = { runs: [], end: { kind: 'done' } };

/** So much is taken of a section at a time, and one event more. */
export const TURN_BYTES = 512 * 1024;

/** Judges what is unknown of one section, `limit` events at most. */
export function judgeSection(
	section: Section,
	bytes: Uint8Array,
	index: RoomIndex,
	progress: Progress,
	speaking: Speaking,
	limit: number,
): Judgement {
	const { client } = section;
	const first = firstUnknown(section, progress.next);
	if (first === null) return DONE;
	const code = judgeWriter(client, speaking);
	if (code === 'ignored') return DONE;
	if (code) {
		const clock = Math.max(first.clock, progress.next);
		const length = Math.min(first.clock + first.length - clock, Number.MAX_SAFE_INTEGER);
		return { runs: [], end: { kind: 'refused', client, clock, length, code } };
	}
	if (first.clock > progress.next) return { runs: [], end: { kind: 'gap', client, expected: progress.next } };
	return new SectionJudge(section, bytes, index, progress, speaking, limit).judge();
}

/** The first struct of which anything is unknown; null when there is none, or only what a Skip stands for. */
function firstUnknown(section: Section, next: number): Struct | null {
	if (section.end <= next) return null;
	for (const struct of section.structs) {
		if (struct.clock + struct.length <= next) continue;
		return struct.kind === 'skip' ? null : struct;
	}
	return null;
}

/** R2-R4: may this speaker write into this client's log at all? */
export function judgeWriter(
	client: number,
	{ user, right, epoch, lease }: Speaking,
): RefusalCode | 'ignored' | null {
	if (!right) return 'REVOKED';
	// After a restore honest replicas know what the log does not. Only its author may bring it back.
	const wasRestored = epoch > 1;
	if (isEpoch(client)) return epoch > client ? 'ignored' : notYours(right);
	const leased = lease(deviceOf(client));
	if (leased && leased.user !== user) return wasRestored ? 'ignored' : notYours(right);
	if (right.level !== 'write') return 'NOT_ALLOWED_HERE';
	return !leased || leased.revoked ? 'CLIENT_UNLEASED' : null;
}

/** R2 comes first: who may only read is told that. */
function notYours(right: Right): RefusalCode {
	return right.level === 'write' ? 'CLIENT_NOT_YOURS' : 'NOT_ALLOWED_HERE';
}

class SectionJudge {
	readonly #section: Section;
	readonly #bytes: Uint8Array;
	readonly #index: RoomIndex;
	readonly #speaking: Speaking;
	readonly #limit: number;
	readonly #runs: JudgedRun[] = [];
	/** Clocks that were judged so far follow each other up to here. */
	#next: number;
	readonly #known: number;
	#refused: ClockRanges | null;
	readonly #erased: ClockRanges;
	#taken = 0;
	#takenBytes = 0;

	constructor(
		section: Section,
		bytes: Uint8Array,
		index: RoomIndex,
		progress: Progress,
		speaking: Speaking,
		limit: number,
	) {
		this.#section = section;
		this.#bytes = bytes;
		this.#index = index;
		this.#speaking = speaking;
		this.#limit = limit;
		this.#next = progress.next;
		this.#known = index.nextClock(section.client);
		this.#refused = progress.refused;
		this.#erased = progress.erased ?? new ClockRanges();
	}

	judge(): Judgement {
		const { client } = this.#section;
		for (const struct of this.#section.structs) {
			const end = struct.clock + struct.length;
			if (end <= this.#next) continue;
			if (struct.kind === 'skip') break;
			if (this.#taken >= this.#limit || this.#takenBytes >= TURN_BYTES)
				return { runs: this.#runs, end: { kind: 'more' } };
			if (struct.kind === 'values') {
				this.#judgeValues(struct);
				if (this.#next < end) return { runs: this.#runs, end: { kind: 'more' } };
				continue;
			}
			// R5: without content and unknown. Bounded, or one struct could spend all clocks.
			const length = end - this.#next;
			// After a restore an honest replica holds its own redacted clocks, which the log has lost: no security event.
			const isLost = struct.kind === 'deleted' && this.#speaking.epoch > 1;
			const code = isLost ? 'GAP' : 'FORBIDDEN_CONTENT';
			if (length > MAX_EMPTY_LENGTH)
				return { runs: this.#runs, end: { kind: 'refused', client, clock: this.#next, length, code } };
			this.#runs.push({ client, clock: this.#next, length, code, values: EMPTY, facts: [] });
			this.#pass(length, code);
		}
		return { runs: this.#runs, end: { kind: 'done' } };
	}

	#judgeValues(struct: Struct & { kind: 'values' }): void {
		const placed = this.#judgePlacement(struct.clock, struct.placement);
		const { client } = this.#section;
		const start = this.#next - struct.clock;
		const stop = Math.min(struct.length, start + this.#limit - this.#taken);
		let run: JudgedRun | null = null;
		let runStart = 0;
		for (let i = start; i < stop && this.#takenBytes < TURN_BYTES; i++) {
			const facts = placed === null ? this.#judgeEvent(struct.values[i]) : placed;
			const code = typeof facts === 'string' ? facts : null;
			const end = struct.offsets[i + 1]!;
			const isFull = run !== null && (run.length >= LIMITS.eventsPerRow || end - runStart > ROW_BYTES);
			if (!run || run.code !== code || isFull) {
				runStart = struct.offsets[i]!;
				run = { client, clock: this.#next, length: 0, code, values: EMPTY, facts: [] };
				this.#runs.push(run);
			}
			run.length++;
			this.#takenBytes += end - struct.offsets[i]!;
			run.values = this.#bytes.subarray(runStart, end);
			if (typeof facts !== 'string') run.facts.push(facts);
			this.#pass(1, code);
		}
	}

	#pass(length: number, code: RefusalCode | null): void {
		if (code !== null) (this.#refused ??= new ClockRanges()).add(this.#next, length);
		if (code === 'ERASED') this.#erased.add(this.#next, length);
		this.#next += length;
		this.#taken += length;
	}

	/** R5: the end of the root that the client id names. */
	#judgePlacement(clock: number, placement: Placement): RefusalCode | null {
		const { client } = this.#section;
		const { origin, root } = placement;
		if (placement.isNested || (root !== null && root !== rootOf(client))) return 'CONTAINER_NOT_YOURS';
		if (origin && origin[0] !== client)
			return origin[1] < this.#index.nextClock(origin[0]) ? 'CONTAINER_NOT_YOURS' : 'MISSING_DEPENDENCY';
		if (placement.hasParentSub) return 'MAP_KEY_IN_FEED';
		if (placement.rightOrigin) return 'NOT_AN_APPEND';
		if (origin && origin[1] >= clock) return 'MISSING_DEPENDENCY';
		// A refused run never stood in this root: the item before it is then the one to follow.
		return this.#areGone(origin ? origin[1] + 1 : 0, clock) ? null : 'NOT_AN_APPEND';
	}

	#areGone(from: number, to: number): boolean {
		if (from >= to) return true;
		const { client } = this.#section;
		const middle = Math.min(Math.max(from, this.#known), to);
		return (
			(middle === from || this.#index.areGone(client, from, middle - from)) &&
			(middle === to || (this.#refused?.covers(middle, to - middle) ?? false))
		);
	}

	/** R7, R8. */
	#judgeEvent(value: unknown): RefusalCode | EventFacts {
		const { user, right } = this.#speaking;
		const parsed = parseEvent(value);
		if (!parsed.ok) return parsed.error;
		const { event } = parsed;
		if ((event.k === 's') !== (user === SYSTEM_USER)) return 'SCHEMA';
		const facts = factsOf(event);
		if (facts.was && !this.#isOwn([facts.was[0], facts.was[1]])) return 'NOT_YOURS';
		if (event.k === 'e' && !this.#isOwn(event.of)) return 'NOT_YOURS';
		const ref: EventRef = [this.#section.client, this.#next];
		const knows = !this.#index.erased.isEmpty || !this.#erased.isEmpty;
		if (knows && isOfErased((one) => this.#isErased(one), ref, facts)) return 'ERASED';
		switch (event.k) {
			case 'm':
				if (event.fw && !this.#isBy(event.fw[2], event.fw[4])) return 'NOT_YOURS';
				return right?.muted ?? facts;
			case 'd':
				return this.#judgeDelete(event) ?? facts;
			default:
				return facts;
		}
	}

	#judgeDelete({ of, mod }: DeleteEvent): RefusalCode | null {
		const [client, clock] = of;
		const isKnown = clock < this.#index.nextClock(client);
		if (mod && !this.#speaking.right?.moderates) return 'NOT_YOURS';
		if (!this.#isOwn(of) && !(mod && isKnown)) return 'NOT_YOURS';
		return isKnown && !this.#index.isMessage(of) ? 'SCHEMA' : null;
	}

	#isErased(ref: EventRef): boolean {
		const [client, clock] = ref;
		return this.#index.isErased(ref) || (client === this.#section.client && this.#erased.has(clock));
	}

	/** By C4: the event may not be here yet, its author is known all the same. */
	#isOwn([client]: EventRef): boolean {
		return this.#isBy(client, this.#speaking.user);
	}

	#isBy(client: number, user: string): boolean {
		return this.#speaking.lease(deviceOf(client))?.user === user;
	}
}

const EMPTY = new Uint8Array(0);

/** R6: the first part of the delete set that would delete anything; null when there is none. */
export function judgeDeletes(
	deletes: readonly ClockRange[],
	index: RoomIndex,
	epoch: number,
): ({ code: RefusalCode } & ClockRange) | null {
	// After a restore honest replicas hold redactions that the log has lost.
	if (epoch > 1) return null;
	for (const range of deletes)
		if (!index.areGone(range.client, range.clock, range.length))
			return { code: 'DELETE_NOT_YOURS', ...range };
	return null;
}

/** True when the update holds nothing that the index does not have. Safe outside the locks: what is known stays known. */
export function isKnown(update: Update, index: RoomIndex): boolean {
	return (
		update.sections.every((section) => firstUnknown(section, index.nextClock(section.client)) === null) &&
		judgeDeletes(update.deletes, index, index.epoch) === null
	);
}
