/** The forwards of one message (SPEC D13) in stored payloads. */
import { createDecoder, readAny } from 'lib0/decoding';
import { eventBytes } from '#lib/domain/digest.ts';
import { parseEvent, type EventRef, type Forwarded } from '#lib/domain/events.ts';
import { decodePayload } from './row-payload.ts';

/** What of `fw` names the message: conversation, volume, client, clock. */
export type ForwardedName = readonly [conversation: string, volume: number, client: number, clock: number];

/** How lib0 begins a list, and how many items `fw` has. */
const LIST = 117;
const ITEMS: Forwarded['length'] = 6;

/** Bytes that every payload with such a forward holds. */
export function forwardBytes(named: ForwardedName): Uint8Array {
	return Uint8Array.of(LIST, ITEMS, ...eventBytes(named).subarray(2));
}

/** Whatever else of the payload is erased already. */
export function forwardsIn(payload: Uint8Array, named: ForwardedName): EventRef[] {
	const { run } = decodePayload(payload);
	if (!run) return [];
	const found: EventRef[] = [];
	const decoder = createDecoder(run.values);
	for (let i = 0; i < run.count; i++) {
		const parsed = parseEvent(readAny(decoder));
		const forwarded = parsed.ok && parsed.event.k === 'm' ? parsed.event.fw : undefined;
		if (forwarded && named.every((item, at) => item === forwarded[at]))
			found.push([run.client, run.clock + i]);
	}
	return found;
}
