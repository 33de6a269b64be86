/**
 * How far the others of open conversations have read. Asked for when a conversation is opened and when the socket comes back; told in steps by the relay
 * meanwhile. Nothing of it is stored: without a network it is what was known last.
 */
import type { Reader } from '#lib/protocol/readers.ts';

export interface ReadersOptions {
	fetch(conversation: string): Promise<readonly Reader[] | undefined>;
	onChange(conversation: string): void;
}

const NOBODY: ReadonlyMap<string, Reader> = new Map();

export class Readers {
	readonly #options: ReadersOptions;
	/** Of conversations that are open on the page. */
	readonly #open = new Map<string, ReadonlyMap<string, Reader>>();

	constructor(options: ReadersOptions) {
		this.#options = options;
	}

	/** By user. Replaced when anything changed. */
	of(conversation: string): ReadonlyMap<string, Reader> {
		return this.#open.get(conversation) ?? NOBODY;
	}

	/** @param isThere the server knows it, and this person as a member; steps are heard of in any case, since it may come to be so. */
	opened(conversation: string, isThere: boolean): void {
		if (!this.#open.has(conversation)) this.#open.set(conversation, NOBODY);
		if (isThere) void this.ask(conversation);
	}

	closed(conversation: string): void {
		this.#open.delete(conversation);
	}

	/** Somebody read on, or marked as unread. */
	take(conversation: string, reader: Reader): void {
		const known = this.#open.get(conversation);
		if (!known) return;
		this.#open.set(conversation, new Map(known).set(reader.user, reader));
		this.#options.onChange(conversation);
	}

	/** The socket is open again: steps may have been missed. */
	reconnected(): void {
		for (const conversation of this.#open.keys()) void this.ask(conversation);
	}

	async ask(conversation: string): Promise<void> {
		const readers = await this.#options.fetch(conversation);
		if (!readers || !this.#open.has(conversation)) return;
		this.#open.set(conversation, new Map(readers.map((reader) => [reader.user, reader])));
		this.#options.onChange(conversation);
	}
}
