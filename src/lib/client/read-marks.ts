/**
 * How far the person has read, per conversation: the furthest of what the server knows and what was read here, so that marks of all devices and tabs merge in any
 * order. Marks that the server has not confirmed are on disk and are sent when there is a connection; only the last one of a conversation counts.
 */
import type { Command } from '#lib/protocol/commands.ts';
import { isFurther, type ReadPosition } from '#lib/protocol/workspace.ts';
import type { CommandReply } from './command-queue.ts';
import type { Clock } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';

interface Mark extends ReadPosition {
	/** The server has confirmed it. It stays until the workspace says so too. */
	sent: boolean;
}

export interface ReadMarksOptions {
	store: KeyValueStore;
	clock: Clock;
	newId(): string;
	send(command: Command): Promise<CommandReply>;
	onChange(conversation: string): void;
	/** This tab stored one. */
	onStored(): void;
}

const PREFIX = 'mark/';
/** Reading on moves the mark again and again; it is sent when it has stood for this long. */
const SETTLE_MS = 800;
const RETRY_MS = 15_000;

export class ReadMarks {
	readonly #options: ReadMarksOptions;
	readonly #marks = new Map<string, Mark>();
	#server = new Map<string, ReadPosition>();
	#started = false;
	#sending = false;
	#cancelTimer: (() => void) | null = null;

	constructor(options: ReadMarksOptions) {
		this.#options = options;
	}

	async load(): Promise<void> {
		for (const [key, value] of await this.#options.store.entries(PREFIX))
			this.#merge(key.slice(PREFIX.length), value as Mark);
	}

	/** The workspace as the server, or the device's copy of it, has it. */
	takeServer(positions: Iterable<[conversation: string, position: ReadPosition]>): void {
		this.#server = new Map(positions);
		for (const [conversation, mark] of this.#marks) {
			const known = this.#server.get(conversation);
			if (!mark.sent || !known || isFurther(mark, known)) continue;
			this.#marks.delete(conversation);
			void this.#store(conversation, undefined);
		}
	}

	/** Another device read on. It is stored like a mark of this one: the device may be restarted without a network before it hears of the workspace again. */
	takeRemote(conversation: string, { mark, volume, position }: ReadPosition): void {
		const further = { mark, volume, position, sent: true };
		if (!isFurther(further, this.of(conversation))) return;
		this.#marks.set(conversation, further);
		void this.#store(conversation, further);
		this.#options.onChange(conversation);
	}

	of(conversation: string): ReadPosition {
		const server = this.#server.get(conversation) ?? { mark: 0, volume: 0, position: -1 };
		const mark = this.#marks.get(conversation);
		return mark && isFurther(mark, server) ? mark : server;
	}

	/** Does nothing unless it is further. */
	mark(conversation: string, { mark, volume, position }: ReadPosition): void {
		const further = { mark, volume, position, sent: false };
		if (!isFurther(further, this.of(conversation))) return;
		this.#marks.set(conversation, further);
		void this.#store(conversation, further);
		this.#options.onChange(conversation);
		this.#sendAfter(SETTLE_MS);
	}

	forget(conversation: string): void {
		this.#marks.delete(conversation);
	}

	start(): void {
		this.#started = true;
		this.#sendAfter(0);
	}

	stop(): void {
		this.#started = false;
		this.#cancelTimer?.();
		this.#cancelTimer = null;
	}

	#merge(conversation: string, stored: Mark): void {
		const known = this.#marks.get(conversation);
		if (known && !isFurther(stored, known) && !(stored.sent && !isFurther(known, stored))) return;
		this.#marks.set(conversation, stored);
		this.#options.onChange(conversation);
	}

	#sendAfter(delay: number): void {
		if (!this.#started) return;
		this.#cancelTimer?.();
		this.#cancelTimer = this.#options.clock.after(delay, () => void this.#send());
	}

	async #send(): Promise<void> {
		if (this.#sending) return;
		this.#sending = true;
		const { clock, newId, send } = this.#options;
		try {
			for (const [conversation, mark] of [...this.#marks]) {
				if (mark.sent || !this.#started) continue;
				const { mark: count, volume, position } = mark;
				const place = { conversation, mark: count, volume, position };
				const reply = await send({ id: newId(), at: clock.now(), kind: 'read.mark', ...place });
				if (reply.kind === 'stop') return;
				if (reply.kind === 'later') return this.#sendAfter(RETRY_MS);
				// Refused means that the conversation is gone; the workspace will say so.
				const sent = { ...mark, sent: true };
				if (this.#marks.get(conversation) === mark) {
					this.#marks.set(conversation, sent);
					await this.#store(conversation, sent);
				}
			}
		} finally {
			this.#sending = false;
		}
		// Read further while sending.
		if ([...this.#marks.values()].some((mark) => !mark.sent)) this.#sendAfter(SETTLE_MS);
	}

	/** Losing a mark costs nothing but reading again, so a failed write is not repeated. */
	#store(conversation: string, value: Mark | undefined): Promise<void> {
		const { store, onStored } = this.#options;
		return store.write([{ key: PREFIX + conversation, value }]).then(onStored, () => {});
	}
}
