/** A disk that is none: the simulation's, with faults to order, and the last resort of a browser without IndexedDB. */
import * as Y from 'yjs';
import {
	Superseded,
	WriteAborted,
	type DiskBatch,
	type DiskRecord,
	type ReplicaDisk,
} from './replica-disk.ts';

/** What lies on the platter: it outlives the disks that read it, and can be copied as a profile is. */
export class Platter {
	/** Rows by ascending key; a key is never used twice. */
	updates = new Map<number, Uint8Array>();
	lastKey = 0;
	records = new Map<string, unknown>();
	generation = 0;

	add(update: Uint8Array): void {
		this.updates.set(++this.lastKey, update);
	}

	copy(): Platter {
		const copy = new Platter();
		copy.updates = new Map(this.updates);
		copy.lastKey = this.lastKey;
		copy.records = new Map(this.records);
		copy.generation = this.generation;
		return copy;
	}
}

/** How the writes of a disk go. */
export interface DiskFaults {
	/** Resolves when the write may take effect; what it does then is final. */
	beforeWrite(): Promise<'write' | 'abort' | 'full'>;
}

const NO_FAULTS: DiskFaults = { beforeWrite: () => Promise.resolve('write') };

export class MemoryDisk implements ReplicaDisk {
	readonly loaded: Promise<ReadonlyMap<string, unknown>>;
	readonly generation: number;
	readonly #platter: Platter;
	readonly #doc: Y.Doc;
	readonly #faults: DiskFaults;
	/** The key of the last row that was applied to the document. */
	#seen = 0;
	#queue: Promise<unknown> = Promise.resolve();
	#closed = false;

	constructor(platter: Platter, doc: Y.Doc, faults: DiskFaults = NO_FAULTS) {
		this.#platter = platter;
		this.#doc = doc;
		this.#faults = faults;
		this.generation = platter.generation;
		this.loaded = Promise.resolve().then(() => {
			this.#takeIn();
			return new Map(platter.records);
		});
	}

	get rows(): number {
		return this.#platter.updates.size;
	}

	records(): Promise<ReadonlyMap<string, unknown>> {
		return Promise.resolve(new Map(this.#platter.records));
	}

	write({ updates, records }: DiskBatch): Promise<void> {
		return this.#transact(() => {
			for (const update of updates) this.#platter.add(update);
			this.#put(records);
		});
	}

	compact(records: readonly DiskRecord[]): Promise<void> {
		return this.#transact(() => {
			this.#takeIn();
			this.#platter.updates.clear();
			this.#platter.add(Y.encodeStateAsUpdate(this.#doc));
			this.#seen = this.#platter.lastKey;
			this.#put(records);
		});
	}

	restart(records: readonly DiskRecord[]): Promise<void> {
		return this.#transact(() => {
			this.#platter.updates.clear();
			this.#platter.generation++;
			this.#put(records);
		});
	}

	/** Writes that have not taken effect never will: closing a memory disk is what a killed browser does to a real one. */
	close(): Promise<void> {
		this.#closed = true;
		return Promise.resolve();
	}

	erase(): Promise<void> {
		this.#platter.updates.clear();
		this.#platter.records.clear();
		return this.close();
	}

	#transact(run: () => void): Promise<void> {
		const done = this.#queue.then(async () => {
			const fate = await this.#faults.beforeWrite();
			if (this.#closed || fate !== 'write') throw new WriteAborted(fate === 'full');
			if (this.#platter.generation !== this.generation) throw new Superseded();
			run();
		});
		this.#queue = done.catch(() => {});
		return done;
	}

	#takeIn(): void {
		const unseen = [...this.#platter.updates].filter(([key]) => key > this.#seen).map(([, update]) => update);
		this.#seen = this.#platter.lastKey;
		Y.transact(
			this.#doc,
			() => {
				for (const update of unseen) Y.applyUpdate(this.#doc, update, this);
			},
			this,
			false,
		);
	}

	#put(records: readonly DiskRecord[]): void {
		for (const { key, value, unlessThere } of records) {
			if (value === undefined) this.#platter.records.delete(key);
			else if (!unlessThere || !this.#platter.records.has(key)) this.#platter.records.set(key, value);
		}
	}
}
