/**
 * A replica in IndexedDB: y-indexeddb's database and loading, with writes of our own. Its update handler neither asks for strict durability nor looks at
 * how a transaction ended, and a later read proves nothing: it succeeds after an aborted write too.
 */
import { deleteDB } from 'lib0/indexeddb';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import {
	Superseded,
	WriteAborted,
	type DiskBatch,
	type DiskRecord,
	type ReplicaDisk,
} from './replica-disk.ts';

const UPDATES = 'updates';
const RECORDS = 'custom';
const GENERATION = 'generation';

export class ReplicaPersistence extends IndexeddbPersistence implements ReplicaDisk {
	readonly loaded: Promise<ReadonlyMap<string, unknown>>;
	#generation = 0;

	constructor(name: string, doc: Y.Doc) {
		super(name, doc);
		doc.off('update', this._storeUpdate);
		this.loaded = new Promise((resolve, reject) => {
			this._db.catch(reject);
			void this.whenSynced
				.then(() => this.records())
				.then((records) => {
					this.#generation = generationIn(records);
					resolve(records);
				}, reject);
		});
	}

	get generation(): number {
		return this.#generation;
	}

	get rows(): number {
		return this._dbsize;
	}

	async records(): Promise<ReadonlyMap<string, unknown>> {
		const store = this.#open().transaction(RECORDS, 'readonly').objectStore(RECORDS);
		const keys = store.getAllKeys();
		const values = store.getAll();
		await settled(values);
		return new Map(keys.result.map((key, index) => [String(key), values.result[index]]));
	}

	async write({ updates, records }: DiskBatch): Promise<void> {
		await this.#transact((rows, custom) => {
			for (const update of updates) rows.add(update);
			putRecords(custom, records);
		});
		this._dbsize += updates.length;
	}

	async compact(records: readonly DiskRecord[]): Promise<void> {
		let last = 0;
		await this.#transact((rows, custom) => {
			putRecords(custom, records);
			// Another tab may have written rows that are not in this document yet. Nobody else writes until this transaction ends.
			const unseen = rows.getAll(IDBKeyRange.lowerBound(this._dbref));
			unseen.onsuccess = () => {
				Y.transact(
					this.doc,
					() => {
						for (const update of unseen.result as Uint8Array[]) Y.applyUpdate(this.doc, update, this);
					},
					this,
					false,
				);
				const whole = rows.add(Y.encodeStateAsUpdate(this.doc));
				whole.onsuccess = () => {
					last = Number(whole.result);
					rows.delete(IDBKeyRange.upperBound(last, true));
				};
			};
		});
		this._dbref = last + 1;
		this._dbsize = 1;
	}

	restart(records: readonly DiskRecord[]): Promise<void> {
		return this.#transact((rows, custom) => {
			rows.clear();
			custom.put(this.#generation + 1, GENERATION);
			putRecords(custom, records);
		});
	}

	async close(): Promise<void> {
		await this.destroy();
	}

	async erase(): Promise<void> {
		await this.destroy();
		await deleteDB(this.name);
	}

	#open(): IDBDatabase {
		if (this.db === null) throw new WriteAborted(false);
		return this.db;
	}

	/** Runs in one strict transaction, unless another tab began a new generation. */
	#transact(run: (rows: IDBObjectStore, records: IDBObjectStore) => void): Promise<void> {
		return new Promise((resolve, reject) => {
			let superseded = false;
			let transaction: IDBTransaction;
			try {
				transaction = this.#open().transaction([UPDATES, RECORDS], 'readwrite', { durability: 'strict' });
			} catch (cause) {
				// The database was closed under us: its owner signed out in another tab, or the browser dropped it.
				reject(new WriteAborted(false, cause));
				return;
			}
			transaction.oncomplete = () => resolve();
			transaction.onabort = () =>
				reject(
					superseded
						? new Superseded()
						: new WriteAborted(transaction.error?.name === 'QuotaExceededError', transaction.error),
				);
			const custom = transaction.objectStore(RECORDS);
			const generation = custom.get(GENERATION);
			generation.onsuccess = () => {
				superseded = (generation.result ?? 0) !== this.#generation;
				if (superseded) transaction.abort();
				else run(transaction.objectStore(UPDATES), custom);
			};
		});
	}
}

function generationIn(records: ReadonlyMap<string, unknown>): number {
	const generation = records.get(GENERATION);
	return typeof generation === 'number' ? generation : 0;
}

function putRecords(store: IDBObjectStore, records: readonly DiskRecord[]): void {
	for (const { key, value, unlessThere } of records) {
		if (value === undefined) store.delete(key);
		else if (!unlessThere) store.put(value, key);
		else {
			const there = store.get(key);
			there.onsuccess = () => {
				if (there.result === undefined) store.put(value, key);
			};
		}
	}
}

function settled(request: IDBRequest): Promise<void> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no reason.'));
	});
}
