import { createDecoder, hasContent, readAny } from 'lib0/decoding';
import { decodePayload } from '../../sync-server/row.ts';

/** The events of a stored row, as JSON. */
export function eventsOf(payload: Uint8Array): unknown[] {
	const values = decodePayload(payload).run?.values ?? new Uint8Array();
	const decoder = createDecoder(values);
	const events: unknown[] = [];
	while (hasContent(decoder)) events.push(readAny(decoder));
	return events;
}
