/** The key-value store in IndexedDB: one database with one object store. */
import { ended, result } from './indexeddb-promises.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';

const ENTRIES = 'entries';

export function openIndexedDbKeyValue(name: string): Promise<KeyValueStore> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(name, 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore(ENTRIES);
		opening.onerror = () => reject(opening.error ?? new Error(`The database ${name} does not open.`));
		opening.onsuccess = () => {
			const database = opening.result;
			// Signing out in another tab deletes it.
			database.onversionchange = () => database.close();
			resolve(new IndexedDbKeyValue(database));
		};
	});
}

class IndexedDbKeyValue implements KeyValueStore {
	readonly #database: IDBDatabase;

	constructor(database: IDBDatabase) {
		this.#database = database;
	}

	async entries(prefix: string): Promise<[key: string, value: unknown][]> {
		const store = this.#database.transaction(ENTRIES, 'readonly').objectStore(ENTRIES);
		const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
		const keys = store.getAllKeys(range);
		const values = await result(store.getAll(range));
		return keys.result.map((key, index) => [String(key), values[index]]);
	}

	get(key: string): Promise<unknown> {
		return result(this.#database.transaction(ENTRIES, 'readonly').objectStore(ENTRIES).get(key));
	}

	async write(changes: readonly Change[]): Promise<void> {
		const transaction = this.#database.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
		const store = transaction.objectStore(ENTRIES);
		for (const { key, value } of changes) {
			if (value === undefined) store.delete(key);
			else store.put(value, key);
		}
		await ended(transaction);
	}

	close(): void {
		this.#database.close();
	}
}
