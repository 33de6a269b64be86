/** A small durable map of structured-cloneable values by string key: one per user. */
export interface Change {
	key: string;
	/** Undefined deletes. */
	value: unknown;
}

export interface KeyValueStore {
	/** Every entry whose key begins with the prefix, in the order of keys. */
	entries(prefix: string): Promise<[key: string, value: unknown][]>;
	get(key: string): Promise<unknown>;
	/** All or nothing, with strict durability: resolved means on disk. */
	write(changes: readonly Change[]): Promise<void>;
	close(): void;
}
