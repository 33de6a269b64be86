/** What a row of the kind `erase` says (SPEC G3): the one value of its run. */
import * as encoding from 'lib0/encoding';
import { createDecoder, hasContent, readAny } from 'lib0/decoding';

export interface ErasureRecord {
	/** Number of the legal request. */
	erase: number;
	/** User ids: who asked, and who approved. */
	by: string;
	and: string;
	/** `[seq, first value, number, …]` of what went out of which rows' runs. */
	rows: number[];
}

export function encodeErasure({ erase, by, and, rows }: ErasureRecord): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeAny(encoder, { erase, by, and, rows });
	return encoding.toUint8Array(encoder);
}

/** Undefined for what is none. */
export function decodeErasure(values: Uint8Array): ErasureRecord | undefined {
	const decoder = createDecoder(values);
	const value: unknown = readAny(decoder);
	if (hasContent(decoder) || typeof value !== 'object' || value === null) return undefined;
	if (Object.keys(value).join() !== 'erase,by,and,rows') return undefined;
	const { erase, by, and, rows } = value as Record<keyof ErasureRecord, unknown>;
	if (!isCount(erase) || typeof by !== 'string' || typeof and !== 'string') return undefined;
	if (!Array.isArray(rows) || rows.length === 0 || rows.length % 3 !== 0) return undefined;
	return rows.every(isCount) ? { erase, by, and, rows } : undefined;
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}
