/** All checkpoints of the database and of its folder, verified, as claims on the log (SPEC L8, L9). */
import type { Sql, TransactionSql } from 'postgres';
import {
	hashBody,
	NO_BODY,
	readCheckpoint,
	rootOf,
	type Checkpoint,
	type ReadStatement,
	type Stand,
} from './checkpoint.ts';
import { readCheckpointFiles } from './checkpoint-files.ts';
import { wrongStands, type SignedCheckpoint, type WrongStands } from './checkpoint-stands.ts';
import type { Restoration } from './restorations.ts';
import type { ServerKeys } from './server-keys.ts';
import type { Claims, Finding } from './verify-log.ts';

/** As the document of what is found wrong with a checkpoint; the row is its number. */
export const CHECKPOINTS = 'checkpoints';

export interface CheckpointClaims {
	claims: Claims;
	findings: Finding[];
	/** How many there are. */
	checkpoints: number;
	/** Those that hold, by their numbers. */
	signed: SignedCheckpoint[];
	/** Those whose ways from documents to the root are not what they signed; findings too. */
	wrongStands: readonly WrongStands[];
}

export async function readClaims(
	sql: Sql,
	keys: Pick<ServerKeys, 'verify'>,
	folder: string,
	restorations: readonly Restoration[] = [],
): Promise<CheckpointClaims> {
	// Checkpoints are made meanwhile. Their files follow the table, so they are read first; and the table in one snapshot.
	const files = readCheckpointFiles(folder);
	const read = (tx: TransactionSql) => readClaimsIn(tx, keys, files, restorations);
	return sql.begin('isolation level repeatable read read only', read) as Promise<CheckpointClaims>;
}

/** Within a transaction; `files` were read before it saw anything. */
export async function readClaimsIn(
	tx: TransactionSql,
	keys: Pick<ServerKeys, 'verify'>,
	files: ReadonlyMap<number, Checkpoint>,
	restorations: readonly Restoration[],
): Promise<CheckpointClaims> {
	const stored = await tx<
		Checkpoint[]
	>`select number::float8, body, changed, key, signature from checkpoints order by number`;
	const reading = new ClaimsReading(keys, restorations);
	const byNumber = new Map(stored.map((one) => [one.number, one]));
	const numbers = [...new Set([...byNumber.keys(), ...files.keys()])].sort((a, b) => a - b);
	for (const number of numbers) {
		const row = byNumber.get(number);
		const file = files.get(number);
		if (row && file && (row.body !== file.body || row.changed !== file.changed))
			reading.find(number, 'its file says something else than the table');
		else if (!row) reading.find(number, 'the table has lost it; its file is there');
		reading.take(file ?? row!);
	}
	return reading.end(await wrongStands(tx, reading.signed));
}

class ClaimsReading {
	readonly signed: SignedCheckpoint[] = [];
	readonly #keys: Pick<ServerKeys, 'verify'>;
	readonly #restorations: readonly Restoration[];
	readonly #claims = new Map<string, Map<number, { hash: Uint8Array; checkpoint: number }>>();
	readonly #stands = new Map<string, Stand>();
	readonly #findings: Finding[] = [];
	/** The newest that holds. */
	#standing: ReadStatement | undefined;
	#last: { statement: ReadStatement; body: string } | undefined;
	#count = 0;

	constructor(keys: Pick<ServerKeys, 'verify'>, restorations: readonly Restoration[]) {
		this.#keys = keys;
		this.#restorations = restorations;
	}

	take(checkpoint: Checkpoint): void {
		const { number, body } = checkpoint;
		this.#count++;
		const statement = readCheckpoint(this.#keys, checkpoint);
		// What nobody signed claims nothing.
		if (!statement) return this.find(number, 'no key of this server has signed it');
		const expected = (this.#last?.statement.checkpoint ?? 0) + 1;
		if (number !== expected) this.find(expected, 'it is missing');
		else if (statement.previous !== (this.#last ? hashBody(this.#last.body) : NO_BODY))
			this.find(number, 'it does not follow the one before it');
		this.#last = { statement, body };
		// SPEC L14: what it signed is gone with the backup that was put back.
		const isSetAside = this.#restorations.some(({ from, through }) => number > from && number <= through);
		this.signed.push({ statement, isSetAside });
		if (isSetAside) return;
		this.#standing = statement;
		for (const stand of statement.changed) {
			const { document, rows, hash } = stand;
			this.#stands.set(document, stand);
			const claimed =
				this.#claims.get(document) ?? new Map<number, { hash: Uint8Array; checkpoint: number }>();
			this.#claims.set(document, claimed.set(rows, { hash: Buffer.from(hash, 'hex'), checkpoint: number }));
		}
	}

	/** The last root is over all that the checkpoints named before: none of them left anything out. */
	end(wrong: readonly WrongStands[]): CheckpointClaims {
		const last = this.#standing;
		if (last && rootOf([...this.#stands.values()]) !== last.root)
			this.find(last.checkpoint, 'its root is not that of the documents');
		for (const { checkpoint, words } of wrong) this.find(checkpoint, words);
		return {
			claims: this.#claims,
			findings: this.#findings,
			checkpoints: this.#count,
			signed: this.signed,
			wrongStands: wrong,
		};
	}

	/** Only the first of each counts. */
	find(number: number, words: string): void {
		if (!this.#findings.some(({ row }) => row === number))
			this.#findings.push({ document: CHECKPOINTS, row: number, words });
	}
}
