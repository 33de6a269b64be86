/**
 * What this device gives back to a server that was put back from a backup (SPEC P7): rows that the server signed, anybody's, which it does not know any more. Cut
 * into frames that hold together by themselves.
 */
import { isEpoch } from '#lib/domain/client-id.ts';
import { parseEntry } from '#lib/domain/ledger.ts';
import { encodeGift, GIFT_LIMITS } from '#lib/protocol/gift.ts';
import { provedRuns, type ProvedRun } from '#lib/protocol/proved-runs.ts';
import type { ProvedRow, Receipt, ValuesOf } from '#lib/protocol/receipt.ts';

export interface Proof {
	receipt: Receipt;
	rows: readonly ProvedRow[];
}

/** The newest epoch that a state vector names; 0 for none. */
export function newestEpochOf(vector: ReadonlyMap<number, number>): number {
	return Math.max(0, ...[...vector.keys()].filter(isEpoch));
}

/** The proved runs that a log in this epoch lacks; 0: it has no epoch yet. */
export function lostRuns(
	runs: readonly ProvedRun[],
	epoch: number,
	nextClock: (client: number) => number,
): ProvedRun[] {
	return runs.filter(
		({ row, client, clock, length }) =>
			(epoch === 0 || row.content.epoch < epoch) && clock + length > nextClock(client),
	);
}

/** @param proofs in the order of their rows; @param vector what the relay has */
export function giftsFor(
	proofs: readonly Proof[],
	vector: ReadonlyMap<number, number>,
	valuesOf: ValuesOf,
): Uint8Array[] {
	const proofOf = new Map(proofs.flatMap((proof) => proof.rows.map((row) => [row, proof] as const)));
	const runs = provedRuns(proofs.map(({ rows }) => rows));
	const lost = lostRuns(runs, newestEpochOf(vector), (client) => vector.get(client) ?? 0);
	const gifts: Uint8Array[] = [];
	let packing = new Packing();
	for (const run of lost) {
		const { client, clock, length, row, code } = run;
		const held = code === null ? valuesOf(client, clock, length) : [];
		const values = row.leaves.map(({ salt }, index) => (salt && code === null ? held[index] : undefined));
		const needed = new Set([proofOf.get(row)!, ...(run.gone.size > 0 ? evidence(proofs, run) : [])]);
		if (!packing.fits(needed, values)) {
			gifts.push(packing.encode(proofs));
			packing = new Packing();
		}
		packing.add(needed, row, values);
	}
	if (!packing.isEmpty) gifts.push(packing.encode(proofs));
	return gifts;
}

/** The proofs that say that something of the run was taken out. */
function evidence(proofs: readonly Proof[], { row, clock, length }: ProvedRun): Proof[] {
	const stored = row.content.entries.at(-1);
	const entry = stored && parseEntry(stored);
	const writer = entry && 'writer' in entry ? entry.writer : -1;
	const concerns = ({ kind, content }: ProvedRow) =>
		(kind === 'redact' || kind === 'erase') &&
		content.epoch === row.content.epoch &&
		content.entries.some((each) => {
			const gone = parseEntry(each);
			if (gone?.kind !== 'redacted' && gone?.kind !== 'erased') return false;
			return gone.writer === writer && gone.clock < clock + length && gone.clock + gone.length > clock;
		});
	return proofs.filter(({ rows }) => rows.some(concerns));
}

type Values = readonly (Uint8Array | undefined)[];

/** One frame. */
class Packing {
	readonly #proofs = new Set<Proof>();
	readonly #values = new Map<ProvedRow, Values>();
	#rows = 0;
	#events = 0;
	#bytes = 0;

	get isEmpty(): boolean {
		return this.#proofs.size === 0;
	}

	/** What alone is too much is given alone. */
	fits(proofs: ReadonlySet<Proof>, values: Values): boolean {
		const more = [...proofs].filter((proof) => !this.#proofs.has(proof));
		const rows = more.reduce((sum, proof) => sum + proof.rows.length, this.#rows);
		return (
			this.isEmpty ||
			(this.#proofs.size + more.length <= GIFT_LIMITS.receipts &&
				rows <= GIFT_LIMITS.rows &&
				this.#events + values.length <= GIFT_LIMITS.events &&
				this.#bytes + sizeOf(values) <= GIFT_LIMITS.bytes)
		);
	}

	add(proofs: ReadonlySet<Proof>, row: ProvedRow, values: Values): void {
		for (const proof of proofs) {
			if (!this.#proofs.has(proof)) this.#rows += proof.rows.length;
			this.#proofs.add(proof);
		}
		this.#values.set(row, values);
		this.#events += values.length;
		this.#bytes += sizeOf(values);
	}

	/** @param order of the receipts: rows are taken in theirs */
	encode(order: readonly Proof[]): Uint8Array {
		const values: Uint8Array[] = [];
		const receipts = order
			.filter((proof) => this.#proofs.has(proof))
			.map(({ receipt, rows }): Receipt => {
				const given = receipt.rows.map((row, index) => {
					const held = this.#values.get(rows[index]!);
					const leaves = row.leaves.map(({ salt, hash }, i) => {
						const value = held?.[i];
						if (value) values.push(value);
						return { salt: value ? salt : null, hash: hash ?? rows[index]!.leafHashes[i]! };
					});
					return { ...row, leaves };
				});
				return { ...receipt, rows: given };
			});
		return encodeGift({ receipts, values });
	}
}

function sizeOf(values: Values): number {
	return values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
}
