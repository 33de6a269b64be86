/**
 * The tray of a document: one's own texts that were not delivered (SPEC D12). They are read out in the transaction that removes them, before Yjs
 * drops the content, and stored in the same write. Only the person empties it.
 */
import * as Y from 'yjs';
import { readLog } from '#lib/domain/conversation-document.ts';
import { parseEvent } from '#lib/domain/events.ts';
import type { Fold, Mismatch } from '#lib/domain/fold.ts';
import { refKey } from '#lib/domain/timeline.ts';
import type { OwnEvent } from './own-events.ts';
import type { DiskRecord } from './replica-disk.ts';

export interface TrayEntry {
	/** `client:clock` of the refused event. */
	ref: string;
	body: string;
	/** The author's clock, ms. */
	at: number;
	/** Of protocol/refusals.ts; empty when it is not known. */
	code: string;
}

const TRAY = 'tray/';
/** Stands for an entry that the person has dealt with, so that a slower tab does not put it back. */
const EMPTIED = 'emptied';

export function trayRecord(entry: TrayEntry): DiskRecord {
	return { key: TRAY + entry.ref, value: entry, unlessThere: true };
}

export function emptiedRecord(ref: string): DiskRecord {
	return { key: TRAY + ref, value: EMPTIED };
}

export function trayIn(records: ReadonlyMap<string, unknown>): Map<string, TrayEntry> {
	const tray = new Map<string, TrayEntry>();
	for (const [key, value] of records)
		if (key.startsWith(TRAY) && value !== EMPTIED) tray.set(key.slice(TRAY.length), value as TrayEntry);
	return tray;
}

/** An event's entry; undefined when it carries no text. */
export function trayEntry({ client, clock, event }: OwnEvent, code: string): TrayEntry | undefined {
	if (event.k !== 'm' && event.k !== 'e') return undefined;
	return { ref: refKey([client, clock]), body: event.b, at: event.at, code };
}

/** The author's events that this transaction deletes. Only before its cleanup: then their contents are gone. */
export function deletedOwn(transaction: Y.Transaction, isOwn: (client: number) => boolean): OwnEvent[] {
	const events: OwnEvent[] = [];
	Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
		if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny) || !isOwn(struct.id.client))
			return;
		struct.content.arr.forEach((value, offset) => {
			const parsed = parseEvent(value);
			if (parsed.ok && parsed.event.k !== 's')
				events.push({ client: struct.id.client, clock: struct.id.clock + offset, event: parsed.event });
		});
	});
	return events;
}

/**
 * Which of one's own texts were not delivered: what the ledger refuses and is still readable, and what was deleted although no ledger entry had accepted it.
 * @param deleted what the transaction deleted
 * @param namedBefore the fold's knowledge before the transaction
 */
export function undeliveredOf(
	doc: Y.Doc,
	fold: Fold,
	deleted: readonly OwnEvent[],
	namedBefore: (client: number) => number,
): TrayEntry[] {
	const gone = new Map(deleted.map((own) => [refKey([own.client, own.clock]), own]));
	const entries = new Map<string, TrayEntry>();
	const take = (own: OwnEvent, code: string) => {
		// What belongs to erased content goes like that (SPEC G10).
		if (code === 'ERASED') return;
		const entry = trayEntry(own, code);
		if (entry && !fold.erasedOwn.has(entry.ref)) entries.set(entry.ref, entry);
	};
	for (const { client, clock, length, code } of fold.refusals)
		readLog(doc, client, clock, length).forEach((slot, offset) => {
			const at = clock + offset;
			const removed = gone.get(refKey([client, at]));
			const parsed = slot.state === 'present' ? parseEvent(slot.value) : undefined;
			if (removed) take(removed, code);
			else if (parsed?.ok && parsed.event.k !== 's') take({ client, clock: at, event: parsed.event }, code);
		});
	for (const own of deleted) {
		if (own.clock < namedBefore(own.client) || covers(fold.refusals, own)) continue;
		// A run with another digest is the mismatch's affair; one without a digest to tell may have been another copy's text.
		const wasAccepted = own.clock < fold.namedThrough(own.client) && !covers(fold.unchecked, own);
		if (!wasAccepted && !isMismatched(fold, own)) take(own, '');
	}
	return [...entries.values()];
}

/** Does it lie where the ledger names a run that is not this replica's (SPEC D9)? It is rescued then, and written again. */
export function isMismatched({ mismatch }: Fold, { client, clock }: OwnEvent): boolean {
	return mismatch !== null && mismatch.client === client && clock >= mismatch.clock;
}

function covers(runs: readonly Mismatch[], { client, clock }: OwnEvent): boolean {
	return runs.some((run) => run.client === client && clock >= run.clock && clock < run.clock + run.length);
}
