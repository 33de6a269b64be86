/**
 * The receipts of one document (SPEC P5), beside its replica: what the server signed about rows that this device holds, so that it can give them back to a server
 * that has lost them. Only what was checked is kept.
 */
import { digest } from 'lib0/hash/sha256';
import { readLog } from '#lib/domain/conversation-document.ts';
import { eventBytes } from '#lib/domain/digest.ts';
import {
	decodeReceipt,
	encodeReceipt,
	joinReceipts,
	proveReceipt,
	signedBytes,
	withHashes,
	type ProvedRow,
	type Receipt,
	type ValuesOf,
} from '#lib/protocol/receipt.ts';
import { sameBytes } from '#lib/protocol/row-chain.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { provedRuns, type ProvedRun } from '#lib/protocol/proved-runs.ts';
import type * as Y from 'yjs';
import type { Clock } from './environment.ts';
import { giftsFor, lostRuns, newestEpochOf, type Proof } from './gifts.ts';
import type { DiskRecord } from './replica-disk.ts';
import type { ServerTrust } from './server-trust.ts';

const RECORD = 'receipt/';
/** News are not asked about one by one. */
export const ASK_AFTER_MS = 15_000;
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
/** Neighbours are joined into receipts of so many rows. */
const JOINED_ROWS = 250;
/** An answer of so many rows has more behind it. */
const WHOLE_ANSWER_ROWS = 500;

/** As it is stored: the bytes, and what need not be read out of them. */
interface Kept {
	bytes: Uint8Array;
	first: number;
	/** The seq that follows. */
	end: number;
	prev: Uint8Array;
	/** Of the last row. */
	hash: Uint8Array;
	epoch: number;
	/** When the last row was received. */
	at: number;
	/** It was asked for: with its neighbours it covers everybody's rows. */
	asked: boolean;
}

export interface ReceiptBookOptions {
	document: string;
	doc: Y.Doc;
	clock: Clock;
	trust: ServerTrust;
	save(records: readonly DiskRecord[]): void;
	/** What the newest ledger names (SPEC P7). */
	named(): { epoch: number; through(client: number): number };
	/** Something that was kept back can be given now: it needs an exchange by state vectors. */
	onDue(): void;
}

export class ReceiptBook {
	readonly #options: ReceiptBookOptions;
	#kept = new Map<string, Kept>();
	#ask: ((seq: number) => void) | null = null;
	#cancel: (() => void) | null = null;
	#taking: Promise<unknown> = Promise.resolve();
	#ended = false;
	/** By client id: the clock from which its rows were offered without being taken. */
	readonly #offered = new Map<number, number>();

	constructor(options: ReceiptBookOptions, records: ReadonlyMap<string, unknown>) {
		this.#options = options;
		for (const [key, value] of records) if (key.startsWith(RECORD)) this.#kept.set(key, value as Kept);
	}

	/** Receipts in the order of their rows. */
	get receipts(): Receipt[] {
		return [...this.#kept.values()]
			.sort((one, other) => one.first - other.first)
			.flatMap(({ bytes }) => decodeReceipt(bytes) ?? []);
	}

	/** How many rows are proved here, of this epoch; for tests. */
	get through(): number {
		let newest: Kept | undefined;
		for (const kept of this.#kept.values())
			if (
				kept.asked &&
				(!newest || kept.epoch > newest.epoch || (kept.epoch === newest.epoch && kept.end > newest.end))
			)
				newest = kept;
		return newest?.end ?? 0;
	}

	/** What a relay that has this has lost, in frames (SPEC P7). */
	giftsFor(vector: ReadonlyMap<number, number>): Uint8Array[] {
		const proofs = this.#proofsBefore(newestEpochOf(vector));
		return proofs.length > 0 ? giftsFor(proofs, vector, valuesIn(this.#options.doc)) : [];
	}

	/** Is there something that the newest ledger does not name? */
	get owes(): boolean {
		return this.#lost.length > 0;
	}

	get #lost(): ProvedRun[] {
		const { epoch, through } = this.#options.named();
		if (epoch <= 1) return [];
		const proofs = this.#proofsBefore(epoch);
		return lostRuns(provedRuns(proofs.map(({ rows }) => rows)), epoch, through);
	}

	/** Somebody has given what was missing before a text that is kept here. Each is offered once for what is missing. */
	#isDue(): boolean {
		const { through } = this.#options.named();
		return this.#lost.some(({ client, clock }) => {
			const next = through(client);
			if (clock > next || this.#offered.get(client) === next) return false;
			this.#offered.set(client, next);
			return valuesIn(this.#options.doc)(client, next, 1)[0] !== undefined;
		});
	}

	/** Of rows in an earlier epoch, in their order; those of all for epoch 0: then the log is empty. */
	#proofsBefore(epoch: number): Proof[] {
		return [...this.#kept.values()]
			.filter((kept) => epoch === 0 || kept.epoch < epoch)
			.sort((one, other) => one.epoch - other.epoch || one.first - other.first)
			.flatMap(({ bytes }) => {
				const receipt = decodeReceipt(bytes);
				const proof = receipt && this.prove(receipt);
				return receipt && proof ? [{ receipt, rows: proof.rows }] : [];
			});
	}

	/** There is a connection, over which may be asked. */
	connected(ask: (seq: number) => void): void {
		this.#ask = ask;
		this.news();
	}

	disconnected(): void {
		this.#ask = null;
		this.#cancel?.();
		this.#cancel = null;
	}

	end(): void {
		this.#ended = true;
		this.disconnected();
	}

	/** Something was stored: its receipt is asked for some time later, with those of what follows meanwhile. */
	news(): void {
		if (!this.#ask || this.#ended) return;
		this.#cancel ??= this.#options.clock.after(ASK_AFTER_MS, () => {
			this.#cancel = null;
			if (this.#isDue()) this.#options.onDue();
			else this.#ask?.(this.through);
		});
	}

	/** Takes what the relay signed; what is not proved is not kept. */
	take(bytes: Uint8Array, asked: boolean): Promise<void> {
		const done = this.#taking.then(() => this.#take(bytes, asked));
		this.#taking = done.catch(() => {
			// What could not be checked is asked for again with the next news.
		});
		return done;
	}

	/** Resolves when what came so far is checked. */
	async idle(): Promise<void> {
		await this.#taking;
	}

	async #take(bytes: Uint8Array, asked: boolean): Promise<void> {
		const receipt = decodeReceipt(bytes);
		const proof = receipt && this.prove(receipt);
		// The document has changed meanwhile, so that it is not the one that was signed.
		if (!receipt || !proof) return this.news();
		const { trust } = this.#options;
		if (!(await trust.verify(receipt.key, signedBytes(proof.root), receipt.signature)) || this.#ended) return;
		this.#options.save(this.#add(withHashes(receipt, proof.rows), proof.rows, asked));
		if (asked && receipt.rows.length >= WHOLE_ANSWER_ROWS) this.#ask?.(this.through);
	}

	/** By the events of the replica. */
	prove(receipt: Receipt): { rows: ProvedRow[]; root: Uint8Array } | undefined {
		const { document, doc } = this.#options;
		return proveReceipt(digest, document, receipt, valuesIn(doc));
	}

	/** @returns what is to be written */
	#add(receipt: Receipt, rows: readonly ProvedRow[], asked: boolean): DiskRecord[] {
		const last = rows.at(-1)!;
		const { first, prev } = receipt;
		const { hash, receivedAt: at, content } = last;
		let added: Kept = {
			...{
				bytes: encodeReceipt(this.#withoutSaltsOfGone(receipt)),
				first,
				end: first + rows.length,
				prev,
				hash,
			},
			...{ epoch: content.epoch, at, asked },
		};
		const gone: string[] = [];
		for (const [key, kept] of this.#kept) {
			const hashThere = rows[kept.end - 1 - first]?.hash;
			const isCovered = kept.first >= first && hashThere !== undefined && sameBytes(hashThere, kept.hash);
			const isOld = kept.at < this.#options.clock.now() - KEPT_MS;
			if ((isCovered && (asked || !kept.asked)) || isOld) gone.push(key);
			else if (asked && kept.asked && isNeighbour(kept, added)) {
				const before = decodeReceipt(kept.bytes);
				if (!before) continue;
				added = {
					...added,
					first: kept.first,
					prev: kept.prev,
					bytes: encodeReceipt(joinReceipts(before, receipt)),
				};
				gone.push(key);
			}
		}
		for (const key of gone) this.#kept.delete(key);
		const key = keyOf(added);
		this.#kept.set(key, added);
		return [
			...gone.filter((one) => one !== key).map((one) => ({ key: one, value: undefined })),
			{ key, value: added },
		];
	}

	/** Contents were taken out of the document: nobody shall be able to try texts against what is left here. */
	forgetSalts(): void {
		const records: DiskRecord[] = [];
		for (const [key, kept] of this.#kept) {
			const receipt = decodeReceipt(kept.bytes);
			const without = receipt && this.#withoutSaltsOfGone(receipt);
			if (!without || without === receipt) continue;
			const changed = { ...kept, bytes: encodeReceipt(without) };
			this.#kept.set(key, changed);
			records.push({ key, value: changed });
		}
		this.#options.save(records);
	}

	/** The same object when there is nothing to forget. */
	#withoutSaltsOfGone(receipt: Receipt): Receipt {
		let changed = false;
		const rows = receipt.rows.map((row) => {
			const { run } = decodePayload(row.header);
			if (!run || row.leaves.every(({ salt }) => salt === null)) return row;
			const values = valuesIn(this.#options.doc)(run.client, run.clock, row.leaves.length);
			if (row.leaves.every(({ salt }, i) => salt === null || values[i])) return row;
			changed = true;
			return { ...row, leaves: row.leaves.map((leaf, i) => (values[i] ? leaf : { ...leaf, salt: null })) };
		});
		return changed ? { ...receipt, rows } : receipt;
	}
}

/** The canonical bytes of the events that a replica holds. */
export function valuesIn(doc: Y.Doc): ValuesOf {
	return (client, clock, count) =>
		readLog(doc, client, clock, count).map((slot) =>
			slot.state === 'present' ? eventBytes(slot.value as object) : undefined,
		);
}

function isNeighbour(before: Kept, after: Kept): boolean {
	const rows = after.end - before.first;
	return before.end === after.first && rows <= JOINED_ROWS && sameBytes(before.hash, after.prev);
}

/** One document's chains part at a restore, so the number of a row is no name. */
function keyOf({ first, hash }: Kept): string {
	const name = Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${RECORD}${String(first).padStart(9, '0')}-${name}`;
}
