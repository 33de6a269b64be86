/**
 * The disk of one browser profile. What a completed write put there survives; whatever is queued at a crash is lost, but for a prefix of each store's queue that
 * had reached the platter without anybody being told. The scheduler completes or aborts one queued operation at a time.
 */
import * as Y from 'yjs';
import { hasGap } from '#lib/domain/conversation-document.ts';
import type { KeyValueStore, Change } from '#lib/client/key-value-store.ts';
import {
	Superseded,
	WriteAborted,
	type DiskBatch,
	type DiskRecord,
	type ReplicaDisk,
} from '#lib/client/replica-disk.ts';
import { runIn, type Host } from './virtual-time.ts';
import type { Prng } from './prng.ts';

interface StoredReplica {
	generation: number;
	updates: Uint8Array[];
	records: Map<string, unknown>;
}

/** What a profile holds at rest. */
interface DiskImage {
	keyValues: Map<string, Map<string, unknown>>;
	replicas: Map<string, StoredReplica>;
}

interface Operation {
	host: Host;
	/** Writes can be aborted, reads cannot. */
	writes: boolean;
	/** Takes effect on the image; may throw, which rejects. */
	apply: () => unknown;
	resolve: (value: unknown) => void;
	reject: (error: unknown) => void;
}

export class ProfileDisk {
	#image: DiskImage = { keyValues: new Map(), replicas: new Map() };
	/** Operations of one store take effect in the order of the calls, over all tabs. */
	#queues = new Map<string, Operation[]>();
	/** This many of the next writes fail for want of room. */
	failingWrites = 0;

	/** A deep copy of what is on the platter. */
	copy(): ProfileDisk {
		const copy = new ProfileDisk();
		copy.#image = structuredClone(this.#image);
		return copy;
	}

	/** Stores that have something under way, in a fixed order. */
	get busy(): string[] {
		this.#forgetTheDead();
		return [...this.#queues.keys()].sort();
	}

	/** Completes the oldest operation of a store; `abort` makes it fail if it is a write. Returns what happened, for the trace. */
	complete(store: string, abort: boolean): string {
		const queue = this.#queues.get(store);
		const operation = queue?.shift();
		if (!queue || !operation) return 'nothing';
		if (queue.length === 0) this.#queues.delete(store);
		const fails = operation.writes && (abort || this.failingWrites > 0);
		if (fails && !abort) this.failingWrites--;
		runIn(operation.host, () => {
			if (fails) return operation.reject(new WriteAborted(!abort));
			try {
				operation.resolve(operation.apply());
			} catch (error) {
				operation.reject(error);
			}
		});
		return fails ? 'aborted' : operation.writes ? 'written' : 'read';
	}

	/** The browser is killed: of each store's queue a prefix, perhaps empty, still takes effect. */
	crash(random: Prng): void {
		for (const queue of this.#queues.values()) {
			const reached = random.chance(0.7) ? 0 : random.between(0, queue.length);
			for (const operation of queue.slice(0, reached)) {
				if (!operation.writes) continue;
				try {
					operation.apply();
				} catch {
					// A superseded write changes nothing, and nobody is left to be told.
				}
			}
		}
		this.#queues.clear();
	}

	/** All stored bytes and values as one searchable text: what does this disk still say? */
	contains(text: string): boolean {
		for (const entries of this.#image.keyValues.values())
			if (JSON.stringify([...entries.values()]).includes(text)) return true;
		const needle = Buffer.from(text);
		for (const { updates, records } of this.#image.replicas.values()) {
			if (JSON.stringify([...records.values()]).includes(text)) return true;
			if (updates.some((update) => Buffer.from(update).includes(needle))) return true;
		}
		return false;
	}

	/** The stored replicas as a start of the browser would read them, by the name of their document. */
	/** @param each called with the contents of each */
	replicas(
		each: (document: string, doc: Y.Doc, records: ReadonlyMap<string, unknown>) => void = () => {},
	): { document: string; vector: Map<number, number>; hasGap: boolean }[] {
		const found: { document: string; vector: Map<number, number>; hasGap: boolean }[] = [];
		for (const [name, { updates, records }] of this.#image.replicas) {
			const document = /c\/[0-9a-f-]{36}\/\d+$/.exec(name)?.[0];
			if (document === undefined) continue;
			const doc = new Y.Doc();
			for (const update of updates) Y.applyUpdate(doc, update);
			const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
			found.push({ document, vector, hasGap: hasGap(doc) });
			each(document, doc, records);
			doc.destroy();
		}
		return found;
	}

	openKeyValue(host: Host, name: string): Promise<KeyValueStore> {
		const store = `kv ${name}`;
		const entries = () => {
			const known = this.#image.keyValues.get(name) ?? new Map<string, unknown>();
			this.#image.keyValues.set(name, known);
			return known;
		};
		let closed = false;
		const run = <Value>(writes: boolean, apply: () => Value) =>
			closed ? Promise.reject(new Error('The store is closed.')) : this.#enqueue(host, store, writes, apply);
		return this.#enqueue(host, store, false, () => ({
			entries: (prefix) =>
				run(false, () =>
					[...entries()]
						.filter(([key]) => key.startsWith(prefix))
						.sort(([one], [other]) => (one < other ? -1 : 1))
						.map(([key, value]) => [key, structuredClone(value)] as [string, unknown]),
				),
			get: (key) => run(false, () => structuredClone(entries().get(key))),
			write: (changes: readonly Change[]) => {
				const copy = structuredClone(changes) as Change[];
				return run(true, () => writeRecords(entries(), copy));
			},
			close: () => {
				closed = true;
			},
		}));
	}

	openReplica(host: Host, name: string, doc: Y.Doc): ReplicaDisk {
		return new SimulatedReplicaDisk(
			(writes, apply) => this.#enqueue(host, `replica ${name}`, writes, apply),
			this.#image.replicas,
			name,
			doc,
		);
	}

	eraseAll(host: Host, prefix: string): Promise<void> {
		return this.#enqueue(host, 'erase', true, () => {
			for (const stores of [this.#image.keyValues, this.#image.replicas])
				for (const name of [...stores.keys()]) if (name.startsWith(prefix)) stores.delete(name);
		});
	}

	#enqueue<Value>(host: Host, store: string, writes: boolean, apply: () => Value): Promise<Value> {
		return new Promise<Value>((resolve, reject) => {
			const queue = this.#queues.get(store) ?? [];
			this.#queues.set(store, queue);
			queue.push({ host, writes, apply, resolve: resolve as (value: unknown) => void, reject });
		});
	}

	#forgetTheDead(): void {
		for (const [store, queue] of this.#queues) {
			const alive = queue.filter((operation) => operation.host.alive);
			if (alive.length > 0) this.#queues.set(store, alive);
			else this.#queues.delete(store);
		}
	}
}

type Enqueue = <Value>(writes: boolean, apply: () => Value) => Promise<Value>;

class SimulatedReplicaDisk implements ReplicaDisk {
	readonly loaded: Promise<ReadonlyMap<string, unknown>>;
	rows = 0;
	readonly #enqueue: Enqueue;
	readonly #replicas: Map<string, StoredReplica>;
	readonly #name: string;
	readonly #doc: Y.Doc;
	/** Which restart of the stored replica this one was loaded from. */
	generation = 0;
	#closed = false;
	#opened: StoredReplica | undefined;

	constructor(enqueue: Enqueue, replicas: Map<string, StoredReplica>, name: string, doc: Y.Doc) {
		this.#enqueue = enqueue;
		this.#replicas = replicas;
		this.#name = name;
		this.#doc = doc;
		this.loaded = enqueue(false, () => {
			const stored = (this.#opened = this.#stored());
			this.generation = stored.generation;
			this.#takeIn(stored);
			return structuredClone(stored.records);
		});
	}

	records(): Promise<ReadonlyMap<string, unknown>> {
		return this.#enqueue(false, () => structuredClone(this.#stored().records));
	}

	write(batch: DiskBatch): Promise<void> {
		const updates = batch.updates.map((update) => update.slice());
		const records = structuredClone(batch.records) as DiskRecord[];
		return this.#enqueue(true, () => {
			const stored = this.#current();
			stored.updates.push(...updates);
			writeRecords(stored.records, records);
			this.rows = stored.updates.length;
		});
	}

	compact(records: readonly DiskRecord[]): Promise<void> {
		const copy = structuredClone(records) as DiskRecord[];
		return this.#enqueue(true, () => {
			const stored = this.#current();
			this.#takeIn(stored);
			stored.updates = [Y.encodeStateAsUpdate(this.#doc)];
			writeRecords(stored.records, copy);
			this.rows = 1;
		});
	}

	restart(records: readonly DiskRecord[]): Promise<void> {
		const copy = structuredClone(records) as DiskRecord[];
		return this.#enqueue(true, () => {
			const stored = this.#current();
			stored.generation++;
			stored.updates = [];
			writeRecords(stored.records, copy);
			this.rows = 0;
		});
	}

	close(): Promise<void> {
		this.#closed = true;
		return this.#enqueue(false, () => undefined);
	}

	erase(): Promise<void> {
		this.#closed = true;
		return this.#enqueue(true, () => {
			this.#replicas.delete(this.#name);
		});
	}

	#stored(): StoredReplica {
		const stored = this.#replicas.get(this.#name) ?? { generation: 0, updates: [], records: new Map() };
		this.#replicas.set(this.#name, stored);
		return stored;
	}

	#current(): StoredReplica {
		const stored = this.#stored();
		// Another tab deleted the database: IndexedDB closes it under everybody else.
		if (stored !== this.#opened) throw new WriteAborted(false);
		if (stored.generation !== this.generation) throw new Superseded();
		return stored;
	}

	#takeIn(stored: StoredReplica): void {
		this.rows = stored.updates.length;
		if (this.#closed) return;
		this.#doc.transact(() => {
			for (const update of stored.updates) Y.applyUpdate(this.#doc, update, this);
		}, this);
	}
}

function writeRecords(entries: Map<string, unknown>, changes: readonly (Change | DiskRecord)[]): void {
	for (const change of changes) {
		if ('unlessThere' in change && entries.has(change.key)) continue;
		if (change.value === undefined) entries.delete(change.key);
		else entries.set(change.key, change.value);
	}
}
