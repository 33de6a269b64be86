/**
 * A document's contents in memory: for each client id the bytes of its values, one after the other. It is built from the log's rows, answers joins and
 * catch-up by copying, and may be dropped at any time: the log has everything. What is redacted stays in these bytes, as in the log, and is never
 * copied out.
 */
import { createDecoder, readAny } from 'lib0/decoding';
import { parseEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import type { Snapshot, SnapshotLog } from '#lib/protocol/snapshot.ts';
import { ClockRanges } from './clock-ranges.ts';
import type { ClockRange } from './decode.ts';
import { encodeSection, encodeUpdate, type EncodedSection, type Piece } from './encode.ts';
import type { RoomIndex } from './room-index.ts';
import type { DecodedPayload } from '#lib/protocol/row-payload.ts';

/** The place of every so many values is remembered, so that reading from a clock need not scan the log. */
const MARK_EVERY = 64;
/** lib0's `null`: stands for a refused event, so that a value's number is its clock. */
const NULL = 126;

/** The values of one client id; value `i` has clock `i`. */
class LogContent {
	/** Clocks whose content the rows do not hold any more: the index may not have heard yet. */
	readonly erased = new ClockRanges();
	#bytes = new Uint8Array(0);
	#length = 0;
	#count = 0;
	/** Byte positions of values 0, 64, 128, … */
	readonly #marks: number[] = [];

	get count(): number {
		return this.#count;
	}

	/** A view that holds for ever: what follows stands behind it, or elsewhere. */
	get bytes(): Uint8Array {
		return this.#bytes.subarray(0, this.#length);
	}

	append(bytes: Uint8Array, count: number): void {
		const end = this.#length + bytes.length;
		if (end > this.#bytes.length) {
			// The first run is kept as it came; only a log that goes on growing gets room to grow.
			const larger = new Uint8Array(this.#length === 0 ? end : Math.ceil(end * 1.5));
			larger.set(this.#bytes.subarray(0, this.#length));
			this.#bytes = larger;
		}
		this.#bytes.set(bytes, this.#length);
		let position = this.#length;
		for (let i = 0; i < count; i++) {
			if (this.#count++ % MARK_EVERY === 0) this.#marks.push(position);
			if (i < count - 1) position = skipValue(this.#bytes, position);
		}
		this.#length = end;
	}

	/** Bytes of the values from clock `from` to `to`; a view that the next append may leave behind. */
	slice(from: number, to: number): Uint8Array {
		return this.#bytes.subarray(this.#positionOf(from), this.#positionOf(to));
	}

	#positionOf(clock: number): number {
		if (clock >= this.#count) return this.#length;
		const mark = Math.floor(clock / MARK_EVERY);
		let position = this.#marks[mark]!;
		for (let i = mark * MARK_EVERY; i < clock; i++) position = skipValue(this.#bytes, position);
		return position;
	}
}

export class RoomContent {
	/** Rows that were taken. */
	seq = 0;
	readonly #logs = new Map<number, LogContent>();
	/** The answer to a replica that has nothing, until the next row: many join one after the other. */
	#whole: Uint8Array | null = null;

	/** About how many bytes of memory it takes. */
	size = 0;

	/** Takes the next row. */
	take(payload: DecodedPayload): void {
		this.#forgetWhole();
		this.seq++;
		this.size += payload.entryBytes.length + (payload.run?.values.length ?? 0) + 16;
		this.#log(payload.epoch).append(payload.entryBytes, payload.entries.length);
		const { run } = payload;
		// What an erasure says of itself is for the log alone (SPEC G3).
		if (!run || run.client === 0) return;
		const isRefused = payload.entries.some(([tag]) => tag === 'x');
		if (isRefused) this.#log(run.client).append(new Uint8Array(run.length).fill(NULL), run.length);
		else this.#log(run.client).append(run.values, run.count);
		for (const value of payload.erased) this.#log(run.client).erased.add(run.clock + value, 1);
	}

	/** What these rows come to (SPEC L12). The logs are only ever added to, so that nothing has to be copied. */
	logs(): SnapshotLog[] {
		return [...this.#logs].map(([client, log]) => ({ client, count: log.count, bytes: log.bytes }));
	}

	/** Of a snapshot: as if its rows had been taken. */
	static of({ seq, logs }: Snapshot): RoomContent {
		const content = new RoomContent();
		content.seq = seq;
		for (const { client, count, bytes } of logs) {
			content.size += bytes.length;
			const log = content.#log(client);
			log.append(bytes, count);
			for (const clock of nullsIn(bytes, count)) log.erased.add(clock, 1);
		}
		return content;
	}

	/** The log of a client id from `clock` to `end`, gone clocks without content. */
	section(index: RoomIndex, client: number, clock: number, end: number): EncodedSection {
		const log = this.#logs.get(client)!;
		const pieces: Piece[] = [];
		const values = (from: number, to: number) => {
			if (to > from) pieces.push({ kind: 'values', length: to - from, bytes: log.slice(from, to) });
		};
		let at = clock;
		for (const [start, length] of goneIn(log, index, client, clock, end)) {
			values(at, start);
			pieces.push({ kind: 'deleted', length });
			at = start + length;
		}
		values(at, end);
		return encodeSection(client, clock, pieces);
	}

	/** What a replica with this state vector lacks (SPEC W3). */
	since(index: RoomIndex, stateVector: ReadonlyMap<number, number>): Uint8Array {
		if (stateVector.size > 0) return this.#since(index, stateVector);
		if (!this.#whole) {
			this.#whole = this.#since(index, stateVector);
			this.size += this.#whole.length;
		}
		return this.#whole;
	}

	#forgetWhole(): void {
		this.size -= this.#whole?.length ?? 0;
		this.#whole = null;
	}

	#since(index: RoomIndex, stateVector: ReadonlyMap<number, number>): Uint8Array {
		const sections: EncodedSection[] = [];
		const deletes: ClockRange[] = [];
		for (const [client, { next, gone }] of index.clients) {
			const known = stateVector.get(client) ?? 0;
			if (known < next) sections.push(this.section(index, client, known, next));
			for (const [clock, length] of gone?.within(0, Math.min(known, next)) ?? [])
				deletes.push({ client, clock, length });
		}
		return encodeUpdate(sections, deletes);
	}

	/**
	 * The newest ledger's entries from `from` on, their runs, and their redactions as a delete set (SPEC W4). Only for a replica that has everything up
	 * to there.
	 */
	sinceEntry(index: RoomIndex, from: number): Uint8Array {
		if (from >= index.ledgerLength) return encodeUpdate([]);
		const sections = [this.section(index, index.epoch, from, index.ledgerLength)];
		const runs = new Map<number, [from: number, to: number]>();
		const deletes: ClockRange[] = [];
		const writers = index.writerClients();
		for (const entry of this.#entries(index, from)) {
			if (!('writer' in entry)) continue;
			const { writer, clock, length, kind } = entry;
			const client = writers[writer]!;
			if (kind !== 'run') deletes.push({ client, clock, length });
			if (kind === 'redacted' || kind === 'erased') continue;
			const known = runs.get(client);
			if (known) known[1] = clock + length;
			else runs.set(client, [clock, clock + length]);
		}
		for (const [client, [start, end]] of runs) sections.push(this.section(index, client, start, end));
		return encodeUpdate(sections, deletes);
	}

	#entries(index: RoomIndex, from: number): LedgerEntry[] {
		const decoder = createDecoder(this.#logs.get(index.epoch)!.slice(from, index.ledgerLength));
		const entries: LedgerEntry[] = [];
		for (let i = from; i < index.ledgerLength; i++) {
			const entry = parseEntry(readAny(decoder));
			if (entry) entries.push(entry);
		}
		return entries;
	}

	#log(client: number): LogContent {
		let log = this.#logs.get(client);
		if (!log) {
			this.#logs.set(client, (log = new LogContent()));
			this.size += 200;
		}
		return log;
	}
}

/** An event is an object: `null` stands where one was refused or erased. */
function nullsIn(bytes: Uint8Array, count: number): number[] {
	const nulls: number[] = [];
	let position = 0;
	for (let clock = 0; clock < count; clock++) {
		if (bytes[position] === NULL) nulls.push(clock);
		position = skipValue(bytes, position);
	}
	return nulls;
}

/** Clocks without content. */
function goneIn(log: LogContent, index: RoomIndex, client: number, from: number, to: number) {
	const gone = index.clients.get(client)?.gone?.within(from, to) ?? [];
	if (log.erased.isEmpty) return gone;
	const all = new ClockRanges();
	for (const [clock, length] of [...gone, ...log.erased.within(from, to)]) all.add(clock, length);
	return all.within(from, to);
}
