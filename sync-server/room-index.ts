/**
 * What the relay knows of a document without its contents (design section 3): enough to judge any update. It is built from the log's rows
 * and from nothing else, by `take`, both when a document is opened and when a row is made.
 */
import { isEpoch } from '#lib/domain/client-id.ts';
import type { EventRef } from '#lib/domain/events.ts';
import { parseEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { digestBytes } from '#lib/domain/digest.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import { ClockRanges } from './clock-ranges.ts';
import { ErasedClocks } from './erased-clocks.ts';
import { Digests } from './digests.ts';
import { factsOfBytes, type EventFacts } from './event-facts.ts';
import { Families, type Redaction } from './families.ts';
import type { StoredRow } from './log.ts';
import { decodePayload, type DecodedPayload } from '#lib/protocol/row-payload.ts';

export interface ClientIndex {
	/** The clock that follows its last stored event; of a ledger, its length. */
	next: number;
	/** Redacted and refused clocks. */
	gone: ClockRanges | null;
	/** Clocks of events that are not messages. */
	notMessages: ClockRanges | null;
	/** Of messages: by these a copy finds its original (SPEC D8). */
	digests: Digests | null;
}

/** A row's content as the index takes it. */
export interface IndexedRow {
	epoch: number;
	entries: readonly LedgerEntry[];
	run: {
		client: number;
		clock: number;
		/** Of the events, one after the other. */
		values: Uint8Array;
		facts: readonly EventFacts[];
	} | null;
}

export class RoomIndex {
	seq = 0;
	epoch = 0;
	ledgerLength = 0;
	ledgerTime = 0;
	/** Stored events of all writers. */
	eventCount = 0;
	/** Entries that say that something was refused, of any length. */
	refusedCount = 0;
	/** Bytes of their values. */
	valueBytes = 0;
	/** The volume that follows, once it is open. */
	nextVolume: number | null = null;
	readonly clients = new Map<number, ClientIndex>();
	readonly #members = new Map<string, number>();
	readonly #writers = new Map<number, number>();
	readonly #writerClients: number[] = [];
	readonly #families = new Families(this);
	readonly erased = new ErasedClocks();

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

	isErased([client, clock]: EventRef): boolean {
		return this.erased.has(client, clock);
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

	/** Digest of a known message's bytes (SPEC D6); 0 of what is none. */
	digestOf([client, clock]: EventRef): number {
		return this.clients.get(client)?.digests?.at(clock) ?? 0;
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
			case 'erased':
			case 'redacted': {
				const client = this.#client(this.#writerClients[entry.writer]!);
				(client.gone ??= new ClockRanges()).add(entry.clock, entry.length);
				client.next = Math.max(client.next, entry.clock + entry.length);
				if (entry.kind === 'refused') this.refusedCount++;
				if (entry.kind === 'erased' || (entry.kind === 'refused' && entry.code === 'ERASED'))
					this.erased.add({ ...entry, client: this.#writerClients[entry.writer]! });
				if (entry.kind !== 'refused' && entry.target)
					this.#families.showed(this.#writerClients[entry.writer]!, entry.clock, entry.length);
				if (entry.kind === 'erased' && entry.target)
					this.#families.erased(this.#writerClients[entry.writer]!, entry.clock, entry.length);
				break;
			}
			case 'volume':
				this.nextVolume = entry.next;
				break;
		}
	}

	#takeRun({ client: writer, clock, values, facts }: NonNullable<IndexedRow['run']>): void {
		const client = this.#client(writer);
		const digests = (client.digests ??= new Digests());
		this.eventCount += facts.length;
		this.valueBytes += values.length;
		let position = 0;
		facts.forEach((fact, offset) => {
			const at = clock + offset;
			const end = facts.length === 1 ? values.length : skipValue(values, position);
			// One after the other: what follows in the run is not here yet.
			client.next = Math.max(client.next, at + 1);
			if (fact.kind === 'm') digests.set(at, digestBytes(values.subarray(position, end)));
			else (client.notMessages ??= new ClockRanges()).add(at, 1);
			this.#families.take([writer, at], fact);
			position = end;
		});
	}

	/** Contents that must go because of this event, which has just been taken (SPEC D10). */
	redactionsAfter(ref: EventRef, facts: EventFacts): Redaction[] {
		return this.#families.redactionsAfter(ref, facts);
	}

	/** Known, and a message or a refused event, of which nobody knows what it was. A ledger's entries are none. */
	isMessage([client, clock]: EventRef): boolean {
		const known = isEpoch(client) ? undefined : this.clients.get(client);
		return known !== undefined && clock < known.next && !known.notMessages?.has(clock);
	}

	#client(client: number): ClientIndex {
		let known = this.clients.get(client);
		if (!known) this.clients.set(client, (known = { next: 0, gone: null, notMessages: null, digests: null }));
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
	const { client, clock, values, count } = run;
	const facts = factsOfBytes(values, count);
	return { epoch: payload.epoch, entries, run: { client, clock, values, facts } };
}
