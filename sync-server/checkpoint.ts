/** A checkpoint (SPEC L9): the server's signed word on where every document stood, which a cut-off tail contradicts. */
import {
	readChanges,
	readStatement,
	rootOf as rootOfStands,
	writeChanges,
	writeStatement,
	treeOf as treeOfStands,
	type PlacedStand,
	type Stand,
	type Statement,
} from '#lib/protocol/evidence/checkpoint-statement.ts';
import { sha256 } from './row.ts';
import type { ServerKeys } from './server-keys.ts';

export { NO_BODY, type Stand } from '#lib/protocol/evidence/checkpoint-statement.ts';

/** As it is stored, in the table and in its file. */
export interface Checkpoint {
	number: number;
	/** The statement's JSON, byte for byte as it was signed. */
	body: string;
	/** The list of documents whose hash the body holds, byte for byte; null in format 1. */
	changed: string | null;
	/** Name of the key (server-keys.ts). */
	key: string;
	signature: Uint8Array;
}

/** A statement with the documents that stand elsewhere than at the one before it. */
export type ReadStatement = Statement & { changed: readonly Stand[] };

export function signCheckpoint(
	keys: ServerKeys,
	statement: Omit<Statement, 'changes'>,
	stands: readonly Stand[],
): Checkpoint {
	const changed = writeChanges(stands);
	const { body, signed } = writeStatement({ ...statement, changes: hashBody(changed) });
	return { number: statement.checkpoint, body, changed, key: keys.current, signature: keys.sign(signed) };
}

/** Undefined for one that no key of the server has signed. */
export function readCheckpoint(
	keys: Pick<ServerKeys, 'verify'>,
	{ number, body, changed: beside, key, signature }: Checkpoint,
): ReadStatement | undefined {
	const read = readStatement(body);
	if (read?.statement.checkpoint !== number || !keys.verify(key, read.signed, signature)) return undefined;
	const changed = readChanges(sha256, read.statement, beside);
	return changed && { ...read.statement, changed };
}

export function hashBody(body: string): string {
	return Buffer.from(sha256(Buffer.from(body))).toString('hex');
}

/** Of at least one document. */
export function rootOf(stands: readonly Stand[]): string {
	return rootOfStands(sha256, stands);
}

/** The root, and of the documents that moved the ways to it. */
export function treeOf(
	stands: readonly Stand[],
	moved: readonly Stand[],
): { root: string; placed: PlacedStand[] } {
	return treeOfStands(sha256, stands, new Set(moved.map(({ document }) => document)));
}
