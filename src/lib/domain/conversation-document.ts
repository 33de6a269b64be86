/**
 * The one home of the conversation document's shape (SPEC D1, D2): root arrays, reading by `(client, clock)`, appending.
 * Nothing else in the project calls `doc.getArray`.
 */
import * as Y from 'yjs';
import { rootOf, isEpoch } from './client-id.ts';
import type { ConversationEvent, AuthoredEvent } from './events.ts';

/** Appends events to the log of the document's own client id, in one transaction. Returns the clock of the first. */
export function appendEvents(doc: Y.Doc, events: readonly (AuthoredEvent | ConversationEvent)[]): number {
	if (isEpoch(doc.clientID)) throw new Error('A ledger is written by the relay alone.');
	const first = Y.getState(doc.store, doc.clientID);
	doc.transact(() => doc.getArray(rootOf(doc.clientID)).push([...events]), OWN_WRITE);
	return first;
}

/**
 * Puts values at the end of any client id's log, ledgers too: for a document that is made again from stored rows and goes nowhere. `null` spends a clock whose
 * content is not to be had.
 */
export function spendClocks(doc: Y.Doc, client: number, values: readonly unknown[]): void {
	if (values.length === 0) return;
	doc.clientID = client;
	doc.transact(() => doc.getArray(rootOf(client)).push([...values]));
}

/** Origin of the transactions that write one's own events. */
export const OWN_WRITE = Symbol('own write');

/** The clock that follows the last event of this client id in the replica. */
export function nextClock(doc: Y.Doc, client: number): number {
	return Y.getState(doc.store, client);
}

/** All client ids of which the replica holds anything, ledgers left out, in no order. */
export function writersOf(doc: Y.Doc): number[] {
	return [...doc.store.clients.keys()].filter((client) => !isEpoch(client));
}

/** The newest epoch whose ledger the replica has begun; 0 when it has none. */
export function newestEpoch(doc: Y.Doc): number {
	let newest = 0;
	for (const client of doc.store.clients.keys()) if (isEpoch(client) && client > newest) newest = client;
	return newest;
}

/**
 * A value of a log: what stands there, or why nothing does. What is gone has a value only until the end of the transaction that removes it: then Yjs
 * drops the content.
 */
export type LogSlot =
	{ state: 'present'; value: unknown } | { state: 'gone'; value?: unknown } | { state: 'missing' };

const GONE: LogSlot = { state: 'gone' };
const MISSING: LogSlot = { state: 'missing' };

/** The values at `clock` … `clock + length - 1` of one log. Clocks, not indexes: redacted ones are `gone`. Costs O(log structs + length). */
export function readLog(doc: Y.Doc, client: number, clock: number, length: number): LogSlot[] {
	const slots: LogSlot[] = [];
	const structs = doc.store.clients.get(client);
	const known = Math.min(clock + length, nextClock(doc, client));
	let at = clock;
	if (structs && at < known) {
		for (let index = Y.findIndexSS(structs, at); at < known; index++) {
			const struct = structs[index]!;
			const end = Math.min(struct.id.clock + struct.length, known);
			const content = struct instanceof Y.Item ? struct.content : undefined;
			const state = struct.deleted ? 'gone' : 'present';
			const values = content instanceof Y.ContentAny ? content.arr : undefined;
			for (; at < end; at++) slots.push(values ? { state, value: values[at - struct.id.clock] } : GONE);
		}
	}
	while (slots.length < length) slots.push(MISSING);
	return slots;
}

/** True when something in the replica waits for what it lacks: then its state vector says less than its bytes hold. */
export function hasGap(doc: Y.Doc): boolean {
	return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}
