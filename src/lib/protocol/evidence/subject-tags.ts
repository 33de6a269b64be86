/** Tags of facts (SPEC L6): whether a fact is about somebody, for who has that one's key; nothing for who has not. */
import type { StoredEntry } from '#lib/domain/ledger.ts';
import type { Sha256 } from '../row-chain.ts';

const DOMAIN = 'parley tag 1\0';
const TAG_BYTES = 16;
const text = new TextEncoder();

/** @param index of the fact in its row */
export function tagOf(sha256: Sha256, key: Uint8Array, seq: number, index: number): string {
	const head = text.encode(DOMAIN);
	const place = text.encode(`\0${seq} ${index}`);
	const bytes = new Uint8Array(head.length + key.length + place.length);
	bytes.set(head);
	bytes.set(key, head.length);
	bytes.set(place, head.length + key.length);
	return toHex(sha256(bytes).subarray(0, TAG_BYTES));
}

/** As it stands in the row's header. */
export function tagEntry(tags: readonly string[]): StoredEntry {
	return ['t', ...tags];
}

/** Null for a row from before there were tags; undefined for what is neither. */
export function readTags(entries: readonly StoredEntry[], facts: number): string[] | null | undefined {
	const [entry, ...more] = entries as readonly unknown[];
	if (entry === undefined) return null;
	if (more.length > 0 || !Array.isArray(entry)) return undefined;
	const [mark, ...tags] = entry as unknown[];
	const areTags = tags.every((tag) => typeof tag === 'string' && /^[0-9a-f]{32}$/.test(tag));
	return mark === 't' && tags.length === facts && areTags ? (tags as string[]) : undefined;
}

export function toHex(bytes: Uint8Array): string {
	let hex = '';
	for (const byte of bytes) hex += HEX[byte];
	return hex;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Of lower-case hex; undefined for anything else. */
export function fromHex(hex: string): Uint8Array | undefined {
	if (hex.length % 2 > 0 || !/^[0-9a-f]*$/.test(hex)) return undefined;
	return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.substr(i * 2, 2), 16));
}
