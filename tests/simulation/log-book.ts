/** The simulation's own reading of what is committed: rows in, events and ledgers out. Written from SPEC D and L, not from the relay's index. */
import * as decoding from 'lib0/decoding';
import { deviceOf } from '#lib/domain/client-id.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import type { StoredEntry } from '#lib/domain/ledger.ts';
import type { LogRow } from '../../sync-server/log.ts';
import { decodePayload } from '../../sync-server/row.ts';

/** What one clock of one log holds: its event, as JSON; null when it was refused. */
export interface BookedEvent {
	json: string | null;
	user: string;
	redacted: boolean;
}

export class DocumentBook {
	readonly document: string;
	/** Rows read so far. */
	rows = 0;
	/** Epoch -> its ledger, each entry as JSON. */
	readonly ledgers = new Map<number, string[]>();
	readonly logs = new Map<number, BookedEvent[]>();
	/** Broken expectations of the rows themselves. */
	readonly faults: string[] = [];

	constructor(document: string) {
		this.document = document;
	}

	read(row: LogRow, ownerOf: (device: number) => string | undefined): void {
		const content = decodePayload(row.payload);
		this.rows++;
		const ledger = this.ledgers.get(content.epoch) ?? [];
		this.ledgers.set(content.epoch, ledger);
		if (ledger.length !== content.position)
			this.#fault(row, `entries at ${content.position} of ${ledger.length}`);
		for (const entry of content.entries) {
			ledger.push(JSON.stringify(entry));
			this.#redact(entry);
		}
		// Receipts and records of an erasure are no events (SPEC P9, G3).
		if (content.run && content.run.client !== 0) this.#readRun(row, content.run, ownerOf);
	}

	#readRun(
		row: LogRow,
		run: { client: number; clock: number; length: number; values: Uint8Array; count: number },
		ownerOf: (device: number) => string | undefined,
	): void {
		const owner = ownerOf(deviceOf(run.client));
		if (owner !== row.user) this.#fault(row, `of ${row.user} in the log of ${owner ?? 'nobody'}`);
		if (deviceOf(run.client) !== row.device) this.#fault(row, `of device ${row.device} in log ${run.client}`);
		const log = this.logs.get(run.client) ?? [];
		this.logs.set(run.client, log);
		if (log.length !== run.clock) this.#fault(row, `run at clock ${run.clock} of ${log.length}`);
		const decoder = decoding.createDecoder(run.values);
		for (let i = 0; i < run.length; i++) {
			const value: unknown = i < run.count ? decoding.readAny(decoder) : null;
			const json = row.kind === 'refused' || run.count === 0 ? null : JSON.stringify(value);
			log.push({ json, user: row.user, redacted: false });
		}
		if (decoding.hasContent(decoder)) this.#fault(row, 'has bytes after its events');
	}

	#redact(entry: StoredEntry): void {
		if (entry[0] !== 'd') return;
		const [, writer, clock, length] = entry as [string, number, number, number];
		const client = this.#writer(writer);
		const log = client === undefined ? undefined : this.logs.get(client);
		for (let at = clock; at < clock + length; at++) {
			const event = log?.[at];
			if (event) event.redacted = true;
			else this.faults.push(`${this.document}: redacted ${client}:${at}, which is not in the log`);
		}
	}

	/** Writers are numbered through all epochs, each cut where its successor says (SPEC D7). */
	#writer(index: number): number | undefined {
		let seen = 0;
		for (const { entry } of this.chain()) if (entry[0] === 'w' && seen++ === index) return entry[1] as number;
		return undefined;
	}

	/** The entries that stand, over all epochs, each with its place in the ledger of its epoch. */
	chain(): { epoch: number; index: number; entry: StoredEntry }[] {
		let epoch = Math.max(0, ...this.ledgers.keys());
		let cut = Infinity;
		const parts: { epoch: number; index: number; entry: StoredEntry }[][] = [];
		while (epoch > 0) {
			const ledger = (this.ledgers.get(epoch) ?? []).slice(0, cut);
			const here = epoch;
			const part = ledger.map((json, index) => ({
				epoch: here,
				index,
				entry: JSON.parse(json) as StoredEntry,
			}));
			parts.unshift(part);
			const first = part[0]?.entry;
			if (first?.[0] !== 'e') break;
			[epoch, cut] = [first[1] as number, first[2] as number];
		}
		return parts.flat();
	}

	/** Where every log and ledger ends. */
	stateVector(): Map<number, number> {
		const lengths = [...this.logs, ...this.ledgers].map(([client, log]) => [client, log.length] as const);
		return new Map(lengths);
	}

	/** Accepted events that nobody redacted. */
	*events(): Generator<{ client: number; clock: number; user: string; event: ConversationEvent }> {
		for (const [client, log] of this.logs)
			for (const [clock, { json, user, redacted }] of log.entries())
				if (json !== null && !redacted)
					yield { client, clock, user, event: JSON.parse(json) as ConversationEvent };
	}

	#fault(row: LogRow, words: string): void {
		this.faults.push(`${this.document} row ${row.seq}: ${words}`);
	}
}
