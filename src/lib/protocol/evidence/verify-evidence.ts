/**
 * Judges the rows of a conversation without trusting who gave them (SPEC L13): the organisation's log, each document's chain and leaves, authorship by the log as
 * it stood, and the signed checkpoint that says how many rows there were.
 */
import { parseDocumentName } from '../document-name.ts';
import { decodeFacts, type OrganisationFact } from '../organisation-facts.ts';
import { HASH_BYTES, type ChainEnd, type Sha256 } from '../row-chain.ts';
import { decodePayload } from '../row-payload.ts';
import { readStatement, RETIRED_KEY_DOMAIN, rootOfPath } from './checkpoint-statement.ts';
import { faultOfDisclosedRow, partialPayloadOf, type DisclosedRow } from './disclosed-row.ts';
import { DocumentCheck } from './document-check.ts';
import type { Evidence, EvidenceHead } from './evidence-stream.ts';
import { OrganisationHistory } from './organisation-history.ts';
import { toHex } from './subject-tags.ts';

export interface EvidenceCrypto {
	sha256: Sha256;
	/** Ed25519, `key` an SPKI in base64. */
	verify(key: string, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

export interface Fault {
	/** The seq of the row at which it is found. */
	row: number;
	/** The rest of a sentence about the row. */
	words: string;
	/** It does not continue the row before it, or is missing: the chain itself is broken. */
	breaksChain: boolean;
}

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

export type CheckpointVerdict =
	| { state: 'none' }
	| { state: 'valid'; number: number; at: number; documents: number; key: string }
	| { state: 'invalid'; number: number; words: string };

export interface Verdict {
	documents: DocumentVerdict[];
	organisation: { rows: number; fault: Fault | null };
	checkpoint: CheckpointVerdict;
}

/** @param progress called now and then with the share that is done, 0 to 1 */
export async function verifyEvidence(
	evidence: Evidence,
	crypto: EvidenceCrypto,
	progress: (done: number) => void = () => {},
): Promise<Verdict> {
	const { head } = evidence;
	const checkpoint = await judgeCheckpoint(head, crypto);
	const total = evidence.organisation.length + evidence.rows.length;
	let done = 0;
	const count = () => {
		if (++done % 500 === 0) progress(done / total);
	};
	const history = new OrganisationHistory();
	const organisation = judgeOrganisation(head, evidence.organisation, history, crypto.sha256, count);
	const documents = head.documents.map(({ document, rows }) => {
		const own = evidence.rows.filter((row) => row.document === document);
		return judgeDocument(document, rows, own, { head, history, checkpoint, crypto, count });
	});
	return { documents, organisation, checkpoint };
}

function judgeOrganisation(
	head: EvidenceHead,
	rows: readonly DisclosedRow[],
	history: OrganisationHistory,
	sha256: Sha256,
	count: () => void,
): Verdict['organisation'] {
	let end = START;
	for (const row of rows) {
		const words = faultOfDisclosedRow(sha256, row, end) ?? takeFacts(history, row);
		if (words) return { rows: end.seq, fault: faultAt(row, end, words) };
		end = { seq: row.seq + 1, hash: row.hash };
		count();
	}
	const missing = head.organisation.rows > end.seq;
	const fault = { row: end.seq, words: 'it is missing', breaksChain: true };
	return { rows: end.seq, fault: missing ? fault : null };
}

/** Hidden facts are null. */
function takeFacts(history: OrganisationHistory, row: DisclosedRow): string | null {
	const [header, ...leaves] = row.leaves;
	if (!header || !('bytes' in header)) return 'its header is not to be had';
	let facts: (OrganisationFact | null)[];
	try {
		facts = leaves.map((leaf) => ('bytes' in leaf ? decodeFacts(leaf.bytes, 1)[0]! : null));
	} catch {
		return 'it holds a fact of an unknown form';
	}
	return history.takeFacts(row, decodePayload(header.bytes), facts);
}

interface Judging {
	head: EvidenceHead;
	history: OrganisationHistory;
	checkpoint: CheckpointVerdict;
	crypto: EvidenceCrypto;
	count: () => void;
}

function judgeDocument(
	document: string,
	promised: number,
	rows: readonly DisclosedRow[],
	{ head, history, checkpoint, crypto, count }: Judging,
): DocumentVerdict {
	const name = parseDocumentName(document);
	const proof =
		checkpoint.state === 'valid'
			? head.checkpoint?.proofs.find((each) => each.document === document)
			: undefined;
	const marks = new Map(
		head.marks.filter((mark) => mark.document === document).map((mark) => [mark.rows, mark]),
	);
	const check = name && new DocumentCheck(name, history);
	let end = START;
	const verdict = (fault: Fault | null): DocumentVerdict => ({
		document,
		proven: end.seq,
		rows: Math.max(promised, rows.length),
		fault,
		signed: proof?.rows ?? 0,
		erased: check?.erased ?? 0,
	});
	for (const row of rows) {
		let words = faultOfDisclosedRow(crypto.sha256, row, end);
		words ??= check ? takeRow(check, row) : 'it is of a document that has no such name';
		const after = row.seq + 1;
		if (!words && proof?.rows === after && proof.hash !== toHex(row.hash))
			words = 'the checkpoint has signed another row here';
		const mark = marks.get(after);
		if (!words && mark && mark.hash !== toHex(row.hash))
			words = `checkpoint ${mark.number} has signed another row here`;
		if (words) return verdict(faultAt(row, end, words));
		end = { seq: after, hash: row.hash };
		count();
	}
	if (proof && proof.rows > end.seq) {
		const words = `it is missing: the checkpoint has signed ${proof.rows} rows`;
		return verdict({ row: end.seq, words, breaksChain: true });
	}
	if (promised > end.seq) return verdict({ row: end.seq, words: 'it is missing', breaksChain: true });
	const gone = check?.finish();
	return verdict(gone ? { ...gone, breaksChain: false } : null);
}

/** Of a conversation only what was erased is hidden (SPEC G7). */
function takeRow(check: DocumentCheck, row: DisclosedRow): string | null {
	const payload = partialPayloadOf(row);
	if (!payload) return 'its header is not to be had';
	try {
		return check.take({ ...row, payload });
	} catch {
		// Bytes that were tampered with need not decode; those whose hashes fit were sealed by a later version.
		return 'its payload cannot be read';
	}
}

const START: ChainEnd = { seq: 0, hash: new Uint8Array(HASH_BYTES) };

function faultAt(row: DisclosedRow, end: ChainEnd, words: string): Fault {
	const breaksChain = row.seq !== end.seq || words === 'it does not follow the row before it';
	return { row: end.seq, words, breaksChain };
}

async function judgeCheckpoint(
	{ checkpoint, keys }: EvidenceHead,
	{ sha256, verify }: EvidenceCrypto,
): Promise<CheckpointVerdict> {
	if (!checkpoint) return { state: 'none' };
	const { number, body, key, signature, proofs } = checkpoint;
	const invalid = (words: string): CheckpointVerdict => ({ state: 'invalid', number, words });
	const read = readStatement(body);
	if (read?.statement.checkpoint !== number) return invalid('it is no statement of this number');
	const { statement, signed } = read;
	if (!keys || !(await isKeyOf(keys, key, verify))) return invalid('its key is none of this server');
	if (!(await verify(key, signed, fromBase64(signature)))) return invalid('its signature is not valid');
	if (proofs.some((proof) => rootOfPath(sha256, proof, proof.path) !== statement.root))
		return invalid('a document does not stand under its root');
	return { state: 'valid', number, at: statement.at, documents: statement.documents, key };
}

/** The current key, or one that it retired (SPEC L10). */
async function isKeyOf(
	{ current, retired }: NonNullable<EvidenceHead['keys']>,
	key: string,
	verify: EvidenceCrypto['verify'],
): Promise<boolean> {
	if (key === current) return true;
	const old = retired.find((each) => each.key === key);
	if (!old) return false;
	return verify(current, new TextEncoder().encode(RETIRED_KEY_DOMAIN + key), fromBase64(old.signature));
}

/** Empty for what is no base64: no signature is that. */
function fromBase64(text: string): Uint8Array {
	try {
		return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	} catch {
		return new Uint8Array(0);
	}
}
