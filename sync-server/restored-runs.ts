/** What of a gift the log lacks (SPEC P8, P11), decided under the lock, and the rows that it becomes (P9). */
import type { EventRef } from '#lib/domain/events.ts';
import { isOfErased } from './erasure.ts';
import type { EventFacts } from './event-facts.ts';
import type { Given, GivenEvent, GivenRun } from './given.ts';
import type { RoomIndex } from './room-index.ts';
import type { RowDraft } from './row-draft.ts';

/** One row: events, or clocks without content. */
export interface Missing {
	run: GivenRun;
	clock: number;
	length: number;
	events: readonly GivenEvent[];
	/** Of clocks without content. */
	code: string | null;
}

/** Codes of clocks without content: the relay had taken it out, or a legal request had. */
const TAKEN_OUT = 'GAP';
const ERASED = 'ERASED';

export function missingIn(index: RoomIndex, { runs }: Given): Missing[] {
	const missing: Missing[] = [];
	const nexts = new Map<number, number>();
	for (const run of runs) {
		const { client, clock } = run;
		let next = nexts.get(client) ?? index.nextClock(client);
		if (clock > next) continue;
		for (const piece of piecesOf(run, next, (ref) => index.isErased(ref))) {
			missing.push(piece);
			next = piece.clock + piece.length;
		}
		nexts.set(client, next);
	}
	return missing;
}

/** From the clock `from` on; ends before what nothing explains. */
function piecesOf(run: GivenRun, from: number, isErased: (ref: EventRef) => boolean): Missing[] {
	const { client, clock, length, code } = run;
	if (from >= clock + length) return [];
	if (code !== null) return [{ run, clock: from, length: clock + length - from, events: [], code }];
	const pieces: (Missing & { events: GivenEvent[] })[] = [];
	for (let at = from; at < clock + length; at++) {
		const event = run.events[at - clock] ?? null;
		const isGone = event ? isOfErased(isErased, [client, at], event.facts) : isErased([client, at]);
		const why = isGone ? ERASED : event ? null : TAKEN_OUT;
		if (why === TAKEN_OUT && !run.gone.has(at - clock)) break;
		let piece = pieces.at(-1);
		if (piece?.code !== why) pieces.push((piece = { run, clock: at, length: 0, events: [], code: why }));
		piece.length++;
		if (event && why === null) piece.events.push(event);
	}
	return pieces;
}

/** Writes the row. Returns the ledger's index of its entry, and what its events say. */
export function writeMissing(
	draft: RowDraft,
	{ run, clock, length, events, code }: Missing,
	now: number,
): { entry: number; facts: readonly EventFacts[] } {
	const { user, device, client, at } = run;
	const author = { user, device };
	if (code !== null) {
		draft.restoreSpent(author, { client, clock, length }, code, now);
		return { entry: draft.index.ledgerLength - 1, facts: [] };
	}
	const facts = events.map((event) => event.facts);
	const values = Buffer.concat(events.map(({ bytes }) => bytes));
	const salts = Buffer.concat(events.map(({ salt }) => salt));
	const entry = draft.restore(author, { client, clock, length, values }, facts, { at, salts }, now);
	return { entry, facts };
}
