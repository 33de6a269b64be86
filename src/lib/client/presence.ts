/** Who is connected, as the relay says it (SPEC A4-A6). Known only while this tab has an open socket: everything else is unknown, never what was true before. */
import { LIMITS } from '#lib/protocol/limits.ts';
import type { ClientFrame } from '#lib/protocol/wire.ts';

export type PresenceState = 'online' | 'offline' | 'unknown';

export interface PresenceOptions {
	send(frame: ClientFrame): void;
	/** In a while: what several parts of a page ask for goes in one frame. */
	later(call: () => void): void;
	onChange(): void;
}

export class Presence {
	readonly #options: PresenceOptions;
	/** By who asks: the list, an open panel. */
	readonly #asked = new Map<unknown, ReadonlySet<string>>();
	#known = new Map<string, boolean>();
	/** What the relay has on this socket; empty before anything was said. */
	#said = '';
	#isOpen = false;
	#isWaiting = false;
	/** Until the page says that its person may be seen. */
	#shown = false;

	constructor(options: PresenceOptions) {
		this.#options = options;
	}

	of(user: string): PresenceState {
		const known = this.#known.get(user);
		if (known === undefined) return 'unknown';
		return known ? 'online' : 'offline';
	}

	/** May others see this person because of this tab? */
	setShown(shown: boolean): void {
		this.#shown = shown;
		this.#sayLater();
	}

	/** From now on `asker` needs these people, and none of those that it named before. */
	watch(asker: unknown, users: Iterable<string>): void {
		const set = new Set(users);
		if (set.size > 0) this.#asked.set(asker, set);
		else this.#asked.delete(asker);
		this.#sayLater();
	}

	opened(): void {
		this.#isOpen = true;
		this.#said = '';
		this.#say();
	}

	lost(): void {
		this.#isOpen = false;
		if (this.#known.size === 0) return;
		this.#known = new Map();
		this.#options.onChange();
	}

	take({ on, off }: { on: readonly string[]; off: readonly string[] }): void {
		if (!this.#isOpen) return;
		for (const user of on) this.#known.set(user, true);
		for (const user of off) this.#known.set(user, false);
		this.#options.onChange();
	}

	#sayLater(): void {
		if (!this.#isOpen || this.#isWaiting) return;
		this.#isWaiting = true;
		this.#options.later(() => {
			this.#isWaiting = false;
			this.#say();
		});
	}

	#say(): void {
		if (!this.#isOpen) return;
		const users = [...new Set([...this.#asked.values()].flatMap((set) => [...set]))]
			.slice(0, LIMITS.watchedPeople)
			.sort();
		const said = [this.#shown, ...users].join(' ');
		if (said === this.#said) return;
		this.#said = said;
		// The relay tells nothing more of who is not asked for: what was known of him would grow old.
		const asked = new Set(users);
		for (const user of this.#known.keys()) if (!asked.has(user)) this.#known.delete(user);
		this.#options.send({ op: 'watch', shown: this.#shown, users });
	}
}
