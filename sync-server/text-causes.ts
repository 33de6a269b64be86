/**
 * What the writer of an item had certainly seen when he wrote it: all that his client id wrote before, what he names, and in turn what the writers of these had seen.
 * Items that stand between two which he names must be none of these (SPEC X6).
 */
import type { Item, ItemId } from './text-items.ts';

/** Client id to the clock before which all of it was seen. */
type Seen = Map<number, number>;

/** Writers whose past is remembered: several may come back at a time with what they wrote apart. */
const REMEMBERED = 16;

export class TextCauses {
	readonly #clients: ReadonlyMap<number, readonly Item[]>;
	/** Only what follows from items that stand here, so that it never has to be taken back. */
	readonly #pasts = new Map<number, Seen>();

	constructor(clients: ReadonlyMap<number, readonly Item[]>) {
		this.#clients = clients;
	}

	/** @param names what the next item of this client id names, all of it known */
	seenBy(
		client: number,
		next: number,
		names: readonly ItemId[],
	): { seen: ReadonlyMap<number, number>; visited: number } {
		const past = this.#pasts.get(client) ?? new Map<number, number>();
		this.#pasts.delete(client);
		if (this.#pasts.size >= REMEMBERED) this.#pasts.delete(this.#pasts.keys().next().value!);
		this.#pasts.set(client, past);
		let visited = this.#see(past, [[client, next - 1]]);
		const seen = new Map(past);
		visited += this.#see(seen, names);
		return { seen, visited };
	}

	/** Answers how many items it took. */
	#see(seen: Seen, ids: readonly ItemId[]): number {
		const rest: [client: number, from: number, to: number][] = [];
		const add = (id: ItemId | null) => {
			const from = (id && seen.get(id[0])) ?? 0;
			if (!id || id[1] < from) return;
			seen.set(id[0], id[1] + 1);
			rest.push([id[0], from, id[1] + 1]);
		};
		for (const id of ids) add(id);
		let visited = 0;
		for (let part = rest.pop(); part; part = rest.pop()) {
			const [client, from, to] = part;
			const items = this.#clients.get(client) ?? [];
			for (let i = indexAt(items, from); i < items.length && items[i]!.clock < to; i++) {
				visited++;
				add(items[i]!.origin);
				add(items[i]!.rightOrigin);
			}
		}
		return visited;
	}
}

/** Index of the item that holds this clock. */
export function indexAt(items: readonly Item[], clock: number): number {
	let low = 0;
	let high = items.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (items[middle]!.clock <= clock) low = middle;
		else high = middle - 1;
	}
	return low;
}
