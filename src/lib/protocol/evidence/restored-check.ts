/**
 * Judges rows that somebody gave back after a restore (SPEC P10): by the receipts that stand in the row before them. The signatures are left to who has the keys.
 */
import type { LedgerEntry } from '#lib/domain/ledger.ts';
import { decodeProofs } from '../gift.ts';
import type { LogRow } from '../log-row.ts';
import { provedRuns, type ProvedRun } from '../proved-runs.ts';
import { proveReceipt, signedBytes } from '../receipt.ts';
import { sameBytes, type Sha256 } from '../row-chain.ts';

/** What a key has to have signed for the row to hold. */
export interface SignedWord {
	/** Seq of the row. */
	row: number;
	/** SPKI. */
	key: Uint8Array;
	bytes: Uint8Array;
	signature: Uint8Array;
}

export const UNSIGNED_WORDS = 'no key of this server has signed the receipt that it brings';

export class RestoredCheck {
	readonly #sha256: Sha256;
	/** Of the last `restore` row. */
	#runs: readonly ProvedRun[] = [];
	/** To be verified by the caller, who may take them out. */
	readonly signed: SignedWord[] = [];

	constructor(sha256: Sha256) {
		this.#sha256 = sha256;
	}

	/** The values of a `restore` row. What is wrong with them, in words; null for nothing. */
	takeProofs({ document, seq }: Pick<LogRow, 'document' | 'seq'>, values: Uint8Array): string | null {
		const receipts = decodeProofs(values);
		if (!receipts || receipts.length === 0) return 'it brings no receipts';
		const proofs = [];
		for (const receipt of receipts) {
			const proof = proveReceipt(this.#sha256, document, receipt, () => []);
			if (!proof) return 'it brings a receipt that does not hold together';
			proofs.push(proof.rows);
			const { key, signature } = receipt;
			this.signed.push({ row: seq, key, bytes: signedBytes(proof.root), signature });
		}
		this.#runs = provedRuns(proofs);
		return null;
	}

	/**
	 * The run of a `restored` row.
	 * @param leaves hashes of its events
	 * @param isErased did a legal request take something of this author's, or of this document?
	 */
	judge(
		{ user, device }: Pick<LogRow, 'user' | 'device'>,
		client: number,
		entry: Extract<LedgerEntry, { kind: 'run' | 'refused' }>,
		leaves: readonly Uint8Array[],
		isErased: () => boolean,
	): string | null {
		const { clock, length } = entry;
		const proved = this.#runs.filter(
			(run) =>
				run.client === client &&
				run.user === user &&
				run.device === device &&
				run.clock <= clock &&
				run.clock + run.length >= clock + length,
		);
		if (entry.kind === 'run')
			return proved.some((run) => run.code === null && run.at === entry.at && hasLeaves(run, clock, leaves))
				? null
				: 'it gives back what no receipt before it proves';
		if (entry.code === 'ERASED' && proved.length > 0 && isErased()) return null;
		const isGone = ({ code, gone, clock: from }: ProvedRun) =>
			code === entry.code ||
			(code === null && entry.code === 'GAP' && everyOffset(clock - from, length, (at) => gone.has(at)));
		return proved.some(isGone) ? null : 'it leaves out what no receipt before it says was gone';
	}
}

function hasLeaves({ row, clock: from }: ProvedRun, clock: number, leaves: readonly Uint8Array[]): boolean {
	return leaves.every((leaf, index) => {
		const proved = row.leafHashes[clock - from + index];
		return proved !== undefined && sameBytes(proved, leaf);
	});
}

function everyOffset(from: number, length: number, holds: (offset: number) => boolean): boolean {
	for (let at = from; at < from + length; at++) if (!holds(at)) return false;
	return true;
}
