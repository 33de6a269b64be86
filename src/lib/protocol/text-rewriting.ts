/** What the relay's own rows of a text document say (SPEC G11, X15): the one value of their runs. */
import * as encoding from 'lib0/encoding';
import { createDecoder, hasContent, readAny } from 'lib0/decoding';
import { HASH_BYTES, hashLeaf, SALT_BYTES, type Sha256 } from './row-chain.ts';

/** Of a row of the kind `erase`. */
export interface TextErasure {
	/** Number of the legal request. */
	erase: number;
	/** User ids: who asked, and who approved. */
	by: string;
	and: string;
	/** Seqs of the rows whose words went. */
	rows: number[];
	/** What is left of each (see `hashLeft`), one after the other. */
	left: Uint8Array;
	/** Deletes what of these words still stood in the text. */
	update: Uint8Array;
}

/** Of a row of the kind `forget`. */
export interface Forgetting {
	forget: number[];
	left: Uint8Array;
}

export function encodeRewriting(rewriting: TextErasure | Forgetting): Uint8Array {
	return encoding.encode((encoder) => encoding.writeAny(encoder, { ...rewriting }));
}

/** Undefined for what is none. */
export function decodeTextErasure(values: Uint8Array): TextErasure | undefined {
	const value = readObject(values, 'erase,by,and,rows,left,update');
	if (!value) return undefined;
	const { erase, by, and, rows, left, update } = value as unknown as TextErasure;
	if (!Number.isSafeInteger(erase) || typeof by !== 'string' || typeof and !== 'string') return undefined;
	if (!(update instanceof Uint8Array) || !areLeft(rows, left)) return undefined;
	return { erase, by, and, rows, left, update };
}

/** Undefined for what is none. */
export function decodeForgetting(values: Uint8Array): Forgetting | undefined {
	const value = readObject(values, 'forget,left');
	if (!value) return undefined;
	const { forget, left } = value as unknown as Forgetting;
	return areLeft(forget, left) ? { forget, left } : undefined;
}

function readObject(values: Uint8Array, keys: string): object | undefined {
	const decoder = createDecoder(values);
	const value: unknown = readAny(decoder);
	if (hasContent(decoder) || typeof value !== 'object' || value === null) return undefined;
	return Object.keys(value).join() === keys ? value : undefined;
}

function areLeft(rows: unknown, left: unknown): boolean {
	return (
		Array.isArray(rows) &&
		rows.length > 0 &&
		rows.every((seq) => Number.isSafeInteger(seq)) &&
		left instanceof Uint8Array &&
		left.length === rows.length * HASH_BYTES
	);
}

/** @param left see DecodedPayload */
export function hashLeft(sha256: Sha256, left: Uint8Array): Uint8Array {
	return hashLeaf(sha256, left.subarray(0, SALT_BYTES), left.subarray(SALT_BYTES));
}

/** `[seq, hash]` of each row that is named. */
export function leftOf(rows: readonly number[], left: Uint8Array): [seq: number, hash: Uint8Array][] {
	return rows.map((seq, i) => [seq, left.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)]);
}
