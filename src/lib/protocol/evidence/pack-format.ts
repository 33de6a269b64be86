/** The files of an evidence pack (SPEC E1, E2): their names, and how they are written and read. */
import * as v from 'valibot';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { conversationOf, isUuid, nameOfDocument, volumeDocument } from '../document-name.ts';
import type { RowKind } from '../log-row.ts';
import type { DisclosedRow, Leaf, OpenLeaf } from './disclosed-row.ts';
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
	leases: 'leases.json',
	receipts: 'receipts.json',
	snapshots: 'snapshots.json',
	attachments: 'attachments.json',
} as const;

/** `n` 0, 1, … */
export function rowsFile(document: string, n: number): string {
	return `${folderOf(document)}/${n}.jsonl`;
}

export const TRANSCRIPT_FORMS = ['json', 'html', 'csv'] as const;
export type TranscriptForm = (typeof TRANSCRIPT_FORMS)[number];

export function transcriptFile(document: string, form: TranscriptForm): string {
	return `transcripts/${shortName(document)}.${form}`;
}

function folderOf(document: string): string {
	return document.startsWith('o/') ? 'organisation' : `documents/${shortName(document)}`;
}

/** `<conversation>-<volume>`, `<conversation>-internal-<volume>`, `<conversation>-notes`. */
function shortName(document: string): string {
	return document.slice(2).replace('/', document.startsWith('i/') ? '-internal-' : '-');
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const uuid = v.custom<string>(isUuid);
/** A conversation's own, its internal remarks, or a text of it. */
const document = v.custom<string>((name) => {
	const parsed = typeof name === 'string' ? nameOfDocument(name) : undefined;
	return parsed !== undefined && conversationOf(parsed) !== undefined;
});

const manifestSchema = v.object({
	evidence: v.literal(PACK_FORMAT),
	/** ms since 1970 */
	at: count,
	by: v.object({ user: uuid, name: v.string() }),
	reason: v.string(),
	organisation: v.object({ id: uuid, name: v.string() }),
	/** Null for no limit; ms since 1970, both ends belong to it. */
	scope: v.object({
		conversations: v.array(uuid),
		from: v.nullable(count),
		until: v.nullable(count),
		/** Whose texts; null for everybody's. */
		people: v.nullable(v.array(uuid)),
		/** Internal remarks, notes and shared drafts too. */
		internal: v.boolean(),
	}),
	documents: v.array(v.object({ document, rows: count })),
	/** Rows of the organisation's log. */
	facts: count,
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** SPEC E3: are the row's events part of the selection? What the relay itself entered is, at that time; and receipts and erasures always, which rows that were selected may need (P10, G7). */
export function isSelected(
	{ scope: { from, until, people } }: Pick<Manifest, 'scope'>,
	{ receivedAt, user, kind }: { receivedAt: number; user: string; kind: RowKind },
): boolean {
	if (kind === 'restore' || kind === 'erase') return true;
	const isInTime = (from === null || receivedAt >= from) && (until === null || receivedAt <= until);
	return isInTime && (people === null || user === SYSTEM_USER || people.includes(user));
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

const snapshotsSchema = v.array(
	v.object({
		document: v.string(),
		...{ seq: count, rowHash: hex32, hash: hex32, size: count, madeAt: count, isKept: v.boolean() },
	}),
);

/** What a row names of a file (SPEC D14). */
const attachmentsSchema = v.array(
	v.object({
		document,
		...{ row: count, client: count, clock: count, id: uuid, name: v.string() },
		...{ type: v.string(), size: count, sha256: hex32 },
	}),
);

/** Which device was whose, as the open facts say, by rows of the organisation's log. */
const leasesSchema = v.array(
	v.object({ device: count, user: v.string(), leased: count, revoked: v.nullable(count) }),
);

const receiptsSchema = v.array(v.object({ document: v.string(), receipt: v.string() }));

const subjectsSchema = v.array(v.tuple([v.string(), hex32]));

const SCHEMAS = {
	manifest: manifestSchema,
	keys: keysSchema,
	checkpoints: checkpointsSchema,
	people: peopleSchema,
	subjects: subjectsSchema,
	snapshots: snapshotsSchema,
	attachments: attachmentsSchema,
	leases: leasesSchema,
	receipts: receiptsSchema,
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
	const parsed = nameOfDocument(name);
	return parsed && parsed.kind !== 'text' ? volumeDocument(parsed, parsed.volume + 1) : undefined;
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
		leaves: row.leaves.map((leaf) => {
			if ('bytes' in leaf) return [toHex(leaf.salt), toBase64(leaf.bytes)];
			const hash = toHex(leaf.hash);
			return 'left' in leaf ? [hash, toHex(leaf.left.salt), toBase64(leaf.left.bytes)] : hash;
		}),
	});
}

const salt = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const rowSchema = v.strictObject({
	seq: count,
	prev: hex32,
	hash: hex32,
	kind: v.string(),
	user: v.string(),
	device: count,
	receivedAt: count,
	payloadHash: hex32,
	leaves: v.array(
		v.union([hex32, v.strictTuple([salt, v.string()]), v.strictTuple([hex32, salt, v.string()])]),
	),
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
			leaves: leaves.map((leaf): Leaf => {
				if (typeof leaf === 'string') return { hash: fromHex(leaf)! };
				if (leaf.length === 2) return openLeaf(leaf[0], leaf[1]);
				return { hash: fromHex(leaf[0])!, left: openLeaf(leaf[1], leaf[2]) };
			}),
		};
	} catch {
		return undefined;
	}
}

function openLeaf(salt: string, bytes: string): OpenLeaf {
	return { salt: fromHex(salt)!, bytes: fromBase64(bytes) };
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
