/** The log in memory: the twin of the Postgres log for tests and the simulation, with the same contract (tests/support/log-contract.ts). */
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import type { Lease, Right } from './access.ts';
import { epochAfterRestore } from './epochs.ts';
import {
	EMPTY_HEAD,
	type AppendNeeds,
	type Appending,
	type Head,
	type Locked,
	type Log,
	type LogRow,
	type Opening,
	type StoredRow,
	type StoredSnapshot,
} from './log.ts';
import type { ClockRange } from './decode.ts';
import type { RandomBytes } from './ports.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { withoutValues, withValue } from '#lib/protocol/row-chain.ts';
import { sha256 } from './row.ts';
import { readTextRow } from './text-erasure.ts';
import { gapsIn } from './text-structs.ts';
import { draftEpoch } from './row-draft.ts';

/** The tables beside the log that an append reads and changes in its transaction. */
export interface TablesBeside {
	right(unit: string, user: string): Right | undefined;
	lease(device: number): Lease | undefined;
	isWaiting(outbox: number): boolean;
	/** The transaction has committed: raises volumes, answers the outbox. */
	committed(appending: Appending): void;
}

interface StoredDocument {
	head: Head;
	rows: LogRow[];
	/** The oldest first. */
	snapshots: StoredSnapshot[];
}

/** Everything that was committed when it was taken. */
export interface LogSnapshot {
	readonly documents: ReadonlyMap<string, StoredDocument>;
}

export class MemoryLog implements Log {
	#documents = new Map<string, StoredDocument>();
	/** Not part of a backup: who restores knows what was begun before. */
	#firstEpoch = 1;
	/** What was erased, by document. Not part of a backup either (SPEC G10). */
	readonly #erased = new Map<string, ClockRange[]>();
	readonly #tables: TablesBeside;
	readonly #randomBytes: RandomBytes;
	/** By document, the last transaction that locks its head. */
	readonly #last = new Map<string, Promise<void>>();

	constructor(tables: TablesBeside, randomBytes: RandomBytes) {
		this.#tables = tables;
		this.#randomBytes = randomBytes;
	}

	append(needs: AppendNeeds, build: (locked: Locked) => Appending | Promise<Appending>): Promise<void> {
		const documents = needs.documents.map(({ document }) => document);
		const before = Promise.all(documents.map((document) => this.#last.get(document)));
		const appended = before.then(async () => this.#commit(await build(this.#locked(needs))));
		const over = appended.catch(() => undefined);
		for (const document of documents) this.#last.set(document, over);
		return appended;
	}

	/** Answers only what was asked for beforehand, as a database that locks must. */
	#locked(needs: AppendNeeds): Locked {
		const documents = new Set(needs.documents.map(({ document }) => document));
		const rights = new Set(needs.rights.map(({ unit, user }) => `${unit} ${user}`));
		const organisations = new Map(needs.rights.map(({ unit, organisation }) => [unit, organisation]));
		return {
			firstEpoch: this.#firstEpoch,
			// The tables beside this log keep no history.
			organisationRows: () => 0,
			head: (document) => {
				if (!documents.has(document)) throw new Error(`${document} is not locked`);
				return this.#documents.get(document)?.head ?? EMPTY_HEAD;
			},
			rows: (document, fromSeq) => this.rows(document, fromSeq),
			rowsAt: async (document, seqs) => {
				const rows = await this.rows(document, 0);
				return seqs.map((seq) => rows[seq]!);
			},
			right: (unit, user) => {
				const right = rights.has(`${unit} ${user}`) ? this.#tables.right(unit, user) : undefined;
				return right?.organisation === organisations.get(unit) ? right : undefined;
			},
			lease: (device) => (needs.devices.includes(device) ? this.#tables.lease(device) : undefined),
			isWaiting: (outbox) => needs.outbox.includes(outbox) && this.#tables.isWaiting(outbox),
		};
	}

	#commit(appending: Appending): void {
		const byDocument = Map.groupBy(appending.rows, ({ document }) => document);
		for (const [document, rows] of byDocument) {
			const first = this.#documents.get(document)?.rows.length ?? 0;
			if (rows.some(({ seq }, i) => seq !== first + i)) throw new Error(`${document}: no next row ${first}`);
		}
		for (const [document, rows] of byDocument) {
			const stored = this.#documents.get(document);
			if (stored) stored.rows.push(...rows);
			else this.#documents.set(document, { head: EMPTY_HEAD, rows, snapshots: [] });
		}
		for (const { document, head } of appending.heads) this.#documents.get(document)!.head = head;
		for (const { document, seq, values } of appending.erased ?? []) {
			const { rows } = this.#documents.get(document)!;
			const { run } = decodePayload(rows[seq]!.payload);
			const { client, clock } = run!;
			const ranges = values.map((value) => ({ client, clock: clock + value, length: 1 }));
			this.#remember(document, ranges);
			rows[seq] = { ...rows[seq]!, ...withoutValues(sha256, rows[seq]!, new Set(values)) };
		}
		for (const { document, seq, request, salt, value } of appending.rewritten ?? []) {
			const { rows } = this.#documents.get(document)!;
			rows[seq] = { ...rows[seq]!, ...withValue(sha256, rows[seq]!, { salt, value }) };
			if (request) this.#remember(document, gapsIn(readTextRow(rows[seq]).sections));
		}
		this.#tables.committed(appending);
	}

	#remember(document: string, ranges: readonly ClockRange[]): void {
		this.#erased.set(document, [...(this.#erased.get(document) ?? []), ...ranges]);
	}

	rows(document: string, fromSeq: number): Promise<StoredRow[]> {
		return Promise.resolve((this.#documents.get(document)?.rows ?? []).slice(fromSeq));
	}

	head(document: string): Promise<Head> {
		return Promise.resolve(this.#documents.get(document)?.head ?? EMPTY_HEAD);
	}

	open(document: string): Promise<Opening> {
		const stored = this.#documents.get(document);
		const snapshot = stored?.snapshots.at(-1);
		const rows = (stored?.rows ?? []).slice(snapshot?.seq ?? 0);
		return Promise.resolve({ snapshot, rows, erased: this.#erased.get(document) ?? [] });
	}

	async snapshotBasis(document: string, seq: number): Promise<{ rowHash: Uint8Array; newest: number }> {
		const { rows, snapshots } = this.#documents.get(document)!;
		return { rowHash: rows[seq]!.hash, newest: snapshots.at(-1)?.seq ?? 0 };
	}

	async keepSnapshot(snapshot: StoredSnapshot): Promise<void> {
		const { rows, snapshots } = this.#documents.get(snapshot.document)!;
		if (rows.slice(snapshot.seq).some(({ kind }) => kind === 'erase')) return;
		if (snapshots.some(({ seq }) => seq === snapshot.seq)) return;
		snapshots.push(snapshot);
		snapshots.sort((one, other) => one.seq - other.seq);
	}

	audit(document: string, fromSeq = 0, limit = Infinity): Promise<LogRow[]> {
		return Promise.resolve((this.#documents.get(document)?.rows ?? []).slice(fromSeq, fromSeq + limit));
	}

	seqAt(document: string, time: number): Promise<number> {
		const rows = this.#documents.get(document)?.rows ?? [];
		const found = rows.findIndex(({ receivedAt }) => receivedAt >= time);
		return Promise.resolve(found < 0 ? rows.length : found);
	}

	/** Names of all documents that have rows. */
	documents(): string[] {
		return [...this.#documents.keys()];
	}

	async beginEpoch(document: string, now: number, known = 0): Promise<number> {
		const head = this.#documents.get(document)?.head ?? EMPTY_HEAD;
		const epoch = epochAfterRestore(now, Math.max(head.epoch, known));
		const draft = draftEpoch(document, head, { epoch, organisationRows: 0 }, now, this.#randomBytes);
		this.#commit({ rows: draft.rows, heads: [{ document, head: draft.head }], volumes: [], outbox: [] });
		return epoch;
	}

	async beginEpochs(now: number): Promise<void> {
		const known = this.#firstEpoch;
		for (const document of this.documents()) {
			// A text has no ledger (SPEC X14).
			if (nameOfDocument(document)?.kind === 'text') continue;
			const epoch = await this.beginEpoch(document, now, known);
			this.#firstEpoch = Math.max(this.#firstEpoch, epoch);
		}
		if (this.#firstEpoch === known) this.#firstEpoch = epochAfterRestore(now, known);
	}

	snapshot(): LogSnapshot {
		return { documents: copy(this.#documents) };
	}

	/** As after a restore from a backup; `beginEpochs` must follow before a relay serves it. What the relays know of it is void. */
	restore(snapshot: LogSnapshot): void {
		this.#documents = copy(snapshot.documents);
	}
}

/** Rows and snapshots are never changed, so they need no copies. */
function copy(documents: ReadonlyMap<string, StoredDocument>): Map<string, StoredDocument> {
	return new Map(
		[...documents].map(([document, { head, rows, snapshots }]) => [
			document,
			{ head, rows: [...rows], snapshots: [...snapshots] },
		]),
	);
}
