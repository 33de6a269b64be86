/**
 * Commands wait on the device until the server has decided them: in order, one at a time, sent by one tab (design section 1). A lost answer is no harm,
 * because the server gives the same outcome for the same id.
 */
import type { Command, CommandOutcome } from '#lib/protocol/commands.ts';
import type { Clock, Locks } from './environment.ts';
import type { Change, KeyValueStore } from './key-value-store.ts';

/** `later`: no answer, or none that decides; `stop`: this sign-in may not send (any more). */
export type CommandReply =
	{ kind: 'outcome'; outcome: CommandOutcome } | { kind: 'later' } | { kind: 'stop' };

export interface CommandQueueOptions {
	user: string;
	store: KeyValueStore;
	locks: Locks;
	clock: Clock;
	send(command: Command): Promise<CommandReply>;
	/** What has to be stored in the same write that takes the command out of the queue. */
	decided(command: Command, outcome: CommandOutcome): readonly Change[];
	/** `outcome`: of a command that left the queue just now, in this tab. */
	onChange(outcome?: CommandOutcome): void;
}

const PREFIX = 'command/';
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

export class CommandQueue {
	readonly #options: CommandQueueOptions;
	/** By id, so in the order of writing. */
	#pending: readonly Command[] = [];
	/** Those whose write has not completed yet. */
	readonly #saving = new Map<string, Promise<void>>();
	#running = false;
	#stopped = true;
	#closed = false;
	#retries = 0;
	#cancelRetry: (() => void) | null = null;

	constructor(options: CommandQueueOptions) {
		this.#options = options;
	}

	get pending(): readonly Command[] {
		return this.#pending;
	}

	/** Reads what is stored; also when another tab changed it. */
	async load(): Promise<void> {
		const stored = (await this.#options.store.entries(PREFIX)).map(([, command]) => command as Command);
		const known = new Set(stored.map(({ id }) => id));
		const unwritten = this.#pending.filter(({ id }) => this.#saving.has(id) && !known.has(id));
		this.#pending = [...stored, ...unwritten].sort(byId);
		this.#options.onChange();
	}

	/**
	 * It shows at once; resolves when it is on disk, and is not sent before. An aborted write is tried again: a command that was dropped would look like one that
	 * was decided. Never resolves once the queue is closed.
	 * @param notSaved called when a write was aborted
	 */
	async enqueue(command: Command, notSaved?: () => void): Promise<void> {
		this.#pending = [...this.#pending, command].sort(byId);
		const saved = this.#save(command, notSaved);
		this.#saving.set(command.id, saved);
		this.#options.onChange();
		await saved;
		this.#saving.delete(command.id);
		this.#options.onChange();
		void this.#run();
	}

	async #save(command: Command, notSaved?: () => void): Promise<void> {
		const { store, clock } = this.#options;
		for (let attempt = 0; ; attempt++) {
			try {
				return await store.write([{ key: PREFIX + command.id, value: command }]);
			} catch {
				notSaved?.();
			}
			const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
			await new Promise<void>((resolve) => clock.after(delay, () => !this.#closed && resolve()));
		}
	}

	/** Resolves when everything that was queued so far is on disk. */
	async saved(): Promise<void> {
		await Promise.all(this.#saving.values());
	}

	/** There is a connection, under this person's sign-in. */
	start(): void {
		this.#stopped = false;
		this.#retries = 0;
		void this.#run();
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelRetry?.();
		this.#cancelRetry = null;
	}

	/** For good. */
	close(): void {
		this.stop();
		this.#closed = true;
	}

	async #run(): Promise<void> {
		if (this.#running || this.#stopped || this.#pending.length === 0) return;
		this.#running = true;
		this.#cancelRetry?.();
		const { locks, user } = this.#options;
		try {
			await locks.hold(`parley/${user}/commands`, () => this.#sendAll());
		} catch {
			// The store did not take the outcome: asked again, the server repeats it.
			this.#retryLater();
		} finally {
			this.#running = false;
		}
	}

	async #sendAll(): Promise<void> {
		// Another tab may have sent some while this one waited for its turn.
		await this.load();
		for (let command = this.#pending[0]; command && !this.#stopped; command = this.#pending[0]) {
			const { id } = command;
			await this.#saving.get(id);
			const reply = await this.#options.send(command);
			if (reply.kind === 'stop') return this.stop();
			if (reply.kind === 'later') return this.#retryLater();
			const changes = this.#options.decided(command, reply.outcome);
			await this.#options.store.write([{ key: PREFIX + id, value: undefined }, ...changes]);
			this.#retries = 0;
			this.#pending = this.#pending.filter((other) => other.id !== id);
			this.#options.onChange(reply.outcome);
		}
	}

	#retryLater(): void {
		if (this.#stopped) return;
		const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#retries++, 10));
		this.#cancelRetry?.();
		this.#cancelRetry = this.#options.clock.after(delay, () => void this.#run());
	}
}

function byId(one: Command, other: Command): number {
	return one.id < other.id ? -1 : 1;
}
