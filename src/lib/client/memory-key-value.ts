/** A key-value store in memory: the simulation's, and the last resort of a browser without IndexedDB. Values are copied as IndexedDB does. */
import type { Change, KeyValueStore } from './key-value-store.ts';

export class MemoryKeyValue implements KeyValueStore {
	readonly #entries: Map<string, unknown>;

	/** @param entries what lies on the disk; it outlives the store */
	constructor(entries = new Map<string, unknown>()) {
		this.#entries = entries;
	}

	entries(prefix: string): Promise<[key: string, value: unknown][]> {
		const found = [...this.#entries].filter(([key]) => key.startsWith(prefix));
		found.sort(([one], [other]) => (one < other ? -1 : 1));
		return Promise.resolve(found.map(([key, value]) => [key, structuredClone(value)]));
	}

	get(key: string): Promise<unknown> {
		return Promise.resolve(structuredClone(this.#entries.get(key)));
	}

	write(changes: readonly Change[]): Promise<void> {
		for (const { key, value } of changes) {
			if (value === undefined) this.#entries.delete(key);
			else this.#entries.set(key, structuredClone(value));
		}
		return Promise.resolve();
	}

	close(): void {}
}
