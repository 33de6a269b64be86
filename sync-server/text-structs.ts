/** Decoded structs as items to be placed. */
import type { Struct } from './decode.ts';
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
