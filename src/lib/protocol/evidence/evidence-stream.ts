/**
 * A conversation as the server gives it to an auditor (SPEC L13): bytes of frames, `varUint type, varUint8Array body`. First a head, then the rows of the
 * organisation's log, then those of each document, all as in disclosed-row.ts.
 */
import * as encoding from 'lib0/encoding';
import { createDecoder, hasContent, readVarUint, readVarUint8Array } from 'lib0/decoding';
import type { ConversationKind, Role, Visibility } from '../workspace.ts';
import type { PublishedKeys } from '../published-keys.ts';
import { decodeRow, encodeRow, type DisclosedRow } from './disclosed-row.ts';
import type { SignedCheckpoint } from './signed-checkpoints.ts';

export const EVIDENCE_TYPE = 'application/vnd.parley.evidence';
const HEAD = 1;
const ROW = 2;

export interface EvidenceHead {
	format: 'parley evidence 1';
	/** ms since 1970: when it was read. */
	readAt: number;
	organisation: { id: string; name: string; /** Rows of its log. */ rows: number };
	conversation: {
		id: string;
		kind: ConversationKind;
		visibility: Visibility;
		channel: boolean;
		name: string;
		topic: string;
		createdAt: number;
		closedAt: number | null;
	};
	/** Its volumes. */
	documents: { document: string; rows: number }[];
	/** Authors, and who is or was a member. Names are the server's word: the log knows ids. */
	people: { id: string; name: string; role: Role; active: boolean; isMember: boolean }[];
	devices: { number: number; user: string; name: string; createdAt: number; revokedAt: number | null }[];
	/** The keys of the tags of those whom the rows are about (SPEC E4). */
	subjects: [subject: string, key: string][];
	keys: PublishedKeys | null;
	/** The newest last, with each document's stand; before it those at which one of the documents had moved. */
	checkpoints: SignedCheckpoint[];
	/** Earlier ones of that kind that are not among them: of a long history not all are given. */
	checkpointsLeftOut: number;
	snapshots: EvidenceSnapshot[];
}

export interface EvidenceSnapshot {
	document: string;
	/** Rows that it covers. */
	seq: number;
	rowHash: string;
	hash: string;
	size: number;
	madeAt: number;
	isKept: boolean;
}

export interface Evidence {
	head: EvidenceHead;
	organisation: DisclosedRow[];
	/** In the order of the stream. */
	rows: DisclosedRow[];
}

export function encodeHead(head: EvidenceHead): Uint8Array {
	return frames([[HEAD, new TextEncoder().encode(JSON.stringify(head))]]);
}

export function encodeRows(rows: readonly DisclosedRow[]): Uint8Array {
	return frames(rows.map((row) => [ROW, encodeRow(row)]));
}

function frames(list: readonly (readonly [type: number, body: Uint8Array])[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const [type, body] of list) {
		encoding.writeVarUint(encoder, type);
		encoding.writeVarUint8Array(encoder, body);
	}
	return encoding.toUint8Array(encoder);
}

/** Throws for what is no such stream, or not all of it. The rows are views into `bytes`. */
export function decodeEvidence(bytes: Uint8Array): Evidence {
	const decoder = createDecoder(bytes);
	let head: EvidenceHead | undefined;
	const evidence = { organisation: [] as DisclosedRow[], rows: [] as DisclosedRow[] };
	while (hasContent(decoder)) {
		const type = readVarUint(decoder);
		const body = readVarUint8Array(decoder);
		if (type === HEAD) head = JSON.parse(new TextDecoder().decode(body)) as EvidenceHead;
		// Types that a later version adds are passed over.
		if (type !== ROW) continue;
		const row = decodeRow(body);
		(row.document.startsWith('o/') ? evidence.organisation : evidence.rows).push(row);
	}
	if (!head) throw new RangeError('A stream without a head.');
	return { head, ...evidence };
}
