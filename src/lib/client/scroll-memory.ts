/** Where a conversation was left: at its end, or with a message at the top of the window (A08). */
export type ScrollPlace =
	{ atEnd: true } | { atEnd: false; key: string; /** px of that message above the edge */ above: number };

/** Kept for as long as the page lives; a new visit begins at what is new. */
export class ScrollMemory {
	readonly #places = new Map<string, ScrollPlace>();

	place(conversation: string): ScrollPlace | undefined {
		return this.#places.get(conversation);
	}

	keep(conversation: string, place: ScrollPlace): void {
		this.#places.set(conversation, place);
	}
}
