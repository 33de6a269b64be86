/** What committed rows mean to a replica (SPEC W5, R12): structs, ledger entries and deletes in one update, as the message that carries it. */
import { parseEntry } from '#lib/domain/ledger.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';
import type { ClockRanges } from './clock-ranges.ts';
import type { ClockRange } from './decode.ts';
import {
	encodeDeleteSet,
	encodeSection,
	inOrder,
	updateParts,
	type EncodedSection,
	type Piece,
} from './encode.ts';
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
	/** Ledgers and logs, in the order in which an update has them; `isOwn`: nothing but runs that their writer has. */
	readonly #sections: (EncodedSection & { isOwn: boolean })[];
	readonly #deleteSet: Uint8Array;
	#full: Uint8Array | null = null;

	/** @param payloads consecutive rows; @param index after them */
	constructor(payloads: readonly DecodedPayload[], index: RoomIndex) {
		const ledgers = new Map<number, LogPart>();
		const logs = new Map<number, LogPart>();
		const deletes: ClockRange[] = [];
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
				deletes.push({ client: writers[entry.writer]!, clock: entry.clock, length: entry.length });
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
		const sections = [...ledgers, ...logs].map(([client, { clock, pieces, hasRefused }]) => {
			return { ...encodeSection(client, clock, pieces), isOwn: logs.has(client) && !hasRefused };
		});
		this.#sections = inOrder(sections);
		this.#deleteSet = encodeDeleteSet(deletes);
	}

	/** For everybody who did not write any of it. */
	get full(): Uint8Array {
		return (this.#full ??= updateMessage(...updateParts(this.#sections, this.#deleteSet)));
	}

	/** For the sender of these client ids' runs: he has the structs. */
	withoutLogsOf(clients: ReadonlySet<number>): Uint8Array {
		const sections = this.#sections.filter(({ client, isOwn }) => !isOwn || !clients.has(client));
		if (sections.length === this.#sections.length) return this.full;
		return updateMessage(...updateParts(sections, this.#deleteSet));
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
