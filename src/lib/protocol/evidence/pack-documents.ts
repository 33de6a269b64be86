/** One document of a pack: its rows from the first, until the first that does not hold (SPEC E5). */
import { parseDocumentName } from '../document-name.ts';
import { HASH_BYTES, type ChainEnd, type Sha256 } from '../row-chain.ts';
import { faultOfDisclosedRow, partialPayloadOf, type DisclosedRow } from './disclosed-row.ts';
import { DocumentCheck } from './document-check.ts';
import type { OrganisationHistory } from './organisation-history.ts';
import type { SignedStands } from './pack-checkpoint.ts';
import { counted, type PackFinding } from './pack-verdict.ts';
import { toHex } from './subject-tags.ts';
import { TranscriptFold } from './transcript.ts';

export class DocumentReading {
	readonly document: string;
	readonly transcript = new TranscriptFold();
	finding: PackFinding | null = null;
	/** Where the next row stands. */
	end: ChainEnd = { seq: 0, hash: new Uint8Array(HASH_BYTES) };
	/** Events of another time than the pack's. */
	hidden = 0;
	readonly #sha256: Sha256;
	readonly #signed: SignedStands;
	readonly #rules: (row: DisclosedRow) => string | null;
	#check: DocumentCheck | undefined;

	/** @param rules what is wrong with a row whose chain was verified */
	constructor(
		sha256: Sha256,
		document: string,
		signed: SignedStands,
		rules: (row: DisclosedRow) => string | null,
	) {
		this.#sha256 = sha256;
		this.document = document;
		this.#signed = signed;
		this.#rules = rules;
	}

	static ofConversation(
		sha256: Sha256,
		document: string,
		signed: SignedStands,
		history: OrganisationHistory,
		isInRange: (receivedAt: number) => boolean,
	): DocumentReading {
		const check = new DocumentCheck(parseDocumentName(document)!, history);
		const reading: DocumentReading = new DocumentReading(sha256, document, signed, (row) =>
			reading.#judge(check, row, isInRange(row.receivedAt)),
		);
		reading.#check = check;
		return reading;
	}

	/** A `v` entry has opened the volume that follows. */
	get opensNext(): boolean {
		return this.#check !== undefined && this.#check.nextVolume !== null;
	}

	take(row: DisclosedRow): void {
		if (this.finding) return;
		const fault = this.#faultOf(row);
		if (fault) return this.fail(this.end.seq, fault);
		this.end = { seq: row.seq + 1, hash: row.hash };
	}

	#faultOf(row: DisclosedRow): string | null {
		const fault = faultOfDisclosedRow(this.#sha256, row, this.end);
		if (fault) return fault;
		const stand = this.#signed.stands.get(this.document);
		if (stand?.rows === row.seq + 1 && stand.hash !== toHex(row.hash))
			return `checkpoint ${this.#signed.statement!.checkpoint} has signed another row here`;
		try {
			return this.#rules(row);
		} catch {
			// Its hashes fit, so it was sealed like this: by a later version, or by nobody's program.
			return 'its payload cannot be read';
		}
	}

	/** Of a row outside the pack's range what its header says is judged (SPEC E3); within it, only what was erased is hidden (SPEC G7). */
	#judge(check: DocumentCheck, row: DisclosedRow, isInRange: boolean): string | null {
		const [header, ...values] = row.leaves;
		const payload = partialPayloadOf(row);
		if (!payload || !header || !('bytes' in header)) return 'its header is not to be had';
		if (!isInRange && values.some((leaf) => 'bytes' in leaf))
			return "it is outside the pack's range, and what it says is there";
		if (!isInRange) this.hidden += values.length;
		const fault = isInRange
			? check.take({ ...row, payload })
			: check.take({ ...row, payload: header.bytes }, true);
		if (!fault) this.transcript.take(row);
		return fault;
	}

	/** Events that were erased by legal request. */
	get erased(): number {
		return this.#check?.erased ?? 0;
	}

	/** No row follows. @param rows as the pack says */
	finish(rows: number): void {
		const { seq } = this.end;
		const stand = this.#signed.stands.get(this.document);
		const { statement, remarks } = this.#signed;
		if (stand && stand.rows > seq)
			this.fail(seq, `it is missing: checkpoint ${statement!.checkpoint} has signed ${stand.rows} rows`);
		else if (seq < rows) this.fail(seq, `it is missing: the pack says that there are ${rows} rows`);
		const gone = this.#check?.finish();
		if (gone) this.fail(gone.row, gone.words);
		if (this.finding || !statement) return;
		if (!stand)
			remarks.push(
				`${this.document} is in no checkpoint yet: that its ${counted(seq, 'row')} are all there were.`,
			);
		else if (seq > stand.rows)
			remarks.push(
				`${counted(seq - stand.rows, 'newer row')} of ${this.document} wait for the next checkpoint.`,
			);
	}

	/** Only the first counts. */
	fail(row: number, words: string): void {
		this.finding ??= { where: this.document, row, words };
	}
}
