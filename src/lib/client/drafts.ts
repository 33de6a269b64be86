/**
 * Unsent texts of composers, per conversation. In memory at once, on disk as soon as the write before has completed. Once there is a client id, they are
 * those of all of the person's devices, and what another tab or device wrote is merged into them.
 */
import type { Locks } from './environment.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';
import { SharedDrafts } from './shared-drafts.ts';

const PREFIX = 'draft/';
/** The shared document's state: written with the texts that it makes, or not at all. */
const SHARED = 'shared-drafts';
/** How often the shared document was begun anew here (SPEC X9). */
const GENERATION = 'shared-drafts-generation';

export interface DraftsOptions {
	store: KeyValueStore;
	/** Keeps the tabs apart while the shared document is read, merged and written. */
	locks: Locks;
	lockName: string;
	/** This tab's own change is on disk. */
	onStored(): void;
	/** A draft was changed elsewhere. */
	onChange(conversation: string): void;
}

export class Drafts {
	readonly #options: DraftsOptions;
	#texts = new Map<string, string>();
	#shared: SharedDrafts | null = null;
	readonly #unwritten = new Set<string>();
	/** Whose write is under way: what a read finds meanwhile is older. */
	#beingWritten: readonly string[] = [];
	#writing: Promise<void> | null = null;
	#failed = false;
	#generation = 0;
	/** Another tab began the shared document anew: this one's is given up, until the next `share`. */
	onSuperseded: (() => void) | null = null;

	constructor(options: DraftsOptions) {
		this.#options = options;
	}

	/** Reads what is stored; also when another tab changed it. */
	async load(): Promise<void> {
		const { store } = this.#options;
		const generation = await this.#storedGeneration();
		const state = await store.get(SHARED);
		if (this.#shared && generation === this.#generation)
			return void (state instanceof Uint8Array && this.#shared.merge(state));
		const changed = await this.#takeStored();
		if (!this.#shared) return;
		// Another tab began the document anew. What is not stored yet is written into that one.
		this.#shared = null;
		for (const conversation of changed) this.#options.onChange(conversation);
		this.onSuperseded?.();
	}

	/** The stored texts, but for those that were changed here and are not written yet. Answers which are others now. */
	async #takeStored(): Promise<string[]> {
		const stored = new Map(
			(await this.#options.store.entries(PREFIX)).map(([key, text]) => [
				key.slice(PREFIX.length),
				String(text),
			]),
		);
		for (const conversation of [...this.#unwritten, ...this.#beingWritten]) {
			const text = this.#texts.get(conversation);
			if (text === undefined) stored.delete(conversation);
			else stored.set(conversation, text);
		}
		const before = this.#texts;
		this.#texts = stored;
		const all = new Set([...before.keys(), ...stored.keys()]);
		return [...all].filter((conversation) => before.get(conversation) !== stored.get(conversation));
	}

	/** From now on they are a document of all devices. @param client a leased id that no other instance uses */
	async share(client: number): Promise<SharedDrafts> {
		const { store, locks, lockName, onChange } = this.#options;
		// Texts and state as one write left them: what another tab has typed since this one read its texts is not taken for deleted here.
		return locks.hold(lockName, async () => {
			const generation = await this.#storedGeneration();
			const state = await store.get(SHARED);
			const changed = await this.#takeStored();
			const shared = this.prepare(client, state instanceof Uint8Array ? state : null);
			// What was written here before, or by an older version, is the person's last word on this device.
			const all = new Set([...this.#texts.keys(), ...shared.texts().keys()]);
			const written = [...all].filter((conversation) => shared.write(conversation, this.of(conversation)));
			this.#generation = generation;
			this.#shared = shared;
			// With the state, or the next start would write it once more.
			if (written.length > 0) this.#store(written);
			for (const conversation of changed) onChange(conversation);
			return shared;
		});
	}

	/** A replica that is not written into yet. */
	prepare(client: number, state: Uint8Array | null = null): SharedDrafts {
		const shared = new SharedDrafts(client, state, (conversations) => {
			if (this.#shared === shared) this.#changed(conversations);
		});
		return shared;
	}

	/**
	 * The relay does not take the replica as it is (SPEC X9): `fresh`, which holds what the relay has, takes its place on the disk, with what was written here.
	 * False when another tab was faster.
	 * @param changes what has to be stored with it
	 */
	async replace(fresh: SharedDrafts, changes: readonly Change[]): Promise<boolean> {
		const { store, locks, lockName, onStored } = this.#options;
		const old = this.#shared;
		let merged = new Map<string, string>();
		const done = await locks.hold(lockName, async () => {
			const state = await store.get(SHARED);
			const isPresent = (await this.#storedGeneration()) === this.#generation;
			if (!old || old !== this.#shared || !isPresent) return false;
			if (state instanceof Uint8Array) old.merge(state);
			// Here both meet as Yjs merges them; what comes out is then written as the person's own.
			old.merge(fresh.state);
			merged = old.texts();
			const all = new Set([...merged.keys(), ...fresh.texts().keys()]);
			for (const conversation of all) fresh.write(conversation, old.of(conversation));
			await store.write([
				...[...all].map((conversation) => ({ key: PREFIX + conversation, value: merged.get(conversation) })),
				{ key: SHARED, value: fresh.state },
				{ key: GENERATION, value: this.#generation + 1 },
				...changes,
			]);
			this.#generation++;
			this.#shared = fresh;
			return true;
		});
		if (!done || !old) return false;
		// During the write something was typed, which goes into the new one, or something came, which only that one has.
		const conversations = new Set([...this.#texts.keys(), ...fresh.texts().keys()]);
		const isTyped = (conversation: string) => this.of(conversation) !== (merged.get(conversation) ?? '');
		const typed = [...conversations].filter(isTyped);
		this.#store(typed.filter((conversation) => fresh.write(conversation, this.of(conversation))));
		const came = [...conversations].filter(
			(conversation) => this.of(conversation) !== fresh.of(conversation),
		);
		if (came.length > 0) this.#changed(came);
		onStored();
		return true;
	}

	/** What another tab or device writes is merged into what is written here, and does not take its place. */
	get areShared(): boolean {
		return this.#shared !== null;
	}

	of(conversation: string): string {
		return this.#texts.get(conversation) ?? '';
	}

	/** By conversation; none of them is empty. */
	get texts(): ReadonlyMap<string, string> {
		return this.#texts;
	}

	set(conversation: string, text: string): void {
		if (text === this.of(conversation)) return;
		this.#put(conversation, text);
		this.#shared?.write(conversation, text);
		this.#store([conversation]);
	}

	/** Resolves when nothing waits to be written, also when it could not be written. */
	async idle(): Promise<void> {
		await this.#writing;
	}

	/** Resolves when nothing waits to be written: is everything on disk, as part of the present document? */
	async whenStored(): Promise<boolean> {
		await this.#writing;
		return !this.#failed;
	}

	#changed(conversations: readonly string[]): void {
		for (const conversation of conversations) this.#put(conversation, this.#shared?.of(conversation) ?? '');
		this.#store(conversations);
		for (const conversation of conversations) this.#options.onChange(conversation);
	}

	#put(conversation: string, text: string): void {
		if (text === '') this.#texts.delete(conversation);
		else this.#texts.set(conversation, text);
	}

	#store(conversations: readonly string[]): void {
		for (const conversation of conversations) this.#unwritten.add(conversation);
		this.#writing ??= this.#write();
	}

	async #write(): Promise<void> {
		const { locks, lockName, onStored } = this.#options;
		while (this.#unwritten.size > 0) {
			// The text stays in the box and in memory; the next keystroke tries again.
			this.#failed = !(await locks.hold(lockName, () => this.#writeOnce()).catch(() => false));
			this.#beingWritten = [];
			onStored();
		}
		this.#writing = null;
	}

	/** False when another tab began the document anew: then only the texts are stored, and go into that one. */
	async #writeOnce(): Promise<boolean> {
		const { store } = this.#options;
		const isPresent = (await this.#storedGeneration()) === this.#generation;
		const shared = isPresent ? this.#shared : null;
		const stored = shared && (await store.get(SHARED));
		if (stored instanceof Uint8Array) shared?.merge(stored);
		const conversations = (this.#beingWritten = [...this.#unwritten]);
		this.#unwritten.clear();
		const changes = conversations.map((conversation) => ({
			key: PREFIX + conversation,
			value: this.#texts.get(conversation) as unknown,
		}));
		if (shared) changes.push({ key: SHARED, value: shared.state });
		await store.write(changes);
		if (!isPresent && this.#shared) queueMicrotask(() => void this.load().catch(() => {}));
		return isPresent;
	}

	async #storedGeneration(): Promise<number> {
		return ((await this.#options.store.get(GENERATION)) as number | undefined) ?? 0;
	}
}
