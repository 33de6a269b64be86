/** Block code in colours. Loaded when the first such message is shown. Gives nodes, never markup. */
import { createLowlight } from 'lowlight';
import bash from 'highlight.js/lib/languages/bash';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

/** A piece of code; `kind` is one of a few, so that a theme is a few colours. */
export interface CodePiece {
	text: string;
	kind: CodeKind | null;
}
export type CodeKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'added' | 'removed';

const KINDS: Record<string, CodeKind> = {
	'hljs-keyword': 'keyword',
	'hljs-selector-tag': 'keyword',
	'hljs-built_in': 'keyword',
	'hljs-literal': 'number',
	'hljs-number': 'number',
	'hljs-string': 'string',
	'hljs-regexp': 'string',
	'hljs-attr': 'name',
	'hljs-attribute': 'name',
	'hljs-name': 'name',
	'hljs-title': 'name',
	'hljs-type': 'name',
	'hljs-comment': 'comment',
	'hljs-meta': 'comment',
	'hljs-addition': 'added',
	'hljs-deletion': 'removed',
};

const lowlight = createLowlight({
	bash,
	csharp,
	css,
	diff,
	go,
	java,
	javascript,
	json,
	php,
	python,
	ruby,
	rust,
	sql,
	typescript,
	xml,
	yaml,
});

type Node = ReturnType<typeof lowlight.highlight>['children'][number];

/** Undefined for a language that is not known: then it is shown as it is. */
export function highlightCode(text: string, language: string): CodePiece[] | undefined {
	if (!lowlight.registered(language)) return undefined;
	const pieces: CodePiece[] = [];
	const walk = (nodes: readonly Node[], kind: CodeKind | null) => {
		for (const node of nodes) {
			if (node.type === 'text') pieces.push({ text: node.value, kind });
			else if (node.type === 'element') {
				const names = node.properties.className;
				const own = Array.isArray(names) ? KINDS[String(names[0])] : undefined;
				walk(node.children, own ?? kind);
			}
		}
	};
	walk(lowlight.highlight(language, text).children, null);
	return pieces;
}
