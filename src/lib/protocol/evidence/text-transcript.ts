/** A text document row by row as people read it (SPEC E6): who wrote and took away what, and how the text stands in the end. */
import { nameOfDocument } from '../document-name.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { TextFold } from './text-fold.ts';
import { readTextRow } from './text-row.ts';
import { sourceOf, TranscriptFold, type Transcript, type TranscriptEntry } from './transcript.ts';

export class TextTranscript implements Transcript {
	readonly #entries: TranscriptEntry[] = [];
	readonly #fold = new TextFold();
	/** Legal requests by the rows whose words went. */
	readonly #erased = new Map<number, number>();
	/** What is hidden cannot be placed, nor what follows it. */
	#isWhole = true;

	take(row: DisclosedRow): void {
		const source = sourceOf(row);
		const read = readTextRow(row);
		if (!read) {
			this.#isWhole = false;
			this.#entries.push({ kind: 'hidden', ...source, client: 0, clock: 0, erased: null });
			return;
		}
		const { update, erasure } = read;
		const removed = this.#isWhole ? this.#fold.take(update).removed : null;
		if (erasure) {
			const { erase: request, rows } = erasure;
			for (const seq of rows) this.#erased.set(seq, request);
			this.#entries.push({ kind: 'erasure', ...source, request, rows });
			return;
		}
		const written = update.sections.flatMap(({ structs }) => structs.map(({ text }) => text ?? '')).join('');
		this.#entries.push({ kind: 'text', ...source, written, removed, erased: null });
	}

	entries(): readonly TranscriptEntry[] {
		for (const entry of this.#entries)
			if (entry.kind === 'text') entry.erased = this.#erased.get(entry.row) ?? null;
		return this.#entries;
	}

	get text(): string | null {
		return this.#isWhole ? this.#fold.text(TEXT_ROOT) : null;
	}
}

export function transcriptOf(document: string): Transcript {
	return nameOfDocument(document)?.kind === 'text' ? new TextTranscript() : new TranscriptFold();
}
