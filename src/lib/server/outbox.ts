import type { SystemAction, SystemEvent } from '#lib/domain/events.ts';
import { outbox } from '../../../drizzle/schema.ts';
import type { Transaction } from './database.ts';
import { notify } from './notify.ts';

export interface SystemLine {
	action: SystemAction;
	/** User ids. */
	by?: string;
	who?: string;
	name?: string;
}

/** Lets a relay append system events to a conversation, in this order, once the transaction has committed. `at` in ms; the present unless given. */
export async function appendSystemEvents(
	tx: Transaction,
	place: { organisation: string; conversation: string },
	at: number | undefined,
	lines: readonly SystemLine[],
): Promise<void> {
	if (lines.length === 0) return;
	const now = at ?? Date.now();
	await tx.insert(outbox).values(lines.map((line) => ({ ...place, event: toEvent(now, line) })));
	await notify(tx, { type: 'outbox' });
}

/** Keys in the order of SPEC D3. */
function toEvent(at: number, { action, by, who, name }: SystemLine): SystemEvent {
	const event: SystemEvent = { k: 's', at, a: action };
	if (by !== undefined) event.by = by;
	if (who !== undefined) event.who = who;
	if (name !== undefined) event.name = name;
	return event;
}
