/** What committed rows mean to a replica (SPEC W5, R12): structs, ledger entries and deletes in one update, as the message that carries it. */
import { parseEntry } from '#lib/domain/ledger.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import type { ClockRanges } from './clock-ranges.ts';
import type { ClockRange } from './decode.ts';
import { encodeSection, encodeUpdate, type EncodedSection, type Piece } from './encode.ts';
import { updateMessage } from './messages.ts';
import type { RoomIndex } from './room-index.ts';
import type { DecodedPayload } from '#lib/protocol/row-payload.ts';

interface LogPart {
	clock: number;
	pieces: Piece[];
	/** Holds clocks that are a tombstone: its writer needs them too. */
	hasRefused: boolean;
}

export class Delivery {
	readonly #ledgers: EncodedSection[] = [];
	readonly #logs: (EncodedSection & { hasRefused: boolean })[] = [];
	readonly #deletes: ClockRange[] = [];
	#full: Uint8Array | null = null;

	/** @param payloads consecutive rows; @param index after them */
	constructor(payloads: readonly DecodedPayload[], index: RoomIndex) {
		const ledgers = new Map<number, LogPart>();
		const logs = new Map<number, LogPart>();
		const writers = index.writerClients();
		for (const { epoch, position, entries, entryBytes, run } of payloads) {
			part(ledgers, epoch, position).pieces.push({
				kind: 'values',
				length: entries.length,
				bytes: entryBytes,
			});
			let isRefused = false;
			for (const stored of entries) {
				const entry = parseEntry(stored);
				if (entry?.kind !== 'refused' && entry?.kind !== 'redacted' && entry?.kind !== 'erased') continue;
				this.#deletes.push({ client: writers[entry.writer]!, clock: entry.clock, length: entry.length });
				if (entry.kind === 'refused') isRefused = true;
			}
			// What an erasure says of itself is for the log alone (SPEC G3).
			if (!run || run.client === 0) continue;
			const log = part(logs, run.client, run.clock);
			if (isRefused) {
				log.hasRefused = true;
				log.pieces.push({ kind: 'deleted', length: run.length });
			} else log.pieces.push(...present(run, index.clients.get(run.client)!.gone));
		}
		for (const [client, { clock, pieces }] of ledgers)
			this.#ledgers.push(encodeSection(client, clock, pieces));
		for (const [client, { clock, pieces, hasRefused }] of logs)
			this.#logs.push({ ...encodeSection(client, clock, pieces), hasRefused });
	}

	/** For everybody who did not write any of it. */
	get full(): Uint8Array {
		return (this.#full ??= this.#message(this.#logs));
	}

	/** For the sender of these client ids' runs: he has the structs. */
	withoutLogsOf(clients: ReadonlySet<number>): Uint8Array {
		const logs = this.#logs.filter(({ client, hasRefused }) => hasRefused || !clients.has(client));
		return logs.length === this.#logs.length ? this.full : this.#message(logs);
	}

	#message(logs: readonly EncodedSection[]): Uint8Array {
		return updateMessage(encodeUpdate([...this.#ledgers, ...logs], this.#deletes));
	}
}

function part(parts: Map<number, LogPart>, client: number, clock: number): LogPart {
	let known = parts.get(client);
	if (!known) parts.set(client, (known = { clock, pieces: [], hasRefused: false }));
	return known;
}

/** A run as pieces: what is redacted already goes out without its content. */
function present(run: NonNullable<DecodedPayload['run']>, gone: ClockRanges | null): Piece[] {
	const { clock, length, values } = run;
	const cuts = gone?.within(clock, clock + length) ?? [];
	if (cuts.length === 0) return [{ kind: 'values', length, bytes: values }];
	const pieces: Piece[] = [];
	let at = clock;
	let position = 0;
	const pass = (to: number): void => {
		const start = position;
		const from = at;
		for (; at < to; at++) position = skipValue(values, position);
		if (at > from)
			pieces.push({ kind: 'values', length: at - from, bytes: values.subarray(start, position) });
	};
	for (const [start, cut] of cuts) {
		pass(start);
		for (; at < start + cut; at++) position = skipValue(values, position);
		pieces.push({ kind: 'deleted', length: cut });
	}
	pass(clock + length);
	return pieces;
}
