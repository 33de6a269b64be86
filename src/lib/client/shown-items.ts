/** From the fold's timeline to what is shown of it: where each item is, and one's own texts that the document does not show. Pure. */
import { itemKey, type TimelineItem } from '#lib/domain/timeline.ts';
import type { OwnEvent } from './own-events.ts';
import type { Durability } from './replica-store.ts';
import type { Delivery, ShownItem } from './summaries.ts';

export interface ShownOptions {
	self: string;
	volume: number;
	durabilityOf(client: number, clock: number): Durability;
	/** Why it was refused, if it was; completes "Not delivered: …" */
	reasonOf(client: number, clock: number): string | undefined;
	/** What was shown before: it is the answer when nothing changed. */
	before: readonly ShownItem[];
}

/** @param kept own events on this device that wait to be written again */
export function shownItems(
	items: readonly TimelineItem[],
	kept: readonly OwnEvent[],
	options: ShownOptions,
): readonly ShownItem[] {
	const all = kept.length === 0 ? items : [...items, ...kept.flatMap((own) => keptItem(own, options) ?? [])];
	const { before } = options;
	let same = all.length === before.length;
	const shown = all.map((item, index) => {
		const one = shownItem(item, options);
		same &&= one === before[index];
		return one;
	});
	return same ? before : shown;
}

/** The last picture of each item. The fold replaces an item when it changed, so only the delivery has to be compared. */
const SHOWN = new WeakMap<TimelineItem, ShownItem>();
const KEPT = new WeakMap<object, TimelineItem>();

function shownItem(item: TimelineItem, options: ShownOptions): ShownItem {
	const delivery = deliveryOf(item, options);
	const known = SHOWN.get(item);
	if (known?.delivery === delivery) return known;
	const reason = delivery === 'refused' ? options.reasonOf(item.client, item.clock) : undefined;
	const shown: ShownItem = {
		...item,
		mine: item.kind === 'message' && item.author === options.self,
		delivery,
		reason: reason ?? null,
	};
	SHOWN.set(item, shown);
	return shown;
}

function deliveryOf(item: TimelineItem, options: ShownOptions): Delivery {
	if (item.state === 'stored') return 'stored';
	if (options.reasonOf(item.client, item.clock) !== undefined) return 'refused';
	return options.durabilityOf(item.client, item.clock);
}

function keptItem({ client, clock, event }: OwnEvent, options: ShownOptions): TimelineItem | undefined {
	if (event.k !== 'm') return undefined;
	const known = KEPT.get(event);
	if (known) return known;
	const item: TimelineItem = {
		key: itemKey(options.volume, client, clock),
		volume: options.volume,
		client,
		clock,
		kind: 'message',
		author: options.self,
		at: event.at,
		...(event.tz !== undefined && { offset: event.tz }),
		receivedAt: null,
		position: null,
		state: 'pending',
		body: event.b,
		files: event.fi ?? [],
		history: [],
		changePending: false,
		deleted: false,
		erased: null,
		restored: null,
		reactions: [],
		re: event.re ?? null,
		forwarded: event.fw ?? null,
		system: null,
	};
	KEPT.set(event, item);
	return item;
}
