/** What one row of a text document will say, while it is being judged: structs first, then deletions (SPEC X10). */
import type { ClockRange } from './decode.ts';
import { encodeDeletes, encodeStructs, joinUpdate } from './text-encode.ts';
import type { NewItem } from './text-items.ts';

export class TextRow {
	/** Its writer's connection, or whatever else it came by. */
	readonly source: unknown;
	readonly user: string;
	readonly device: number;
	/** UTF-16 units of its text. */
	units = 0;
	/** Its sender is told of it too: something of it is not what he sent. */
	isForAll = false;
	readonly #structs = new Map<number, NewItem[]>();
	readonly #deletes: ClockRange[] = [];

	constructor(source: unknown, user: string, device: number) {
		this.source = source;
		this.user = user;
		this.device = device;
	}

	/** What is deleted may make room for what is written after it, so that must not stand before it. */
	get hasDeletes(): boolean {
		return this.#deletes.length > 0;
	}

	write(item: NewItem): void {
		const structs = this.#structs.get(item.client);
		if (structs) structs.push(item);
		else this.#structs.set(item.client, [item]);
		this.units += item.text?.length ?? 0;
	}

	delete(range: ClockRange): void {
		this.#deletes.push(range);
	}

	/** Where words stand in it. */
	words(): ClockRange[] {
		return [...this.#structs.values()].flatMap((items) => items.filter(({ text }) => text !== null));
	}

	encode(): Uint8Array {
		const clients = [...this.#structs.keys()].sort((one, other) => other - one);
		const sections = clients.map((client) => encodeStructs(this.#structs.get(client)!));
		return joinUpdate(sections, encodeDeletes(coalesced(this.#deletes)));
	}
}

export function coalesced(ranges: readonly ClockRange[]): ClockRange[] {
	const merged: ClockRange[] = [];
	for (const range of [...ranges].sort((a, b) => a.client - b.client || a.clock - b.clock)) {
		const last = merged.at(-1);
		if (last?.client === range.client && last.clock + last.length === range.clock)
			last.length += range.length;
		else merged.push({ ...range });
	}
	return merged;
}
