/**
 * What a server has signed of some documents, over time (SPEC L9, L10): the newest checkpoint and earlier ones, each with its own signature, by a key that is the
 * server's or was. For the audit's page and for a pack.
 */
import { retiredBytes, successorBytes, type PublishedKeys } from '../published-keys.ts';
import type { Sha256 } from '../row-chain.ts';
import { readStatement, rootOfPath, type PlacedStand, type Statement } from './checkpoint-statement.ts';
import { toHex } from './subject-tags.ts';

export interface SignedCheckpoint {
	number: number;
	/** The statement's JSON, byte for byte. */
	body: string;
	/** SPKI in base64. */
	key: string;
	/** base64 */
	signature: string;
	/** Those of the documents in question that it stands for, with their ways to its root. */
	stands: PlacedStand[];
}

export interface EvidenceCrypto {
	sha256: Sha256;
	/** Ed25519 by a key in SPKI. Throws where there is no such thing. */
	verify(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

export interface Claim {
	/** Hash of the last of so many rows, in hex. */
	hash: string;
	/** Who says so: "checkpoint 4". */
	by: string;
}

export interface CheckpointFault {
	/** Null for what is wrong with the keys. */
	number: number | null;
	words: string;
}

export interface SignedHistory {
	/** The last checkpoint that is good; null when there is none, or none that may be believed. */
	newest: { statement: Statement; /** SPKI in base64 */ key: string } | null;
	/** By document, and by number of rows. */
	claims: ReadonlyMap<string, Map<number, Claim>>;
	/** Rows that the newest one stands for, by document. */
	signedRows: ReadonlyMap<string, number>;
	/** The server's keys, base64; none where one of them does not hold. */
	keys: ReadonlySet<string>;
	/** How many checkpoints were found good. */
	checked: number;
	fault: CheckpointFault | null;
	/** This program has no Ed25519: no signature was looked at, and nothing is claimed. */
	isUnable: boolean;
}

const NOTHING: SignedHistory = {
	newest: null,
	claims: new Map(),
	signedRows: new Map(),
	keys: new Set(),
	checked: 0,
	fault: null,
	isUnable: false,
};

/** @param checkpoints the oldest first; what stands between two need not be there */
export async function judgeCheckpoints(
	crypto: EvidenceCrypto,
	checkpoints: readonly SignedCheckpoint[],
	keys: PublishedKeys | null,
): Promise<SignedHistory> {
	try {
		const trusted = keys ? await trustedKeys(crypto, keys) : new Set<string>();
		if (trusted === null) return { ...NOTHING, fault: { number: null, words: KEYS_DO_NOT_HOLD } };
		return await new HistoryReading(crypto, trusted).read(checkpoints);
	} catch (error) {
		if (error instanceof NoSignatures) return { ...NOTHING, isUnable: true };
		throw error;
	}
}

const KEYS_DO_NOT_HOLD = 'a retired key is not one of the server that signs now';
class NoSignatures extends Error {}

/** The current key and those that it retired; null when one of them does not belong to it, or names another successor. */
export async function trustedKeys(
	crypto: EvidenceCrypto,
	keys: PublishedKeys,
): Promise<ReadonlySet<string> | null> {
	const { current, retired } = keys;
	for (const [i, { key, signature, next }] of retired.entries()) {
		if (!(await isSigned(crypto, current, retiredBytes(key), signature))) return null;
		const successor = retired[i + 1]?.key ?? current;
		// Keys from before successors were named have none.
		if (next !== undefined && !(await isSigned(crypto, key, successorBytes(successor), next))) return null;
	}
	return new Set([current, ...retired.map(({ key }) => key)]);
}

class HistoryReading {
	readonly #crypto: EvidenceCrypto;
	readonly #keys: ReadonlySet<string>;
	readonly #claims = new Map<string, Map<number, Claim>>();
	readonly #rows = new Map<string, number>();
	#newest: SignedHistory['newest'] = null;
	#last: SignedCheckpoint | null = null;
	#checked = 0;

	constructor(crypto: EvidenceCrypto, keys: ReadonlySet<string>) {
		this.#crypto = crypto;
		this.#keys = keys;
	}

	/** A bad one ends it: what was signed before it stands. */
	async read(checkpoints: readonly SignedCheckpoint[]): Promise<SignedHistory> {
		let fault: CheckpointFault | null = null;
		for (const checkpoint of checkpoints) {
			const words = await this.#take(checkpoint);
			if (words === null) continue;
			fault = { number: checkpoint.number, words };
			break;
		}
		return {
			...{ newest: this.#newest, claims: this.#claims, signedRows: this.#rows },
			...{ keys: this.#keys, checked: this.#checked, fault, isUnable: false },
		};
	}

	async #take(checkpoint: SignedCheckpoint): Promise<string | null> {
		const { number, body, key, signature, stands } = checkpoint;
		const read = readStatement(body);
		if (read?.statement.checkpoint !== number) return 'it is no statement of this number';
		const { statement, signed } = read;
		if (!this.#keys.has(key)) return "its key is none of the server's, nor retired by one";
		if (!(await isSigned(this.#crypto, key, signed, signature))) return 'its signature is not valid';
		const fault = this.#follows(statement) ?? this.#claim(statement, stands);
		if (fault) return fault;
		this.#newest = { statement, key };
		this.#last = checkpoint;
		this.#checked++;
		return null;
	}

	/** What it says of the one before it, where that one is the last that was given. */
	#follows({ checkpoint, at, previous }: Statement): string | null {
		if (!this.#last) return null;
		const last = this.#newest!.statement;
		if (checkpoint <= last.checkpoint || at < last.at)
			return `it does not come after checkpoint ${last.checkpoint}`;
		if (checkpoint > last.checkpoint + 1) return null;
		const hash = toHex(this.#crypto.sha256(new TextEncoder().encode(this.#last.body)));
		return previous === hash ? null : `it does not follow checkpoint ${last.checkpoint}`;
	}

	#claim({ checkpoint, root }: Statement, stands: readonly PlacedStand[]): string | null {
		for (const { path, ...stand } of stands) {
			const { document, rows, hash } = stand;
			if (rootOfPath(this.#crypto.sha256, stand, path) !== root)
				return `${document} does not stand under its root`;
			const before = this.#rows.get(document) ?? 0;
			if (rows < before)
				return `it has signed ${rows} rows of ${document}, after one that has signed ${before}`;
			const claims = this.#claims.get(document) ?? new Map<number, Claim>();
			const known = claims.get(rows);
			if (known && known.hash !== hash) return `it has signed another row of ${document} than ${known.by}`;
			if (!known) claims.set(rows, { hash, by: `checkpoint ${checkpoint}` });
			this.#claims.set(document, claims);
			this.#rows.set(document, rows);
		}
		return null;
	}
}

/** Of a key or a signature that is none it is false. Throws where there are no such signatures. */
export async function isSigned(
	{ verify }: EvidenceCrypto,
	key: string,
	bytes: Uint8Array,
	signature: string,
): Promise<boolean> {
	const [spki, signed] = [fromBase64(key), fromBase64(signature)];
	if (!spki || !signed) return false;
	try {
		return await verify(spki, bytes, signed);
	} catch {
		throw new NoSignatures();
	}
}

function fromBase64(text: string): Uint8Array | undefined {
	try {
		return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}
