/** What a file is to who looks at it, by the word of its sender alone: whether it can be shown so, its bytes tell. Pure. */
import type { AttachedFile } from './attached-file.ts';

export const FILE_KINDS = ['picture', 'video', 'voice', 'audio', 'pdf', 'text', 'other'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What browsers draw without running anything. SVG is text here. */
const PICTURE = /^image\/(?:png|jpeg|gif|webp|avif)$/;
const VIDEO = /^video\/(?:mp4|webm|quicktime)$/;
const TEXT = /^(?:text\/|image\/svg\+xml$|application\/(?:json|xml|javascript|x-sh|sql|toml|yaml|x-yaml)$)/;

/** By the ending of the name, as `highlight.ts` calls them; empty for text that has no colours. */
const LANGUAGES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ js: 'javascript', mjs: 'javascript', cjs: 'javascript', jsx: 'javascript' },
		...{ ts: 'typescript', mts: 'typescript', tsx: 'typescript', json: 'json', css: 'css', scss: 'css' },
		...{ html: 'xml', htm: 'xml', xml: 'xml', svg: 'xml', svelte: 'xml', vue: 'xml', xhtml: 'xml' },
		...{ py: 'python', rb: 'ruby', rs: 'rust', go: 'go', java: 'java', kt: 'java', cs: 'csharp', php: 'php' },
		...{ sh: 'bash', bash: 'bash', zsh: 'bash', sql: 'sql', yml: 'yaml', yaml: 'yaml', diff: 'diff' },
		...{ patch: 'diff', toml: '', ini: '', cfg: '', conf: '', env: '', txt: '', log: '', md: '', csv: '' },
		...{ tsv: '', c: 'java', h: 'java', cpp: 'java', hpp: 'java', swift: 'java', rst: '', tex: '', srt: '' },
	}),
);

export function fileKind([, name, type, , , , , , preview]: AttachedFile): FileKind {
	if (PICTURE.test(type)) return 'picture';
	if (VIDEO.test(type)) return 'video';
	// Only a recording says how loud it is.
	if (type.startsWith('audio/')) return preview === '' ? 'audio' : 'voice';
	if (type === 'application/pdf') return 'pdf';
	return TEXT.test(type) || LANGUAGES.has(endingOf(name)) ? 'text' : 'other';
}

export function languageOf(name: string): string {
	return LANGUAGES.get(endingOf(name)) ?? '';
}

/** In lower case, without its dot; empty where there is none. */
export function endingOf(name: string): string {
	const dot = name.lastIndexOf('.');
	return dot > 0 && name.length - dot <= 9 ? name.slice(dot + 1).toLowerCase() : '';
}
