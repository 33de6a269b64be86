/**
 * The log (SPEC L), a port. `memory-log.ts` and `postgres-log.ts` implement it; `tests/support/log-contract.ts` is the suite that both pass.
 */
import type { LogRow, RowKind, StoredRow } from '#lib/protocol/log-row.ts';
import type { Lease, Right } from './access.ts';
import type { ClockRange } from './decode.ts';

export type { LogRow, RowKind, StoredRow };

/** Where a document's chain and ledger stand. A document that nobody wrote has `EMPTY_HEAD`. */
export interface Head {
	/** Number of rows: the next seq. */
	seq: number;
	/** Hash of the last row; 32 zero bytes before the first. */
	hash: Uint8Array;
	/** The newest epoch; 0 before the first. */
	epoch: number;
	/** Entries in that epoch's ledger. */
	ledgerLength: number;
	/** Time of its last entry, ms. */
	ledgerTime: number;
}

export const EMPTY_HEAD: Head = {
	seq: 0,
	hash: new Uint8Array(32),
	epoch: 0,
	ledgerLength: 0,
	ledgerTime: 0,
};

/** What is to be locked and looked up before anything is judged. */
export interface AppendNeeds {
	documents: readonly { document: string; organisation: string }[];
	/** See `unitOf` in document-name.ts. */
	rights: readonly { organisation: string; unit: string; user: string }[];
	devices: readonly number[];
	/** Rows of the outbox that the append will answer. */
	outbox: readonly number[];
}

/** The truth, inside the transaction and under the locks of the heads. */
export interface Locked {
	/** The epoch in which a document begins that has no rows: 1, unless the log was ever restored. */
	firstEpoch: number;
	/** Rows of the organisation's log (SPEC L7). Nothing is added to it before this append has committed. */
	organisationRows(organisation: string): number;
	/** The head as locked. */
	head(document: string): Head;
	/** Rows from `seq` on: for an index that another relay left behind. */
	rows(document: string, fromSeq: number): Promise<StoredRow[]>;
	/** These rows, in their order. */
	rowsAt(document: string, seqs: readonly number[]): Promise<StoredRow[]>;
	/** Undefined when the user has none. A removal waits until this append has committed. */
	right(unit: string, user: string): Right | undefined;
	lease(device: number): Lease | undefined;
	/** False when another relay has answered this row of the outbox, or is about to. */
	isWaiting(outbox: number): boolean;
}

/** What one transaction writes. */
export interface Appending {
	/** In the order of their seq, for any documents that were locked. */
	rows: readonly LogRow[];
	/** The heads after these rows. */
	heads: readonly { document: string; head: Head }[];
	/** Newly opened volumes (SPEC D11): the conversation is raised, its members are told. */
	volumes: readonly { organisation: string; conversation: string; volume: number; isInternal?: boolean }[];
	outbox: readonly number[];
	/** Values that a legal erasure takes out of payloads (SPEC G3), in the same transaction as the rows that say so. */
	erased?: readonly ErasedRow[];
	/** Texts' values in whose place others stand from now on (SPEC G11). */
	rewritten?: readonly RewrittenRow[];
}

export interface RewrittenRow {
	document: string;
	seq: number;
	/** Seq of the row that says so. */
	by: number;
	/** By what legal request; null for a draft that is forgotten. */
	request: { organisation: string; number: number } | null;
	/** Where the header ends in the stored payload. */
	headerEnd: number;
	salt: Uint8Array;
	value: Uint8Array;
}

export interface ErasedRow {
	organisation: string;
	request: number;
	document: string;
	seq: number;
	/** Seq of the row that says so. */
	eraseSeq: number;
	/** Where each leaf ends in the stored payload. */
	ends: readonly number[];
	/** Numbers of the run's values. */
	values: readonly number[];
}

/** The append did not happen, or nobody knows whether it did: what was queued is forgotten, the connections are closed (SPEC R11). */
export class AppendFailed extends Error {
	override name = 'AppendFailed';
}

/** As it is stored (SPEC L12). */
export interface StoredSnapshot {
	document: string;
	/** Number of rows that it covers. */
	seq: number;
	/** Hash of the last of them. */
	rowHash: Uint8Array;
	/** SHA-256 of the bytes. */
	hash: Uint8Array;
	bytes: Uint8Array;
	/** ms since 1970 */
	madeAt: number;
}

/** What a document is opened by. */
export interface Opening {
	/** The newest that names the hash of its last row. */
	snapshot: StoredSnapshot | undefined;
	/** The committed rows that it does not cover. */
	rows: StoredRow[];
	/** What legal erasures took in this document before its log was restored (SPEC G10). */
	erased: readonly ClockRange[];
}

export interface Log {
	/**
	 * One transaction: locks the heads in sorted order, reads what `needs` names, calls `build` once, writes what it returns, commits durably.
	 * Rejects when anything of it failed: then nothing is written (a lost connection aside, after which the next reader finds out).
	 */
	append(needs: AppendNeeds, build: (locked: Locked) => Appending | Promise<Appending>): Promise<void>;
	/** Committed rows from `fromSeq` on, in order. */
	rows(document: string, fromSeq: number): Promise<StoredRow[]>;
	head(document: string): Promise<Head>;
	open(document: string): Promise<Opening>;
	/** The hash of a committed row, and how many rows the newest snapshot covers, 0 without one. */
	snapshotBasis(document: string, seq: number): Promise<{ rowHash: Uint8Array; newest: number }>;
	/** Unless there is one of so many rows already, or what it holds was erased since. */
	keepSnapshot(snapshot: StoredSnapshot): Promise<void>;
	/** Committed rows with their chain, in order, from `fromSeq` on, `limit` at most. */
	audit(document: string, fromSeq?: number, limit?: number): Promise<LogRow[]>;
	/** Seq of the first row that was received at `time` or later; the next seq when there is none. */
	seqAt(document: string, time: number): Promise<number>;
	/**
	 * After the log was restored from a backup the document goes on in a new epoch (SPEC D7 `e`). Returns it. For a whole server: `beginEpochs` of the
	 * implementations, which also sees to documents that the backup does not know.
	 */
	beginEpoch(document: string, now: number): Promise<number>;
}
