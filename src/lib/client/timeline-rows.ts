import { dayNumber } from './chosen-zone.ts';
import { itemKey, isLate, type TimelineItem } from '#lib/domain/timeline.ts';

/** What the timeline shows of one item: the item and how it stands among its neighbours. Replaced when anything about it changes. */
export interface TimelineRow<Item extends TimelineItem = TimelineItem> {
	key: string;
	item: Item;
	own: boolean;
	/** The time that stands beside it, ms: when it arrived, or for what has not arrived, when it was written. */
	shownAt: number;
	late: boolean;
	/** The first of its day, so the day is named before it. */
	startsDay: boolean;
	/** The first that came while nobody was looking. */
	startsNew: boolean;
	/** The first and last of messages by one author without a pause. */
	startsRun: boolean;
	endsRun: boolean;
	/** What it answers: the item, or null when that is not on screen yet; undefined for what answers nothing. */
	answers: Item | null | undefined;
}

export interface RowOptions<Item extends TimelineItem> {
	self: string;
	/** Has this stored item come while nobody was looking? Asked once, when it appears. */
	isNew(item: Item): boolean;
	/** Was it so before the timeline was opened? Asked of older items, when they come in before the others. */
	wasNew?(item: Item): boolean;
}

/** A pause after which the name and the time are said again. */
const RUN_PAUSE_MS = 5 * 60_000;

/**
 * Keeps the rows of one timeline. An appended item costs O(length) pointer comparisons and two new rows;
 * rows that did not change stay the same objects.
 */
export class TimelineRows<Item extends TimelineItem> {
	readonly #options: RowOptions<Item>;
	#items: readonly Item[] = [];
	#rows: TimelineRow<Item>[] = [];
	#byKey = new Map<string, Item>();
	#newAt: string | null = null;

	constructor(options: RowOptions<Item>) {
		this.#options = options;
	}

	get rows(): readonly TimelineRow<Item>[] {
		return this.#rows;
	}

	item(key: string): Item | undefined {
		return this.#byKey.get(key);
	}

	/** Everything is read and nobody looks any more: the next line stands before what comes from now on. */
	forgetNew(): void {
		if (this.#newAt === null) return;
		this.#newAt = null;
		this.#rows = this.#items.map((_, index) => this.#row(index));
	}

	/** Takes the timeline as it is now. Returns true when items came in before the first one and the rest stayed. */
	update(items: readonly Item[]): boolean {
		const before = this.#items;
		let same = 0;
		while (same < items.length && same < before.length && items[same] === before[same]) same++;
		const prepended =
			same === 0 &&
			before.length > 0 &&
			items.length > before.length &&
			items[0]!.key !== before[0]!.key &&
			items.some((item) => item.key === before[0]!.key);
		this.#items = items;
		if (prepended) this.#byKey.clear();
		for (const item of prepended ? items : items.slice(same)) this.#byKey.set(item.key, item);
		if (prepended) this.#findOlderNew(items.findIndex((item) => item.key === before[0]!.key));
		this.#findNew(prepended ? 0 : same);
		const answersChange = this.#changedKeys(before, same);
		// The row before the first change may end its run now.
		const from = Math.max(0, same - 1);
		const rows = this.#rows.slice(0, from);
		for (let index = 0; index < from; index++) {
			const row = rows[index]!;
			if (row.answers !== undefined && answersChange.has(keyOfAnswered(row.item)!))
				rows[index] = this.#row(index);
		}
		for (let index = from; index < items.length; index++) rows.push(this.#row(index));
		this.#rows = rows;
		return prepended;
	}

	#changedKeys(before: readonly Item[], from: number): Set<string> {
		const keys = new Set<string>();
		for (let i = from; i < before.length; i++) keys.add(before[i]!.key);
		for (let i = from; i < this.#items.length; i++) keys.add(this.#items[i]!.key);
		return keys;
	}

	/** The line stays where it is while somebody reads on. */
	#findNew(from: number): void {
		if (this.#newAt !== null) return;
		this.#newAt = this.#firstOf(this.#items.slice(from), (item) => this.#options.isNew(item));
	}

	/** What came before the rest was only now brought from the disk: then the line belongs there. */
	#findOlderNew(count: number): void {
		const { wasNew } = this.#options;
		if (!wasNew) return;
		this.#newAt = this.#firstOf(this.#items.slice(0, count), wasNew) ?? this.#newAt;
	}

	#firstOf(items: readonly Item[], isNew: (item: Item) => boolean): string | null {
		const { self } = this.#options;
		const first = items.find((item) => {
			if (item.position === null || !isNew(item)) return false;
			return item.kind === 'message' && item.author !== self && !item.deleted;
		});
		return first?.key ?? null;
	}

	#row(index: number): TimelineRow<Item> {
		const item = this.#items[index]!;
		const previous = this.#items[index - 1];
		const next = this.#items[index + 1];
		const answered = keyOfAnswered(item);
		const row: TimelineRow<Item> = {
			key: item.key,
			item,
			own: item.kind === 'message' && item.author === this.#options.self,
			shownAt: shownAt(item),
			late: isLate(item),
			startsDay: !previous || !sameDay(previous, item),
			startsNew: item.key === this.#newAt,
			startsRun: !previous || this.#breaks(previous, item),
			endsRun: !next || this.#breaks(item, next),
			answers: answered === null ? undefined : (this.#byKey.get(answered) ?? null),
		};
		const known = this.#rows[index];
		return known && sameRow(known, row) ? known : row;
	}

	/** Does `item` begin anew after `previous`: another author, day or kind, a pause, a late arrival, given back by somebody, or the line of the new ones? */
	#breaks(previous: Item, item: Item): boolean {
		return (
			previous.kind !== item.kind ||
			item.kind === 'system' ||
			previous.author !== item.author ||
			previous.volume !== item.volume ||
			item.key === this.#newAt ||
			!sameDay(previous, item) ||
			isLate(previous) !== isLate(item) ||
			previous.restored?.by !== item.restored?.by ||
			shownAt(item) - shownAt(previous) > RUN_PAUSE_MS
		);
	}
}

export function shownAt(item: TimelineItem): number {
	return item.receivedAt ?? item.at;
}

function keyOfAnswered(item: TimelineItem): string | null {
	return item.re ? itemKey(item.re[0], item.re[1], item.re[2]) : null;
}

function sameDay(one: TimelineItem, other: TimelineItem): boolean {
	const [a, b] = [shownAt(one), shownAt(other)];
	// Far apart or close together decides without the calendar, which is slow over a long history.
	if (Math.abs(a - b) >= 90_000_000) return false;
	return dayNumber(a) === dayNumber(b);
}

function sameRow(one: TimelineRow, other: TimelineRow): boolean {
	for (const key of Object.keys(one) as (keyof TimelineRow)[]) if (one[key] !== other[key]) return false;
	return true;
}
