/** What a checkpoint says (SPEC L9), and the Merkle tree over the documents that it signs: for the server that makes it and for whoever verifies one. */
import * as v from 'valibot';
import { merkleNode, merkleRoot, type Sha256 } from '../row-chain.ts';
import { fromHex, toHex } from './subject-tags.ts';

/** Where a document stood. */
export interface Stand {
	document: string;
	/** Its number of rows. */
	rows: number;
	/** Hash of the last one, lower-case hex. */
	hash: string;
}

const changedSchema = v.array(v.tuple([v.string(), v.number(), v.string()]));
const common = {
	checkpoint: v.number(),
	at: v.number(),
	previous: v.string(),
	root: v.string(),
	documents: v.number(),
};
const firstSchema = v.strictObject({ ...common, changed: changedSchema });
const statementSchema = v.strictObject({ ...common, changes: v.string() });

export interface Statement {
	/** 1, 2, … */
	checkpoint: number;
	/** ms since 1970 */
	at: number;
	/** SHA-256 of the body before it, in hex; of the first, zeros. */
	previous: string;
	/** Merkle root over all documents, sorted by name. */
	root: string;
	documents: number;
	/** SHA-256 of the list of documents that stand elsewhere than at the checkpoint before it; in format 1 the list itself. */
	changes: string | readonly (readonly [string, number, string])[];
}

/** Signed: one of these, then the body. */
const DOMAINS = { 1: 'parley checkpoint 1\n', 2: 'parley checkpoint 2\n' } as const;
/** What a retired key's signature is over: this, then the key itself (SPEC L10). */
export const RETIRED_KEY_DOMAIN = 'parley retired key 1\n';
export const NO_BODY = '0'.repeat(64);

/** The statement of a body, with the bytes that its signature is over; undefined for what is none. */
export function readStatement(body: string): { statement: Statement; signed: Uint8Array } | undefined {
	let json: unknown;
	try {
		json = JSON.parse(body);
	} catch {
		return undefined;
	}
	const second = v.safeParse(statementSchema, json);
	if (second.success) return { statement: second.output, signed: text.encode(DOMAINS[2] + body) };
	const first = v.safeParse(firstSchema, json);
	if (!first.success) return undefined;
	const { changed, ...rest } = first.output;
	return { statement: { ...rest, changes: changed }, signed: text.encode(DOMAINS[1] + body) };
}

export function writeStatement(statement: Statement): { body: string; signed: Uint8Array } {
	const body = JSON.stringify(statement);
	return { body, signed: text.encode(DOMAINS[2] + body) };
}

/** The list of a checkpoint, which stands beside its body or, in format 1, in it; undefined when it is not the one that was signed. */
export function readChanges(
	sha256: Sha256,
	{ changes }: Statement,
	beside: string | null,
): Stand[] | undefined {
	let list = changes;
	if (typeof list === 'string') {
		if (beside === null || toHex(sha256(text.encode(beside))) !== list) return undefined;
		const parsed = v.safeParse(changedSchema, JSON.parse(beside));
		if (!parsed.success) return undefined;
		list = parsed.output;
	}
	return list.map(([document, rows, hash]) => ({ document, rows, hash }));
}

export function writeChanges(stands: readonly Stand[]): string {
	return JSON.stringify(stands.map(({ document, rows, hash }) => [document, rows, hash]));
}

/** Of at least one document. */
export function rootOf(sha256: Sha256, stands: readonly Stand[]): string {
	return toHex(merkleRoot(sha256, leavesOf(sha256, sorted(stands))));
}

/** A node beside the way from a leaf to the root, and its side. */
export type PathStep = readonly ['l' | 'r', string];

/** A stand, and the way from its leaf to the root. */
export type PlacedStand = Stand & { path: PathStep[] };

/** The ways to the root from the leaves of those documents that are among the stands. Of at least one document. */
export function treeOf(
	sha256: Sha256,
	stands: readonly Stand[],
	documents: ReadonlySet<string>,
): { root: string; placed: PlacedStand[] } {
	const all = sorted(stands);
	let level = leavesOf(sha256, all);
	const ways = all.flatMap((stand, at) =>
		documents.has(stand.document) ? [{ stand, at, path: [] as PathStep[] }] : [],
	);
	while (level.length > 1) {
		for (const way of ways) {
			const isRight = way.at % 2 === 1;
			const beside = level[isRight ? way.at - 1 : way.at + 1];
			if (beside) way.path.push([isRight ? 'l' : 'r', toHex(beside)]);
			way.at = way.at >> 1;
		}
		const above: Uint8Array[] = [];
		for (let i = 0; i < level.length; i += 2) {
			const right = level[i + 1];
			above.push(right ? merkleNode(sha256, level[i]!, right) : level[i]!);
		}
		level = above;
	}
	const placed = ways.map(({ stand: { document, rows, hash }, path }) => ({ document, rows, hash, path }));
	return { root: toHex(level[0]!), placed };
}

/** As it is stored: for each step a byte, 1 when the other stands on the left, and its hash. */
export function encodePath(path: readonly PathStep[]): Uint8Array {
	const bytes = new Uint8Array(path.length * STEP_BYTES);
	for (const [i, [side, hex]] of path.entries()) {
		bytes[i * STEP_BYTES] = side === 'l' ? 1 : 0;
		bytes.set(fromHex(hex)!, i * STEP_BYTES + 1);
	}
	return bytes;
}

export function decodePath(bytes: Uint8Array): PathStep[] {
	return Array.from({ length: bytes.length / STEP_BYTES }, (_, i): PathStep => {
		const from = i * STEP_BYTES;
		return [bytes[from] === 1 ? 'l' : 'r', toHex(bytes.subarray(from + 1, from + STEP_BYTES))];
	});
}

/** The root that the way leads to; undefined for a way that is none. */
export function rootOfPath(sha256: Sha256, stand: Stand, path: readonly PathStep[]): string | undefined {
	let at = leafOf(sha256, stand);
	for (const [side, hex] of path) {
		const beside = fromHex(hex);
		if (beside?.length !== 32) return undefined;
		at = side === 'l' ? merkleNode(sha256, beside, at) : merkleNode(sha256, at, beside);
	}
	return toHex(at);
}

const text = new TextEncoder();
const STEP_BYTES = 33;

function sorted(stands: readonly Stand[]): Stand[] {
	return [...stands].sort((one, other) => (one.document < other.document ? -1 : 1));
}

function leavesOf(sha256: Sha256, stands: readonly Stand[]): Uint8Array[] {
	return stands.map((stand) => leafOf(sha256, stand));
}

function leafOf(sha256: Sha256, { document, rows, hash }: Stand): Uint8Array {
	return sha256(text.encode(`\0${document} ${rows} ${hash}`));
}
