/** A document's index made of a snapshot (SPEC L12), the same as of the rows that it covers: the ledgers say in which order the events came. */
import { createDecoder, readAny } from 'lib0/decoding';
import { isEpoch } from '#lib/domain/client-id.ts';
import { parseEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import type { Snapshot, SnapshotLog } from '#lib/protocol/snapshot.ts';
import { factsOfBytes } from './event-facts.ts';
import { RoomIndex, type IndexedRow } from './room-index.ts';

export function indexOfSnapshot(snapshot: Snapshot): RoomIndex {
	const index = new RoomIndex();
	const logs = new Map(snapshot.logs.map((log) => [log.client, { bytes: log.bytes, position: 0 }]));
	const writers: number[] = [];
	// In ascending client id: one epoch after the other.
	for (const ledger of snapshot.logs.filter(({ client }) => isEpoch(client))) {
		let time = 0;
		for (const entry of entriesOf(ledger)) {
			if (entry.kind === 'epoch') time = entry.at;
			if ('elapsed' in entry) time += entry.elapsed;
			if (entry.kind === 'writer') writers.push(entry.client);
			let run: IndexedRow['run'] = null;
			if (entry.kind === 'run' || entry.kind === 'refused') {
				const client = writers[entry.writer]!;
				const values = takeValues(logs.get(client)!, entry.length);
				const { clock } = entry;
				if (entry.kind === 'run') run = { client, clock, values, facts: factsOfBytes(values, entry.length) };
			}
			index.take({ epoch: ledger.client, entries: [entry], run }, time);
		}
	}
	// Of several entries in a row each was taken as a row.
	index.seq = snapshot.seq;
	return index;
}

function entriesOf({ bytes, count }: SnapshotLog): LedgerEntry[] {
	const decoder = createDecoder(bytes);
	const entries: LedgerEntry[] = [];
	for (let i = 0; i < count; i++) {
		const entry = parseEntry(readAny(decoder));
		if (!entry) throw new RangeError('A stored ledger entry of an unknown form.');
		entries.push(entry);
	}
	return entries;
}

function takeValues(log: { bytes: Uint8Array; position: number }, count: number): Uint8Array {
	const start = log.position;
	for (let i = 0; i < count; i++) log.position = skipValue(log.bytes, log.position);
	return log.bytes.subarray(start, log.position);
}
