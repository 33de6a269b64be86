/** Who may import whom, and what only one file may know. The folders are those of the table in the README. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';

type Rule = {
	/** Folders of this checkout, beside its own. */
	folders: readonly string[];
	/** Packages and built-in modules. */
	packages: RegExp;
};

/** lib0 is the encoding that Yjs and its wire protocol are written in. */
const RULES: Record<string, Rule> = {
	'src/lib/i18n': { folders: [], packages: /^$/ },
	'src/lib/domain': { folders: [], packages: /^(yjs|lib0\/)/ },
	'src/lib/protocol': { folders: ['src/lib/domain'], packages: /^(lib0\/|valibot$)/ },
	'src/lib/client': {
		folders: ['src/lib/i18n', 'src/lib/domain', 'src/lib/protocol'],
		packages: /^(yjs$|y-|lib0\/|pdfjs-dist\/build\/|svelte(\/|$)|\$app\/(navigation|state|env)$)/,
	},
	'src/lib/components': {
		folders: ['src/lib/client', 'src/lib/i18n', 'src/lib/domain', 'src/lib/protocol'],
		packages:
			/^(svelte\/?|\$app\/(navigation|state|forms|env)$|bits-ui$|virtua\/|@lucide\/svelte|lowlight$|pdfjs-dist$|highlight\.js\/lib\/languages\/|emoji-picker-element-data\/)/,
	},
	'src/lib/server': {
		folders: ['src/lib/i18n', 'src/lib/domain', 'src/lib/protocol', 'drizzle'],
		packages: /^(?!yjs|y-|lib0|svelte|\$app)/,
	},
	'sync-server': {
		folders: ['src/lib/domain', 'src/lib/protocol', 'drizzle'],
		packages: /^(?!yjs|y-websocket|y-indexeddb|svelte|@sveltejs|\$app|lucia)/,
	},
	'src/verifier': { folders: ['src/lib/domain', 'src/lib/protocol'], packages: /^(node:|lib0\/|vite$)/ },
	drizzle: { folders: [], packages: /^(drizzle-orm|postgres$)/ },
};

/** Where the environment is read. load-handler.ts writes what the built application reads. */
const READS_ENVIRONMENT = [
	'src/bin/bootstrap.mjs',
	'src/bin/program/config.ts',
	'src/bin/program/load-handler.ts',
	'src/bin/testing/run.ts',
	'sync-server/main.ts',
];

const sources = globSync(['src/**/*.{ts,svelte,mjs}', 'sync-server/**/*.ts', 'drizzle/**/*.ts'])
	.filter((file) => !file.endsWith('.test.ts'))
	.map((file) => ({ file, text: readFileSync(file, 'utf8') }));

describe.each(Object.entries(RULES))('%s', (folder, rule) => {
	test('imports only what it may', () => {
		const wrong = sources
			.filter(({ file }) => isIn(folder, file))
			.flatMap(({ file, text }) => importsOf(text).map((name) => ({ file, name })))
			.filter(({ file, name }) => !mayImport(folder, rule, file, name));
		expect(wrong).toEqual([]);
	});
});

test('only src/lib/server/auth knows lucia, whose author has stopped', () => {
	expect(whoImports('lucia').filter((file) => !isIn('src/lib/server/auth', file))).toEqual([]);
});

test('one file each knows the root types of a conversation and of a text', () => {
	expect(whoSays(/\.get(Array|Map|Text|XmlFragment)\(/)).toEqual([
		'src/lib/domain/conversation-document.ts',
		'src/lib/domain/text-document.ts',
	]);
});

test('the environment is read at the beginning, and handed on as a value', () => {
	expect(
		whoSays(/process\.env|import\.meta\.env/).filter((file) => !READS_ENVIRONMENT.includes(file)),
	).toEqual([]);
});

function mayImport(folder: string, rule: Rule, file: string, name: string): boolean {
	const target = pathOf(file, name);
	if (target === undefined) return rule.packages.test(name);
	return [folder, ...rule.folders].some((allowed) => isIn(allowed, target));
}

/** The file an import leads to, from the checkout's root; undefined for a package. */
function pathOf(file: string, name: string): string | undefined {
	if (name.startsWith('#lib/')) return name.replace('#lib/', 'src/lib/');
	return name.startsWith('.') ? posix.join(posix.dirname(file), name) : undefined;
}

function importsOf(text: string): string[] {
	return [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map((match) => match[1]!);
}

function whoImports(name: string): string[] {
	return sources.filter(({ text }) => importsOf(text).includes(name)).map(({ file }) => file);
}

/** Comments do not count. */
function whoSays(pattern: RegExp): string[] {
	return sources
		.filter(({ text }) => pattern.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
		.map(({ file }) => file);
}

function isIn(folder: string, file: string): boolean {
	return file.startsWith(`${folder}/`);
}
