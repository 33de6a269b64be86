/**
 * Loads the kill suite anew for each mutant, in one process: the project's own modules get an address with the mutant's number, one of them another text,
 * and what would need a socket or a database is exchanged for what needs none. Packages are loaded once.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { applyMutant, type Mutant } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IN_PLACE_OF: Record<string, string> = {
	'tests/support/raw-client.ts': 'tests/mutation/memory-client.ts',
	'tests/support/test-people.ts': 'tests/mutation/memory-people.ts',
	'tests/support/until.ts': 'tests/mutation/settled-until.ts',
};
const TESTING = pathToFileURL(`${ROOT}tests/mutation/small-vitest.ts`).href;

let version = 0;
let current: Mutant | null = null;
const plain = new Map<string, string>();

function pathOf(url: string): string {
	return relative(ROOT, fileURLToPath(url.split('?')[0]!));
}

function strip(file: string, text: string): string {
	return stripTypeScriptTypes(text, { mode: 'strip', sourceUrl: file });
}

registerHooks({
	resolve(specifier, context, next) {
		if (version === 0 || !context.parentURL?.includes('?mutant=')) return next(specifier, context);
		if (specifier === 'vitest') return { url: `${TESTING}?mutant=${version}`, shortCircuit: true };
		const found = next(specifier, context);
		if (!found.url.startsWith('file:') || found.url.includes('/node_modules/')) return found;
		const other = IN_PLACE_OF[pathOf(found.url)];
		const url = other ? pathToFileURL(`${ROOT}${other}`).href : found.url;
		return { ...found, url: `${url}?mutant=${version}` };
	},
	load(url, context, next) {
		if (!url.includes('?mutant=')) return next(url, context);
		const file = pathOf(url);
		if (current?.file === file) {
			const text = applyMutant(readFileSync(`${ROOT}${file}`, 'utf8'), current);
			return { format: 'module', source: strip(file, text), shortCircuit: true };
		}
		let source = plain.get(file);
		if (source === undefined) plain.set(file, (source = strip(file, readFileSync(`${ROOT}${file}`, 'utf8'))));
		return { format: 'module', source, shortCircuit: true };
	},
});

/** Imports the suite with this mutant in it, or as it is. */
export async function loadSuite<Suite>(file: string, mutant: Mutant | null): Promise<Suite> {
	version++;
	current = mutant;
	return (await import(`${pathToFileURL(`${ROOT}${file}`).href}?mutant=${version}`)) as Suite;
}
