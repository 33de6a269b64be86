/** What the relay keeps of an event once its bytes are stored: enough to find what a delete must take with it (SPEC D10). */
import { readAny, createDecoder } from 'lib0/decoding';
import type { ConversationEvent, EventRef, Was } from '#lib/domain/events.ts';
import { skipValue } from '#lib/protocol/skip-value.ts';

export interface EventFacts {
	kind: ConversationEvent['k'];
	/** Target of an edit, delete or reaction. */
	of: EventRef | null;
	/** The original that this one replaces (SPEC D9). */
	was: Was | null;
}

/** Messages without `was` are nearly everything. */
export const PLAIN_MESSAGE: EventFacts = { kind: 'm', of: null, was: null };

export function factsOf(event: ConversationEvent): EventFacts {
	const was = ('was' in event && event.was) || null;
	if (event.k === 'm' && !was) return PLAIN_MESSAGE;
	return { kind: event.k, of: 'of' in event ? event.of : null, was };
}

const MESSAGE_LETTER = 'm'.charCodeAt(0);
/** Object, member count, "k", then a string of one byte: the letter stands here. */
const LETTER_AT = 6;
/** lib0's `null` stands for an event that was erased (SPEC G5): of whatever kind it was, its clock is gone. */
const ERASED = 126;
/** `k`, `at`, `b`: no `re`, no `was`. */
const PLAIN_MEMBERS = 3;

/** The facts of stored, hence canonical, events. Decodes only what is not a plain message. */
export function factsOfBytes(bytes: Uint8Array, count: number): EventFacts[] {
	const facts: EventFacts[] = [];
	let position = 0;
	for (let i = 0; i < count; i++) {
		const end = skipValue(bytes, position);
		if (bytes[position] === ERASED) facts.push(PLAIN_MESSAGE);
		else if (bytes[position + LETTER_AT] === MESSAGE_LETTER && bytes[position + 1] === PLAIN_MEMBERS)
			facts.push(PLAIN_MESSAGE);
		else facts.push(factsOf(readAny(createDecoder(bytes.subarray(position, end))) as ConversationEvent));
		position = end;
	}
	return facts;
}
