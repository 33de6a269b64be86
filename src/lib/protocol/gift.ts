/** What a client gives back after a restore (SPEC P7): receipts, and the events that they prove. */
import { createDecoder, hasContent, readAny, readVarUint8Array, type Decoder } from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readCount } from './read-count.ts';
import { decodeReceipt, encodeReceipt, type Receipt } from './receipt.ts';

export const GIFT_LIMITS = { receipts: 16, rows: 1200, events: 1000, bytes: 512 * 1024 } as const;

export interface Gift {
	receipts: readonly Receipt[];
	/** One for each leaf that has a salt, in the order of the receipts' rows. */
	values: readonly Uint8Array[];
}

export function encodeGift({ receipts, values }: Gift): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, receipts.length);
	for (const receipt of receipts) encoding.writeVarUint8Array(encoder, encodeReceipt(receipt));
	for (const value of values) encoding.writeVarUint8Array(encoder, value);
	return encoding.toUint8Array(encoder);
}

/** Undefined for bytes that are none, or more than one frame may give. Never throws. */
export function decodeGift(bytes: Uint8Array): Gift | undefined {
	try {
		const decoder = createDecoder(bytes);
		const gift = read(decoder);
		return gift && !hasContent(decoder) ? gift : undefined;
	} catch {
		// Somebody's bytes that end too early, or numbers that are none.
		return undefined;
	}
}

function read(decoder: Decoder): Gift | undefined {
	const count = readCount(decoder);
	if (count === 0 || count > GIFT_LIMITS.receipts) return undefined;
	const receipts: Receipt[] = [];
	let [rows, events] = [0, 0];
	for (let i = 0; i < count; i++) {
		const receipt = decodeReceipt(readVarUint8Array(decoder));
		if (!receipt) return undefined;
		receipts.push(receipt);
		rows += receipt.rows.length;
		if (rows > GIFT_LIMITS.rows) return undefined;
		for (const { leaves } of receipt.rows) events += leaves.filter(({ salt }) => salt !== null).length;
	}
	if (events > GIFT_LIMITS.events) return undefined;
	const values: Uint8Array[] = [];
	let length = 0;
	for (; events > 0; events--) {
		const value = readVarUint8Array(decoder);
		length += value.length;
		values.push(value);
	}
	return length > GIFT_LIMITS.bytes ? undefined : { receipts, values };
}

/** Without the events' salts: what the log keeps, and nobody can try texts against. Of proved receipts, which have every leaf's hash. */
export function withoutSalts(receipt: Receipt): Receipt {
	const rows = receipt.rows.map((row) => ({
		...row,
		leaves: row.leaves.map(({ hash }) => ({ hash, salt: null })),
	}));
	return { ...receipt, rows };
}

/** The values of a `restore` row's run (SPEC P9). */
export function encodeProofs(proofs: readonly Uint8Array[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const proof of proofs) encoding.writeAny(encoder, proof);
	return encoding.toUint8Array(encoder);
}

/** Undefined for what is none. */
export function decodeProofs(values: Uint8Array): Receipt[] | undefined {
	try {
		const decoder = createDecoder(values);
		const receipts: Receipt[] = [];
		while (hasContent(decoder)) {
			const bytes: unknown = readAny(decoder);
			const receipt = bytes instanceof Uint8Array ? decodeReceipt(bytes) : undefined;
			if (!receipt) return undefined;
			receipts.push(receipt);
		}
		return receipts;
	} catch {
		// Bytes that end too early.
		return undefined;
	}
}
