import type { AttachedFile } from './attached-file.ts';
import type { EventRef, Forwarded, SystemEvent, VolumeRef } from './events.ts';

/** What stands in a timeline: an immutable picture of one message or system line, replaced when anything about it changes. */
export interface TimelineItem {
	/** `volume:client:clock`, the identity everywhere. */
	key: string;
	volume: number;
	client: number;
	clock: number;
	kind: 'message' | 'system';
	/** User id, by the ledger; of a pending event, oneself. */
	author: string;
	/** The author's clock, ms; for deleted items the received time. */
	at: number;
	/** Minutes by which the author's clock was ahead of UTC, by his word; absent where he did not say. */
	offset?: number;
	/** The relay's clock, ms; null while pending. */
	receivedAt: number | null;
	/** Index in the ledgers' chain; null while pending. Orders, and is what read positions compare. */
	position: number | null;
	state: 'pending' | 'stored';
	body: string;
	/** What was sent with it; empty when it is deleted. */
	files: readonly AttachedFile[];
	/** Earlier texts, oldest first; empty when it was never edited. */
	history: readonly { body: string; at: number }[];
	/** An edit or deletion of mine is not stored yet. */
	changePending: boolean;
	deleted: boolean;
	/** By which legal request its content was erased, and when (ms); it is deleted then. */
	erased: { request: number; at: number } | null;
	/** Who gave it back, and when (ms), after the server had lost it (SPEC P9). */
	restored: { by: string; at: number } | null;
	reactions: readonly { emoji: string; users: readonly string[] }[];
	/** The newest of them that is not the author's, by the relay's clock. */
	lastReaction?: { emoji: string; user: string; at: number };
	re: VolumeRef | null;
	/** Where it was forwarded from, by the word of its author. */
	forwarded: Forwarded | null;
	system: SystemEvent | null;
}

/** A run of one's own that the relay refused (SPEC R9). The text is in the tray, not in the document. */
export interface Refusal {
	client: number;
	clock: number;
	length: number;
	code: string;
	receivedAt: number;
}

/** An older volume accepted something late (SPEC D7 `l`). */
export interface LateEntry {
	volume: number;
	/** Its epoch and index in that volume's ledger. All documents begin their epochs together, so it is the epoch of this entry too. */
	epoch: number;
	entry: number;
	position: number;
	receivedAt: number;
	/** Something of it was erased: a copy of that volume has to be brought up to date. */
	erased: boolean;
}

export function itemKey(volume: number, client: number, clock: number): string {
	return `${volume}:${client}:${clock}`;
}

export function refKey([client, clock]: EventRef): string {
	return `${client}:${clock}`;
}

/** How late a message must arrive to say so: "written 09:12, offline until 11:40". 2 minutes, beyond any clock skew worth mentioning. */
export const LATE_AFTER_MS = 120_000;
export function isLate(item: TimelineItem): boolean {
	return item.receivedAt !== null && !item.deleted && item.receivedAt - item.at > LATE_AFTER_MS;
}

/**
 * Messages by others after a read position (SPEC: unread is derived, never stored). Deleted ones do not count.
 * Costs O(unread + pending), because items are in ledger order.
 */
export function countUnread(items: readonly TimelineItem[], readThrough: number, self: string): number {
	let unread = 0;
	for (let i = items.length - 1; i >= 0; i--) {
		const item = items[i]!;
		if (item.position === null) continue;
		if (item.position <= readThrough) break;
		if (item.kind === 'message' && item.author !== self && !item.deleted) unread++;
	}
	return unread;
}
