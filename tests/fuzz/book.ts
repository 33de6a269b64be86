/** What is known of a document from its rows alone: the oracle's own bookkeeping, and what every replica must hold. */
import { createDecoder, readAny } from 'lib0/decoding';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import type { LogRow } from '../../sync-server/log.ts';
import { splitValues, type KnownEvent } from './event-form.ts';

export interface BookedRun {
	client: number;
	clock: number;
	length: number;
	/** Bytes of each event; none of a refused run. */
	values: Uint8Array[];
	isRefused: boolean;
}

export interface BookedRow {
	row: LogRow;
	run: BookedRun | null;
	/** Clocks that lost their content. */
	redacted: { client: number; clock: number; length: number }[];
}

export interface Slot {
	bytes: Uint8Array;
	event: KnownEvent;
	user: string;
}

export class DocumentBook {
	rows = 0;
	epoch = 0;
	nextVolume: number | null = null;
	/** Of every client id, ledgers too: the next clock. */
	readonly next = new Map<number, number>();
	/** What was accepted, redacted or not. */
	readonly slots = new Map<number, Map<number, Slot>>();
	readonly refused = new Map<number, Set<number>>();
	readonly redacted = new Map<number, Set<number>>();
	readonly #writers: number[] = [];

	take(row: LogRow): BookedRow {
		const payload = decodePayload(row.payload);
		this.rows++;
		this.epoch = payload.epoch;
		this.next.set(payload.epoch, payload.position + payload.entries.length);
		const booked: BookedRow = { row, run: null, redacted: [] };
		for (const [tag, ...rest] of payload.entries) {
			if (tag === 'w') this.#writers.push(rest[0] as number);
			if (tag === 'v') this.nextVolume = rest[0] as number;
			if (tag !== 'd' && tag !== 'x') continue;
			const [writer, clock, length] = rest as number[];
			const client = this.#writers[writer!]!;
			const gone = tag === 'd' ? this.redacted : this.refused;
			for (let at = clock!; at < clock! + length!; at++) addTo(gone, client, at);
			if (tag === 'd') booked.redacted.push({ client, clock: clock!, length: length! });
		}
		const { run } = payload;
		if (!run) return booked;
		const { client, clock, length } = run;
		this.next.set(client, clock + length);
		const isRefused = row.kind === 'refused';
		const values = isRefused ? [] : splitValues(run.values, run.count);
		booked.run = { client, clock, length, values, isRefused };
		const slots = this.slots.get(client) ?? new Map<number, Slot>();
		this.slots.set(client, slots);
		values.forEach((bytes, i) => {
			const event = readAny(createDecoder(bytes)) as KnownEvent;
			slots.set(clock + i, { bytes, event, user: row.user });
		});
		return booked;
	}

	nextOf(client: number): number {
		return this.next.get(client) ?? 0;
	}

	eventAt([client, clock]: readonly [number, number]): KnownEvent | undefined {
		return this.slots.get(client)?.get(clock)?.event;
	}

	isGone(client: number, clock: number): boolean {
		return (
			(this.redacted.get(client)?.has(clock) ?? false) || (this.refused.get(client)?.has(clock) ?? false)
		);
	}

	/** Every event that was accepted. */
	*events(): Generator<{ ref: [number, number]; event: KnownEvent; user: string }> {
		for (const [client, slots] of this.slots)
			for (const [clock, { event, user }] of slots) yield { ref: [client, clock], event, user };
	}
}

function addTo(sets: Map<number, Set<number>>, client: number, clock: number): void {
	const set = sets.get(client);
	if (set) set.add(clock);
	else sets.set(client, new Set([clock]));
}
