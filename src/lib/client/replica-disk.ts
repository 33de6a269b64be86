/** The port between a replica and its place on disk (IndexedDB, or the simulation's). */

/** Records beside the updates, by key; written with them or not at all. */
export interface DiskRecord {
	key: string;
	/** Undefined deletes. */
	value: unknown;
	/** Leaves an existing record of this key alone. */
	unlessThere?: true;
}

export interface DiskBatch {
	updates: readonly Uint8Array[];
	records: readonly DiskRecord[];
}

/** The write did not happen. `full`: for want of room. */
export class WriteAborted extends Error {
	override name = 'WriteAborted';
	readonly full: boolean;
	constructor(full: boolean, cause?: unknown) {
		super('A write to the device was aborted.', { cause });
		this.full = full;
	}
}

/** Another tab replaced the stored replica since this one was loaded: nothing was written. */
export class Superseded extends Error {
	override name = 'Superseded';
}

/** Every promise of a write resolves only when the data is on disk, and rejects with one of the above. Writes take effect in the order of the calls. */
export interface ReplicaDisk {
	/** Resolves with the records when all stored updates are applied to the document, in transactions whose origin is the disk. */
	readonly loaded: Promise<ReadonlyMap<string, unknown>>;
	/** Which restart of the stored replica this one was loaded from. */
	readonly generation: number;
	/** Rows of updates on disk, roughly: says when to compact. */
	readonly rows: number;
	/** The records as they are now. */
	records(): Promise<ReadonlyMap<string, unknown>>;
	write(batch: DiskBatch): Promise<void>;
	/** Takes in what other tabs stored, and stores the document's whole state instead of all rows. */
	compact(records: readonly DiskRecord[]): Promise<void>;
	/** Throws all stored updates away, keeps the records with these added, and begins a new generation. Whoever loaded before is superseded. */
	restart(records: readonly DiskRecord[]): Promise<void>;
	/** Lets go of the document, at once; resolves when the disk is closed. */
	close(): Promise<void>;
	/** Closes and deletes everything. */
	erase(): Promise<void>;
}
