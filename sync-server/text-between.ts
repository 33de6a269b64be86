/** What stands between the items that a new one names (SPEC X6). */
import type { Item, List, NewItem } from './text-items.ts';

/** How many items stand between those that a new one names; null when they stand in another order, or too far apart (SPEC X6). */
export function stepsBetween(
	list: List,
	item: NewItem,
	left: Item | null,
	right: Item | null,
	most: number,
): number | null {
	if (left && left === right) {
		const distance = item.rightOrigin![1] - item.origin![1];
		return distance < 1 ? null : Math.min(distance - 1, 1);
	}
	let steps = 0;
	if (left && item.origin![1] + 1 < left.end) steps++;
	if (right && item.rightOrigin![1] > right.clock) steps++;
	for (let at = left ? left.right : list.start; at !== right; at = at.right)
		if (!at || ++steps > most) return null;
	return steps;
}

/**
 * Had the writer seen anything of what stands between the items that he names? Then they were never neighbours to him, no client of Yjs has made this, and
 * replicas that get it in another order would show it elsewhere.
 */
export function sawBetween(
	list: List,
	{ origin, rightOrigin }: NewItem,
	left: Item | null,
	right: Item | null,
	seen: ReadonlyMap<number, number>,
): boolean {
	const until = (client: number) => seen.get(client) ?? 0;
	// Within one item, and before the named part of one: its writer wrote them before what is named.
	if (right && (left === right ? origin![1] + 1 : right.clock) < rightOrigin![1]) return true;
	if (left && origin![1] + 1 < left.end && origin![1] + 1 < until(left.client)) return true;
	for (let at = left ? left.right : list.start; at && at !== right; at = at.right)
		if (at.clock < until(at.client)) return true;
	return false;
}
