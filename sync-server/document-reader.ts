/** Reads a document from the log: its newest snapshot, when that is what its hash says, and the rows after it (SPEC L12). */
import { sameBytes } from '#lib/protocol/row-chain.ts';
import { decodeSnapshot, type Snapshot } from '#lib/protocol/snapshot.ts';
import type { ClockRange } from './decode.ts';
import type { Log, StoredRow, StoredSnapshot } from './log.ts';
import type { Logger } from './ports.ts';
import { sha256 } from './row.ts';

export interface DocumentRead {
	snapshot: Snapshot | null;
	/** Those that it does not cover, in order. */
	rows: readonly StoredRow[];
	/** See `Opening`. */
	erased: readonly ClockRange[];
}

export class DocumentReader {
	readonly #log: Log;
	readonly #logger: Logger;

	constructor(log: Log, logger: Logger) {
		this.#log = log;
		this.#logger = logger;
	}

	rows(document: string, fromSeq: number): Promise<StoredRow[]> {
		return this.#log.rows(document, fromSeq);
	}

	/** All of it. Rejects when the log cannot be read. */
	async read(document: string): Promise<DocumentRead> {
		const { snapshot, rows, erased } = await this.#log.open(document);
		if (!snapshot) return { snapshot: null, rows, erased };
		const usable = this.#usable(snapshot);
		if (usable) return { snapshot: usable, rows, erased };
		return { snapshot: null, rows: await this.rows(document, 0), erased };
	}

	/** The same, with a snapshot of `seq` rows at most: another relay's may cover what this one has not heard of yet. */
	async readBefore(document: string, seq: number): Promise<DocumentRead> {
		const read = await this.read(document);
		if (!read.snapshot || read.snapshot.seq <= seq) return read;
		return { ...read, snapshot: null, rows: await this.rows(document, 0) };
	}

	/** The rows have everything, so that a bad snapshot costs time and nothing else; `log:verify` finds it too. */
	#usable({ document, seq, rowHash, hash, bytes }: StoredSnapshot): Snapshot | null {
		try {
			const snapshot = sameBytes(sha256(bytes), hash) ? decodeSnapshot(bytes) : null;
			if (snapshot?.document === document && snapshot.seq === seq && sameBytes(snapshot.rowHash, rowHash))
				return snapshot;
			this.#logger.error({ document, seq }, 'a snapshot is not what its hashes say');
		} catch (error) {
			this.#logger.warn({ document, seq, error: String(error) }, 'a snapshot cannot be read');
		}
		return null;
	}
}
