/**
 * The one case in which a digest tells nothing (SPEC D9): the ledger names events that this replica wrote and had not seen stored, together with clocks whose content is gone.
 * Whether the relay's bytes are ours or those of another copy of this profile, only the relay's own copy can tell.
 */
import type * as Y from 'yjs';
import { readLog } from '#lib/domain/conversation-document.ts';
import type { EventRef } from '#lib/domain/events.ts';
import type { Fold } from '#lib/domain/fold.ts';

/**
 * @param namedBefore one's own client ids, each with the clock through which the ledger had named it before the transaction
 * @returns the first clock that is not sure
 */
export function unverifiedRun(
	transaction: Y.Transaction,
	fold: Fold,
	namedBefore: ReadonlyMap<number, number>,
): EventRef | undefined {
	for (const [client, from] of namedBefore) {
		const through = fold.namedThrough(client);
		const heldThrough = Math.min(through, transaction.beforeState.get(client) ?? 0);
		if (heldThrough <= from) continue;
		const slots = readLog(transaction.doc, client, from, through - from);
		const isRefused = (clock: number) =>
			fold.refusals.some(
				(run) => run.client === client && clock >= run.clock && clock < run.clock + run.length,
			);
		const isHidden = slots.some((slot, offset) => slot.state === 'gone' && !isRefused(from + offset));
		if (isHidden && slots.slice(0, heldThrough - from).some((slot) => slot.state === 'present'))
			return [client, from];
	}
	return undefined;
}
