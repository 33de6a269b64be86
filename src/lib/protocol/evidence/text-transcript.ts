/** A text document row by row as people read it (SPEC E6): who wrote and took away what, and how the text stands in the end. */
import { nameOfDocument } from '../document-name.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { TextFold } from './text-fold.ts';
import { readTextUpdate } from './text-update.ts';
import { sourceOf, TranscriptFold, type Transcript, type TranscriptEntry } from './transcript.ts';

export class TextTranscript implements Transcript {
	readonly #entries: TranscriptEntry[] = [];
	readonly #fold = new TextFold();
	/** What is hidden cannot be placed, nor what follows it. */
	#isWhole = true;

	take(row: DisclosedRow): void {
		const [, leaf] = row.leaves;
		const source = sourceOf(row);
		if (!leaf || !('bytes' in leaf)) {
			this.#isWhole = false;
			this.#entries.push({ kind: 'hidden', ...source, client: 0, clock: 0, erased: null });
			return;
		}
		const update = readTextUpdate(leaf.bytes);
		const written = update.sections.flatMap(({ structs }) => structs.map(({ text }) => text ?? '')).join('');
		const removed = this.#isWhole ? this.#fold.take(update).removed : null;
		this.#entries.push({ kind: 'text', ...source, written, removed });
	}

	entries(): readonly TranscriptEntry[] {
		return this.#entries;
	}

	get text(): string | null {
		return this.#isWhole ? this.#fold.text(TEXT_ROOT) : null;
	}
}

export function transcriptOf(document: string): Transcript {
	return nameOfDocument(document)?.kind === 'text' ? new TextTranscript() : new TranscriptFold();
}
