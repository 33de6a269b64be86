/** Bytes of files that were seen on this device, so that they are there offline: what was not looked at for the longest goes first. */
import { ended, result } from '../indexeddb-promises.ts';

export interface CachedFile {
	id: string;
	conversation: string;
	/** The key of the message that named it: it goes with that. */
	message: string;
}

export interface MediaCache {
	get(id: string): Promise<Blob | undefined>;
	put(file: CachedFile, bytes: Blob): Promise<void>;
	held(): Promise<CachedFile[]>;
	forget(ids: readonly string[]): Promise<void>;
	/** For good: everything else rejects from then on. */
	close(): void;
}

/** All of it. A browser gives a site gigabytes; this leaves them to what people write. */
export const MAX_CACHE_BYTES = 256 * 1024 * 1024;
/** One file. */
export const MAX_CACHED_FILE_BYTES = 32 * 1024 * 1024;
/** When it was used is noted no more often. */
const USED_EVERY_MS = 60_000;

interface Use extends CachedFile {
	size: number;
	/** ms */
	used: number;
}

const BYTES = 'bytes';
const USES = 'uses';

/** In IndexedDB: apart from the bytes stands how large each is and when it was used, so that what has to go is found without reading them. */
export class IndexedDbMediaCache implements MediaCache {
	readonly #name: string;
	readonly #now: () => number;
	readonly #most: number;
	#opened: Promise<IDBDatabase> | null = null;
	#closed = false;

	/** @param most bytes */
	constructor(name: string, now: () => number, most = MAX_CACHE_BYTES) {
		this.#name = name;
		this.#now = now;
		this.#most = most;
	}

	async get(id: string): Promise<Blob | undefined> {
		// Those that only read do not wait for each other: a page asks for many at once.
		const transaction = await this.#begin('readonly');
		const [use, bytes] = (await Promise.all([
			result(transaction.objectStore(USES).get(id)),
			result(transaction.objectStore(BYTES).get(id)),
		])) as [Use | undefined, Blob | undefined];
		// Not noted, it goes sooner than it had to.
		if (use && this.#now() - use.used > USED_EVERY_MS) void this.#noteUse(id).catch(() => {});
		return bytes;
	}

	async #noteUse(id: string): Promise<void> {
		const transaction = await this.#begin('readwrite');
		const uses = transaction.objectStore(USES);
		const use = (await result(uses.get(id))) as Use | undefined;
		// It may have been forgotten in between.
		if (use) uses.put({ ...use, used: this.#now() });
	}

	async put(file: CachedFile, bytes: Blob): Promise<void> {
		const { size } = bytes;
		if (size > Math.min(MAX_CACHED_FILE_BYTES, this.#most)) return;
		const transaction = await this.#begin('readwrite');
		const done = ended(transaction);
		const all = (await result(transaction.objectStore(USES).getAll())) as Use[];
		const others = all.filter(({ id }) => id !== file.id).sort((one, other) => one.used - other.used);
		let total = others.reduce((sum, use) => sum + use.size, size);
		for (const use of others) {
			if (total <= this.#most) break;
			total -= use.size;
			remove(transaction, use.id);
		}
		const { id, conversation, message } = file;
		const use: Use = { id, conversation, message, size, used: this.#now() };
		transaction.objectStore(USES).put(use);
		transaction.objectStore(BYTES).put(bytes, id);
		await done;
	}

	async held(): Promise<CachedFile[]> {
		const transaction = await this.#begin('readonly');
		return (await result(transaction.objectStore(USES).getAll())) as Use[];
	}

	async forget(ids: readonly string[]): Promise<void> {
		if (ids.length === 0) return;
		const transaction = await this.#begin('readwrite');
		const done = ended(transaction);
		for (const id of ids) remove(transaction, id);
		await done;
	}

	close(): void {
		this.#closed = true;
		void this.#opened?.then((database) => database.close()).catch(() => {});
		this.#opened = null;
	}

	async #begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
		// Opened again after the person has signed out, it would be made anew, and keep what he saw for the next one.
		if (this.#closed) throw new Error('The cache is closed.');
		this.#opened ??= this.#open();
		const database = await this.#opened;
		return database.transaction([BYTES, USES], mode, { durability: 'relaxed' });
	}

	#open(): Promise<IDBDatabase> {
		return new Promise((resolve, reject) => {
			const opening = indexedDB.open(this.#name, 1);
			opening.onupgradeneeded = () => {
				opening.result.createObjectStore(BYTES);
				opening.result.createObjectStore(USES, { keyPath: 'id' });
			};
			opening.onerror = () => reject(opening.error ?? new Error('The cache does not open.'));
			opening.onsuccess = () => {
				const database = opening.result;
				// Signing out, here or in another tab, deletes it.
				database.onversionchange = () => this.close();
				resolve(database);
			};
		});
	}
}

function remove(transaction: IDBTransaction, id: string): void {
	transaction.objectStore(USES).delete(id);
	transaction.objectStore(BYTES).delete(id);
}
