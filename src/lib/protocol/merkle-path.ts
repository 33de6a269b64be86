/** Ways from a leaf of a Merkle tree (SPEC L2) to its root, so that one signature over the root serves every leaf. */
import { HASH_BYTES, merkleNode, type Sha256 } from './row-chain.ts';

export interface PathStep {
	/** Hash of the node beside this one. */
	beside: Uint8Array;
	/** The other stands on the left. */
	isLeft: boolean;
}

export interface MerkleTree {
	root: Uint8Array;
	pathOf(leaf: number): PathStep[];
}

/** Of at least one leaf. */
export function merkleTree(sha256: Sha256, leaves: readonly Uint8Array[]): MerkleTree {
	const levels: (readonly Uint8Array[])[] = [leaves];
	for (let level = leaves; level.length > 1; levels.push(level)) {
		const above: Uint8Array[] = [];
		for (let i = 0; i < level.length; i += 2) {
			const right = level[i + 1];
			above.push(right ? merkleNode(sha256, level[i]!, right) : level[i]!);
		}
		level = above;
	}
	return {
		root: levels.at(-1)![0]!,
		pathOf(leaf) {
			const path: PathStep[] = [];
			let at = leaf;
			for (const level of levels.slice(0, -1)) {
				const isLeft = at % 2 === 1;
				const beside = level[isLeft ? at - 1 : at + 1];
				// An odd node is promoted.
				if (beside) path.push({ beside, isLeft });
				at >>= 1;
			}
			return path;
		},
	};
}

export function rootByPath(sha256: Sha256, leaf: Uint8Array, path: readonly PathStep[]): Uint8Array {
	let hash = leaf;
	for (const { beside, isLeft } of path)
		hash = isLeft ? merkleNode(sha256, beside, hash) : merkleNode(sha256, hash, beside);
	return hash;
}

/** Longer than any append's: 2^32 rows. */
export const MAX_PATH = 32;
export const STEP_BYTES = 1 + HASH_BYTES;
