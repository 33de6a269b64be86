import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as DrizzleKit from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import * as schema from './schema.ts';

// The CommonJS build: the other one cannot be loaded from an ES module.
const { generateDrizzleJson, generateMigration } = createRequire(import.meta.url)(
	'drizzle-kit/api',
) as typeof DrizzleKit;

test('the migrations make exactly the tables of schema.ts; if not: npm run migration -- --name=what-changed', async () => {
	const journal = readJson('_journal.json') as { entries: { idx: number }[] };
	const latest = String(journal.entries.at(-1)!.idx).padStart(4, '0');
	const migrated = readJson(`${latest}_snapshot.json`) as ReturnType<typeof generateDrizzleJson>;
	expect(await generateMigration(migrated, generateDrizzleJson({ ...schema }, migrated.id))).toEqual([]);
});

function readJson(name: string): unknown {
	return JSON.parse(readFileSync(new URL(`meta/${name}`, import.meta.url), 'utf8'));
}
