/** Refusals between two flushes, the same ones counted together (SPEC S2). */
import type { Clock, SecurityEvent } from './ports.ts';

/** Kinds between two flushes; of more only the number is logged. */
const MAX_KINDS = 5_000;
/** Kinds of one user within a minute; of more the device and the document, which he may make up, are left out. */
const KINDS_PER_USER = 1_000;
const MINUTE_MS = 60_000;

export interface Counted {
	event: SecurityEvent;
	count: number;
}

export class RefusalTally {
	readonly #clock: Pick<Clock, 'now'>;
	#counted = new Map<string, Counted>();
	#dropped = 0;
	#minute = 0;
	/** By user: the kinds of this minute. */
	readonly #kinds = new Map<string, Set<string>>();

	constructor(clock: Pick<Clock, 'now'>) {
		this.#clock = clock;
	}

	add(event: SecurityEvent): void {
		const bounded = this.#bounded(event);
		const key = keyOf(bounded);
		const same = this.#counted.get(key);
		if (same) same.count++;
		else if (this.#counted.size >= MAX_KINDS) this.#dropped++;
		else this.#counted.set(key, { event: bounded, count: 1 });
	}

	/** In one order for all relays, so that none waits for another's rows while that one waits for its own. */
	take(): { counted: Counted[]; dropped: number } {
		const entries = [...this.#counted].sort(([a], [b]) => (a < b ? -1 : 1));
		const dropped = this.#dropped;
		this.#counted = new Map();
		this.#dropped = 0;
		return { counted: entries.map(([, counted]) => counted), dropped };
	}

	#bounded(event: SecurityEvent): SecurityEvent {
		const minute = Math.floor(this.#clock.now() / MINUTE_MS);
		if (minute !== this.#minute) this.#kinds.clear();
		this.#minute = minute;
		const user = event.user ?? '';
		const kinds = this.#kinds.get(user) ?? new Set();
		this.#kinds.set(user, kinds);
		const key = keyOf(event);
		if (kinds.has(key)) return event;
		if (kinds.size >= KINDS_PER_USER) return { ...event, device: null, document: null };
		kinds.add(key);
		return event;
	}
}

function keyOf({ organisation, user, device, document, code }: SecurityEvent): string {
	return JSON.stringify([organisation, user, device, document, code]);
}
