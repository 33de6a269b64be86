import { createEncoder, length as encodedLength, toUint8Array, writeAny, type Encoder } from 'lib0/encoding';

/** The canonical bytes of one event (SPEC D5): what lib0 puts between two values of a `ContentAny`. */
export function eventBytes(event: object): Uint8Array {
	const encoder = createEncoder();
	writeAny(encoder, event as never);
	return toUint8Array(encoder);
}

/** Digest of a run (SPEC D6), 31 bits, over the bytes of its events. */
export function digestBytes(bytes: Uint8Array): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
	hash ^= hash >>> 16;
	hash = Math.imul(hash, 0x85ebca6b);
	hash ^= hash >>> 13;
	hash = Math.imul(hash, 0xc2b2ae35);
	hash ^= hash >>> 16;
	return hash >>> 1;
}

export function digestEvents(events: readonly object[]): number {
	const encoder: Encoder = createEncoder();
	for (const event of events) writeAny(encoder, event as never);
	return encodedLength(encoder) === 0 ? digestBytes(new Uint8Array(0)) : digestBytes(toUint8Array(encoder));
}
