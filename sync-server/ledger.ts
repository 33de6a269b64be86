/** Makes ledger entries (SPEC D7): introduces members and writers, numbers them, and keeps the ledger's time. */
import { eventBytes, digestBytes } from '#lib/domain/digest.ts';
import { storeEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import type { RoomIndex } from './room-index.ts';

/** The time of the next entry: the clock's, but never before the last entry's. */
export function ledgerNow(index: RoomIndex, now: number): number {
	return Math.max(now, index.ledgerTime);
}

/** Milliseconds since the previous time in this ledger. */
export function elapsed(index: RoomIndex, at: number): number {
	return at - index.ledgerTime;
}

export function epochEntry(previous: number, cut: number, at: number): LedgerEntry {
	return { kind: 'epoch', previous, cut, at };
}

/** The introductions that a writer needs before it is named, and its number. */
export function introduce(
	index: RoomIndex,
	client: number,
	user: string,
): { entries: LedgerEntry[]; writer: number } {
	const known = index.writerNumber(client);
	if (known !== undefined) return { entries: [], writer: known };
	const entries: LedgerEntry[] = [];
	let member = index.memberNumber(user);
	if (member === undefined) {
		member = index.memberCount;
		entries.push({ kind: 'member', user });
	}
	entries.push({ kind: 'writer', client, member });
	return { entries, writer: index.writerCount };
}

/** Digest of the bytes of a run (SPEC D6). */
export const digestOfRun = digestBytes;

/** The bytes of entries as they stand in the ledger, one after the other. */
export function entryBytes(entries: readonly LedgerEntry[]): Uint8Array {
	const parts = entries.map((entry) => eventBytes(storeEntry(entry)));
	return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
