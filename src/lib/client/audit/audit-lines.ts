/** From stored rows to the lines of the audit page: what each says, what it changes, and what of it stands at any row (K15). Pure. */
import { createDecoder, readAny } from 'lib0/decoding';
import { parseEvent, SYSTEM_USER, type ConversationEvent } from '#lib/domain/events.ts';
import { parseEntry, type LedgerEntry } from '#lib/domain/ledger.ts';
import { refKey } from '#lib/domain/timeline.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { nameOfDocument } from '#lib/protocol/document-name.ts';
import { readStatement } from '#lib/protocol/evidence/checkpoint-statement.ts';
import type { DisclosedRow } from '#lib/protocol/evidence/disclosed-row.ts';
import { TextFold, type TextChange } from '#lib/protocol/evidence/text-fold.ts';
import { readTextRow } from '#lib/protocol/evidence/text-row.ts';
import type { EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';

export const LINE_KINDS = [
	'message',
	'edit',
	'delete',
	'reaction',
	'note',
	'system',
	'refused',
	'relay',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** What everybody in the conversation sees, what its staff say among themselves, their notes, their shared draft of a reply. */
export type Place = 'said' | 'internal' | 'notes' | 'draft';

/** A row in the order of arrival over all documents of the conversation. */
export interface AuditRow {
	/** Its place in that order: what the playhead counts. */
	index: number;
	volume: number;
	place: Place;
	seq: number;
	row: DisclosedRow;
	/** Author's user id; `system` for the relay's own rows too. */
	author: string;
	/** The run's client id and first clock; null for rows without one. */
	client: number | null;
	clock: number;
	/** Rows of the organisation's log by which it was judged; null when its header is not to be had. */
	organisationRows: number | null;
	lines: AuditLine[];
}

export interface AuditLine {
	/** Its place among all lines. */
	index: number;
	row: AuditRow;
	kind: LineKind;
	/** Null where its content is erased, or the row is the relay's own. */
	event: ConversationEvent | null;
	/** Of the relay's own rows, and of refused ones. */
	entry: LedgerEntry | null;
	client: number | null;
	clock: number;
	/** Its content is not to be had any more. */
	erased: boolean;
	/** By which legal request (SPEC G4, G11), and when, ms; null where no row says so. */
	erasure: { request: number; at: number } | null;
	/** What an edit, deletion or reaction is about; null when it is not among the rows. */
	target: AuditLine | null;
	/** Of a row with which words of these rows of the same document were erased (SPEC G11). */
	erases: { request: number; rows: readonly number[] } | null;
	/** In notes and drafts: what was written and what taken away. */
	note: TextChange | null;
	/** Of an edit: the text before it. */
	before: string | null;
	/** Of a message: what happened to it later, in order. */
	changes: Change[];
}

export interface Change {
	row: AuditRow;
	author: string;
	/** The new text; null for a deletion. */
	text: string | null;
}

/** A message as it stood after the row `through`. */
export interface Standing {
	/** The last text, edits applied, whether or not it was deleted afterwards. */
	text: string;
	editedBy: Change | null;
	deletedBy: Change | null;
}

export interface AuditLog {
	rows: AuditRow[];
	lines: AuditLine[];
	/** More than one volume: then a row needs its volume to be named. */
	hasVolumes: boolean;
	/** More than one document: then the last row's number is not that of all. */
	isSeveral: boolean;
}

export function readAuditLog(disclosed: readonly DisclosedRow[]): AuditLog {
	const volumes = new Map<string, number>();
	for (const { document } of disclosed) if (!volumes.has(document)) volumes.set(document, volumeOf(document));
	const order = disclosed
		.map((row) => ({ row, volume: volumes.get(row.document)! }))
		.sort((a, b) => a.row.receivedAt - b.row.receivedAt || a.volume - b.volume || a.row.seq - b.row.seq);
	const hasVolumes = [...volumes.values()].some((volume) => volume > 0);
	const log: AuditLog = { rows: [], lines: [], hasVolumes, isSeveral: volumes.size > 1 };
	const texts = new Map<string, TextFold>();
	const known = new Map<string, AuditLine>();
	const waiting = new Map<string, AuditLine[]>();
	const writers = new Map<string, number[]>();
	const erasures: [line: string, request: number, at: number][] = [];
	for (const { row, volume } of order) {
		const ofDocument = writers.get(row.document) ?? [];
		writers.set(row.document, ofDocument);
		const read = readRow(row, volume, log.rows.length, ofDocument, texts);
		for (const { entry } of read.lines) {
			if (entry?.kind !== 'erased') continue;
			for (let clock = entry.clock; clock < entry.clock + entry.length; clock++)
				erasures.push([
					`${row.document} ${refKey([ofDocument[entry.writer] ?? -1, clock])}`,
					entry.request,
					row.receivedAt,
				]);
		}
		for (const { erases } of read.lines)
			for (const seq of erases?.rows ?? [])
				for (const line of log.rows.find((each) => each.row.document === row.document && each.seq === seq)
					?.lines ?? [])
					line.erasure = { request: erases!.request, at: row.receivedAt };
		log.rows.push(read);
		for (const line of read.lines) {
			line.index = log.lines.length;
			log.lines.push(line);
			if (line.client !== null) {
				const key = `${row.document} ${refKey([line.client, line.clock])}`;
				known.set(key, line);
				for (const change of waiting.get(key) ?? []) apply(change, line);
			}
			if (line.kind === 'refused' || !line.event || !('of' in line.event)) continue;
			const key = `${row.document} ${refKey(line.event.of)}`;
			const target = known.get(key);
			if (target) apply(line, target);
			else waiting.set(key, [...(waiting.get(key) ?? []), line]);
		}
	}
	for (const [key, request, at] of erasures) {
		const line = known.get(key);
		if (line?.erased) line.erasure = { request, at };
	}
	return log;
}

function apply(line: AuditLine, target: AuditLine): void {
	line.target = target;
	const { event, row } = line;
	if (target.event?.k !== 'm' && !target.erased) return;
	if (event?.k === 'e') {
		line.before = standing(target, row.index - 1).text;
		// Somebody else's edit stands for nothing (SPEC D8).
		if (row.author === target.row.author) target.changes.push({ row, author: row.author, text: event.b });
	} else if (event?.k === 'd') target.changes.push({ row, author: row.author, text: null });
}

/** @param through index of the row up to which changes count */
export function standing(message: AuditLine, through: number): Standing {
	const stood: Standing = {
		text: message.event?.k === 'm' ? message.event.b : '',
		editedBy: null,
		deletedBy: null,
	};
	for (const change of message.changes) {
		if (change.row.index > through) break;
		if (change.text === null) stood.deletedBy ??= change;
		else if (!stood.deletedBy) {
			stood.text = change.text;
			stood.editedBy = change;
		}
	}
	return stood;
}

/** @param writers client ids of the document's writers, in the order of their introduction */
function readRow(
	row: DisclosedRow,
	volume: number,
	index: number,
	writers: number[],
	texts: Map<string, TextFold>,
): AuditRow {
	const read: AuditRow = {
		...{ index, volume, place: placeOf(row.document), seq: row.seq, row, author: row.user },
		...{ client: null, clock: 0, organisationRows: null, lines: [] },
	};
	const [header, ...leaves] = row.leaves;
	try {
		if (!header || !('bytes' in header)) throw new RangeError('A row without its header.');
		const { entries, run, organisationRows } = decodePayload(header.bytes);
		const parsed = entries.map(parseEntry).filter((entry) => entry !== undefined);
		read.organisationRows = organisationRows;
		if (isText(read)) {
			read.lines.push(noteLine(read, texts));
			return read;
		}
		if (run) Object.assign(read, { client: run.client, clock: run.clock });
		for (const entry of parsed) if (entry.kind === 'writer') writers.push(entry.client);
		const refusal = parsed.find(({ kind }) => kind === 'refused') ?? null;
		const restored = parsed.find((entry) => entry.kind === 'run' && entry.at !== undefined) ?? null;
		// Receipts are no events (SPEC P9), nor is what an erasure says of itself (G3).
		const events = row.kind === 'restore' || row.kind === 'erase' ? [] : leaves;
		events.forEach((leaf, i) => {
			const place = { client: run?.client ?? null, clock: (run?.clock ?? 0) + i };
			const event = 'bytes' in leaf ? readEvent(leaf.bytes) : null;
			const kind = refusal ? 'refused' : event ? KIND_OF[event.k] : 'message';
			read.lines.push(
				lineOf(read, kind, { ...place, event, entry: refusal ?? restored, erased: !('bytes' in leaf) }),
			);
		});
		if (events.length > 0) return read;
		const own = parsed.filter(({ kind }) => kind !== 'member' && kind !== 'writer');
		for (const entry of own) {
			// What deletes it names its first clock.
			const spent = entry.kind === 'refused' ? { client: run?.client ?? null, clock: entry.clock } : {};
			read.lines.push(lineOf(read, entry.kind === 'refused' ? 'refused' : 'relay', { entry, ...spent }));
		}
		if (own.length > 0) return read;
	} catch {
		// A row that was tampered with still has a line: the verification says what is wrong with it.
	}
	read.lines.push(lineOf(read, 'relay', { erased: true }));
	return read;
}

/** One change of a text. Throws for what is none. */
function noteLine(read: AuditRow, texts: Map<string, TextFold>): AuditLine {
	const { document } = read.row;
	const fold = texts.get(document) ?? new TextFold();
	texts.set(document, fold);
	const change = readTextRow(read.row);
	const note = change && fold.take(change.update);
	if (change?.erasure) {
		const { erase: request, rows } = change.erasure;
		return lineOf(read, 'relay', { erases: { request, rows } });
	}
	return lineOf(read, 'note', { note, erased: note === null });
}

/** Notes or a draft, as they stood after this row. */
export function textAfter({ rows }: AuditLog, { row, index }: AuditRow): string {
	const fold = new TextFold();
	try {
		for (const { row: each } of rows.slice(0, index + 1)) {
			const change = each.document === row.document ? readTextRow(each) : null;
			if (change) fold.take(change.update);
		}
	} catch {
		// A row that was tampered with: the verification names it.
	}
	return fold.text(TEXT_ROOT);
}

/** Who gave a row back after a restore: the author of the last `restore` row before it (SPEC P9). */
export function giverOf({ rows }: AuditLog, { row, index }: AuditRow): string | null {
	const isGiving = (each: AuditRow) => each.row.document === row.document && each.row.kind === 'restore';
	return row.kind === 'restored' ? (rows.slice(0, index).findLast(isGiving)?.author ?? null) : null;
}

/** When it was first received, ms, of what was given back; else null. */
export function firstReceived({ entry }: AuditLine): number | null {
	return entry?.kind === 'run' ? (entry.at ?? null) : null;
}

function isText({ place }: AuditRow): boolean {
	return place === 'notes' || place === 'draft';
}

function placeOf(document: string): Place {
	if (document.startsWith('d/')) return document.endsWith('/notes') ? 'notes' : 'draft';
	return document.startsWith('i/') ? 'internal' : 'said';
}

function volumeOf(document: string): number {
	const name = nameOfDocument(document);
	return name && name.kind !== 'text' ? name.volume : 0;
}

const KIND_OF: Record<ConversationEvent['k'], LineKind> = {
	m: 'message',
	e: 'edit',
	d: 'delete',
	r: 'reaction',
	s: 'system',
};

function lineOf(row: AuditRow, kind: LineKind, fields: Partial<AuditLine>): AuditLine {
	return {
		...{
			index: 0,
			row,
			kind,
			event: null,
			entry: null,
			client: null,
			clock: 0,
			erased: false,
			erasure: null,
		},
		...{ target: null, erases: null, note: null, before: null, changes: [] },
		...fields,
	};
}

/** Null for bytes that hold none: a refused run may be of any. */
function readEvent(bytes: Uint8Array): ConversationEvent | null {
	try {
		const parsed = parseEvent(readAny(createDecoder(bytes)));
		return parsed.ok ? parsed.event : null;
	} catch {
		return null;
	}
}

/** "142", or "1:142" where there are volumes; with a letter in what is not said to everybody: "i4", "n12", "d2". */
export function rowNameIn(document: string, seq: number, hasVolumes: boolean): string {
	const place = placeOf(document);
	const volume = hasVolumes && (place === 'said' || place === 'internal') ? `${volumeOf(document)}:` : '';
	return `${place === 'said' ? '' : place[0]}${volume}${seq}`;
}

export function rowName(log: Pick<AuditLog, 'hasVolumes'>, { row, seq }: AuditRow): string {
	return rowNameIn(row.document, seq, log.hasVolumes);
}

/** Does the row change what was said before it: an edit or a deletion? */
export function isChange({ lines }: AuditRow): boolean {
	return lines.some(({ kind }) => kind === 'edit' || kind === 'delete');
}

/** Do the rows go over more than one day of the reader's zone? */
export function spansDays(rows: readonly AuditRow[]): boolean {
	const day = (row: AuditRow | undefined) => new Date(row?.row.receivedAt ?? 0).toDateString();
	return day(rows[0]) !== day(rows.at(-1));
}

/** Where a document stood at a checkpoint. */
export interface CheckpointMark {
	number: number;
	/** ms */
	at: number;
	document: string;
	rows: number;
}

export function marksOf(head: EvidenceHead | null): CheckpointMark[] {
	return (head?.checkpoints ?? []).flatMap(({ number, body, stands }) => {
		const at = readStatement(body)?.statement.at;
		if (at === undefined) return [];
		return stands.map(({ document, rows }) => ({ number, at, document, rows }));
	});
}

/** The rows at which a checkpoint ends, by `document` and the number of rows. */
export function markedRows(marks: readonly { document: string; rows: number }[]): ReadonlySet<string> {
	return new Set(marks.map(({ document, rows }) => `${document} ${rows}`));
}

/** Whose lane a row stands in. */
export function laneOf({ author, place }: AuditRow): string {
	return place === 'said' ? author : NOTES_LANE;
}
/** What staff write among themselves. */
export const NOTES_LANE = ' notes';
export const SYSTEM_LANE = SYSTEM_USER;

export interface LineFilter {
	person: string;
	kind: LineKind | '';
	/** ms; null for no bound. */
	from: number | null;
	to: number | null;
}
export const NO_FILTER: LineFilter = { person: '', kind: '', from: null, to: null };

export function matches({ row, kind }: AuditLine, filter: LineFilter): boolean {
	const at = row.row.receivedAt;
	return (
		(filter.person === '' || row.author === filter.person) &&
		(filter.kind === '' || kind === filter.kind) &&
		(filter.from === null || at >= filter.from) &&
		(filter.to === null || at < filter.to)
	);
}
