/** Mutants that change nothing which anybody could see, and why. */
export const EQUIVALENT: {
	file: string;
	within: string;
	original: string;
	replacement: string;
	why: string;
}[] = [
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
