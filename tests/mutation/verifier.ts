/** What judges foreign bytes, or places, keeps and encodes what was judged. */
export const VERIFIER: readonly string[] = [
	'sync-server/byte-reader.ts',
	'sync-server/decode.ts',
	'sync-server/value-reader.ts',
	'sync-server/rules.ts',
	'sync-server/awareness-guard.ts',
	'src/lib/domain/events.ts',
	'sync-server/text-judge.ts',
	'sync-server/text-items.ts',
	'sync-server/text-between.ts',
	'sync-server/text-causes.ts',
	'sync-server/text-structs.ts',
	'sync-server/text-index.ts',
	'sync-server/text-encode.ts',
];

/** Of these what refuses. */
export const JUDGING = VERIFIER.filter((file) => !/text-(?:structs|index|encode|causes|between)/.test(file));
