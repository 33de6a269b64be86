/**
 * How far the others of open conversations have read, and have them on their devices. Asked for when a conversation is opened and when the socket comes back; told
 * in steps by the relay meanwhile. Nothing of it is stored: without a network it is what was known last.
 */
import type { Reach, Reader, Readers as Answer } from '#lib/protocol/readers.ts';

export interface ReadersOptions {
	fetch(conversation: string): Promise<Answer | undefined>;
	onChange(conversation: string): void;
}

/** Of one conversation. Replaced when anything changed. */
export interface KnownReaders {
	/** By user. */
	readers: ReadonlyMap<string, Reader>;
	/** Of each volume the position through which somebody else's device has it. */
	delivered: ReadonlyMap<number, number>;
}

/** Of one message: those of the others who have read it, those who have not, and whether it is on a device of any of them. */
export interface ItsReaders {
	read: readonly string[];
	unread: readonly string[];
	delivered: boolean;
}

const NOBODY: KnownReaders = { readers: new Map(), delivered: new Map() };

export class Readers {
	readonly #options: ReadersOptions;
	/** Of conversations that are open on the page. */
	readonly #open = new Map<string, KnownReaders>();

	constructor(options: ReadersOptions) {
		this.#options = options;
	}

	of(conversation: string): KnownReaders {
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
		this.#replace(conversation, { ...known, readers: new Map(known.readers).set(reader.user, reader) });
	}

	/** A device of somebody else has more. */
	takeHeld(conversation: string, { volume, position }: Reach): void {
		const known = this.#open.get(conversation);
		if (!known || position <= (known.delivered.get(volume) ?? -1)) return;
		this.#replace(conversation, { ...known, delivered: new Map(known.delivered).set(volume, position) });
	}

	/** The socket is open again: steps may have been missed. */
	reconnected(): void {
		for (const conversation of this.#open.keys()) void this.ask(conversation);
	}

	async ask(conversation: string): Promise<void> {
		const answer = await this.#options.fetch(conversation);
		if (!answer || !this.#open.has(conversation)) return;
		this.#replace(conversation, {
			readers: new Map(answer.readers.map((reader) => [reader.user, reader])),
			delivered: new Map(answer.delivered.map(({ volume, position }) => [volume, position])),
		});
	}

	#replace(conversation: string, known: KnownReaders): void {
		this.#open.set(conversation, known);
		this.#options.onChange(conversation);
	}
}
