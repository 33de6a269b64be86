/**
 * Judges the rows of a conversation without trusting who gave them (SPEC L13): the organisation's log with its tags, each document's chain and leaves,
 * authorship by the log as it stood, and the signed checkpoints that say where the rows stood over time.
 */
import { organisationLog } from '../document-name.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { DocumentReading, type Fault } from './document-reading.ts';
import type { Evidence, EvidenceHead } from './evidence-stream.ts';
import { verifyReceipts } from './receipt-signatures.ts';
import { SubjectCheck } from './subject-check.ts';
import {
	judgeCheckpoints,
	type CheckpointFault,
	type EvidenceCrypto,
	type SignedHistory,
} from './signed-checkpoints.ts';
import { fromHex } from './subject-tags.ts';

export type { EvidenceCrypto } from './signed-checkpoints.ts';
export type { Fault } from './document-reading.ts';

export interface DocumentVerdict {
	document: string;
	/** Rows from the first that are proved: all of them, or those before the fault. */
	proven: number;
	rows: number;
	fault: Fault | null;
	/** Values that were erased by legal request. */
	erased: number;
	/** Rows that the newest checkpoint has signed; 0 without one. */
	signed: number;
}

export interface CheckpointVerdict {
	/** The last that is good; null without one. */
	newest: { number: number; at: number; documents: number; /** SPKI in base64 */ key: string } | null;
	/** How many were found good, the newest among them. */
	checked: number;
	/** Earlier ones at which the rows had moved that were not given. */
	leftOut: number;
	fault: CheckpointFault | null;
	/** This browser has no Ed25519. */
	isUnable: boolean;
}

export interface Verdict {
	documents: DocumentVerdict[];
	organisation: {
		rows: number;
		fault: Fault | null;
		/** Of whom it is not proved that no fact about them was held back (SPEC E4), as subjects. */
		notProved: string[];
		/** Hidden facts from before there were tags. */
		untagged: number;
	};
	checkpoints: CheckpointVerdict;
}

/** @param progress called now and then with the share that is done, 0 to 1 */
export async function verifyEvidence(
	evidence: Evidence,
	crypto: EvidenceCrypto,
	progress: (done: number) => void = () => {},
): Promise<Verdict> {
	const { head } = evidence;
	const signed = await judgeCheckpoints(crypto, head.checkpoints, head.keys);
	const total = evidence.organisation.length + evidence.rows.length;
	let done = 0;
	const read = (reading: DocumentReading, rows: readonly DisclosedRow[], promised: number) => {
		for (const row of rows) {
			reading.take(row);
			if (++done % 500 === 0) progress(done / total);
		}
		reading.finish(promised);
		return reading;
	};
	const facts = new SubjectCheck(crypto.sha256, keysOf(head));
	const log = { sha256: crypto.sha256, document: organisationLog(head.organisation.id), signed };
	const organisation = read(
		new DocumentReading(log, (row) => facts.take(row)),
		evidence.organisation,
		head.organisation.rows,
	);
	const documents: DocumentVerdict[] = [];
	for (const { document, rows } of head.documents) {
		const reading = DocumentReading.ofConversation({ ...log, document }, facts.history, () => true);
		const own = evidence.rows.filter((row) => row.document === document);
		read(reading, own, rows);
		await verifyReceipts(crypto, reading, head.keys);
		documents.push(verdictOf(reading, Math.max(rows, own.length)));
	}
	return {
		documents,
		organisation: {
			rows: organisation.end.seq,
			fault: organisation.fault,
			notProved: facts.notProved(),
			untagged: facts.untagged,
		},
		checkpoints: verdictOfCheckpoints(signed, head.checkpointsLeftOut),
	};
}

function keysOf({ subjects }: EvidenceHead): Map<string, Uint8Array> {
	return new Map(subjects.map(([subject, key]) => [subject, fromHex(key) ?? new Uint8Array(0)]));
}

function verdictOf(reading: DocumentReading, rows: number): DocumentVerdict {
	const { document, end, fault, erased, signedRows } = reading;
	const proven = Math.min(end.seq, fault?.row ?? Infinity);
	return { document, proven, rows, fault, erased, signed: signedRows };
}

function verdictOfCheckpoints(
	{ newest, checked, fault, isUnable }: SignedHistory,
	leftOut: number,
): CheckpointVerdict {
	const { checkpoint: number, at, documents } = newest?.statement ?? { checkpoint: 0, at: 0, documents: 0 };
	return { newest: newest && { number, at, documents, key: newest.key }, checked, leftOut, fault, isUnable };
}
