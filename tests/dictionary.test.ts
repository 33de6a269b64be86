/** Every text of the interface stands in the dictionary (src/lib/i18n), and is read when it is shown. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

/** The same in every language: names of keys, a unit, and the mention of everybody as it is typed. */
const SAME_EVERYWHERE = new Set(['Esc', 'E', 'C', 'X', 'U', 'kB', 'everyone']);

/** Attributes, and properties of our own components, that somebody sees or hears. */
const SHOWN =
	/^(aria-(label|valuetext|roledescription|description)|title|placeholder|alt|label|heading|words|description|action|lead)$/;

interface Node {
	type: string;
	start: number;
	name?: string;
	data?: string;
	value?: unknown;
	[key: string]: unknown;
}

describe('a component has no text of its own', () => {
	test.each(globSync('src/**/*.svelte'))('%s', (file) => {
		expect(textsIn(readFileSync(file, 'utf8'))).toEqual([]);
	});

	test('and would be caught: a text, a label, a branch of an expression', () => {
		const source = `<p title="A title">Some text {many ? 'several words' : t.one}</p><Dialog title="Delete?" />`;
		expect(textsIn(source)).toEqual(['A title', 'Some text', 'several words', 'Delete?']);
		expect(textsIn(`<p class="a b" data-x="y">{t.one} · {n} <kbd>Esc</kbd></p>`)).toEqual([]);
	});
});

test('no module keeps a text that it read before the language was known', () => {
	const kept = globSync('src/lib/{client,components}/**/*.ts')
		.filter((file) => !file.endsWith('.test.ts'))
		.flatMap((file) => readEarly(readFileSync(file, 'utf8')).map((name) => `${file}: ${name}`));
	expect(kept).toEqual([]);
	expect(readEarly(`import { common as t } from '#lib/i18n/common.ts';\nconst WORDS = { a: t.ok };`)).toEqual(
		['t'],
	);
});

function textsIn(source: string): string[] {
	const found: string[] = [];
	const see = (text: string) => {
		const words = text.trim().replace(/\s+/g, ' ');
		if (/\p{L}/u.test(words) && !SAME_EVERYWHERE.has(words)) found.push(words);
	};
	walk(parse(source, { modern: true }).fragment as unknown as Node, (node) => {
		if (node.type === 'Text') see(node.data ?? '');
		else if (node.type === 'ExpressionTag') branches(node.expression as Node, see);
		else if (node.type === 'Attribute') {
			if (SHOWN.test(node.name ?? '')) parts(node.value, see);
			return false;
		} else if (['OnDirective', 'StyleDirective', 'StyleSheet', 'Comment'].includes(node.type)) return false;
		return true;
	});
	return found;
}

/** What an expression may come out as: of a call or a name nothing is known. */
function branches(node: Node, see: (text: string) => void): void {
	switch (node.type) {
		case 'Literal':
			return typeof node.value === 'string' ? see(node.value) : undefined;
		case 'TemplateLiteral':
			return (node.quasis as { value: { cooked: string } }[]).forEach(({ value }) => see(value.cooked));
		case 'ConditionalExpression':
			branches(node.consequent as Node, see);
			return branches(node.alternate as Node, see);
		case 'LogicalExpression':
		case 'BinaryExpression':
			branches(node.left as Node, see);
			return branches(node.right as Node, see);
	}
}

/** The value of an attribute: texts and expressions. An action of a form begins with a question mark. */
function parts(value: unknown, see: (text: string) => void): void {
	for (const part of [value].flat() as Node[]) {
		if (part?.type === 'Text') {
			if (!/^[?/]/.test(part.data ?? '')) see(part.data ?? '');
		} else if (part?.type === 'ExpressionTag') branches(part.expression as Node, see);
	}
}

function readEarly(source: string): string[] {
	const names = [...source.matchAll(/import \{ (\w+)(?: as (\w+))? \} from '#lib\/i18n\/(\w+)\.ts'/g)]
		.filter((match) => !['dictionary', 'format', 'language'].includes(match[3]!))
		.map((match) => match[2] ?? match[1]!);
	if (names.length === 0) return [];
	const program = parse(`<script lang="ts">${source}</script>`, { modern: true }).instance!
		.content as unknown as Node;
	const early: string[] = [];
	walk(program, (node) => {
		if (/Function|MethodDefinition/.test(node.type)) return false;
		// The value of a field is computed for each instance.
		if (node.type === 'PropertyDefinition' && node.static !== true) return false;
		if (node.type === 'MemberExpression') {
			const name = (node.object as Node).name;
			if (name !== undefined && names.includes(name)) early.push(name);
		}
		return true;
	});
	return early;
}

/** @param visit says whether to go on below */
function walk(node: unknown, visit: (node: Node) => boolean): void {
	if (Array.isArray(node)) return node.forEach((each) => walk(each, visit));
	if (node === null || typeof node !== 'object') return;
	if (typeof (node as Node).type === 'string' && !visit(node as Node)) return;
	for (const [key, child] of Object.entries(node))
		if (!['parent', 'metadata', 'loc', 'css'].includes(key)) walk(child, visit);
}
