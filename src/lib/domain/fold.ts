/**
 * The fold (SPEC D8): from a conversation document to its timeline, deterministically and incrementally.
 * A new ledger entry costs O(its run), whatever the length of the history.
 */
import type * as Y from 'yjs';
import { newestEpoch, nextClock, readLog, writersOf, type LogSlot } from './conversation-document.ts';
import { digestEvents } from './digest.ts';
import { parseEvent, SYSTEM_USER, type DeleteEvent, type EditEvent, type ReactionEvent } from './events.ts';
import { Copies } from './copies.ts';
import { FoldEntry } from './fold-entry.ts';
import { parseEntry, type LedgerEntry } from './ledger.ts';
import { ShownList } from './shown-list.ts';
import { refKey, type LateEntry, type Refusal, type TimelineItem } from './timeline.ts';

export interface FoldOptions {
	volume: number;
	/** The reader's user id: the author of what is pending. */
	self: string;
	/** Is this client id leased to a device of this browser profile? */
	isOwn(client: number): boolean;
}

/** A run of the ledger whose digest is not that of this replica's bytes (SPEC D9). */
export interface Mismatch {
	client: number;
	clock: number;
	length: number;
}

/** Of refused clocks whose content the relay had taken out before a restore (SPEC P8). */
const TAKEN_OUT = 'GAP';

type Change = EditEvent | DeleteEvent | ReactionEvent;

export class Fold {
	readonly #doc: Y.Doc;
	readonly #options: FoldOptions;
	#epochs: { epoch: number; cut: number }[] = [];
	#epochIndex = 0;
	#entryIndex = 0;
	#now = 0;
	#members: string[] = [];
	/** Who gives back the runs that come now (SPEC P9). */
	#giver = '';
	#writers: { client: number; author: string }[] = [];
	#named = new Map<number, number>();
	#stored: ShownList;
	#byRef = new Map<string, FoldEntry>();
	#waiting = new Map<string, { change: Change; author: string }[]>();
	#copies: Copies;
	#pending = new Map<string, FoldEntry>();
	#overlaid: FoldEntry[] = [];
	#items: TimelineItem[] | null = null;

	/** How many ledger entries the fold has taken over all epochs, i.e. the next `position`. The catch-up cursor is `epochLength`. */
	length = 0;
	/** The fold waits for events that a ledger entry names. */
	blocked = false;
	mismatch: Mismatch | null = null;
	/** Clocks that a run names, that hold nothing here, and that no entry has redacted. */
	#unexplained = new Set<string>();
	#otherContent = false;
	/** Runs of one's own that were taken just now and whose digest could not be told, because content is gone. */
	unchecked: Mismatch[] = [];
	/** Something that was applied has been erased. */
	#isStale = false;
	#isFresh = false;
	/** Refs of one's own events that were erased: no tray keeps their text either (SPEC G4). */
	readonly erasedOwn = new Set<string>();
	malformed = 0;
	/** The volume that follows, once the relay has opened it. */
	nextVolume: number | null = null;
	refusals: Refusal[] = [];
	late: LateEntry[] = [];

	constructor(doc: Y.Doc, options: FoldOptions) {
		this.#doc = doc;
		this.#options = options;
		this.#stored = new ShownList(options.self);
		this.#copies = new Copies((ref) => this.#byRef.get(ref));
	}

	get epoch(): number {
		return this.#epochs.at(-1)?.epoch ?? 0;
	}

	/** Length of the newest epoch's own ledger, as far as folded. */
	get epochLength(): number {
		return this.#epochIndex === this.#epochs.length - 1 ? this.#entryIndex : 0;
	}

	/** The `position` of an entry of one of the epochs' ledgers; null for one that a later epoch cut off. */
	positionOf(epoch: number, entry: number): number | null {
		let offset = 0;
		let position: number | null = null;
		for (const each of this.#epochs) {
			if (each.epoch > epoch) break;
			position = entry < each.cut ? offset + entry : null;
			offset += each.cut;
		}
		return position;
	}

	/** Events of one's own that are there and that the ledger does not name yet. */
	pendingCount = 0;

	/**
	 * The replica holds what the ledger denies: a redaction or refusal, or other bytes, from before a restore that the relay knows nothing of. Only a new copy
	 * from the relay is equal to everybody else's.
	 */
	get contradicted(): boolean {
		return this.#otherContent || (this.#unexplained.size > 0 && !this.blocked && this.mismatch === null);
	}

	/** The clock that follows the last named event of this client id. */
	namedThrough(client: number): number {
		return this.#named.get(client) ?? 0;
	}

	get memberIds(): readonly string[] {
		return this.#members;
	}

	/** The timeline: stored items in ledger order, then one's own pending ones. The array is replaced when anything changed. */
	items(): readonly TimelineItem[] {
		if (this.#items === null) {
			this.#items = this.#stored.items().slice();
			for (const entry of this.#pending.values()) this.#items.push(entry.view(this.#options.self));
		}
		return this.#items;
	}

	/** Takes in whatever the document has got since. Call after every transaction. */
	advance(): void {
		if (newestEpoch(this.#doc) !== this.epoch) this.#restart();
		this.#advance();
		if (!this.#isStale) return;
		this.#restart();
		this.#isFresh = true;
		this.#advance();
		this.#isFresh = false;
	}

	#advance(): void {
		this.#isStale = false;
		this.#items = null;
		this.blocked = false;
		this.mismatch = null;
		this.unchecked = [];
		while (this.#epochIndex < this.#epochs.length) {
			const { epoch, cut } = this.#epochs[this.#epochIndex]!;
			const end = Math.min(cut, nextClock(this.#doc, epoch));
			const entries = readLog(this.#doc, epoch, this.#entryIndex, Math.max(0, end - this.#entryIndex));
			for (const slot of entries) {
				const entry = slot.state === 'present' ? parseEntry(slot.value) : undefined;
				if (entry === undefined) this.malformed++;
				else if (!this.#take(entry)) {
					this.#collectPending();
					return;
				}
				this.#entryIndex++;
				this.length++;
			}
			if (this.#epochIndex === this.#epochs.length - 1) break;
			if (this.#entryIndex < cut) {
				this.blocked = true;
				break;
			}
			this.#epochIndex++;
			this.#entryIndex = 0;
		}
		this.#collectPending();
	}

	/** A restored relay begins a new epoch and may have cut the one before: fold again from the start. Rare, so simple. */
	#restart(): void {
		const epochs: { epoch: number; cut: number }[] = [];
		let epoch = newestEpoch(this.#doc);
		let cut = Infinity;
		while (epoch > 0) {
			epochs.unshift({ epoch, cut });
			const [slot] = readLog(this.#doc, epoch, 0, 1);
			const entry = slot?.state === 'present' ? parseEntry(slot.value) : undefined;
			if (entry?.kind !== 'epoch' || entry.previous >= epoch) break;
			({ previous: epoch, cut } = entry);
		}
		this.#epochs = epochs;
		this.#epochIndex = this.#entryIndex = this.length = this.malformed = this.#now = 0;
		this.#members = [];
		this.#writers = [];
		this.#stored = new ShownList(this.#options.self);
		this.#pending.clear();
		this.#overlaid = [];
		this.nextVolume = null;
		this.refusals = [];
		this.late = [];
		this.#copies = new Copies((ref) => this.#byRef.get(ref));
		this.#otherContent = false;
		for (const held of [this.#named, this.#byRef, this.#waiting, this.#unexplained]) held.clear();
	}

	/** Takes one ledger entry; false when it must wait. */
	#take(entry: LedgerEntry): boolean {
		if ('elapsed' in entry) this.#now += entry.elapsed;
		switch (entry.kind) {
			case 'epoch':
				this.#now = Math.max(this.#now, entry.at);
				return true;
			case 'member':
				this.#members.push(entry.user);
				return true;
			case 'writer':
				this.#writers.push({ client: entry.client, author: this.#members[entry.member] ?? '' });
				return true;
			case 'giver':
				this.#giver = this.#members[entry.member] ?? '';
				return true;
			case 'volume':
				this.nextVolume = entry.next;
				return true;
			case 'late':
				this.late.push({
					volume: entry.volume,
					epoch: this.#epochs[this.#epochIndex]!.epoch,
					entry: entry.entry,
					position: this.length,
					receivedAt: this.#now,
					erased: entry.erased,
				});
				return true;
		}
		const writer = this.#writers[entry.writer];
		if (!writer) {
			this.malformed++;
			return true;
		}
		if (entry.kind === 'run' && !this.#takeRun(entry, writer)) {
			this.#now -= entry.elapsed;
			return false;
		}
		if (entry.kind === 'refused') {
			const { clock, length, code } = entry;
			this.#named.set(writer.client, clock + length);
			if (this.#options.isOwn(writer.client))
				this.refusals.push({ client: writer.client, clock, length, code, receivedAt: this.#now });
			if (code === TAKEN_OUT) this.#takeSpent(writer, clock, length);
		}
		if (entry.kind === 'redacted')
			for (let clock = entry.clock; clock < entry.clock + entry.length; clock++) {
				this.#unexplained.delete(refKey([writer.client, clock]));
				if (!entry.target) continue;
				const target = this.#byRef.get(refKey([writer.client, clock]));
				if (target && !target.deleted && !this.#copies.isCopy(target)) target.remove();
			}
		if (entry.kind === 'erased') this.#takeErased(entry, writer.client);
		return true;
	}

	/** SPEC D8: what was a message there a delete says, which was given back with it. */
	#takeSpent(writer: { client: number; author: string }, from: number, length: number): void {
		for (let clock = from; clock < from + length; clock++) {
			const place = { volume: this.#options.volume, ...writer, clock };
			const named = { receivedAt: this.#now, position: this.length, restored: null };
			this.#add(new FoldEntry(place, named, null));
		}
	}

	/** SPEC G4. What was applied already and has no text of its own to lose here (a reaction) makes the fold begin anew, without it. */
	#takeErased(entry: LedgerEntry & { kind: 'erased' }, client: number): void {
		for (let clock = entry.clock; clock < entry.clock + entry.length; clock++) {
			const ref = refKey([client, clock]);
			this.#unexplained.delete(ref);
			if (this.#options.isOwn(client)) this.erasedOwn.add(ref);
			const target = entry.target ? this.#byRef.get(ref) : undefined;
			if (target && !this.#copies.isCopy(target)) target.erase(entry.request, this.#now);
		}
		if (!entry.target && !this.#isFresh) this.#isStale = true;
	}

	#takeRun(entry: LedgerEntry & { kind: 'run' }, writer: { client: number; author: string }): boolean {
		const slots = readLog(this.#doc, writer.client, entry.clock, entry.length);
		if (slots.some((slot) => slot.state === 'missing')) {
			this.blocked = true;
			return false;
		}
		if (this.#options.isOwn(writer.client)) {
			const run = { client: writer.client, clock: entry.clock, length: entry.length };
			// With what this very transaction removes: it may be ours, while what the relay removed was another copy's.
			const values = slots.flatMap((slot) =>
				slot.state !== 'missing' && slot.value !== undefined ? [slot.value as object] : [],
			);
			if (values.length < slots.length) this.unchecked.push(run);
			else if (digestEvents(values) !== entry.digest) {
				this.mismatch = run;
				return false;
			}
		} else if (this.epoch > 1 && !this.#isAsDigested(slots, entry.digest)) this.#otherContent = true;
		this.#named.set(writer.client, entry.clock + entry.length);
		slots.forEach((slot, offset) => {
			if (slot.state === 'gone') this.#unexplained.add(refKey([writer.client, entry.clock + offset]));
			const place = { volume: this.#options.volume, ...writer, clock: entry.clock + offset };
			const { at } = entry;
			const restored = at === undefined ? null : { by: this.#giver, at: this.#now };
			const named = { receivedAt: at ?? this.#now, position: this.length, restored };
			if (slot.state === 'gone') this.#add(new FoldEntry(place, named, null));
			if (slot.state !== 'present') return;
			const parsed = parseEvent(slot.value);
			if (!parsed.ok || (parsed.event.k === 's' && writer.author !== SYSTEM_USER)) this.malformed++;
			else if (parsed.event.k === 'm' || parsed.event.k === 's')
				this.#add(new FoldEntry(place, named, parsed.event));
			else if (this.#copies.isFirst(parsed.event, writer.author)) this.#change(parsed.event, writer.author);
		});
		return true;
	}

	/** Of another's run there is nothing to compare but after a restore: then two copies of his profile may have filled the same clocks differently. */
	#isAsDigested(slots: readonly LogSlot[], digest: number): boolean {
		const values = slots.flatMap((slot) => (slot.state === 'present' ? [slot.value as object] : []));
		return values.length < slots.length || digestEvents(values) === digest;
	}

	#add(entry: FoldEntry): void {
		this.#stored.add(entry);
		this.#byRef.set(entry.ref, entry);
		const shown = this.#copies.enter(entry);
		for (const ref of this.#copies.namesOf(entry)) {
			const waiting = this.#waiting.get(ref);
			this.#waiting.delete(ref);
			for (const { change, author } of waiting ?? []) this.#apply(shown, change, author);
		}
	}

	#target(change: Change): FoldEntry | undefined {
		const ref = refKey(change.of);
		const entry = this.#byRef.get(ref);
		return entry ? this.#copies.shownFor(entry) : this.#copies.forMissing(ref);
	}

	#change(change: Change, author: string): void {
		const target = this.#target(change);
		if (target) this.#apply(target, change, author);
		else {
			const ref = refKey(change.of);
			this.#waiting.set(ref, [...(this.#waiting.get(ref) ?? []), { change, author }]);
		}
	}

	#apply(target: FoldEntry, change: Change, author: string): void {
		if (target.event?.k === 's' || target.deleted) return;
		if (change.k === 'd') {
			if (target.author === author || change.mod) target.remove();
		} else if (target.event === null) return;
		else if (change.k === 'r') target.react(change.e, author, change.on, this.#now);
		else if (target.author === author) target.edit(change.b, change.at);
	}

	/** Lays one's own unnamed events over the stored ones, anew each time: they are few. Messages first, so that what changes them finds them. */
	#collectPending(): void {
		for (const entry of this.#overlaid) {
			entry.overlay = [];
			entry.touch();
		}
		this.#overlaid = [];
		this.pendingCount = 0;
		const before = this.#pending;
		this.#pending = new Map();
		const changes: Change[] = [];
		const own = writersOf(this.#doc).filter((client) => this.#options.isOwn(client));
		for (const client of own.sort((a, b) => a - b)) {
			const from = this.namedThrough(client);
			readLog(this.#doc, client, from, nextClock(this.#doc, client) - from).forEach((slot, offset) => {
				if (slot.state !== 'present') return;
				this.pendingCount++;
				const parsed = parseEvent(slot.value);
				if (!parsed.ok || parsed.event.k === 's') return;
				if (parsed.event.k !== 'm') {
					changes.push(parsed.event);
					return;
				}
				const place = {
					volume: this.#options.volume,
					client,
					clock: from + offset,
					author: this.#options.self,
				};
				const ref = refKey([client, place.clock]);
				this.#pending.set(ref, before.get(ref) ?? new FoldEntry(place, null, parsed.event));
			});
		}
		for (const change of changes) this.#overlay(change);
	}

	#overlay(change: Change): void {
		const target = this.#target(change) ?? this.#pending.get(refKey(change.of));
		if (!target || target.deleted || (change.k === 'e' && target.author !== this.#options.self)) return;
		target.overlay.push(change);
		target.touch();
		this.#overlaid.push(target);
	}
}
