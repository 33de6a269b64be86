import type { Mutant } from './mutants.ts';

export interface Excused {
	file: string;
	/** A part of the line. */
	within: string;
	/** Without it: whatever survives in this line. */
	original?: string;
	replacement?: string;
	why: string;
}

/** Mutants that change nothing which anybody could see, and why. */
export const EQUIVALENT: Excused[] = [
	{
		file: 'sync-server/byte-reader.ts',
		within: 'if (length <= SHORT)',
		why: 'a short cut for short texts of ASCII: the decoder that follows reads the same',
	},
	{
		file: 'sync-server/byte-reader.ts',
		within: 'i < position + length && bytes[i]! < 0x80',
		why: 'a short cut for short texts of ASCII: the decoder that follows reads the same',
	},
	{
		file: 'sync-server/byte-reader.ts',
		within: 'if (i === position + length) return text',
		why: 'a short cut for short texts of ASCII: the decoder that follows reads the same',
	},
	{
		file: 'sync-server/rules.ts',
		within: 'if (section.end <= next) return null;',
		original: 'section.end <= next',
		replacement: 'false',
		why: 'a short cut: the loop that follows finds the same',
	},
	{
		file: 'sync-server/rules.ts',
		within: 'if (section.end <= next) return null;',
		original: '<=',
		replacement: '<',
		why: 'a short cut: the loop that follows finds the same',
	},
	{
		file: 'sync-server/rules.ts',
		within: 'if (from >= to) return true;',
		original: 'from >= to',
		replacement: 'false',
		why: 'of no clocks the rest says that they are gone, too',
	},
	{
		file: 'sync-server/rules.ts',
		within: 'if (from >= to) return true;',
		original: '>=',
		replacement: '>',
		why: 'of no clocks the rest says that they are gone, too',
	},
	{
		file: 'sync-server/decode.ts',
		within: "holds: Holds = 'events'",
		original: "'events'",
		replacement: "''",
		why: 'whatever is no text is taken for events',
	},
	{
		file: 'sync-server/decode.ts',
		within: 'if (error instanceof Refused) return',
		original: 'error instanceof Refused',
		replacement: 'true',
		why: 'nothing else is ever thrown; if it were, it would be an error of ours',
	},
	{
		file: 'sync-server/decode.ts',
		within: 'values.length < length && this.#reader.position < until',
		original: 'this.#reader.position < until',
		replacement: 'true',
		why: 'a step then takes the whole struct: the result is the same, only who else waits is not',
	},
	{
		file: 'sync-server/decode.ts',
		within: 'values.length < length && this.#reader.position < until',
		original: '<',
		replacement: '<=',
		why: 'a step then takes one value more: the result is the same',
	},
	{
		file: 'sync-server/value-reader.ts',
		within: "Symbol('not canonical')",
		original: "'not canonical'",
		replacement: "''",
		why: 'a description for whoever debugs',
	},
	{
		file: 'sync-server/value-reader.ts',
		within: '#canonical = true;',
		original: 'true',
		replacement: 'false',
		why: 'set anew for each value before it is read',
	},
];

/** Rules behind which another says the same, so that no attacker could notice that they are gone. */
export const REPEATED: Excused[] = [
	{
		file: 'sync-server/byte-reader.ts',
		within: "if (length > this.left) throw new Refused('MALFORMED')",
		original: 'length > this.left',
		replacement: 'false',
		why: 'something is always read behind these bytes, and refused with the same code; the unit test notices',
	},
	{
		file: 'sync-server/value-reader.ts',
		within: 'count > MAX_NODES',
		original: 'count > MAX_NODES',
		replacement: 'false',
		why: 'the values are counted again when they are read; the unit test notices',
	},
	{
		file: 'src/lib/domain/events.ts',
		within: "typeof value !== 'object'",
		original: "typeof value !== 'object'",
		replacement: 'false',
		why: 'what is no object has no kind',
	},
	{
		file: 'src/lib/domain/events.ts',
		within: 'Array.isArray(value)',
		original: 'Array.isArray(value)',
		replacement: 'false',
		why: 'an array has no kind',
	},
	{
		file: 'src/lib/domain/events.ts',
		within: 'SYSTEM_ACTIONS.includes',
		original: '!SYSTEM_ACTIONS.includes(event.a as SystemAction)',
		replacement: 'false',
		why: 'nobody who attacks may say any of the system’s events (R7); the unit test notices',
	},
	{
		file: 'src/lib/domain/events.ts',
		within: 'utf8Length(text) > MAX_NAME_BYTES',
		original: 'key in event && (!isText(text) || utf8Length(text) > MAX_NAME_BYTES)',
		replacement: 'false',
		why: 'nobody who attacks may say any of the system’s events (R7); the unit test notices',
	},
	{
		file: 'sync-server/text-judge.ts',
		within: 'if (isNested)',
		original: 'isNested',
		replacement: 'false',
		why: 'what stands in an item names no root, and is refused with the same code when it is placed',
	},
	{
		file: 'sync-server/text-items.ts',
		within: 'root === null',
		original: 'root === null',
		replacement: 'false',
		why: 'null is no root of any document',
	},
];

export function isExcused(
	{ file, line, original, replacement }: Pick<Mutant, 'file' | 'line' | 'original' | 'replacement'>,
	text: string,
	list: readonly Excused[],
): boolean {
	const written = text.split('\n')[line - 1]!;
	return list.some(
		(one) =>
			one.file === file &&
			written.includes(one.within) &&
			(one.original === undefined || (one.original === original && one.replacement === replacement)),
	);
}
