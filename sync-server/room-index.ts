/**
 * What the relay knows of a document without its contents (design section 3): enough to judge any update. It is built from the log's rows
 * and from nothing else, by `take`, both when a document is opened and when a row is made.
 */
import { isEpoch } from '#lib/domain/client-id.ts';
import type { EventRef } from '#lib/domain/events.ts';
import { parseEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { refKey } from '#lib/domain/timeline.ts';
import { ClockRanges } from './clock-ranges.ts';
import { factsOfBytes, type EventFacts } from './event-facts.ts';
import type { StoredRow } from './log.ts';
import { decodePayload, type DecodedPayload } from '#lib/protocol/row-payload.ts';

export interface ClientIndex {
	/** The clock that follows its last stored event; of a ledger, its length. */
	next: number;
	/** Redacted and refused clocks. */
	gone: ClockRanges | null;
	/** Clocks of events that are not messages. */
	notMessages: ClockRanges | null;
}

/** A row's content as the index takes it. */
export interface IndexedRow {
	epoch: number;
	entries: readonly LedgerEntry[];
	run: { client: number; clock: number; length: number; bytes: number; facts: readonly EventFacts[] } | null;
}

/** An event whose content goes; `target` as in SPEC D7. */
export interface Redaction {
	ref: EventRef;
	target: boolean;
}

export class RoomIndex {
	seq = 0;
	epoch = 0;
	ledgerLength = 0;
	ledgerTime = 0;
	/** Stored events of all writers. */
	eventCount = 0;
	/** Bytes of their values. */
	valueBytes = 0;
	/** The volume that follows, once it is open. */
	nextVolume: number | null = null;
	readonly clients = new Map<number, ClientIndex>();
	readonly #members = new Map<string, number>();
	readonly #writers = new Map<number, number>();
	readonly #writerClients: number[] = [];
	/** Edits by the event that they name. */
	readonly #edits = new Map<string, EventRef[]>();
	/** Messages by the refused copy that they replace, and the other way round. */
	readonly #copies = new Map<string, EventRef[]>();
	readonly #originals = new Map<string, EventRef>();
	/** Events that an accepted delete names. */
	readonly #deleted = new Set<string>();

	nextClock(client: number): number {
		return this.clients.get(client)?.next ?? 0;
	}

	isGone(client: number, clock: number): boolean {
		return this.clients.get(client)?.gone?.has(clock) ?? false;
	}

	/** Are all these clocks redacted or refused? */
	areGone(client: number, clock: number, length: number): boolean {
		return this.clients.get(client)?.gone?.covers(clock, length) ?? false;
	}

	memberNumber(user: string): number | undefined {
		return this.#members.get(user);
	}

	writerNumber(client: number): number | undefined {
		return this.#writers.get(client);
	}

	/** Number of the next member and of the next writer to be introduced. */
	get memberCount(): number {
		return this.#members.size;
	}
	get writerCount(): number {
		return this.#writerClients.length;
	}

	isDeleted(ref: EventRef): boolean {
		return this.#deleted.has(refKey(ref));
	}

	/** Takes a stored row. */
	takeStored(row: StoredRow): void {
		this.take(toIndexedRow(decodePayload(row.payload)), row.receivedAt);
	}

	/** Takes the next row, stored or just made. */
	take(row: IndexedRow, receivedAt: number): void {
		this.seq++;
		this.ledgerTime = Math.max(this.ledgerTime, receivedAt);
		for (const entry of row.entries) this.#takeEntry(row.epoch, entry);
		if (row.run) this.#takeRun(row.run);
	}

	#takeEntry(epoch: number, entry: LedgerEntry): void {
		this.#client(epoch).next++;
		if (entry.kind === 'epoch') {
			this.epoch = epoch;
			this.ledgerLength = 0;
		}
		this.ledgerLength++;
		switch (entry.kind) {
			case 'member':
				this.#members.set(entry.user, this.#members.size);
				break;
			case 'writer':
				this.#writers.set(entry.client, this.#writerClients.length);
				this.#writerClients.push(entry.client);
				break;
			case 'refused':
			case 'redacted': {
				const client = this.#client(this.#writerClients[entry.writer]!);
				(client.gone ??= new ClockRanges()).add(entry.clock, entry.length);
				client.next = Math.max(client.next, entry.clock + entry.length);
				break;
			}
			case 'volume':
				this.nextVolume = entry.next;
				break;
		}
	}

	#takeRun(run: NonNullable<IndexedRow['run']>): void {
		const client = this.#client(run.client);
		client.next = Math.max(client.next, run.clock + run.length);
		this.eventCount += run.length;
		this.valueBytes += run.bytes;
		run.facts.forEach((facts, offset) => {
			const ref: EventRef = [run.client, run.clock + offset];
			if (facts.kind !== 'm') (client.notMessages ??= new ClockRanges()).add(ref[1], 1);
			if (facts.kind === 'e') append(this.#edits, refKey(facts.of!), ref);
			if (facts.kind === 'd') this.#deleted.add(refKey(facts.of!));
			if (facts.kind === 'm' && facts.was) {
				append(this.#copies, refKey(facts.was), ref);
				this.#originals.set(refKey(ref), facts.was);
			}
		});
	}

	/** Contents that must go because of this event, which has just been taken (SPEC D10). */
	redactionsAfter(ref: EventRef, facts: EventFacts): Redaction[] {
		if (facts.kind === 'd') return this.#contentsOf(facts.of!);
		if (this.#deleted.size === 0) return [];
		const named = facts.kind === 'e' ? facts.of! : facts.kind === 'm' ? ref : null;
		const isGoing = named !== null && this.#familyOf(named).some((member) => this.isDeleted(member));
		return isGoing ? this.#contentsOf(named) : [];
	}

	/**
	 * What a delete of `ref` takes with it: the message, its copies under other client ids, and the edits of them all. What is gone already is left out,
	 * and what is not here yet: its arrival asks again. One message of the family shows as deleted, wherever it is folded: the one that the delete names, or
	 * the first of its copies when it is not here.
	 */
	#contentsOf(ref: EventRef): Redaction[] {
		const family = this.#familyOf(ref).filter((member) => this.isMessage(member));
		const shown = family.find((member) => this.isDeleted(member)) ?? family[0];
		const contents: Redaction[] = [];
		for (const message of family) {
			contents.push({ ref: message, target: message === shown });
			for (const edit of this.#edits.get(refKey(message)) ?? []) contents.push({ ref: edit, target: false });
		}
		return contents.filter((content) => !this.isGone(...content.ref));
	}

	/** An original and its copies, or the event alone. */
	#familyOf(ref: EventRef): EventRef[] {
		const original = this.#originals.get(refKey(ref)) ?? ref;
		return [original, ...(this.#copies.get(refKey(original)) ?? [])];
	}

	/** Known, and a message or a refused event, of which nobody knows what it was. A ledger's entries are none. */
	isMessage([client, clock]: EventRef): boolean {
		const known = isEpoch(client) ? undefined : this.clients.get(client);
		return known !== undefined && clock < known.next && !known.notMessages?.has(clock);
	}

	#client(client: number): ClientIndex {
		let known = this.clients.get(client);
		if (!known) this.clients.set(client, (known = { next: 0, gone: null, notMessages: null }));
		return known;
	}

	/** The writers' client ids, ledgers left out. */
	writerClients(): readonly number[] {
		return this.#writerClients;
	}

	/** Every client id of the document with its next clock: what a state vector says. */
	stateVector(): [client: number, next: number][] {
		return [...this.clients].map(([client, { next }]) => [client, next]);
	}

	/** Client ids that wrote events, for the limit of a volume. */
	get clientCount(): number {
		let count = 0;
		for (const client of this.clients.keys()) if (!isEpoch(client)) count++;
		return count;
	}
}

export function toIndexedRow(payload: DecodedPayload): IndexedRow {
	const entries: LedgerEntry[] = [];
	for (const stored of payload.entries) {
		const entry = parseEntry(stored);
		if (!entry) throw new RangeError('A stored ledger entry of an unknown form.');
		entries.push(entry);
	}
	const { run } = payload;
	// A refused run is in quarantine: its clocks are gone, its content is nobody's.
	const isAccepted = entries.some((entry) => entry.kind === 'run');
	if (!run || !isAccepted) return { epoch: payload.epoch, entries, run: null };
	const { client, clock, length, values, count } = run;
	const facts = factsOfBytes(values, count);
	return { epoch: payload.epoch, entries, run: { client, clock, length, bytes: values.length, facts } };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const values = map.get(key);
	if (values) values.push(value);
	else map.set(key, [value]);
}
