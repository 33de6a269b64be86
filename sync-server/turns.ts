/** How an append shares its time among those whose submissions wait: each source gets a part of it, in the order of asking (SPEC R13). */
import type { Payer } from './budget.ts';

/** What is left of what may be taken: while an append is made and committed, everybody waits. */
export interface Allowance {
	/** Events; each submission counts for some more. */
	events: number;
	bytes: number;
}

/** To look up, judge and answer a submission costs as much as so many events of a long one. */
export const SUBMISSION_WEIGHT = 4;

interface Waiting {
	source: unknown;
	payer: Payer;
}

/**
 * Gives each that waits its turn. `judge` answers whether all of it was judged, and takes from the turn what it used.
 * @param perTurn what one append takes of one source
 */
export function takeTurns<One extends Waiting>(
	queue: readonly One[],
	perTurn: Allowance,
	allowance: Allowance,
	judge: (one: One, turn: Turn) => boolean,
): { finished: One[]; rest: One[] } {
	const turns = new Map<unknown, Turn>();
	const finished: One[] = [];
	const rest: One[] = [];
	for (const one of queue) {
		let turn = turns.get(one.source);
		if (!turn) turns.set(one.source, (turn = new Turn({ ...perTurn }, allowance)));
		if (turn.isOver) rest.push(one);
		else if (one.payer.charge(() => judge(one, turn))) finished.push(one);
		else {
			// What comes after it must wait with it.
			turn.end();
			rest.push(one);
		}
	}
	return { finished, rest };
}

/** What one source may still take, of its own and of everybody's. */
export class Turn {
	readonly #own: Allowance;
	readonly #all: Allowance;

	constructor(own: Allowance, all: Allowance) {
		this.#own = own;
		this.#all = all;
	}

	get isOver(): boolean {
		return [this.#own, this.#all].some(({ events, bytes }) => events <= 0 || bytes <= 0);
	}

	get events(): number {
		return this.#own.events;
	}

	get bytes(): number {
		return this.#own.bytes;
	}

	use(events: number, bytes: number): void {
		for (const left of [this.#own, this.#all]) {
			left.events -= events;
			left.bytes -= bytes;
		}
	}

	end(): void {
		this.#own.events = 0;
	}
}
