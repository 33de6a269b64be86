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
