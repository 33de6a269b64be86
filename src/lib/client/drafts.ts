/** Unsent texts of composers, per conversation. In memory at once, on disk as soon as the write before has completed. */
import type { KeyValueStore } from './key-value-store.ts';

const PREFIX = 'draft/';

export class Drafts {
	readonly #store: KeyValueStore;
	readonly #onChange: (conversation: string) => void;
	#texts = new Map<string, string>();
	readonly #unwritten = new Set<string>();
	/** Whose write is under way: what a read finds meanwhile is older. */
	#beingWritten: readonly string[] = [];
	#writing: Promise<void> | null = null;

	/** @param onChange after another tab's or one's own change; this tab's own is on disk then */
	constructor(store: KeyValueStore, onChange: (conversation: string) => void) {
		this.#store = store;
		this.#onChange = onChange;
	}

	/** Reads what is stored; also when another tab changed it. */
	async load(): Promise<void> {
		const stored = new Map(
			(await this.#store.entries(PREFIX)).map(([key, text]) => [key.slice(PREFIX.length), String(text)]),
		);
		for (const conversation of [...this.#unwritten, ...this.#beingWritten]) {
			const text = this.#texts.get(conversation);
			if (text === undefined) stored.delete(conversation);
			else stored.set(conversation, text);
		}
		this.#texts = stored;
	}

	of(conversation: string): string {
		return this.#texts.get(conversation) ?? '';
	}

	set(conversation: string, text: string): void {
		if (text === this.of(conversation)) return;
		if (text === '') this.#texts.delete(conversation);
		else this.#texts.set(conversation, text);
		this.#unwritten.add(conversation);
		this.#writing ??= this.#write();
	}

	/** Resolves when nothing waits to be written. */
	async idle(): Promise<void> {
		await this.#writing;
	}

	async #write(): Promise<void> {
		while (this.#unwritten.size > 0) {
			const conversations = (this.#beingWritten = [...this.#unwritten]);
			this.#unwritten.clear();
			const changes = conversations.map((conversation) => ({
				key: PREFIX + conversation,
				value: this.#texts.get(conversation),
			}));
			// The text stays in the box and in memory; the next keystroke tries again.
			await this.#store.write(changes).catch(() => {});
			this.#beingWritten = [];
			for (const conversation of conversations) this.#onChange(conversation);
		}
		this.#writing = null;
	}
}
