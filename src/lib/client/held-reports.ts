/**
 * Tells the server what others wrote that is on this device's disk (SPEC W11): of all conversations together, some seconds after it came, and only where somebody
 * else wrote. What was told is stored, so that a start tells nothing anew. Losing that costs one report.
 */
import type { Command } from '#lib/protocol/commands.ts';
import { MAX_HELD_PER_COMMAND, MAX_TOLD_MEMBERS, type HeldPosition } from '#lib/protocol/readers.ts';
import type { CommandReply } from './command-queue.ts';
import type { Clock } from './environment.ts';
import type { KeyValueStore } from './key-value-store.ts';
import type { Replica } from './replica.ts';

export interface HeldReportsOptions {
	store: KeyValueStore;
	clock: Clock;
	newId(): string;
	send(command: Command): Promise<CommandReply>;
	/** Those of its volumes that are open. */
	replicasOf(conversation: string): Iterable<Pick<Replica, 'document' | 'volume' | 'held' | 'items'>>;
	/** Of how many people; 0 where this person is none of them. */
	membersOf(conversation: string): number;
}

interface Told {
	epoch: number;
	/** The position that was told. */
	position: number;
}

const PREFIX = 'held/';
/** What comes in a burst goes in one report. */
const SETTLE_MS = 1_000;
const EVERY_MS = 4_000;
/** In rooms so large that nobody is told of it. */
const EVERY_IN_LARGE_MS = 60_000;
const RETRY_MS = 15_000;

export class HeldReports {
	readonly #options: HeldReportsOptions;
	readonly #told = new Map<string, Told>();
	/** So far there is nothing of others that was not told. */
	readonly #seen = new Map<string, Told>();
	/** Conversations that may have something to tell. */
	readonly #changed = new Set<string>();
	/** When a conversation was told of last, ms. */
	readonly #toldAt = new Map<string, number>();
	#started = false;
	#sending = false;
	#cancelTimer: (() => void) | null = null;
	#dueAt = 0;

	constructor(options: HeldReportsOptions) {
		this.#options = options;
	}

	async load(): Promise<void> {
		for (const [key, value] of await this.#options.store.entries(PREFIX))
			this.#told.set(key.slice(PREFIX.length), value as Told);
	}

	changed(conversation: string): void {
		this.#changed.add(conversation);
		if (this.#sending) return;
		const delay = Math.max(SETTLE_MS, this.#waitOf(conversation));
		// What waits may be of a large room, whose turn is long after this one's.
		if (!this.#cancelTimer || this.#options.clock.now() + delay < this.#dueAt) this.#sendAfter(delay);
	}

	start(): void {
		this.#started = true;
		if (this.#changed.size > 0) this.#sendAfter(SETTLE_MS);
	}

	stop(): void {
		this.#started = false;
		this.#cancelTimer?.();
		this.#cancelTimer = null;
	}

	#sendAfter(delay: number): void {
		if (!this.#started) return;
		this.#cancelTimer?.();
		this.#dueAt = this.#options.clock.now() + delay;
		this.#cancelTimer = this.#options.clock.after(delay, () => {
			this.#cancelTimer = null;
			void this.#send();
		});
	}

	async #send(): Promise<void> {
		const { clock, newId, send, store } = this.#options;
		const due = [...this.#changed].filter((conversation) => this.#waitOf(conversation) <= 0);
		for (const conversation of due) this.#changed.delete(conversation);
		const held = due.flatMap((conversation) => this.#untold(conversation));
		const now = held.slice(0, MAX_HELD_PER_COMMAND);
		for (const { conversation } of held.slice(MAX_HELD_PER_COMMAND)) this.#changed.add(conversation);
		if (now.length > 0) {
			this.#sending = true;
			const reply = await send({
				id: newId(),
				at: clock.now(),
				kind: 'held.report',
				held: now.map(({ entry }) => entry),
			});
			this.#sending = false;
			if (reply.kind !== 'outcome') {
				for (const { conversation } of now) this.#changed.add(conversation);
				if (reply.kind === 'later') this.#sendAfter(RETRY_MS);
				return;
			}
			const changes = now.map(({ document, conversation, entry: { epoch, position } }) => {
				this.#toldAt.set(conversation, clock.now());
				this.#told.set(document, { epoch, position });
				return { key: PREFIX + document, value: { epoch, position } };
			});
			await store.write(changes).catch(() => {});
		}
		if (this.#changed.size > 0)
			this.#sendAfter(Math.max(SETTLE_MS, Math.min(...[...this.#changed].map((each) => this.#waitOf(each)))));
	}

	/** ms until it may be told of again. */
	#waitOf(conversation: string): number {
		const { clock, membersOf } = this.#options;
		const every = membersOf(conversation) > MAX_TOLD_MEMBERS ? EVERY_IN_LARGE_MS : EVERY_MS;
		return (this.#toldAt.get(conversation) ?? -Infinity) + every - clock.now();
	}

	#untold(conversation: string): { conversation: string; document: string; entry: HeldPosition }[] {
		const { replicasOf, membersOf } = this.#options;
		if (membersOf(conversation) < 2) return [];
		return [...replicasOf(conversation)].flatMap((replica) => {
			const { document, volume, held } = replica;
			const { epoch } = held;
			const position = held.entries - 1;
			const from = this.#passed(document, epoch);
			if (position <= from) return [];
			if (hasOthers(replica, from, position))
				return [{ conversation, document, entry: { conversation, volume, epoch, position } }];
			this.#seen.set(document, { epoch, position });
			return [];
		});
	}

	/** The position through which nothing is to be told. */
	#passed(document: string, epoch: number): number {
		const places = [this.#told.get(document), this.#seen.get(document)];
		return Math.max(-1, ...places.map((place) => (place?.epoch === epoch ? place.position : -1)));
	}
}

/** Did somebody else write a message after `from`, up to `through`? */
function hasOthers(replica: Pick<Replica, 'items'>, from: number, through: number): boolean {
	const shown = replica.items();
	for (let index = shown.length - 1; index >= 0; index--) {
		const { kind, mine, position } = shown[index]!;
		if (position === null || position > through) continue;
		if (position <= from) return false;
		if (kind === 'message' && !mine) return true;
	}
	return false;
}
