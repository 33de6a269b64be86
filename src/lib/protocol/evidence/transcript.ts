/**
 * A document's rows as they are read by people (SPEC E6): each message with its edits, its deletion and its reactions, whatever was refused, and where texts are
 * sealed or gone. Follows from the rows alone, so that the verifier makes the same again.
 */
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import {
	parseEvent,
	type ConversationEvent,
	type EventRef,
	type Forwarded,
	type SystemEvent,
	type VolumeRef,
} from '#lib/domain/events.ts';
import { parseEntry } from '#lib/domain/ledger.ts';
import { createDecoder, readAny } from 'lib0/decoding';
import { decodePayload } from '../row-payload.ts';
import type { DisclosedRow, Leaf } from './disclosed-row.ts';
import { toHex } from './subject-tags.ts';

/** The row in which something was stored: who, on which device, when. */
export interface Source {
	row: number;
	/** The row's, in hex. */
	hash: string;
	author: string;
	device: number;
	/** The server's clock, ms. */
	received: number;
	/** Of what was given back after a restore: when it was first received, and by whom it was given (SPEC P9). */
	restored?: { first: number; by: string };
}
interface Written extends Source {
	/** The author's clock, ms. */
	written: number;
}
export interface Edit extends Written {
	text: string;
}
export interface Deletion extends Written {
	moderator: boolean;
}
export interface Reaction extends Written {
	emoji: string;
	on: boolean;
}
export interface TranscriptMessage extends Written {
	kind: 'message';
	client: number;
	clock: number;
	/** As it was first written. */
	text: string;
	/** `[volume, client, clock]` of the message that it answers. */
	answers: VolumeRef | null;
	/** What it says of its files (SPEC D14). */
	files?: readonly AttachedFile[];
	/** Of a forward: where it was taken from, by the word of its author (SPEC D13). */
	forwarded?: Forwarded;
	/** The copy that it was written again for (SPEC D9). */
	replaces: readonly number[] | null;
	edits: Edit[];
	deleted: Deletion | null;
	/** The row with which its content was taken from the devices. */
	redacted: number | null;
	reactions: Reaction[];
}
export type TranscriptEntry =
	| TranscriptMessage
	| (Source & { kind: 'system'; event: SystemEvent })
	| (Source & { kind: 'refused'; code: string; events: readonly ConversationEvent[] })
	/** Events whose leaves are only hashes: erased, by the legal request of that number, or of another time than the pack's. */
	| (Source & { kind: 'hidden'; client: number; clock: number; erased: number | null })
	/** An edit, deletion or reaction whose message is not open here. */
	| (Written & { kind: 'change'; of: EventRef; event: ConversationEvent })
	/** Of a text document; `removed` null where a row before it is hidden. Words of it are gone by the legal request of that number. */
	| (Source & { kind: 'text'; written: string; removed: string | null; erased: number | null })
	/** Of a text document: words of these rows went. */
	| (Source & { kind: 'erasure'; request: number; rows: readonly number[] })
	| (Source & { kind: 'restored'; epoch: number })
	| (Source & { kind: 'giver' })
	| (Source & { kind: 'volume'; next: number });

export interface Transcript {
	/** The next row, which was found good. */
	take(row: DisclosedRow): void;
	entries(): readonly TranscriptEntry[];
	/** Of a text document: as it stands in the end. Null for others, and where rows are hidden. */
	readonly text: string | null;
}

type Change = Written & { event: Extract<ConversationEvent, { k: 'e' | 'd' | 'r' }> };

export class TranscriptFold implements Transcript {
	readonly text = null;
	readonly #entries: TranscriptEntry[] = [];
	readonly #messages = new Map<string, TranscriptMessage>();
	readonly #changes: Change[] = [];
	/** Clients by the writer's number. */
	readonly #writers: number[] = [];
	/** Who gives back the rows that come now. */
	#giver = '';
	readonly #erasures: { client: number; clock: number; length: number; request: number }[] = [];
	readonly #redactions: { client: number; clock: number; length: number; row: number }[] = [];

	/** The next row. One that cannot be read is passed over: the verification names it. */
	take(row: DisclosedRow): void {
		const [header, ...values] = row.leaves;
		if (!header || !('bytes' in header)) return;
		const source = sourceOf(row);
		const { entries, run, epoch } = decodePayload(header.bytes);
		for (const stored of entries) {
			const entry = parseEntry(stored);
			if (entry?.kind === 'giver') {
				this.#giver = row.user;
				this.#entries.push({ kind: 'giver', ...source });
			} else if (entry?.kind === 'run' && entry.at !== undefined)
				source.restored = { first: entry.at, by: this.#giver };
			else if (entry?.kind === 'writer') this.#writers.push(entry.client);
			else if (entry?.kind === 'redacted') {
				const { writer, clock, length } = entry;
				this.#redactions.push({ client: this.#writers[writer] ?? -1, clock, length, row: row.seq });
			} else if (entry?.kind === 'erased') {
				const { writer, clock, length, request } = entry;
				this.#erasures.push({ client: this.#writers[writer] ?? -1, clock, length, request });
			} else if (entry?.kind === 'volume')
				this.#entries.push({ kind: 'volume', ...source, next: entry.next });
			else if (entry?.kind === 'epoch' && entry.previous > 0)
				this.#entries.push({ kind: 'restored', ...source, epoch });
			else if (entry?.kind === 'refused') {
				const events = values.flatMap((leaf) => eventOf(leaf) ?? []);
				this.#entries.push({ kind: 'refused', ...source, code: entry.code, events });
			}
		}
		if (!run || (row.kind !== 'run' && row.kind !== 'restored' && row.kind !== 'system')) return;
		for (const [index, leaf] of values.entries())
			this.#takeEvent(source, run.client, run.clock + index, leaf);
	}

	#takeEvent(source: Source, client: number, clock: number, leaf: Leaf): void {
		const event = eventOf(leaf);
		if (!event) this.#entries.push({ kind: 'hidden', ...source, client, clock, erased: null });
		else if (event.k === 's') this.#entries.push({ kind: 'system', ...source, event });
		else if (event.k === 'm') {
			const message: TranscriptMessage = {
				kind: 'message',
				...source,
				written: event.at,
				client,
				clock,
				text: event.b,
				answers: event.re ?? null,
				...(event.fi && { files: event.fi }),
				...(event.fw && { forwarded: event.fw }),
				replaces: event.was ?? null,
				edits: [],
				deleted: null,
				redacted: null,
				reactions: [],
			};
			this.#entries.push(message);
			this.#messages.set(`${client} ${clock}`, message);
		} else this.#changes.push({ ...source, written: event.at, event });
	}

	/** In the order in which they were stored, once all rows were taken: a change may come before its message. */
	entries(): readonly TranscriptEntry[] {
		const stray: TranscriptEntry[] = [];
		for (const { event, ...written } of this.#changes.splice(0)) {
			const message = this.#messages.get(event.of.join(' '));
			const isApplied = message && applyChange(message, written, event);
			if (!isApplied) stray.push({ kind: 'change', ...written, of: event.of, event });
		}
		for (const { client, clock, length, row } of this.#redactions.splice(0))
			for (let at = clock; at < clock + length; at++) {
				const message = this.#messages.get(`${client} ${at}`);
				if (message) message.redacted ??= row;
			}
		for (const entry of this.#entries)
			if (entry.kind === 'hidden') entry.erased = this.#requestOf(entry.client, entry.clock);
		this.#entries.push(...stray);
		return this.#entries.sort((one, other) => one.row - other.row);
	}

	#requestOf(client: number, clock: number): number | null {
		const found = this.#erasures.find(
			(each) => each.client === client && clock >= each.clock && clock < each.clock + each.length,
		);
		return found?.request ?? null;
	}
}

/** SPEC D8: an edit is the author's own; a deletion too, or a moderator's. */
function applyChange(message: TranscriptMessage, written: Written, event: Change['event']): boolean {
	const isOwn = written.author === message.author;
	if (event.k === 'r') message.reactions.push({ ...written, emoji: event.e, on: event.on });
	else if (event.k === 'e' && isOwn) message.edits.push({ ...written, text: event.b });
	else if (event.k === 'd' && (isOwn || event.mod))
		message.deleted ??= { ...written, moderator: event.mod === true };
	else return false;
	return true;
}

export function sourceOf({ seq, hash, user, device, receivedAt }: DisclosedRow): Source {
	return { row: seq, hash: toHex(hash), author: user, device, received: receivedAt };
}

export function eventOf(leaf: Leaf): ConversationEvent | undefined {
	if (!('bytes' in leaf)) return undefined;
	try {
		const parsed = parseEvent(readAny(createDecoder(leaf.bytes)));
		return parsed.ok ? parsed.event : undefined;
	} catch {
		return undefined;
	}
}

/** One entry a line. */
export function transcriptJson(document: string, transcript: Transcript): string {
	const { text } = transcript;
	const lines = transcript.entries().map((entry) => JSON.stringify(entry));
	const whole = text === null ? '' : `"text":${JSON.stringify(text)},`;
	return `{"transcript":1,"document":${JSON.stringify(document)},${whole}"entries":[\n${lines.join(',\n')}\n]}\n`;
}
