/** Every text that somebody wrote, and the best that the interface ever said about it. */
import type { Delivery } from '#lib/client/summaries.ts';

export interface WrittenText {
	/** Unique over the whole run: finds the text in any view, log or disk. */
	body: string;
	author: string;
	conversation: string;
	/** Profile and tab that wrote it. */
	profile: string;
	tab: string;
	/** The edited message's text; undefined for a message. */
	edits?: string;
	/** The call came back with success. */
	written: boolean;
	/** "Saved on this device" was shown. */
	saved: boolean;
	/** "Stored" was shown. */
	stored: boolean;
	/** The tray showed it, with this reason. */
	refused: string | null;
	/** A client without a tray was told of the refusal (SPEC W7). */
	toldRefused: boolean;
	/** Its author deleted it. */
	deleted: boolean;
	/** The tab died before it was known to be on disk: nobody was promised anything. */
	lostInMemory: boolean;
	/** Its profile's disk was put back to an earlier state since. */
	diskReverted: boolean;
	/** The log was put back to an earlier state since it was stored. */
	logReverted: boolean;
}

export class TextBook {
	readonly #texts = new Map<string, WrittenText>();
	#last = 0;

	nextBody(author: string, bytes = 0): string {
		const body = `text ${++this.#last} of ${author};`;
		return bytes > body.length ? body + ' and so on'.repeat(Math.ceil((bytes - body.length) / 10)) : body;
	}

	add(
		text: Pick<WrittenText, 'body' | 'author' | 'conversation' | 'profile' | 'tab'> & { edits?: string },
	): WrittenText {
		const whole: WrittenText = {
			...text,
			written: false,
			saved: false,
			stored: false,
			refused: null,
			toldRefused: false,
			deleted: false,
			lostInMemory: false,
			diskReverted: false,
			logReverted: false,
		};
		this.#texts.set(text.body, whole);
		return whole;
	}

	get(body: string): WrittenText | undefined {
		return this.#texts.get(body);
	}

	/** Is it gone by its author's will: it, or what it edits? */
	isDeleted(body: string): boolean {
		const text = this.#texts.get(body);
		if (!text) return false;
		return text.deleted || (text.edits !== undefined && this.isDeleted(text.edits));
	}

	/** Nothing was written after all: the text is still in the box. */
	forget(body: string): void {
		this.#texts.delete(body);
	}

	all(): WrittenText[] {
		return [...this.#texts.values()];
	}

	shown(body: string, delivery: Delivery): void {
		const text = this.#texts.get(body);
		if (!text) return;
		if (delivery === 'saved') text.saved = true;
		if (delivery === 'stored') text.saved = text.stored = true;
	}
}
