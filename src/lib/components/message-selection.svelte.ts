import { SvelteSet } from 'svelte/reactivity';

/** Which messages of a timeline are selected, to be copied or forwarded together. Nothing selected: it is off. */
export class MessageSelection {
	readonly #keys = new SvelteSet<string>();
	/** Where a selection over several begins. */
	#anchor: string | null = null;

	get size(): number {
		return this.#keys.size;
	}

	has(key: string): boolean {
		return this.#keys.has(key);
	}

	toggle(key: string): void {
		this.#anchor = key;
		if (!this.#keys.delete(key)) this.#keys.add(key);
	}

	/** Everything from where the last one was chosen through `key`. @param order the keys that may be selected, in order */
	extendTo(key: string, order: readonly string[]): void {
		const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
		const to = order.indexOf(key);
		if (from === -1 || to === -1) return this.toggle(key);
		for (const each of order.slice(Math.min(from, to), Math.max(from, to) + 1)) this.#keys.add(each);
	}

	clear(): void {
		this.#keys.clear();
		this.#anchor = null;
	}
}
