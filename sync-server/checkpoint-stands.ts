/**
 * The ways from documents to the roots of checkpoints (SPEC L9): they follow from what the checkpoints signed, so they are held against it, and made of it anew.
 */
import type { TransactionSql } from 'postgres';
import { decodePath, encodePath, rootOfPath } from '#lib/protocol/evidence/checkpoint-statement.ts';
import { fromHex, toHex } from '#lib/protocol/evidence/subject-tags.ts';
import { treeOf, type ReadStatement, type Stand } from './checkpoint.ts';
import { sha256 } from './row.ts';

/** Stands that are asked for at a time. */
const PAGE = 2000;

/** A checkpoint that one of the server's keys has signed. */
export interface SignedCheckpoint {
	statement: ReadStatement;
	/** By a restore: the backup that was put back has no stands of it. */
	isSetAside: boolean;
}

/** A checkpoint whose stands are not what it signed. */
export interface WrongStands {
	checkpoint: number;
	words: string;
}

interface StoredStand {
	checkpoint: number;
	document: string;
	rows: number;
	hash: string;
	path: string;
}

/** The first fault of each checkpoint. @param signed by their numbers */
export async function wrongStands(
	tx: TransactionSql,
	signed: readonly SignedCheckpoint[],
): Promise<WrongStands[]> {
	const stored = new Map<number, StoredStand[]>();
	const query = tx<StoredStand[]>`
		select checkpoint::float8, document, rows::float8, encode(hash, 'hex') as hash, encode(path, 'hex') as path from checkpoint_stands`;
	for await (const page of query.cursor(PAGE))
		for (const stand of page) {
			const of = stored.get(stand.checkpoint);
			if (of) of.push(stand);
			else stored.set(stand.checkpoint, [stand]);
		}
	// Those of before there were stands have none.
	const first = Math.min(...stored.keys());
	const wrong: WrongStands[] = [];
	for (const { statement, isSetAside } of signed) {
		const { checkpoint } = statement;
		const found = stored.get(checkpoint) ?? [];
		stored.delete(checkpoint);
		const isNone = found.length === 0 && (isSetAside || checkpoint < first);
		const words = isNone ? null : faultOf(statement, found);
		if (words) wrong.push({ checkpoint, words });
	}
	for (const checkpoint of stored.keys())
		wrong.push({ checkpoint, words: 'there are ways to its root, and it is not signed' });
	return wrong;
}

function faultOf({ changed, root }: ReadStatement, stored: readonly StoredStand[]): string | null {
	const found = new Map(stored.map((stand) => [stand.document, stand]));
	for (const { document, rows, hash } of changed) {
		const stand = found.get(document);
		found.delete(document);
		if (!stand) return `the way from ${document} to its root is missing`;
		if (stand.rows !== rows || stand.hash !== hash)
			return `the way from ${document} to its root begins elsewhere than at what it signed`;
		if (rootOfPath(sha256, stand, decodePath(fromHex(stand.path)!)) !== root)
			return `the way from ${document} does not lead to its root`;
	}
	const [other] = found.keys();
	return other === undefined ? null : `there is a way to its root from ${other}, of which it says nothing`;
}

/**
 * Makes these checkpoints' stands anew, and those of every one that has none. The owner of the tables alone may (SPEC L4). Answers with their number; one whose documents
 * do not make its root has none afterwards.
 */
export async function rebuildStands(
	tx: TransactionSql,
	signed: readonly SignedCheckpoint[],
	wrong: readonly WrongStands[],
): Promise<number> {
	await tx`alter table checkpoint_stands disable trigger user`;
	await tx`delete from checkpoint_stands where checkpoint = any(${wrong.map(({ checkpoint }) => checkpoint)}::bigint[])`;
	await tx`alter table checkpoint_stands enable trigger user`;
	const kept = await tx<{ checkpoint: number }[]>`select distinct checkpoint::float8 from checkpoint_stands`;
	const right = new Set(kept.map(({ checkpoint }) => checkpoint));
	const made = new Set(wrong.map(({ checkpoint }) => checkpoint));
	const stands = new Map<string, Stand>();
	for (const { statement, isSetAside } of signed) {
		if (isSetAside) continue;
		const { checkpoint, changed, root } = statement;
		for (const stand of changed) stands.set(stand.document, stand);
		if (right.has(checkpoint) || stands.size === 0) continue;
		const tree = treeOf([...stands.values()], changed);
		if (tree.root !== root) continue;
		await insertStands(tx, checkpoint, tree.placed);
		made.add(checkpoint);
	}
	return made.size;
}

/** As they are stored, of one checkpoint. */
export async function insertStands(
	tx: TransactionSql,
	checkpoint: number,
	placed: ReturnType<typeof treeOf>['placed'],
): Promise<void> {
	await tx`
		insert into checkpoint_stands (document, rows, checkpoint, hash, path)
		select s.document, s.rows, ${checkpoint}, decode(s.hash, 'hex'), decode(s.path, 'hex') from unnest(
			${placed.map((one) => one.document)}::text[], ${placed.map((one) => one.rows)}::bigint[],
			${placed.map((one) => one.hash)}::text[], ${placed.map((one) => toHex(encodePath(one.path)))}::text[]
		) as s(document, rows, hash, path)`;
}
