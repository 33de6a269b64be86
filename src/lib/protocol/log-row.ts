/** A row of the hash-chained log (SPEC L), as the relay, the server's routes and whoever verifies it see it. */

/** Of a conversation's log, of a text's, then of an organisation's, which has texts too (SPEC L3, L6, X10). */
export type RowKind =
	| 'epoch'
	| 'run'
	| 'refused'
	| 'redact'
	| 'system'
	| 'volume'
	| 'late'
	| 'erase'
	| 'restore'
	| 'restored'
	| 'text'
	| 'forget'
	| 'device'
	| 'membership'
	| 'account'
	| 'audit'
	| 'erasure';

export interface RowAuthor {
	user: string;
	device: number;
}

/** A row without its place in the chain: what a replay needs. */
export interface StoredRow extends RowAuthor {
	seq: number;
	kind: RowKind;
	/** ms since 1970 */
	receivedAt: number;
	/** See row-payload.ts. */
	payload: Uint8Array;
}

/** A whole row (SPEC L1, L2). */
export interface LogRow extends StoredRow {
	document: string;
	prev: Uint8Array;
	hash: Uint8Array;
	payloadHash: Uint8Array;
	/** 16 bytes for every leaf. */
	salts: Uint8Array;
}
