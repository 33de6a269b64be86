/**
 * Unsent texts of composers, per conversation. In memory at once, on disk as soon as the write before has completed. Once there is a client id, they are
 * those of all of the person's devices, and what another tab or device wrote is merged into them.
 */
import type { Locks } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';
import { SharedDrafts } from './shared-drafts.ts';

const PREFIX = 'draft/';
/** The shared document's state: written with the texts that it makes, or not at all. */
const SHARED = 'shared-drafts';

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

	constructor(options: DraftsOptions) {
		this.#options = options;
	}

	/** Reads what is stored; also when another tab changed it. */
	async load(): Promise<void> {
		const { store } = this.#options;
		const state = await store.get(SHARED);
		if (this.#shared) return void (state instanceof Uint8Array && this.#shared.merge(state));
		const stored = new Map(
			(await store.entries(PREFIX)).map(([key, text]) => [key.slice(PREFIX.length), String(text)]),
		);
		for (const conversation of [...this.#unwritten, ...this.#beingWritten]) {
			const text = this.#texts.get(conversation);
			if (text === undefined) stored.delete(conversation);
			else stored.set(conversation, text);
		}
		this.#texts = stored;
	}

	/** From now on they are a document of all devices. @param client a leased id that no other instance uses */
	async share(client: number): Promise<SharedDrafts> {
		const shared = new SharedDrafts(client, (conversations) => {
			if (this.#shared === shared) this.#changed(conversations);
		});
		const state = await this.#options.store.get(SHARED);
		if (state instanceof Uint8Array) shared.merge(state);
		// What was written here before, or by an older version, is the person's last word on this device.
		const all = new Set([...this.#texts.keys(), ...shared.texts().keys()]);
		const written = [...all].filter((conversation) => shared.write(conversation, this.of(conversation)));
		this.#shared = shared;
		// With the state, or the next start would write it once more.
		if (written.length > 0) this.#store(written);
		return shared;
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

	/** Resolves when nothing waits to be written. */
	async idle(): Promise<void> {
		await this.#writing;
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
			await locks.hold(lockName, () => this.#writeOnce()).catch(() => {});
			this.#beingWritten = [];
			onStored();
		}
		this.#writing = null;
	}

	async #writeOnce(): Promise<void> {
		const { store } = this.#options;
		const stored = this.#shared && (await store.get(SHARED));
		if (stored instanceof Uint8Array) this.#shared?.merge(stored);
		const conversations = (this.#beingWritten = [...this.#unwritten]);
		this.#unwritten.clear();
		const changes = conversations.map((conversation) => ({
			key: PREFIX + conversation,
			value: this.#texts.get(conversation) as unknown,
		}));
		if (this.#shared) changes.push({ key: SHARED, value: this.#shared.state });
		await store.write(changes);
	}
}
