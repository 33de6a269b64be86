/**
 * The items of a text document in their order, as every replica of Yjs has them (its algorithm, YATA), so that the relay knows where a struct stands and what
 * it costs before anybody else has it. Living text is kept, deleted text is not.
 */
import { LIMITS } from '#lib/protocol/limits.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import { sawBetween, stepsBetween } from './text-between.ts';
import { indexAt, TextCauses } from './text-causes.ts';

export type ItemId = readonly [client: number, clock: number];

/** What is to be placed. `length` in UTF-16 units; `text` null for what was deleted before anybody saw it. */
export interface NewItem {
	client: number;
	clock: number;
	length: number;
	text: string | null;
	origin: ItemId | null;
	rightOrigin: ItemId | null;
	/** Root, when there is neither origin. */
	root: string | null;
}

/** A root, and its first item. */
export class List {
	readonly root: string;
	start: Item | null = null;
	/** UTF-16 units of living text. */
	units = 0;

	constructor(root: string) {
		this.root = root;
	}
}

export class Item {
	readonly client: number;
	readonly clock: number;
	length: number;
	text: string | null;
	readonly origin: ItemId | null;
	readonly rightOrigin: ItemId | null;
	readonly list: List;
	left: Item | null = null;
	right: Item | null = null;

	constructor({ client, clock, length, text, origin, rightOrigin }: NewItem, list: List) {
		this.client = client;
		this.clock = clock;
		this.length = length;
		this.text = text;
		this.origin = origin;
		this.rightOrigin = rightOrigin;
		this.list = list;
	}

	get end(): number {
		return this.clock + this.length;
	}

	get root(): string {
		return this.list.root;
	}
}

export interface TextLimits {
	units: number;
	items: number;
	clients: number;
	between: number;
	/** Of what stands between, its writer may have seen nothing. */
	isApart: boolean;
}

/** SPEC X6, X8. */
export const TEXT_LIMITS: TextLimits = {
	units: LIMITS.textUnits,
	items: LIMITS.textItems,
	clients: LIMITS.textClients,
	between: LIMITS.textBetween,
	isApart: true,
};
/** Of rows, which were judged when they were made. */
export const NO_LIMITS: TextLimits = {
	units: Infinity,
	items: Infinity,
	clients: Infinity,
	between: Infinity,
	isApart: false,
};

export type Placed =
	/** Units of work that it took, beside its bytes. */
	{ ok: true; steps: number } | { ok: false; code: RefusalCode; steps?: number };

export class TextItems {
	/** By client id, in the order of their clocks, without a hole. */
	readonly clients = new Map<number, Item[]>();
	count = 0;
	/** UTF-16 units of living text. */
	units = 0;
	/** A root has lost the last of its text. Whoever deals with it sets it back. */
	hasEmptied = false;
	readonly #lists = new Map<string, List>();
	readonly #causes = new TextCauses(this.clients);

	nextClock(client: number): number {
		return this.clients.get(client)?.at(-1)?.end ?? 0;
	}

	/**
	 * Places an item at the next clock of its client id, or says why it may not stand there (SPEC X6, X8). What it names is known.
	 * @param limits of the document; none for what was judged before
	 */
	place(item: NewItem, isRoot: (name: string) => boolean, limits: TextLimits): Placed {
		const { client, origin, rightOrigin } = item;
		const left = origin && this.#find(origin);
		const right = rightOrigin && this.#find(rightOrigin);
		if (left && right && left.list !== right.list) return { ok: false, code: 'CONTAINER_NOT_YOURS' };
		const list = left?.list ?? right?.list ?? this.#list(item.root, isRoot);
		if (!list) return { ok: false, code: 'CONTAINER_NOT_YOURS' };
		const isFull =
			this.count >= limits.items ||
			(!this.clients.has(client) && this.clients.size >= limits.clients) ||
			item.length > limits.units ||
			(item.text !== null && this.units + item.length > limits.units);
		if (isFull) return { ok: false, code: 'DOCUMENT_FULL' };
		const steps = stepsBetween(list, item, left, right, limits.between);
		if (steps === null) return { ok: false, code: 'NOT_AN_APPEND' };
		let work = steps;
		if (steps > 0 && limits.isApart) {
			const names = [origin, rightOrigin].filter((id) => id !== null);
			const { seen, visited } = this.#causes.seenBy(client, item.clock, names);
			work += visited;
			if (sawBetween(list, item, left, right, seen)) return { ok: false, code: 'NOT_AN_APPEND', steps: work };
		}
		// Only now: to cut may change what stands there.
		const before = origin && this.#cutAfter(origin);
		const after = rightOrigin && this.#cutBefore(rightOrigin);
		const placed = new Item(item, list);
		this.#link(placed, steps > 0 ? this.#leftOf(placed, before, after) : before);
		this.#add(placed);
		this.#mergeWithLeft(placed);
		return { ok: true, steps: work };
	}

	/** Yjs' conflict resolution, word for word in its order: the item to whose right the new one goes. */
	#leftOf(item: Item, before: Item | null, after: Item | null): Item | null {
		let left = before;
		const passed = new Set<Item>();
		const conflicting = new Set<Item>();
		for (let at = before ? before.right : item.list.start; at !== null && at !== after; at = at.right) {
			passed.add(at);
			conflicting.add(at);
			if (isSame(item.origin, at.origin)) {
				if (at.client < item.client) {
					left = at;
					conflicting.clear();
				} else if (isSame(item.rightOrigin, at.rightOrigin)) break;
			} else {
				const origin = at.origin && this.#find(at.origin);
				if (!origin || !passed.has(origin)) break;
				if (!conflicting.has(origin)) {
					left = at;
					conflicting.clear();
				}
			}
		}
		return left;
	}

	#link(item: Item, left: Item | null): void {
		item.left = left;
		item.right = left ? left.right : item.list.start;
		if (item.right) item.right.left = item;
		if (left) left.right = item;
		else item.list.start = item;
	}

	#add(item: Item): void {
		const items = this.clients.get(item.client);
		if (items) items.push(item);
		else this.clients.set(item.client, [item]);
		this.count++;
		if (item.text === null) return;
		this.units += item.length;
		item.list.units += item.length;
	}

	/**
	 * Deletes these clocks, all known. Answers what of them lived, as `[clock, length]`; null when the document has no room for the parts that it would be
	 * cut into.
	 */
	delete(
		client: number,
		clock: number,
		length: number,
		limits: TextLimits,
	): [clock: number, length: number][] | null {
		const items = this.clients.get(client)!;
		const end = clock + length;
		const living: [number, number][] = [];
		for (let i = indexAt(items, clock); i < items.length && items[i]!.clock < end; i++) {
			const item = items[i]!;
			if (item.text === null) continue;
			const from = Math.max(item.clock, clock);
			const to = Math.min(item.end, end);
			if ((from > item.clock || to < item.end) && this.count >= limits.items) return null;
			living.push([from, to - from]);
		}
		for (const [from, size] of living) {
			this.#cutBefore([client, from]);
			const item = this.#cutAfter([client, from + size - 1]);
			item.text = null;
			this.units -= item.length;
			item.list.units -= item.length;
			if (item.list.units === 0) this.hasEmptied = true;
			const next = item.right;
			this.#mergeWithLeft(item);
			if (next) this.#mergeWithLeft(next);
		}
		return living;
	}

	/** Items of one client id that end after `clock`. */
	*from(client: number, clock: number): Generator<Item> {
		const items = this.clients.get(client) ?? [];
		if (clock >= this.nextClock(client)) return;
		for (let i = indexAt(items, clock); i < items.length; i++) yield items[i]!;
	}

	/** The parts of known clocks whose text is deleted, or lives, as `[clock, length]`. */
	within(
		{ client, clock, length }: { client: number; clock: number; length: number },
		which: 'gone' | 'living',
	): [clock: number, length: number][] {
		const end = clock + length;
		const parts: [number, number][] = [];
		for (const item of this.from(client, clock)) {
			if (item.clock >= end) break;
			if ((item.text === null) !== (which === 'gone')) continue;
			const from = Math.max(item.clock, clock);
			const last = parts.at(-1);
			const size = Math.min(item.end, end) - from;
			if (last && last[0] + last[1] === from) last[1] += size;
			else parts.push([from, size]);
		}
		return parts;
	}

	/** The living text of a root. */
	textOf(root: string): string {
		let text = '';
		for (let at = this.#lists.get(root)?.start ?? null; at; at = at.right) text += at.text ?? '';
		return text;
	}

	roots(): string[] {
		return [...this.#lists.keys()];
	}

	#list(root: string | null, isRoot: (name: string) => boolean): List | undefined {
		if (root === null || !isRoot(root)) return undefined;
		let list = this.#lists.get(root);
		if (!list) this.#lists.set(root, (list = new List(root)));
		return list;
	}

	#find([client, clock]: ItemId): Item {
		const items = this.clients.get(client)!;
		return items[indexAt(items, clock)]!;
	}

	/** The item that ends with this clock; one that goes on is cut. */
	#cutAfter([client, clock]: ItemId): Item {
		const item = this.#find([client, clock]);
		if (clock + 1 < item.end) this.#cut(item, clock + 1);
		return item;
	}

	/** The item that begins with this clock. */
	#cutBefore(id: ItemId): Item {
		const item = this.#find(id);
		return id[1] > item.clock ? this.#cut(item, id[1]) : item;
	}

	/** Cuts an item; answers its second part. */
	#cut(item: Item, clock: number): Item {
		const size = clock - item.clock;
		const [kept, text] = item.text === null ? [null, null] : cutText(item.text, size);
		const rest = new Item(
			{
				client: item.client,
				clock,
				length: item.length - size,
				text,
				origin: [item.client, clock - 1],
				rightOrigin: item.rightOrigin,
				root: null,
			},
			item.list,
		);
		item.text = kept;
		item.length = size;
		this.#link(rest, item);
		const items = this.clients.get(item.client)!;
		items.splice(indexAt(items, item.clock) + 1, 0, rest);
		this.count++;
		return rest;
	}

	/** Two that could have been written as one are kept as one. */
	#mergeWithLeft(item: Item): void {
		const { left, origin } = item;
		const isOne =
			left !== null &&
			left.client === item.client &&
			left.end === item.clock &&
			origin !== null &&
			origin[0] === item.client &&
			origin[1] === item.clock - 1 &&
			isSame(left.rightOrigin, item.rightOrigin) &&
			(left.text === null) === (item.text === null);
		if (!isOne) return;
		if (left.text !== null) left.text += item.text;
		left.length += item.length;
		left.right = item.right;
		if (item.right) item.right.left = left;
		const items = this.clients.get(item.client)!;
		items.splice(indexAt(items, item.clock), 1);
		this.count--;
	}
}

function isSame(one: ItemId | null, other: ItemId | null): boolean {
	return one === other || (one !== null && other !== null && one[0] === other[0] && one[1] === other[1]);
}

/** As Yjs cuts: half of a surrogate pair is no text, so both halves become U+FFFD. */
export function cutText(text: string, size: number): [string, string] {
	const isPair = (text.charCodeAt(size - 1) & 0xfc00) === 0xd800;
	if (!isPair) return [text.slice(0, size), text.slice(size)];
	return [`${text.slice(0, size - 1)}\ufffd`, `\ufffd${text.slice(size + 1)}`];
}
