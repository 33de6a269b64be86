/** The conversation as its members saw it after any row (K15): the document is made again from the rows, and folded as everywhere (SPEC D8). */
import * as Y from 'yjs';
import { createDecoder, readAny } from 'lib0/decoding';
import { spendClocks } from '#lib/domain/conversation-document.ts';
import { Fold } from '#lib/domain/fold.ts';
import type { TimelineItem } from '#lib/domain/timeline.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import type { AuditRow } from './audit-lines.ts';

export class AsStood {
	readonly #rows: readonly AuditRow[];
	#volumes = new Map<number, { doc: Y.Doc; fold: Fold }>();
	/** Rows that are in the documents. */
	#taken = 0;

	constructor(rows: readonly AuditRow[]) {
		this.#rows = rows;
	}

	/** What a member saw after the row of this index, oldest volume first. Forward it costs the new rows; back, all of them. */
	after(index: number): TimelineItem[] {
		if (index + 1 < this.#taken) {
			this.#volumes = new Map();
			this.#taken = 0;
		}
		for (; this.#taken <= index; this.#taken++) this.#take(this.#rows[this.#taken]!);
		return [...this.#volumes]
			.sort(([one], [other]) => one - other)
			.flatMap(([, { fold }]) => {
				fold.advance();
				return [...fold.items()];
			});
	}

	#take({ row, volume, place }: AuditRow): void {
		// What staff wrote among themselves was never in the conversation.
		if (place !== 'said') return;
		const [header, ...leaves] = row.leaves;
		if (!header || !('bytes' in header)) return;
		const { doc } = this.#volume(volume);
		try {
			const { epoch, entries, run } = decodePayload(header.bytes);
			if (run) {
				const isRefused = entries.some(([tag]) => tag === 'x');
				const values = leaves.map((leaf) => ('bytes' in leaf ? readAny(createDecoder(leaf.bytes)) : null));
				// Of a refused run only the clocks are spent.
				spendClocks(doc, run.client, isRefused ? new Array<null>(run.length).fill(null) : values);
			}
			spendClocks(doc, epoch, entries);
		} catch {
			// A row that was tampered with: the verification names it, and what follows it is not proven.
		}
	}

	#volume(volume: number): { doc: Y.Doc; fold: Fold } {
		let known = this.#volumes.get(volume);
		if (!known) {
			const doc = new Y.Doc();
			// Nobody's own: an auditor writes nothing, and nothing is pending.
			known = { doc, fold: new Fold(doc, { volume, self: '', isOwn: () => false }) };
			this.#volumes.set(volume, known);
		}
		return known;
	}
}
