/** One document's rows from the first, until the first that does not hold (SPEC E5, L13): for the audit's page and for a pack. */
import { nameOfDocument } from '../document-name.ts';
import { HASH_BYTES, type ChainEnd, type Sha256 } from '../row-chain.ts';
import {
	bytesOf,
	faultOfDisclosedRow,
	partialPayloadOf,
	valueLeavesOf,
	type DisclosedRow,
} from './disclosed-row.ts';
import { DocumentCheck } from './document-check.ts';
import { TextCheck } from './text-check.ts';
import type { OrganisationHistory } from './organisation-history.ts';
import type { SignedWord } from './restored-check.ts';
import type { SignedHistory } from './signed-checkpoints.ts';
import { toHex } from './subject-tags.ts';

export interface Fault {
	/** The seq of the row at which it is found. */
	row: number;
	/** The rest of a sentence about the row. */
	words: string;
	/** It does not continue the row before it, or is missing: the chain itself is broken. */
	breaksChain: boolean;
}

export interface RowsOfDocument {
	sha256: Sha256;
	document: string;
	signed: SignedHistory;
}

export class DocumentReading {
	readonly document: string;
	fault: Fault | null = null;
	/** Where the next row stands. */
	end: ChainEnd = { seq: 0, hash: new Uint8Array(HASH_BYTES) };
	/** Events that were not selected. */
	hidden = 0;
	readonly #sha256: Sha256;
	readonly #signed: SignedHistory;
	readonly #rules: (row: DisclosedRow) => string | null;
	#check: DocumentCheck | TextCheck | undefined;

	/** @param rules what is wrong with a row whose chain was verified */
	constructor({ sha256, document, signed }: RowsOfDocument, rules: (row: DisclosedRow) => string | null) {
		this.#sha256 = sha256;
		this.document = document;
		this.#signed = signed;
		this.#rules = rules;
	}

	/**
	 * @param isOpen of a row that is not, what its header says is judged, and its events must be hidden (SPEC E3)
	 * @param each called with every row that holds
	 */
	static ofConversation(
		rows: RowsOfDocument,
		history: OrganisationHistory,
		isOpen: (row: DisclosedRow) => boolean,
		each: (row: DisclosedRow) => void = () => {},
	): DocumentReading {
		const { document, sha256 } = rows;
		const name = nameOfDocument(document);
		if (!name) return new DocumentReading(rows, () => 'it is of a document that has no such name');
		const check =
			name.kind === 'text'
				? new TextCheck(document, name, history, sha256)
				: new DocumentCheck(name, history, sha256);
		const reading: DocumentReading = new DocumentReading(rows, (row) => {
			const fault = reading.#judge(check, row, isOpen(row));
			if (!fault) each(row);
			return fault;
		});
		reading.#check = check;
		return reading;
	}

	/** A `v` entry has opened the volume that follows. */
	get opensNext(): boolean {
		return this.#check !== undefined && this.#check.nextVolume !== null;
	}

	/** Events, and rows of texts, of which words were erased by legal request. */
	get erased(): number {
		return this.#check?.erased ?? 0;
	}

	/** By which rows were given back: their signatures are left to verify. */
	get receipts(): readonly SignedWord[] {
		return this.#check instanceof DocumentCheck ? this.#check.restored.signed : [];
	}

	/** Rows that the newest checkpoint stands for; 0 without one. */
	get signedRows(): number {
		return this.#signed.signedRows.get(this.document) ?? 0;
	}

	take(row: DisclosedRow): void {
		if (this.fault) return;
		const words = this.#faultOf(row);
		if (words === null) {
			this.end = { seq: row.seq + 1, hash: row.hash };
			return;
		}
		const breaksChain = row.seq !== this.end.seq || words === 'it does not follow the row before it';
		this.fail(this.end.seq, words, breaksChain);
	}

	#faultOf(row: DisclosedRow): string | null {
		const fault = faultOfDisclosedRow(this.#sha256, row, this.end);
		if (fault) return fault;
		const claim = this.#signed.claims.get(this.document)?.get(row.seq + 1);
		if (claim && claim.hash !== toHex(row.hash)) return `${claim.by} has signed another row here`;
		try {
			return this.#rules(row);
		} catch {
			// Its hashes fit, so it was sealed like this: by a later version, or by nobody's program.
			return 'its payload cannot be read';
		}
	}

	/** Of what was selected only what was erased is hidden (SPEC G7). */
	#judge(check: DocumentCheck | TextCheck, row: DisclosedRow, isOpen: boolean): string | null {
		const leavesOf = () => valueLeavesOf(this.#sha256, row);
		const take = (payload: Uint8Array, sealed: boolean) =>
			check instanceof TextCheck
				? check.take({ ...row, payload }, sealed)
				: check.take({ ...row, payload }, leavesOf, sealed);
		const [header, ...values] = row.leaves;
		const payload = partialPayloadOf(row);
		if (!payload || !header || !('bytes' in header)) return 'its header is not to be had';
		if (isOpen) return take(payload, false);
		if (values.some((leaf) => bytesOf(leaf) !== null))
			return 'it was not selected, and what it says is there';
		this.hidden += values.length;
		return take(header.bytes, true);
	}

	/** No row follows. @param promised how many there are, by who gave them */
	finish(promised: number): void {
		const { seq } = this.end;
		const claims = [...(this.#signed.claims.get(this.document) ?? [])];
		const missing = claims.filter(([rows]) => rows > seq).at(-1);
		if (missing) this.fail(seq, `it is missing: ${missing[1].by} has signed ${missing[0]} rows`, true);
		else if (seq < promised) this.fail(seq, `it is missing: there should be ${promised} rows`, true);
		const gone = this.#check?.finish();
		if (gone) this.fail(gone.row, gone.words);
	}

	/** Only the first row's counts, and of that what was found first: signatures are looked at after the rows. */
	fail(row: number, words: string, breaksChain = false): void {
		if (!this.fault || row < this.fault.row) this.fault = { row, words, breaksChain };
	}
}
