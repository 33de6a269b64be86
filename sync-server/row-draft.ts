/**
 * The next rows of one document, made under the lock of its head (SPEC R10): each takes its ledger entries, its place in the chain and its time, and
 * is in the index at once, so that the next is judged after it. When the append fails the index is thrown away.
 */
import { storeEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { digestBytes } from '#lib/domain/digest.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import type { EventFacts } from './event-facts.ts';
import type { Head } from './log.ts';
import type { RandomBytes } from './ports.ts';
import type { ErasedValue, Erasure } from './erasure.ts';
import type { Redaction } from './families.ts';
import { RoomIndex } from './room-index.ts';
import type { LogRow, RowAuthor, RowKind } from '#lib/protocol/log-row.ts';
import { encodeErasure } from '#lib/protocol/erasure-record.ts';
import { encodeProofs } from '#lib/protocol/gift.ts';
import type { DecodedPayload, RowContent } from '#lib/protocol/row-payload.ts';
import { sealRow } from './row.ts';
import { ROW_BYTES } from './rules.ts';

/** Who writes what nobody said: redactions, volumes, epochs. Device 0 is the relay's (SPEC C1). */
export const RELAY_AUTHOR: RowAuthor = { user: SYSTEM_USER, device: 0 };

/** An older volume accepted this, or something was erased there (SPEC D11, G4). */
export interface LateEntry {
	volume: number;
	entry: number;
	erased: boolean;
}

export interface DraftRun {
	client: number;
	clock: number;
	length: number;
	values: Uint8Array;
}

export class RowDraft {
	readonly document: string;
	readonly index: RoomIndex;
	readonly rows: LogRow[] = [];
	readonly payloads: DecodedPayload[] = [];
	readonly #randomBytes: RandomBytes;
	readonly #organisationRows: number;
	#hash: Uint8Array;

	/**
	 * @param head the locked head; the index has been read forward to it
	 * @param organisationRows of the organisation's log, under the same lock (SPEC L7)
	 */
	constructor(
		document: string,
		index: RoomIndex,
		head: Head,
		randomBytes: RandomBytes,
		organisationRows = 0,
	) {
		this.document = document;
		this.index = index;
		this.#hash = head.hash;
		this.#randomBytes = randomBytes;
		this.#organisationRows = organisationRows;
	}

	/** The head after these rows. */
	get head(): Head {
		const { seq, epoch, ledgerLength, ledgerTime } = this.index;
		return { seq, hash: this.#hash, epoch, ledgerLength, ledgerTime };
	}

	/** Begins the ledger of `epoch`, which follows the one that stands (SPEC D7 `e`). */
	beginEpoch(epoch: number, now: number): void {
		const at = this.#time(now);
		const { epoch: previous, ledgerLength: cut } = this.index;
		const entry: LedgerEntry = { kind: 'epoch', previous, cut, at };
		this.#add('epoch', RELAY_AUTHOR, [entry], null, at, { epoch, position: 0 });
	}

	/** An accepted run. Returns the ledger's index of its entry. */
	accept(author: RowAuthor, run: DraftRun, facts: readonly EventFacts[], now: number): number {
		const at = this.#time(now);
		const { entries, writer } = this.#introduce(run.client, author.user);
		const { clock, length, values } = run;
		const digest = digestBytes(values);
		entries.push({ kind: 'run', writer, clock, length, elapsed: this.#elapsed(at), digest });
		const kind = author.user === SYSTEM_USER ? 'system' : 'run';
		this.#add(kind, author, entries, { ...run, count: length, facts }, at);
		return this.index.ledgerLength - 1;
	}

	/** A refused run: a tombstone in the document, its content in quarantine (SPEC R9). */
	refuse(author: RowAuthor, run: DraftRun, code: RefusalCode, now: number): void {
		const at = this.#time(now);
		const { entries, writer } = this.#introduce(run.client, author.user);
		const { clock, length } = run;
		entries.push({ kind: 'refused', writer, clock, length, elapsed: this.#elapsed(at), code });
		// What is larger than a whole row may be is kept by its author alone; what belongs to erased content by nobody (SPEC G10).
		const isKept = run.values.length > 0 && run.values.length <= ROW_BYTES && code !== 'ERASED';
		const values = isKept ? run.values : new Uint8Array(0);
		this.#add('refused', author, entries, { ...run, values, count: isKept ? length : 0, facts: null }, at);
	}

	/** Says who gives back the rows that follow, and by which receipts (SPEC P9). */
	give(giver: RowAuthor, proofs: readonly Uint8Array[], now: number): void {
		const at = this.#time(now);
		const entries: LedgerEntry[] = [];
		const member = this.#member(giver.user, entries);
		entries.push({ kind: 'giver', member, elapsed: this.#elapsed(at) });
		const length = proofs.length;
		const run = { client: 0, clock: 0, length, values: encodeProofs(proofs), count: length, facts: null };
		this.#add('restore', giver, entries, run, at);
	}

	/**
	 * A run that was given back. Returns the ledger's index of its entry.
	 * @param first when it was first accepted, and its events' salts
	 */
	restore(
		author: RowAuthor,
		run: DraftRun,
		facts: readonly EventFacts[],
		first: { at: number; salts: Uint8Array },
		now: number,
	): number {
		const at = this.#time(now);
		const { entries, writer } = this.#introduce(run.client, author.user);
		const { clock, length, values } = run;
		const [elapsed, digest] = [this.#elapsed(at), digestBytes(values)];
		entries.push({ kind: 'run', writer, clock, length, elapsed, digest, at: first.at });
		this.#add('restored', author, entries, { ...run, count: length, facts }, at, undefined, first.salts);
		return this.index.ledgerLength - 1;
	}

	/** Clocks that were given back without content. */
	restoreSpent(author: RowAuthor, run: Omit<DraftRun, 'values'>, code: string, now: number): void {
		const at = this.#time(now);
		const { entries, writer } = this.#introduce(run.client, author.user);
		const { clock, length } = run;
		entries.push({ kind: 'refused', writer, clock, length, elapsed: this.#elapsed(at), code });
		const spent = { ...run, values: new Uint8Array(0), count: 0, facts: null };
		this.#add('restored', author, entries, spent, at);
	}

	/** Takes contents out of the document (SPEC D10). The log keeps them. */
	redact(redactions: readonly Redaction[], now: number): void {
		const at = this.#time(now);
		const entries: Extract<LedgerEntry, { kind: 'redacted' }>[] = [];
		const sorted = [...redactions].sort((a, b) => a.ref[0] - b.ref[0] || a.ref[1] - b.ref[1]);
		for (const { ref, target } of sorted) {
			const writer = this.index.writerNumber(ref[0])!;
			const last = entries.at(-1);
			const follows = last?.writer === writer && last.clock + last.length === ref[1];
			if (follows && last.target === target) last.length++;
			else {
				const elapsed = entries.length === 0 ? this.#elapsed(at) : 0;
				entries.push({ kind: 'redacted', writer, clock: ref[1], length: 1, elapsed, target });
			}
		}
		if (entries.length > 0) this.#add('redact', RELAY_AUTHOR, entries, null, at);
	}

	/** SPEC G3: says what a legal erasure took, and by whom. */
	erase({ request, by, and }: Erasure, erased: readonly ErasedValue[], now: number): void {
		const at = this.#time(now);
		const entries: Extract<LedgerEntry, { kind: 'erased' }>[] = [];
		const sorted = [...erased].sort((a, b) => a.ref[0] - b.ref[0] || a.ref[1] - b.ref[1]);
		for (const { ref, target } of sorted) {
			const writer = this.index.writerNumber(ref[0])!;
			const last = entries.at(-1);
			const follows = last?.writer === writer && last.clock + last.length === ref[1];
			if (follows && last.target === target) last.length++;
			else {
				const elapsed = entries.length === 0 ? this.#elapsed(at) : 0;
				entries.push({ kind: 'erased', writer, clock: ref[1], length: 1, elapsed, target, request });
			}
		}
		const values = encodeErasure({ erase: request, by, and, rows: rowsOf(erased) });
		const run = { client: 0, clock: 0, length: 1, values, count: 1, facts: null };
		this.#add('erase', RELAY_AUTHOR, entries, run, at);
	}

	openVolume(next: number, now: number): void {
		const at = this.#time(now);
		this.#add('volume', RELAY_AUTHOR, [{ kind: 'volume', next, elapsed: this.#elapsed(at) }], null, at);
	}

	/** Older volumes accepted these entries of their ledgers (SPEC D11). */
	late(accepted: readonly LateEntry[], now: number): void {
		const at = this.#time(now);
		const entries = accepted.map((late, i): LedgerEntry => {
			return { kind: 'late', ...late, elapsed: i === 0 ? this.#elapsed(at) : 0 };
		});
		this.#add('late', RELAY_AUTHOR, entries, null, at);
	}

	/** The ledger's time never goes back, whatever the clock does. */
	#time(now: number): number {
		return Math.max(now, this.index.ledgerTime);
	}

	#elapsed(at: number): number {
		return at - this.index.ledgerTime;
	}

	/** The introductions that a writer needs before he is named, and his number. */
	#introduce(client: number, user: string): { entries: LedgerEntry[]; writer: number } {
		const known = this.index.writerNumber(client);
		if (known !== undefined) return { entries: [], writer: known };
		const entries: LedgerEntry[] = [];
		const member = this.#member(user, entries);
		entries.push({ kind: 'writer', client, member });
		return { entries, writer: this.index.writerCount };
	}

	/** The member's number; who has none is introduced. */
	#member(user: string, entries: LedgerEntry[]): number {
		const known = this.index.memberNumber(user);
		if (known !== undefined) return known;
		entries.push({ kind: 'member', user });
		return this.index.memberCount;
	}

	#add(
		kind: RowKind,
		author: RowAuthor,
		entries: readonly LedgerEntry[],
		run: (DraftRun & { count: number; facts: readonly EventFacts[] | null }) | null,
		at: number,
		place = { epoch: this.index.epoch, position: this.index.ledgerLength },
		salts?: Uint8Array,
	): void {
		const content: RowContent = {
			...place,
			organisationRows: this.#organisationRows,
			entries: entries.map(storeEntry),
			run: run && withoutFacts(run),
		};
		const head = { seq: this.index.seq, hash: this.#hash };
		// Salts of events that had theirs already; the header gets a fresh one.
		const saltsOf = (length: number) =>
			salts ? Buffer.concat([this.#randomBytes(length - salts.length), salts]) : this.#randomBytes(length);
		const { row, decoded } = sealRow(head, this.document, kind, author, at, content, saltsOf);
		this.#hash = row.hash;
		this.rows.push(row);
		this.payloads.push(decoded);
		const indexed = run?.facts ? { ...run, facts: run.facts } : null;
		this.index.take({ epoch: place.epoch, entries, run: indexed }, at);
	}
}

function withoutFacts({
	client,
	clock,
	length,
	values,
	count,
}: DraftRun & { count: number }): RowContent['run'] {
	return { client, clock, length, values, count };
}

/** `[seq, first value, number, …]`, as the record has them. */
function rowsOf(erased: readonly ErasedValue[]): number[] {
	const rows: number[] = [];
	for (const { seq, value } of erased) {
		const [last, first, count] = rows.slice(-3) as [number?, number?, number?];
		if (last === seq && first! + count! === value) rows[rows.length - 1]!++;
		else rows.push(seq, value, 1);
	}
	return rows;
}

/** The row that begins a new epoch after a restore, and the head after it. */
export function draftEpoch(
	document: string,
	head: Head,
	{ epoch, organisationRows }: { epoch: number; organisationRows: number },
	now: number,
	randomBytes: RandomBytes,
): RowDraft {
	const { seq, ledgerLength, ledgerTime } = head;
	const index = Object.assign(new RoomIndex(), { seq, epoch: head.epoch, ledgerLength, ledgerTime });
	const draft = new RowDraft(document, index, head, randomBytes, organisationRows);
	draft.beginEpoch(epoch, now);
	return draft;
}
