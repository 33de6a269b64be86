/** A checkpoint (SPEC L9): the server's signed word on where every document stood, which a cut-off tail contradicts. */
import * as v from 'valibot';
import { merkleRoot } from '#lib/protocol/row-chain.ts';
import { sha256 } from './row.ts';
import type { ServerKeys } from './server-keys.ts';

/** Where a document stood. */
export interface Stand {
	document: string;
	/** Its number of rows. */
	rows: number;
	/** Hash of the last one, lower-case hex. */
	hash: string;
}

const statementSchema = v.strictObject({
	/** 1, 2, … */
	checkpoint: v.number(),
	/** ms since 1970 */
	at: v.number(),
	/** SHA-256 of the body before it, in hex; of the first, zeros. */
	previous: v.string(),
	/** Merkle root over all documents, sorted by name. */
	root: v.string(),
	documents: v.number(),
	/** Those that stand elsewhere than at the checkpoint before it. */
	changed: v.array(v.tuple([v.string(), v.number(), v.string()])),
});
export type Statement = v.InferOutput<typeof statementSchema>;

/** As it is stored, in the table and in its file. */
export interface Checkpoint {
	number: number;
	/** The statement's JSON, byte for byte as it was signed. */
	body: string;
	/** Name of the key (server-keys.ts). */
	key: string;
	signature: Uint8Array;
}

export const NO_BODY = '0'.repeat(64);
const DOMAIN = 'parley checkpoint 1\n';

export function signCheckpoint(keys: ServerKeys, statement: Statement): Checkpoint {
	const body = JSON.stringify(statement);
	const signature = keys.sign(Buffer.from(DOMAIN + body));
	return { number: statement.checkpoint, body, key: keys.current, signature };
}

/** Undefined for one that no key of the server has signed. */
export function readCheckpoint(
	keys: Pick<ServerKeys, 'verify'>,
	{ number, body, key, signature }: Checkpoint,
): Statement | undefined {
	if (!keys.verify(key, Buffer.from(DOMAIN + body), signature)) return undefined;
	const parsed = v.safeParse(statementSchema, JSON.parse(body));
	return parsed.success && parsed.output.checkpoint === number ? parsed.output : undefined;
}

export function hashBody(body: string): string {
	return Buffer.from(sha256(Buffer.from(body))).toString('hex');
}

/** Of at least one document. */
export function rootOf(stands: readonly Stand[]): string {
	const sorted = [...stands].sort((one, other) => (one.document < other.document ? -1 : 1));
	const leaves = sorted.map(({ document, rows, hash }) =>
		sha256(Buffer.from(`\0${document} ${rows} ${hash}`)),
	);
	return Buffer.from(merkleRoot(sha256, leaves)).toString('hex');
}
