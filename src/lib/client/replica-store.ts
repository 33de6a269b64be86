/**
 * Writes a document's updates to its disk and knows what of it is there. Only a completed write counts. After an aborted one everything stays in memory, and
 * the next write is the whole state: a single missing update would make all later ones of its author unreadable at the next start.
 */
import type * as Y from 'yjs';
import type { Clock } from './environment.ts';
import { Superseded, WriteAborted, type DiskRecord, type ReplicaDisk } from './replica-disk.ts';

/** Rows after which the whole state replaces them. */
const COMPACT_AT_ROWS = 500;
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** Where a clock of one's own is: in memory only, on its way to disk or given up for now, or on disk. */
export type Durability = 'saving' | 'saved' | 'not-saved';

interface Waiting {
	updates: Uint8Array[];
	records: DiskRecord[];
	/** Client id to the clock with which this update's part of its log begins. */
	begins: Map<number, number>;
}

/** So many entries, with all that they name; in a later epoch others may stand in their places. */
export interface LedgerReach {
	epoch: number;
	entries: number;
}

export interface ReplicaStoreOptions {
	doc: Y.Doc;
	disk: ReplicaDisk;
	clock: Clock;
	/** How far the document is, now. */
	ledger(): LedgerReach;
	/** Something was written, or was not. */
	onChange(): void;
	/** Another tab began the stored replica anew: this one writes no more. */
	onSuperseded(): void;
}

export class ReplicaStore {
	readonly #options: ReplicaStoreOptions;
	#queue: Waiting[] = [];
	#inFlight: Waiting[] = [];
	/** What was in writes that were aborted, in order. */
	#aborted: Waiting[] = [];
	#attached: DiskRecord[] = [];
	/** Content was taken out of the document: the rows that still hold it go with the next write. */
	#holdsRemoved = false;
	#busy = false;
	#ended = false;
	#failure: WriteAborted | null = null;
	#retries = 0;
	#held: LedgerReach;
	#cancelRetry: (() => void) | null = null;
	#idle: (() => void)[] = [];
	readonly #onUpdate: (update: Uint8Array, origin: unknown, doc: Y.Doc, transaction: Y.Transaction) => void;

	/** Call once everything stored is in the document. */
	constructor(options: ReplicaStoreOptions) {
		this.#options = options;
		this.#held = options.ledger();
		this.#onUpdate = (update, origin, _doc, transaction) => {
			if (origin === options.disk) return;
			const begins = new Map<number, number>();
			for (const [client, after] of transaction.afterState) {
				const before = transaction.beforeState.get(client) ?? 0;
				if (after > before) begins.set(client, before);
			}
			if (transaction.deleteSet.clients.size > 0) this.#holdsRemoved = true;
			this.#enqueue({ updates: [update], records: this.#attached, begins });
			this.#attached = [];
		};
		options.doc.on('update', this.#onUpdate);
	}

	/** Is something on no disk because a write was aborted? `full`: for want of room. */
	get failure(): { full: boolean } | null {
		return this.#failure && { full: this.#failure.full };
	}

	/** What of the ledger is on the disk. */
	get held(): LedgerReach {
		return this.#held;
	}

	/** These are written together with the update that the current transaction will cause. */
	attach(records: readonly DiskRecord[]): void {
		this.#attached.push(...records);
	}

	save(records: readonly DiskRecord[]): void {
		if (records.length > 0) this.#enqueue({ updates: [], records: [...records], begins: new Map() });
	}

	durabilityOf(client: number, clock: number): Durability {
		const within = ({ begins }: Waiting) => clock >= (begins.get(client) ?? Infinity);
		if (this.#aborted.some(within)) return 'not-saved';
		return this.#inFlight.some(within) || this.#queue.some(within) ? 'saving' : 'saved';
	}

	/** Resolves when nothing is being written; what was aborted may still wait for its next try. */
	idle(): Promise<void> {
		if (!this.#busy) return Promise.resolve();
		return new Promise((resolve) => this.#idle.push(resolve));
	}

	/** No more writes. The disk is the caller's to close. */
	end(): void {
		this.#ended = true;
		this.#cancelRetry?.();
		this.#options.doc.off('update', this.#onUpdate);
	}

	#enqueue(waiting: Waiting): void {
		this.#queue.push(waiting);
		void this.#flush();
	}

	async #flush(): Promise<void> {
		if (this.#busy || this.#ended) return;
		this.#busy = true;
		this.#cancelRetry?.();
		while (!this.#ended && (this.#queue.length > 0 || this.#failure)) {
			this.#inFlight = this.#queue;
			this.#queue = [];
			if (!(await this.#writeInFlight())) break;
		}
		this.#busy = false;
		for (const resolve of this.#idle.splice(0)) resolve();
	}

	/** False when it was aborted. */
	async #writeInFlight(): Promise<boolean> {
		const { disk, ledger, onChange, onSuperseded } = this.#options;
		const reached = ledger();
		const updates = this.#inFlight.flatMap((waiting) => waiting.updates);
		const records = [...this.#aborted, ...this.#inFlight].flatMap((waiting) => waiting.records);
		const removes = this.#holdsRemoved;
		this.#holdsRemoved = false;
		try {
			if (this.#failure || removes || disk.rows + updates.length > COMPACT_AT_ROWS)
				await disk.compact(records);
			else await disk.write({ updates, records });
			this.#aborted = [];
			this.#failure = null;
			this.#retries = 0;
			this.#held = reached;
			return true;
		} catch (error) {
			if (this.#ended) return false;
			if (error instanceof Superseded) {
				this.end();
				onSuperseded();
				return false;
			}
			this.#holdsRemoved ||= removes;
			this.#failure = error instanceof WriteAborted ? error : new WriteAborted(false, error);
			this.#aborted.push(...this.#inFlight);
			const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#retries++, 10));
			this.#cancelRetry = this.#options.clock.after(delay, () => void this.#flush());
			return false;
		} finally {
			this.#inFlight = [];
			if (!this.#ended) onChange();
		}
	}
}
