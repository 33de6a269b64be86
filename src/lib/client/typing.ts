/** Who is typing in one document (SPEC A8): words of awareness, never stored. The relay writes in who says it. */
import type { Awareness } from 'y-protocols/awareness';
import type { Clock } from './environment.ts';

/** A word says so for a while; who goes on typing says it again, and no more often. */
export const SAY_EVERY_MS = 4_000;
/** After the last key. */
export const PAUSE_MS = 5_000;
/** What is not said again no longer holds: a word that was lost, a device that went away. */
export const HOLDS_MS = 9_000;

interface Typist {
	user: string;
	/** Changes with every word. */
	said: unknown;
	forget: () => void;
}

export class Typing {
	readonly #clock: Pick<Clock, 'now' | 'after'>;
	readonly #self: string;
	readonly #listeners = new Set<() => void>();
	#awareness: Awareness | null = null;
	#others = new Map<number, Typist>();
	#saidAt = -SAY_EVERY_MS;
	#count = 0;
	#cancelPause: (() => void) | null = null;
	#cancelWord: (() => void) | null = null;

	constructor(self: string, clock: Pick<Clock, 'now' | 'after'>) {
		this.#self = self;
		this.#clock = clock;
	}

	/** Ids of the others, who began first first. */
	get users(): readonly string[] {
		return [...new Set([...this.#others.values()].map(({ user }) => user))];
	}

	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** From now on that of this instance of the document. */
	attach(awareness: Awareness): void {
		this.#awareness = awareness;
		this.#clear();
		awareness.on('change', ({ added, updated, removed }: Record<string, number[]>) => {
			if (awareness !== this.#awareness) return;
			for (const client of [...(added ?? []), ...(updated ?? [])]) this.#hear(client, awareness);
			for (const client of removed ?? []) this.#forget(client);
			this.#tell();
		});
	}

	/** A key was pressed. Says so if that was not said just now. */
	say(): void {
		this.#cancelPause?.();
		this.#cancelPause = this.#clock.after(PAUSE_MS, () => this.stop());
		const wait = this.#saidAt + SAY_EVERY_MS - this.#clock.now();
		if (wait <= 0) return this.#sayNow();
		// What was said before is taken back, and this is another text: it is said as soon as it may be.
		if (!this.#awareness?.getLocalState()) this.#cancelWord ??= this.#clock.after(wait, () => this.#sayNow());
	}

	#sayNow(): void {
		this.#cancelWord?.();
		this.#cancelWord = null;
		this.#saidAt = this.#clock.now();
		this.#awareness?.setLocalState({ typing: ++this.#count });
	}

	/** Sent, emptied, left. */
	stop(): void {
		this.#cancelPause?.();
		this.#cancelWord?.();
		this.#cancelPause = this.#cancelWord = null;
		if (this.#awareness?.getLocalState()) this.#awareness.setLocalState(null);
	}

	#hear(client: number, awareness: Awareness): void {
		const state = awareness.states.get(client) as { user?: unknown; typing?: unknown } | undefined;
		if (typeof state?.user !== 'string' || state.user === this.#self) return;
		if (typeof state.typing !== 'number') return this.#forget(client);
		const known = this.#others.get(client);
		if (known?.said === state.typing) return;
		known?.forget();
		const forget = this.#clock.after(HOLDS_MS, () => {
			this.#forget(client);
			this.#tell();
		});
		const typist = { user: state.user, said: state.typing, forget };
		this.#others.set(client, typist);
	}

	#forget(client: number): void {
		this.#others.get(client)?.forget();
		this.#others.delete(client);
	}

	#clear(): void {
		if (this.#others.size === 0) return;
		for (const client of [...this.#others.keys()]) this.#forget(client);
		this.#tell();
	}

	#tell(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}
