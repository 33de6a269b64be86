/** Decoded structs as items to be placed. */
import type { ClockRange, Section, Struct } from './decode.ts';
import type { NewItem } from './text-items.ts';

/** Null for what has no place: a Skip, a GC, values. */
export function newItemOf(client: number, struct: Struct): NewItem | null {
	if (struct.kind !== 'text' && struct.kind !== 'deleted') return null;
	const { clock, length, placement } = struct;
	const { origin, rightOrigin, root } = placement;
	return {
		client,
		clock,
		length,
		text: struct.kind === 'text' ? struct.text : null,
		origin,
		rightOrigin,
		root,
	};
}

/** What stands in the row as words. */
export function wordsIn(sections: readonly Section[]): ClockRange[] {
	return sections.flatMap(({ client, structs }) =>
		structs.flatMap(({ kind, clock, length }) => (kind === 'text' ? [{ client, clock, length }] : [])),
	);
}

/** What was taken out of a row, or never held words. */
export function gapsIn(sections: readonly Section[]): ClockRange[] {
	return sections.flatMap(({ client, structs }) =>
		structs.flatMap(({ kind, clock, length }) => (kind === 'deleted' ? [{ client, clock, length }] : [])),
	);
}
