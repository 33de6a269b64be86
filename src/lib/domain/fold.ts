/**
 * The fold (SPEC D8): from a conversation document to its timeline, deterministically and incrementally.
 * A new ledger entry costs O(its run), whatever the length of the history.
 */
import type * as Y from 'yjs';
import { newestEpoch, nextClock, readLog, writersOf } from './conversation-document.ts';
import { digestEvents } from './digest.ts';
import {
	parseEvent,
	type ConversationEvent,
	type DeleteEvent,
	type EditEvent,
	type ReactionEvent,
} from './events.ts';
import { FoldEntry } from './fold-entry.ts';
import { parseEntry, type LedgerEntry } from './ledger.ts';
import { refKey, type LateEntry, type Refusal, type TimelineItem } from './timeline.ts';

/** The author of system events in every ledger. */
export const SYSTEM_USER = 'system';

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

type Change = EditEvent | DeleteEvent | ReactionEvent;

export class Fold {
	readonly #doc: Y.Doc;
	readonly #options: FoldOptions;
	#epochs: { epoch: number; cut: number }[] = [];
	#epochIndex = 0;
	#entryIndex = 0;
	#now = 0;
	#members: string[] = [];
	#writers: { client: number; author: string }[] = [];
	#named = new Map<number, number>();
	#entries: FoldEntry[] = [];
	#byRef = new Map<string, FoldEntry>();
	#waiting = new Map<string, { change: Change; author: string }[]>();
	#copies = new Map<string, { digest: number; entry: FoldEntry }>();
	#redirects = new Map<string, FoldEntry>();
	#pending: FoldEntry[] = [];
	#overlaid: FoldEntry[] = [];
	#items: TimelineItem[] | null = null;

	/** How many ledger entries, over all epochs, the fold has taken: the catch-up cursor when nothing is missing. */
	length = 0;
	/** The fold waits for events that a ledger entry names. */
	blocked = false;
	mismatch: Mismatch | null = null;
	malformed = 0;
	/** The volume that follows, once the relay has opened it. */
	nextVolume: number | null = null;
	refusals: Refusal[] = [];
	late: LateEntry[] = [];

	constructor(doc: Y.Doc, options: FoldOptions) {
		this.#doc = doc;
		this.#options = options;
	}

	get epoch(): number {
		return this.#epochs.at(-1)?.epoch ?? 0;
	}

	/** Length of the newest epoch's own ledger, as far as folded. */
	get epochLength(): number {
		return this.#epochIndex === this.#epochs.length - 1 ? this.#entryIndex : 0;
	}

	/** Events of one's own that the ledger does not name yet. */
	get pendingCount(): number {
		let count = 0;
		for (const client of writersOf(this.#doc))
			if (this.#options.isOwn(client)) count += nextClock(this.#doc, client) - this.namedThrough(client);
		return count;
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
			const self = this.#options.self;
			this.#items = [];
			for (const entry of this.#entries) if (!entry.hidden) this.#items.push(entry.view(self));
			for (const entry of this.#pending) if (!entry.hidden) this.#items.push(entry.view(self));
		}
		return this.#items;
	}

	/** Takes in whatever the document has got since. Call after every transaction. */
	advance(): void {
		if (newestEpoch(this.#doc) !== this.epoch) this.#restart();
		this.#items = null;
		this.blocked = false;
		this.mismatch = null;
		while (this.#epochIndex < this.#epochs.length) {
			const { epoch, cut } = this.#epochs[this.#epochIndex];
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
			const entry = slot.state === 'present' ? parseEntry(slot.value) : undefined;
			if (entry?.kind !== 'epoch' || entry.previous >= epoch) break;
			({ previous: epoch, cut } = entry);
		}
		this.#epochs = epochs;
		this.#epochIndex = this.#entryIndex = this.length = this.malformed = this.#now = 0;
		this.#members = [];
		this.#writers = [];
		this.#entries = [];
		this.#pending = [];
		this.#overlaid = [];
		this.nextVolume = null;
		this.refusals = [];
		this.late = [];
		for (const map of [this.#named, this.#byRef, this.#waiting, this.#copies, this.#redirects]) map.clear();
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
			case 'volume':
				this.nextVolume = entry.next;
				return true;
			case 'late':
				this.late.push({
					volume: entry.volume,
					entry: entry.entry,
					position: this.length,
					receivedAt: this.#now,
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
		}
		if (entry.kind === 'redacted')
			for (let clock = entry.clock; clock < entry.clock + entry.length; clock++) {
				const target = this.#byRef.get(refKey([writer.client, clock]));
				if (target && !target.hidden && !target.deleted) target.remove();
			}
		return true;
	}

	#takeRun(entry: LedgerEntry & { kind: 'run' }, writer: { client: number; author: string }): boolean {
		const slots = readLog(this.#doc, writer.client, entry.clock, entry.length);
		if (slots.some((slot) => slot.state === 'missing')) {
			this.blocked = true;
			return false;
		}
		if (this.#options.isOwn(writer.client)) {
			const values = slots.flatMap((slot) => (slot.state === 'present' ? [slot.value as object] : []));
			if (values.length === slots.length && digestEvents(values) !== entry.digest) {
				this.mismatch = { client: writer.client, clock: entry.clock, length: entry.length };
				return false;
			}
		}
		this.#named.set(writer.client, entry.clock + entry.length);
		slots.forEach((slot, offset) => {
			const place = { volume: this.#options.volume, ...writer, clock: entry.clock + offset };
			const named = { receivedAt: this.#now, position: this.length };
			if (slot.state === 'gone') this.#add(new FoldEntry(place, named, null));
			if (slot.state !== 'present') return;
			const parsed = parseEvent(slot.value);
			if (!parsed.ok || (parsed.event.k === 's' && writer.author !== SYSTEM_USER)) this.malformed++;
			else if (parsed.event.k === 'm' || parsed.event.k === 's')
				this.#add(new FoldEntry(place, named, parsed.event));
			else this.#change(parsed.event, writer.author);
		});
		return true;
	}

	#add(entry: FoldEntry): void {
		this.#entries.push(entry);
		this.#byRef.set(entry.ref, entry);
		this.#redirectCopies(entry);
		const waiting = this.#waiting.get(entry.ref);
		this.#waiting.delete(entry.ref);
		for (const { change, author } of waiting ?? []) this.#apply(entry, change, author);
	}

	/** SPEC D8: of an original and its copies, the first in ledger order is shown. */
	#redirectCopies(entry: FoldEntry): void {
		if (entry.event?.k !== 'm') return;
		const copy = this.#copies.get(entry.ref);
		if (copy && copy.entry.author === entry.author && copy.digest === digestEvents([entry.event])) {
			entry.hidden = true;
			this.#redirects.set(entry.ref, copy.entry);
			return;
		}
		const { was } = entry.event;
		if (!was) return;
		const ref = refKey([was[0], was[1]]);
		const original = this.#byRef.get(ref);
		const first = this.#copies.get(ref);
		if (first?.digest === was[2] && first.entry.author === entry.author) {
			entry.hidden = true;
			this.#redirects.set(entry.ref, first.entry);
		} else if (
			original?.event &&
			original.author === entry.author &&
			digestEvents([original.event]) === was[2]
		) {
			entry.hidden = true;
			this.#redirects.set(entry.ref, original);
		} else if (!first) {
			this.#copies.set(ref, { digest: was[2], entry });
			if (!original) this.#redirects.set(ref, entry);
		}
	}

	#target(change: Change): FoldEntry | undefined {
		const ref = refKey(change.of);
		return this.#redirects.get(ref) ?? this.#byRef.get(ref);
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
		else if (change.k === 'r') target.react(change.e, author, change.on);
		else if (target.author === author) target.edit(change.b, change.at);
	}

	/** Lays one's own unnamed events over the stored ones. They are few; everything is laid anew. */
	#collectPending(): void {
		for (const entry of this.#overlaid) {
			entry.overlay = [];
			entry.touch();
		}
		this.#overlaid = [];
		const before = new Map(this.#pending.map((entry) => [entry.ref, entry]));
		this.#pending = [];
		const own = writersOf(this.#doc).filter((client) => this.#options.isOwn(client));
		for (const client of own.sort((a, b) => a - b)) {
			const from = this.namedThrough(client);
			readLog(this.#doc, client, from, nextClock(this.#doc, client) - from).forEach((slot, offset) => {
				const parsed = slot.state === 'present' ? parseEvent(slot.value) : undefined;
				if (parsed?.ok) this.#showPending(client, from + offset, parsed.event, before);
			});
		}
	}

	#showPending(
		client: number,
		clock: number,
		event: ConversationEvent,
		before: Map<string, FoldEntry>,
	): void {
		const { self, volume } = this.#options;
		if (event.k === 's') return;
		if (event.k === 'm') {
			const place = { volume, client, clock, author: self };
			const known = before.get(refKey([client, clock]));
			this.#pending.push(known ?? new FoldEntry(place, null, event));
			return;
		}
		const target = this.#target(event) ?? this.#pending.find((entry) => entry.ref === refKey(event.of));
		if (!target || target.deleted || (event.k === 'e' && target.author !== self)) return;
		target.overlay.push(event);
		target.touch();
		this.#overlaid.push(target);
	}
}
