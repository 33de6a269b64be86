/** The person's tray: texts of conversations whose documents are gone from this device. On disk before the document goes; only the person empties it. */
import type { Change, KeyValueStore } from './key-value-store.ts';
import type { UndeliveredText } from './summaries.ts';

const PREFIX = 'undelivered/';

export class Undelivered {
	readonly #store: KeyValueStore;
	#texts: readonly UndeliveredText[] = [];

	constructor(store: KeyValueStore) {
		this.#store = store;
	}

	get texts(): readonly UndeliveredText[] {
		return this.#texts;
	}

	async load(): Promise<void> {
		const entries = await this.#store.entries(PREFIX);
		this.#texts = entries.map(([, text]) => text as UndeliveredText).sort((one, other) => one.at - other.at);
	}

	/** Resolves when they are on disk, together with the other changes. */
	async add(texts: readonly UndeliveredText[], changes: readonly Change[]): Promise<void> {
		await this.#store.write([...texts.map((text) => ({ key: PREFIX + text.key, value: text })), ...changes]);
		await this.load();
	}

	async discard(key: string): Promise<void> {
		await this.#store.write([{ key: PREFIX + key, value: undefined }]);
		await this.load();
	}
}
