/** Who is here and who types, in one document (SPEC A). It lives as long as the connections that say it. */
import { encodeAwareness, type AwarenessState } from './awareness-guard.ts';

/** A connection that takes part: a member's, never a mere reader's. */
export interface Present {
	awareness(update: Uint8Array): void;
}

/** Client ids of which one connection may speak: its own, and those that it still had before it reconnected. */
const MAX_CLIENTS = 8;

export class RoomAwareness {
	readonly #present = new Set<Present>();
	readonly #states = new Map<number, AwarenessState & { by: Present }>();

	/** From now on it hears the others; it is told what stands. */
	enter(who: Present): void {
		if (this.#present.has(who)) return;
		this.#present.add(who);
		this.tell(who);
	}

	/** What stands, to one. */
	tell(who: Present): void {
		const states = [...this.#states.values()].filter(({ state }) => state !== null);
		if (states.length > 0) who.awareness(encodeAwareness(states));
	}

	/** What a connection says of itself, checked and stamped. */
	say(who: Present, states: readonly AwarenessState[]): void {
		let spoken = this.#count(who);
		const news = states.filter(({ client, clock, state }) => {
			const known = this.#states.get(client);
			if (!known) return ++spoken <= MAX_CLIENTS;
			if (clock > known.clock) return true;
			return clock === known.clock && state === null && known.state !== null;
		});
		for (const state of news) this.#states.set(state.client, { ...state, by: who });
		this.#tellOthers(who, news);
	}

	#count(who: Present): number {
		let count = 0;
		for (const { by } of this.#states.values()) if (by === who) count++;
		return count;
	}

	/** It is gone: whoever is left hears that what it said no longer holds. */
	leave(who: Present): void {
		if (!this.#present.delete(who)) return;
		const gone: AwarenessState[] = [];
		for (const [client, { clock, state, by }] of this.#states) {
			if (by !== who) continue;
			this.#states.delete(client);
			if (state !== null) gone.push({ client, clock, state: null });
		}
		this.#tellOthers(who, gone);
	}

	#tellOthers(who: Present, states: readonly AwarenessState[]): void {
		if (states.length === 0) return;
		const update = encodeAwareness(states);
		for (const other of this.#present) if (other !== who) other.awareness(update);
	}
}
