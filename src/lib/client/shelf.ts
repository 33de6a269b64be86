/** The conversations whose documents this tab holds: which are open, which volumes have something to send, and how they go for good. */
import { conversationDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';
import { Replica, type ReplicaOptions } from './replica.ts';
import { VolumeSet } from './volume-set.ts';

export interface ShelfOptions {
	self: string;
	store: KeyValueStore;
	/** The database of a document. */
	storeNameOf(document: string): string;
	/** What all replicas of this tab share. */
	replica: Pick<ReplicaOptions, 'ids' | 'storage' | 'carrier' | 'clock' | 'locks' | 'tabs' | 'trust'>;
	/** Whatever must be on disk before the first event of a document. */
	beforeFirstWrite(): Promise<void>;
	onChange(conversation: string): void;
	onClosed(conversation: string, code: number): void;
}

const UNSENT = 'unsent/';
const REPLICA = 'replica/';

export class Shelf {
	readonly #options: ShelfOptions;
	readonly #sets = new Map<string, VolumeSet>();
	/** Documents that this profile wrote into and that may not have been sent whole. */
	readonly #unsent = new Set<string>();
	/** Documents that have a database here. */
	readonly #known = new Set<string>();

	constructor(options: ShelfOptions) {
		this.#options = options;
	}

	async load(): Promise<void> {
		for (const [key] of await this.#options.store.entries(UNSENT)) this.#unsent.add(key.slice(UNSENT.length));
		// Whichever of the two a full disk took: a copy that nobody knows of would keep its texts to itself for good.
		for (const document of this.#unsent) this.#known.add(document);
		for (const [key] of await this.#options.store.entries(REPLICA))
			this.#known.add(key.slice(REPLICA.length));
	}

	get sets(): ReadonlyMap<string, VolumeSet> {
		return this.#sets;
	}

	/** Texts that were refused one by one and that the person has not dealt with. */
	get traySize(): number {
		let size = 0;
		for (const set of this.#sets.values()) for (const replica of set.replicas) size += replica.tray.size;
		return size;
	}

	/** Is anything of these conversations on no disk? */
	get failure(): { full: boolean } | null {
		const failures = [...this.#sets.values()].flatMap(({ replicas }) =>
			[...replicas].flatMap((replica) => replica.failure ?? []),
		);
		return failures.length === 0 ? null : { full: failures.some(({ full }) => full) };
	}

	/** Another tab began the stored copy of this document anew. */
	superseded(document: string): void {
		for (const set of this.#sets.values())
			for (const replica of set.replicas) if (replica.document === document) replica.superseded();
	}

	/** Every document that has a database here, open or not. */
	get documents(): readonly string[] {
		return [...this.#known];
	}

	/** Conversations of which something is on this device's disk, with the newest volume of each. */
	get stored(): ReadonlyMap<string, number> {
		const stored = new Map<string, number>();
		for (const document of this.#known) {
			const name = parseDocumentName(document);
			if (name) stored.set(name.conversation, Math.max(name.volume, stored.get(name.conversation) ?? 0));
		}
		return stored;
	}

	get(conversation: string): VolumeSet | undefined {
		return this.#sets.get(conversation);
	}

	/** Opens it with those older volumes that have something to send. */
	open(conversation: string, newest: number): VolumeSet {
		const known = this.#sets.get(conversation);
		if (known) {
			known.setNewest(newest);
			return known;
		}
		const set = new VolumeSet({
			conversation,
			self: this.#options.self,
			newest,
			openReplica: (document, volume, callbacks) => this.#openReplica(document, volume, callbacks),
			holds: (volume) => this.#known.has(conversationDocument(conversation, volume)),
			onChange: () => this.#options.onChange(conversation),
			onClosed: (code) => this.#options.onClosed(conversation, code),
		});
		this.#sets.set(conversation, set);
		for (const document of this.#unsent) {
			const name = parseDocumentName(document);
			if (name?.conversation === conversation) set.open(name.volume);
		}
		return set;
	}

	/** Lets go of it; its copy stays. */
	async close(conversation: string): Promise<void> {
		const set = this.#sets.get(conversation);
		this.#sets.delete(conversation);
		await set?.close();
	}

	async closeAll(): Promise<void> {
		await Promise.all([...this.#sets.keys()].map((conversation) => this.close(conversation)));
	}

	/** Opens every volume that has a copy on this device: older ones hold trays too. */
	openStored(conversation: string): void {
		for (const document of this.#known) {
			const name = parseDocumentName(document);
			if (name?.conversation === conversation) this.#sets.get(conversation)?.open(name.volume);
		}
	}

	/** Deletes its copy from the device. */
	async erase(conversation: string): Promise<void> {
		const set = this.#sets.get(conversation);
		if (!set) return;
		this.openStored(conversation);
		this.#sets.delete(conversation);
		try {
			await set.erase();
		} catch {
			// The store does not delete now. It stays known, and is tried again with the next picture of the workspace.
			return;
		}
		const changes: Change[] = [];
		for (const document of [...this.#known]) {
			if (parseDocumentName(document)?.conversation !== conversation) continue;
			this.#known.delete(document);
			this.#unsent.delete(document);
			changes.push(
				{ key: REPLICA + document, value: undefined },
				{ key: UNSENT + document, value: undefined },
			);
		}
		await this.#options.store.write(changes).catch(() => {});
	}

	/** What was sent whole need not be opened at the next start. */
	clearSent(conversation: string): void {
		for (const replica of this.#sets.get(conversation)?.replicas ?? []) {
			const { document } = replica;
			if (!this.#unsent.has(document) || !replica.synced || replica.unsent > 0) continue;
			this.#unsent.delete(document);
			void this.#options.store.write([{ key: UNSENT + document, value: undefined }]).catch(() => {});
		}
	}

	#openReplica(
		document: string,
		volume: number,
		callbacks: { onChange(): void; onClosed(code: number): void },
	): Replica {
		const { self, store, storeNameOf, replica, beforeFirstWrite } = this.#options;
		if (!this.#known.has(document)) {
			this.#known.add(document);
			void store.write([{ key: REPLICA + document, value: true }]).catch(() => {});
		}
		return new Replica({
			...replica,
			document,
			volume,
			self,
			storeName: storeNameOf(document),
			...callbacks,
			beforeFirstWrite: async () => {
				await beforeFirstWrite();
				this.#unsent.add(document);
				// What finds the text again when its conversation is gone, or has a newer volume; the text itself is stored without it.
				const marks = [UNSENT, REPLICA].map((prefix) => ({ key: prefix + document, value: true }));
				await store.write(marks).catch(() => {});
			},
		});
	}
}
