/** Conversations of any length, as the relay would store and send them. */
import { clientIdOf } from '#lib/domain/client-id.ts';
import { digestBytes, eventBytes } from '#lib/domain/digest.ts';
import type { MessageEvent } from '#lib/domain/events.ts';
import { storeEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { encodeSection, encodeUpdate, type EncodedSection } from '../../sync-server/encode.ts';

/** Bytes of an event as stored, those of the peers' figures in the design. */
export const EVENT_BYTES = 211;
export const WRITERS = 50;
const EPOCH = 1;
const START = Date.UTC(2026, 10, 2, 9);

/** Client id of the writer with this number. */
export function writerClient(writer: number): number {
	return clientIdOf(1000 + writer, 0);
}

export function userOf(writer: number): string {
	return `00000000-0000-7000-8000-${String(writer).padStart(12, '0')}`;
}

/** A message whose value has EVENT_BYTES bytes. */
export function aMessage(number: number): MessageEvent {
	const event: MessageEvent = { k: 'm', at: START + number * 1000, b: `Message ${number}: ` };
	const missing = EVENT_BYTES - eventBytes({ ...event, b: `${event.b}${'x'.repeat(64)}` }).length + 64;
	return {
		...event,
		b: event.b + 'the list for Thursday is in the back room, '.repeat(10).slice(0, missing),
	};
}

/** The number of such a message. */
export function numberOf(event: unknown): number {
	return ((event as MessageEvent).at - START) / 1000;
}

export interface BuiltConversation {
	/** The whole of it as one update: what a device that has nothing receives. */
	update: Uint8Array;
	/** The ledger's entries, in order. */
	entries: LedgerEntry[];
	/** Messages that come afterwards, each as the relay delivers it: its struct and its ledger entry. */
	steps: Uint8Array[];
}

/** `count` messages by WRITERS in turn, each a run of its own: the most entries that so many messages can have. */
export function buildConversation(count: number, later = 0): BuiltConversation {
	const entries: LedgerEntry[] = [{ kind: 'epoch', previous: 0, cut: 0, at: START }];
	for (let writer = 0; writer < WRITERS; writer++) {
		entries.push({ kind: 'member', user: userOf(writer) });
		entries.push({ kind: 'writer', client: writerClient(writer), member: writer });
	}
	const ledger = entries.map((entry) => eventBytes(storeEntry(entry)));
	const logs: Uint8Array[][] = Array.from({ length: WRITERS }, () => []);
	const append = (number: number) => {
		const writer = number % WRITERS;
		const value = eventBytes(aMessage(number));
		const clock = logs[writer]!.push(value) - 1;
		const digest = digestBytes(value);
		const entry: LedgerEntry = { kind: 'run', writer, clock, length: 1, elapsed: 1000, digest };
		entries.push(entry);
		const position = ledger.push(eventBytes(storeEntry(entry))) - 1;
		return [section(writerClient(writer), clock, [value]), section(EPOCH, position, ledger.slice(-1))];
	};
	for (let number = 0; number < count; number++) append(number);
	const update = encodeUpdate([
		section(EPOCH, 0, ledger),
		...logs.map((values, writer) => section(writerClient(writer), 0, values)),
	]);
	const steps = Array.from({ length: later }, (_, i) => encodeUpdate(append(count + i)));
	return { update, entries, steps };
}

function section(client: number, clock: number, values: readonly Uint8Array[]): EncodedSection {
	return encodeSection(
		client,
		clock,
		values.map((bytes) => ({ kind: 'values', length: 1, bytes })),
	);
}
