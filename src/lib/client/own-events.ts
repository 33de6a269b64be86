/**
 * One's own events that are in danger, and their keeping (SPEC D9, D12): read out of a replica that will be given up, kept as records beside the next one,
 * shown meanwhile, and written again under a fresh client id once a completed exchange has told what the relay has.
 */
import * as Y from 'yjs';
import { nextClock, readLog, writersOf } from '#lib/domain/conversation-document.ts';
import { digestEvents } from '#lib/domain/digest.ts';
import { parseEvent, type AuthoredEvent, type EventRef } from '#lib/domain/events.ts';
import type { Fold } from '#lib/domain/fold.ts';
import { refKey } from '#lib/domain/timeline.ts';
import type { DiskRecord } from './replica-disk.ts';

export interface OwnEvent {
	client: number;
	clock: number;
	event: AuthoredEvent;
}

const RESCUED = 'rescued/';

export function rescueRecords(events: readonly OwnEvent[]): DiskRecord[] {
	return events.map(({ client, clock, event }) => ({
		key: `${RESCUED}${client}:${clock}`,
		value: event,
		unlessThere: true,
	}));
}

export function forgetRescued(events: readonly OwnEvent[]): DiskRecord[] {
	return events.map(({ client, clock }) => ({ key: `${RESCUED}${client}:${clock}`, value: undefined }));
}

/** By client id and clock, the order in which they were written. */
export function rescuedIn(records: ReadonlyMap<string, unknown>): OwnEvent[] {
	const events: OwnEvent[] = [];
	for (const [key, value] of records) {
		if (!key.startsWith(RESCUED)) continue;
		const [client, clock] = key.slice(RESCUED.length).split(':').map(Number);
		const parsed = parseEvent(value);
		if (client === undefined || clock === undefined || !parsed.ok || parsed.event.k === 's') continue;
		events.push({ client, clock, event: parsed.event });
	}
	return inOrder(events);
}

/** Own events that wait behind a hole: Yjs holds them back, and nothing shows them. */
export function strandedIn(doc: Y.Doc, isOwn: (client: number) => boolean): OwnEvent[] {
	if (doc.store.pendingStructs === null) return [];
	const events: OwnEvent[] = [];
	for (const struct of Y.decodeUpdateV2(doc.store.pendingStructs.update).structs) {
		if (!(struct instanceof Y.Item) || !isOwn(struct.id.client) || !(struct.content instanceof Y.ContentAny))
			continue;
		const known = nextClock(doc, struct.id.client);
		struct.content.arr.forEach((value, offset) => {
			const clock = struct.id.clock + offset;
			const parsed = parseEvent(value);
			if (clock >= known && parsed.ok && parsed.event.k !== 's')
				events.push({ client: struct.id.client, clock, event: parsed.event });
		});
	}
	return inOrder(events);
}

/** Own events that the fold has not seen stored, from `from` on where that is earlier. */
export function unnamedIn(
	doc: Y.Doc,
	fold: Fold,
	isOwn: (client: number) => boolean,
	from?: EventRef,
): OwnEvent[] {
	const events: OwnEvent[] = [];
	for (const client of writersOf(doc)) {
		if (!isOwn(client)) continue;
		const named = fold.namedThrough(client);
		const start = from?.[0] === client ? Math.min(from[1], named) : named;
		readLog(doc, client, start, nextClock(doc, client) - start).forEach((slot, offset) => {
			const parsed = slot.state === 'present' ? parseEvent(slot.value) : undefined;
			if (parsed?.ok && parsed.event.k !== 's')
				events.push({ client, clock: start + offset, event: parsed.event });
		});
	}
	return inOrder(events);
}

/** Does the document hold this very event, or the original that it copies? */
export function isThere(doc: Y.Doc, { client, clock, event }: OwnEvent): boolean {
	const holds = (at: number, tick: number, digest: number) => {
		const [slot] = readLog(doc, at, tick, 1);
		return slot?.state === 'present' && digestEvents([slot.value as object]) === digest;
	};
	if (holds(client, clock, digestEvents([event]))) return true;
	return event.was !== undefined && holds(...event.was);
}

/**
 * The events as they are written again, the first at `clock` of `client`: each says what it copies (a copy of a copy: the first original), and
 * what names another of them names its copy. Key order is that of SPEC D3.
 */
export function copiesOf(events: readonly OwnEvent[], client: number, clock: number): AuthoredEvent[] {
	const renamed = new Map(
		events.map((own, index): [string, EventRef] => [
			refKey([own.client, own.clock]),
			[client, clock + index],
		]),
	);
	return events.map((own) => {
		const { event } = own;
		const was = event.was ?? ([own.client, own.clock, digestEvents([event])] as const);
		switch (event.k) {
			case 'm': {
				const { at, b, fi, re, fw, tz } = event;
				const copy = re && renamed.get(refKey([re[1], re[2]]));
				const answers = re && { re: copy ? ([re[0], ...copy] as const) : re };
				const offset = tz !== undefined && { tz };
				return { k: 'm', at, b, ...(fi && { fi }), ...answers, ...(fw && { fw }), ...offset, was };
			}
			case 'e':
				return { k: 'e', at: event.at, of: renamed.get(refKey(event.of)) ?? event.of, b: event.b, was };
			case 'd': {
				const of = renamed.get(refKey(event.of)) ?? event.of;
				return event.mod ? { k: 'd', at: event.at, of, mod: true, was } : { k: 'd', at: event.at, of, was };
			}
			case 'r': {
				const of = renamed.get(refKey(event.of)) ?? event.of;
				return { k: 'r', at: event.at, of, e: event.e, on: event.on, was };
			}
		}
	});
}

function inOrder(events: OwnEvent[]): OwnEvent[] {
	return events.sort((one, other) => one.client - other.client || one.clock - other.clock);
}
