/**
 * Unsent work as a file (SPEC U): what one browser has and the server has not, to be taken to another. It names whose it is, and is taken in for nobody else.
 * Its sum finds damage; it proves nothing, and nothing in the file is believed to be anybody's word.
 */
import { digestBytes } from '#lib/domain/digest.ts';
import { MAX_BODY_BYTES, utf8Length } from '#lib/domain/events.ts';
import { sync as t } from '#lib/i18n/sync.ts';
import { isUuid } from '#lib/protocol/document-name.ts';

export interface FiledText {
	/** The same for the same text, however often it is saved. */
	key: string;
	conversation: string;
	conversationName: string;
	body: string;
	/** The author's clock, ms. */
	at: number;
	state: 'waiting' | 'refused' | 'draft';
}

export interface UnsentWork {
	user: { id: string; name: string };
	organisation: { id: string; name: string };
	/** ms */
	savedAt: number;
	texts: FiledText[];
	/** In words: what else waits there. It is never done by whoever reads the file. */
	changes: string[];
}

export type FileProblem =
	| { kind: 'not-ours' }
	| { kind: 'damaged' }
	| { kind: 'newer' }
	| { kind: 'too-large' }
	/** `name`: of the person whose it is. */
	| { kind: 'of-another'; name: string };

export type ReadFile = { ok: true; work: UnsentWork } | { ok: false; error: FileProblem };

const FORMAT = 'parley-unsent';
const VERSION = 1;
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_TEXTS = 20_000;
const MAX_LINE = 300;

/** Readable without any program: the texts stand in it as they are. */
export function writeUnsentFile(work: UnsentWork): string {
	const about = t.inFile(work.user.name);
	return `${JSON.stringify({ format: FORMAT, version: VERSION, about, sum: sumOf(work), work }, null, '\t')}\n`;
}

/** @param self who may take it in */
export function readUnsentFile(file: string, self: { user: string; organisation: string }): ReadFile {
	if (file.length > MAX_FILE_BYTES) return refused({ kind: 'too-large' });
	let parsed: unknown;
	try {
		parsed = JSON.parse(file);
	} catch {
		return refused({ kind: file.includes(`"${FORMAT}"`) ? 'damaged' : 'not-ours' });
	}
	if (!isRecord(parsed) || parsed.format !== FORMAT) return refused({ kind: 'not-ours' });
	if (typeof parsed.version === 'number' && parsed.version > VERSION) return refused({ kind: 'newer' });
	const work = workOf(parsed.work);
	if (!work || parsed.version !== VERSION || parsed.sum !== sumOf(work)) return refused({ kind: 'damaged' });
	if (work.user.id !== self.user || work.organisation.id !== self.organisation)
		return refused({ kind: 'of-another', name: work.user.name });
	return { ok: true, work };
}

function refused(error: FileProblem): ReadFile {
	return { ok: false, error };
}

/** Over the work as JSON, in the order of keys in which it is written. */
function sumOf({ user, organisation, savedAt, texts, changes }: UnsentWork): number {
	const plain = [
		[user.id, user.name, organisation.id, organisation.name, savedAt],
		texts.map((text) => [text.key, text.conversation, text.conversationName, text.body, text.at, text.state]),
		changes,
	];
	return digestBytes(new TextEncoder().encode(JSON.stringify(plain)));
}

function workOf(value: unknown): UnsentWork | undefined {
	if (!isRecord(value)) return undefined;
	const user = namedOf(value.user);
	const organisation = namedOf(value.organisation);
	const { savedAt, texts, changes } = value;
	if (!user || !organisation || !isTime(savedAt) || !Array.isArray(texts) || !Array.isArray(changes))
		return undefined;
	if (texts.length > MAX_TEXTS || changes.length > MAX_TEXTS) return undefined;
	const filed = texts.map(textOf);
	if (!filed.every((text) => text !== undefined) || !changes.every(isLine)) return undefined;
	return { user, organisation, savedAt, texts: filed, changes };
}

function textOf(value: unknown): FiledText | undefined {
	if (!isRecord(value)) return undefined;
	const { key, conversation, conversationName, body, at, state } = value;
	if (!isLine(key) || !isUuid(conversation) || !isLine(conversationName) || !isTime(at)) return undefined;
	if (typeof body !== 'string' || utf8Length(body) > 4 * MAX_BODY_BYTES) return undefined;
	if (state !== 'waiting' && state !== 'refused' && state !== 'draft') return undefined;
	return { key, conversation, conversationName, body, at, state };
}

function namedOf(value: unknown): { id: string; name: string } | undefined {
	if (!isRecord(value) || !isUuid(value.id) || !isLine(value.name)) return undefined;
	return { id: value.id, name: value.name };
}

function isLine(value: unknown): value is string {
	return typeof value === 'string' && value.length <= MAX_LINE;
}

function isTime(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
