/** The files of an evidence pack (SPEC E1, E2): their names, and how they are written and read. */
import * as v from 'valibot';
import { conversationDocument, isUuid, parseDocumentName } from '../document-name.ts';
import type { RowKind } from '../log-row.ts';
import type { DisclosedRow, Leaf } from './disclosed-row.ts';
import type { SignedCheckpoint } from './signed-checkpoints.ts';
import { fromHex, toHex } from './subject-tags.ts';

export const PACK_FORMAT = 1;
/** Rows of a file. */
export const ROWS_PER_FILE = 1000;
export const FILES = {
	manifest: 'evidence.json',
	subjects: 'subjects.json',
	checkpoints: 'checkpoints.json',
	keys: 'keys.json',
	people: 'people.json',
	snapshots: 'snapshots.json',
	attachments: 'attachments.json',
} as const;

/** `n` 0, 1, … */
export function rowsFile(document: string, n: number): string {
	return `${folderOf(document)}/${n}.jsonl`;
}

export function transcriptFile(document: string, form: 'json' | 'html'): string {
	return `transcripts/${shortName(document)}.${form}`;
}

function folderOf(document: string): string {
	return document.startsWith('o/') ? 'organisation' : `documents/${shortName(document)}`;
}

function shortName(document: string): string {
	return document.slice(2).replace('/', '-');
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const uuid = v.custom<string>(isUuid);
const document = v.custom<string>(
	(name) => typeof name === 'string' && parseDocumentName(name) !== undefined,
);

const manifestSchema = v.object({
	evidence: v.literal(PACK_FORMAT),
	/** ms since 1970 */
	at: count,
	by: v.object({ user: uuid, name: v.string() }),
	reason: v.string(),
	organisation: v.object({ id: uuid, name: v.string() }),
	/** Null for no limit; ms since 1970, both ends belong to it. */
	scope: v.object({ conversations: v.array(uuid), from: v.nullable(count), until: v.nullable(count) }),
	documents: v.array(v.object({ document, rows: count })),
	/** Rows of the organisation's log. */
	facts: count,
	attachments: count,
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** SPEC E3. @param at when a row was received, ms */
export function isInRange({ scope: { from, until } }: Manifest, at: number): boolean {
	return (from === null || at >= from) && (until === null || at <= until);
}

const keysSchema = v.object({
	current: v.string(),
	retired: v.array(v.object({ key: v.string(), signature: v.string(), next: v.optional(v.string()) })),
});

const pathSchema = v.array(v.tuple([v.picklist(['l', 'r']), hex32]));
const standSchema = v.object({ document: v.string(), rows: count, hash: hex32, path: pathSchema });
const checkpointsSchema = v.object({
	checkpoints: v.array(
		v.object({
			...{ number: count, body: v.string(), key: v.string(), signature: v.string() },
			stands: v.array(standSchema),
		}),
	),
	leftOut: count,
});
export interface PackCheckpoints {
	/** The oldest first. */
	checkpoints: SignedCheckpoint[];
	/** Earlier ones at which a document had moved that are not in the pack. */
	leftOut: number;
}

const peopleSchema = v.object({
	people: v.record(v.string(), v.string()),
	conversations: v.record(v.string(), v.string()),
});
/** Names by id, as of the export. */
export type PackNames = v.InferOutput<typeof peopleSchema>;

const subjectsSchema = v.array(v.tuple([v.string(), hex32]));

const SCHEMAS = {
	manifest: manifestSchema,
	keys: keysSchema,
	checkpoints: checkpointsSchema,
	people: peopleSchema,
	subjects: subjectsSchema,
};
export type PartName = keyof typeof SCHEMAS;
export type Part<Name extends PartName> = v.InferOutput<(typeof SCHEMAS)[Name]>;

export function writePart(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}

/** Undefined for what is not that part. */
export function readPart<Name extends PartName>(name: Name, bytes: Uint8Array): Part<Name> | undefined {
	try {
		const parsed = v.safeParse(SCHEMAS[name], JSON.parse(decode(bytes)));
		return parsed.success ? (parsed.output as Part<Name>) : undefined;
	} catch {
		return undefined;
	}
}

/** Volumes of a pack's conversation, in order, that `documents` lacks although one before it opened them. */
export function volumeAfter(name: string): string | undefined {
	const parsed = parseDocumentName(name);
	return parsed && conversationDocument(parsed.conversation, parsed.volume + 1);
}

/** One line, without its end. */
export function writeRow(row: DisclosedRow): string {
	return JSON.stringify({
		seq: row.seq,
		prev: toHex(row.prev),
		hash: toHex(row.hash),
		kind: row.kind,
		user: row.user,
		device: row.device,
		receivedAt: row.receivedAt,
		payloadHash: toHex(row.payloadHash),
		leaves: row.leaves.map((leaf) =>
			'bytes' in leaf ? [toHex(leaf.salt), toBase64(leaf.bytes)] : toHex(leaf.hash),
		),
	});
}

const rowSchema = v.strictObject({
	seq: count,
	prev: hex32,
	hash: hex32,
	kind: v.string(),
	user: v.string(),
	device: count,
	receivedAt: count,
	payloadHash: hex32,
	leaves: v.array(v.union([hex32, v.tuple([v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)), v.string()])])),
});

/** Undefined for what is no row. */
export function readRow(document: string, line: string): DisclosedRow | undefined {
	try {
		const parsed = v.safeParse(rowSchema, JSON.parse(line));
		if (!parsed.success) return undefined;
		const { prev, hash, payloadHash, kind, leaves, ...rest } = parsed.output;
		return {
			document,
			...rest,
			kind: kind as RowKind,
			prev: fromHex(prev)!,
			hash: fromHex(hash)!,
			payloadHash: fromHex(payloadHash)!,
			leaves: leaves.map((leaf): Leaf =>
				typeof leaf === 'string'
					? { hash: fromHex(leaf)! }
					: { salt: fromHex(leaf[0])!, bytes: fromBase64(leaf[1]) },
			),
		};
	} catch {
		return undefined;
	}
}

export function decode(bytes: Uint8Array): string {
	return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

export function toBase64(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary);
}

/** Throws for what is no base64. */
export function fromBase64(text: string): Uint8Array {
	return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
