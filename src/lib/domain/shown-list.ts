import type { FoldEntry } from './fold-entry.ts';
import type { TimelineItem } from './timeline.ts';

/** The stored part of a timeline as an array of pictures, kept up to date: one new or changed entry costs one picture, not a new list of all. */
export class ShownList {
	readonly #self: string;
	#entries: FoldEntry[] = [];
	/** How many of the entries are in `#items` already. */
	#taken = 0;
	#items: TimelineItem[] = [];
	/** Entries that stand in `#items`, or were hidden when they were taken, and have changed since. */
	#changed = new Set<FoldEntry>();

	constructor(self: string) {
		this.#self = self;
	}

	/** In ledger order. From now on the entry reports its changes here. */
	add(entry: FoldEntry): void {
		this.#entries.push(entry);
		entry.onTouch = () => {
			if (entry.shownAt !== null) this.#changed.add(entry);
		};
	}

	/** The same array every time; copy it to keep it. */
	items(): readonly TimelineItem[] {
		for (const entry of this.#changed) {
			if (entry.hidden !== (entry.shownAt === -1)) {
				// Something in the middle came or went: rare, and everything behind it moves.
				this.#items = [];
				this.#taken = 0;
				break;
			}
			if (!entry.hidden) this.#items[entry.shownAt!] = entry.view(this.#self);
		}
		this.#changed.clear();
		for (; this.#taken < this.#entries.length; this.#taken++) {
			const entry = this.#entries[this.#taken]!;
			entry.shownAt = entry.hidden ? -1 : this.#items.push(entry.view(this.#self)) - 1;
		}
		return this.#items;
	}
}
