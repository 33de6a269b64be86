/** What waits to be judged, and who hears what becomes of it. */
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { Speaker } from './access.ts';
import type { Payer } from './budget.ts';
import type { ClockRange, Section } from './decode.ts';
import type { Erasure } from './erasure.ts';
import type { Given, GiftOutcome } from './given.ts';
import type { Member } from './open-document.ts';

/** What becomes of a submission. Everything but `failed` is called after the commit and the delivery. */
export interface Report {
	/** The section begins after this clock (SPEC W6). */
	gap(client: number, expected: number): void;
	refused(range: ClockRange, code: RefusalCode, tombstoned: boolean): void;
	/** The speaker may not even read any more. */
	revoked(): void;
	/** All of it was judged; `clock` is that of its first accepted event. */
	done(clock: number | null): void;
	/** Another relay has answered the row of the outbox. */
	answered(): void;
	/** The append failed: nothing of it is stored, as far as is known. */
	failed(): void;
}

/** A legal erasure that waits for the next append. */
export interface QueuedErasure {
	erasure: Erasure;
	/** After the commit and the delivery: how many values went. */
	done(values: number): void;
	failed(): void;
}

/** A decoded update, or events to be placed, that waits to be judged. */
export interface Queued {
	speaker: Speaker;
	/** Submissions of one source keep their order. */
	source: unknown;
	payer: Payer;
	/** To whom its own runs are not sent back; null when it did not come over a socket. */
	member: Member | null;
	bytes: Uint8Array;
	/** In ascending client id (SPEC R3); a function when the place is only known under the lock. */
	sections:
		readonly Section[] | ((epoch: number, nextClock: (client: number) => number) => readonly Section[]);
	deletes: readonly ClockRange[];
	devices: ReadonlySet<number>;
	receivedAt: number | null;
	outbox: number | null;
	/** Clock of its first accepted event, once there is one: it may take several appends. */
	firstAccepted: number | null;
	/**
	 * What this connection was refused already, and need not hear again (SPEC R9); and the device with which it last wrote into a text, to whose account its
	 * deletions go (SPEC X10).
	 */
	sticky: { clients: Set<number>; deletes: boolean; device: number | null };
	report: Report;
	/** Rows that are given back (SPEC P7); then there are no sections. */
	given?: QueuedGift;
}

export interface QueuedGift {
	given: Given;
	/** What became of it, once it was judged. */
	outcome: GiftOutcome | null;
}
