/** The events of a stored row, with the place of each in its document: for whoever reads the log after the commit. */
import { createDecoder, readAny } from 'lib0/decoding';
import { parseEvent, type ConversationEvent } from '#lib/domain/events.ts';
import { parseEntry } from '#lib/domain/ledger.ts';
import { decodePayload } from './row-payload.ts';

export interface RowEvent {
	client: number;
	clock: number;
	event: ConversationEvent;
}

export interface RowEvents {
	epoch: number;
	/** Index in its epoch's ledger of the entry that names them. */
	position: number;
	events: RowEvent[];
}

/** Of a `run` or `system` row. Values that were erased, or are no events, are left out. Throws for a payload that cannot be read. */
export function eventsOfRow(payload: Uint8Array): RowEvents {
	const { epoch, position, entries, run } = decodePayload(payload);
	if (!run || run.count === 0) return { epoch, position, events: [] };
	const decoder = createDecoder(run.values);
	const events: RowEvent[] = [];
	for (let i = 0; i < run.count; i++) {
		const parsed = parseEvent(readAny(decoder));
		if (parsed.ok) events.push({ client: run.client, clock: run.clock + i, event: parsed.event });
	}
	// Before the run's own entry stand those that introduce its writer.
	return { epoch, position: position + entries.length - 1, events };
}

/** Where the ledger of each epoch begins in the chain of them all (SPEC D7 `e`), from the `epoch` rows in order. */
export function epochOffsets(payloads: readonly Uint8Array[]): Map<number, number> {
	const offsets = new Map<number, number>();
	for (const payload of payloads) {
		const { epoch, entries } = decodePayload(payload);
		const entry = parseEntry(entries[0]);
		if (entry?.kind === 'epoch') offsets.set(epoch, (offsets.get(entry.previous) ?? 0) + entry.cut);
	}
	return offsets;
}
