/** A text document in memory: its index, which is its contents too, and who is connected (SPEC X). */
import type { TextName } from '#lib/protocol/document-name.ts';
import type { Update } from './decode.ts';
import type { DocumentRead } from './document-reader.ts';
import type { StoredRow } from './log.ts';
import { updateMessage } from './messages.ts';
import { OpenDocument, type Answers } from './open-document.ts';
import { TextIndex } from './text-index.ts';

/** A committed row, and by what it came: null for another relay's. */
export interface DeliveredText {
	update: Uint8Array;
	source: unknown;
}

export class TextRoom extends OpenDocument {
	readonly holds = 'text';
	readonly name: TextName;
	readonly index: TextIndex;
	readonly #answers: Answers = {
		since: (stateVector) => this.index.since(stateVector),
		sinceEntry: () => null,
	};

	constructor(
		document: string,
		name: TextName,
		organisation: string,
		{ rows, erased }: Pick<DocumentRead, 'rows' | 'erased'>,
	) {
		super(document, organisation);
		this.name = name;
		this.index = new TextIndex(name);
		for (const range of erased) this.index.erased.add(range);
		for (const row of rows) this.index.takeStored(row);
	}

	override get contentBytes(): number {
		// The index is needed to judge, so there is nothing to drop but the whole document.
		return 0;
	}

	override dropContent(): void {}

	override stateVector(): [client: number, next: number][] {
		return this.index.stateVector();
	}

	override isKnown(update: Update): boolean {
		return this.index.isKnown(update);
	}

	override withAnswers(task: (answers: Answers) => void, failed: (error: unknown) => void): void {
		this.whenSettled(() => {
			if (this.hasFailed) failed(new Error('The document was dropped.'));
			else task(this.#answers);
		});
	}

	override get seq(): number {
		return this.index.seq;
	}

	override refresh(rows: readonly StoredRow[]): void {
		this.deliver(this.takeStored(rows));
	}

	/** Rows that another relay committed. The room must be occupied. */
	takeStored(rows: readonly StoredRow[]): DeliveredText[] {
		const delivered: DeliveredText[] = [];
		for (const row of rows) {
			const update = row.seq === this.index.seq ? this.index.takeStored(row) : null;
			if (update) delivered.push({ update, source: null });
		}
		return delivered;
	}

	/** SPEC X11. */
	deliver(delivered: readonly DeliveredText[]): void {
		for (const { update, source } of delivered) {
			const message = updateMessage(update);
			for (const member of [...this.members])
				if (member.source !== source || member.hearsOwn) member.deliver(message);
		}
	}
}
